"""What the tests stand on: watchers for leaks and messages, and the search for planted words."""
