"""Reads a passphrase for the commands."""

import sys
from getpass import getpass

from vault.keys import SecretBytes
from vault.passphrases import encoded


def read_passphrase() -> SecretBytes:
    """Read the first line of standard input, or ask for it where that is a terminal.

    Raises InvalidField for a line that can't be a passphrase, an empty one among them.
    """
    line = getpass("Passphrase: ") if sys.stdin.isatty() else sys.stdin.readline()
    return encoded(line.rstrip("\r\n"))
