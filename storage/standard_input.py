"""Reads a passphrase for the commands."""

import sys
from getpass import getpass
from typing import TextIO

from vault.errors import InvalidField, Problem
from vault.keys import SecretBytes
from vault.passphrases import encoded


def read_passphrase() -> SecretBytes:
    """Read the first line of standard input, or ask for it where that is a terminal.

    Raises InvalidField for a line that can't be a passphrase, an empty one among them; no
    standard input is an empty line.
    """
    try:
        return encoded(_line().rstrip("\r\n"))
    except UnicodeDecodeError:  # whose text would show what was typed
        raise InvalidField("passphrase", Problem.NOT_TEXT) from None


def _line() -> str:
    # Python has none where a script closed it.
    stdin: TextIO | None = sys.stdin
    if stdin is None:
        return ""
    if not stdin.isatty():
        return stdin.readline()
    try:
        return getpass("Passphrase: ")
    except EOFError:  # Ctrl+D
        return ""
