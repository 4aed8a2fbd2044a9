"""A new passphrase, for who came in with the recovery kit."""
