"""Writing: the vault's own dictionary, and phrases by their short names."""

from typing import Final

VERSION: Final = 60

STATEMENTS: Final = (
    """
    CREATE TABLE dictionary_word (
        word TEXT PRIMARY KEY CHECK (length(word) > 0)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE phrase (
        name TEXT PRIMARY KEY CHECK (length(name) > 0),
        text TEXT NOT NULL CHECK (length(text) > 0)
    ) STRICT, WITHOUT ROWID
    """,
)
