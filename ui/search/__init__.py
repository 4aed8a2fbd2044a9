"""Search and commands."""
