"""Long campaigns, run by `make soak`: what each of them found last is in docs/assurance.md."""
