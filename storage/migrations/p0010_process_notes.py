"""The first shape of the process notes' own database.

Units stand in another file, so no foreign key can lead to them. There is a day and no time, and
no index of words. Numbers are never used again, but by a note that is put back.
"""

from typing import Final

VERSION: Final = 10
APPLICATION_ID: Final = int.from_bytes(b"CasP")

STATEMENTS: Final = (
    f"PRAGMA application_id = {APPLICATION_ID:d}",
    """
    CREATE TABLE process_note (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        unit_id INTEGER NOT NULL,
        happened_on TEXT NOT NULL CHECK (length(happened_on) = 10),
        text TEXT NOT NULL DEFAULT '',
        changed_at_utc INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX process_note_by_unit ON process_note (unit_id, happened_on DESC, id DESC)",
    """
    CREATE TABLE counter (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        writes INTEGER NOT NULL CHECK (writes >= 0)
    ) STRICT
    """,
    "INSERT INTO counter (id, writes) VALUES (1, 0)",
    """
    CREATE TRIGGER counter_update BEFORE UPDATE ON counter WHEN NEW.writes <= OLD.writes BEGIN
        SELECT RAISE(ABORT, 'the counter only grows');
    END
    """,
    """
    CREATE TRIGGER counter_delete BEFORE DELETE ON counter BEGIN
        SELECT RAISE(ABORT, 'the counter only grows');
    END
    """,
)
