"""The Measures tab of a client's file."""
