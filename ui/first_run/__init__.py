"""The wizard that makes a vault."""
