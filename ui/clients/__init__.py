"""Clients: the list, and a client's file."""
