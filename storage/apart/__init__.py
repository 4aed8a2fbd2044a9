"""Reads what nobody trusts in a process of its own, which can be given up."""
