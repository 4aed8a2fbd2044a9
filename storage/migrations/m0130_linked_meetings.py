"""A meeting that was planned by hand may follow an event too: it didn't come in with any import."""

from typing import Final

VERSION: Final = 130

STATEMENTS: Final = (
    """
    CREATE TABLE linked_source (
        meeting_id INTEGER PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE,
        uid TEXT NOT NULL CHECK (length(uid) > 0),
        recurrence TEXT NOT NULL,
        imported_at_utc INTEGER,
        UNIQUE (uid, recurrence)
    ) STRICT
    """,
    """
    INSERT INTO linked_source (meeting_id, uid, recurrence, imported_at_utc)
    SELECT meeting_id, uid, recurrence, imported_at_utc FROM meeting_source
    """,
    "DROP TABLE meeting_source",
    "ALTER TABLE linked_source RENAME TO meeting_source",
)
