"""Forms that were half typed when the vault was locked."""

from typing import Final

VERSION: Final = 110

STATEMENTS: Final = (
    """
    CREATE TABLE unfinished_form (
        kind TEXT NOT NULL CHECK (kind IN ('client', 'meeting', 'unit', 'card')),
        about INTEGER NOT NULL CHECK (about >= 0),
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (kind, about)
    ) STRICT, WITHOUT ROWID
    """,
)
