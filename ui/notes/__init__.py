"""Notes: a client's timeline, and the editor."""
