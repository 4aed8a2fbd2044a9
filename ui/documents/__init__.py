"""A client's documents: added, looked at in the window, tagged."""
