"""Today: the first screen after unlocking."""
