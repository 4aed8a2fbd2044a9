"""The only thing that a locked vault shows."""
