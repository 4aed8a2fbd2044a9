"""The tab that process notes are read and written in."""
