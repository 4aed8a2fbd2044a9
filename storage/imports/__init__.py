"""Reads files that other programs wrote. What comes from outside is never trusted."""
