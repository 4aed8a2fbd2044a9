"""What every implementation of a port promises, shown for the fakes and for SQLCipher."""
