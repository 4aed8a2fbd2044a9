"""How records are kept: the key file, SQLCipher, document bytes."""
