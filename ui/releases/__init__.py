"""The release desk: the one way that records leave the vault."""
