"""What the product means: nouns, rules, services and ports."""
