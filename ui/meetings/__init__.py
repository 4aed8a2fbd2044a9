"""Planning and changing meetings, and bringing them in from a calendar."""
