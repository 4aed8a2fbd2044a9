"""Forms that aren't finished, of any kind: which there are is the program's to say."""

from typing import Final

VERSION: Final = 140

STATEMENTS: Final = (
    """
    CREATE TABLE kept_form (
        kind TEXT NOT NULL CHECK (kind <> ''),
        about INTEGER NOT NULL CHECK (about >= 0),
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (kind, about)
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT INTO kept_form (kind, about, body) SELECT kind, about, body FROM unfinished_form",
    "DROP TABLE unfinished_form",
    "ALTER TABLE kept_form RENAME TO unfinished_form",
)
