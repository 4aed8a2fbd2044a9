"""What the operating system asks of the window."""
