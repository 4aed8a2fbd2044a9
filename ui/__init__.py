"""What the counselor sees."""
