"""Meetings that are planned ahead, and those that come from a calendar.

A meeting that is to come doesn't say when a client was last met: since meetings are planned, it
is the newest note alone that says so. Triggers keep `client.last_met_at_utc` as they did before.
"""

from typing import Final

VERSION: Final = 40

_NEWEST: Final = """
    SELECT max(note.happened_at_utc)
    FROM unit_member JOIN note USING (unit_id)
    WHERE unit_member.client_id = client.id AND note.amends IS NULL
"""

_LAST_MET: Final = (
    "DROP TRIGGER client_met",
    "DROP TRIGGER client_note_removed",
    f"""
    CREATE TRIGGER client_note_removed AFTER DELETE ON note WHEN OLD.amends IS NULL BEGIN
        UPDATE client SET last_met_at_utc = ({_NEWEST})
        WHERE id IN (SELECT client_id FROM unit_member WHERE unit_id = OLD.unit_id);
    END
    """,  # noqa: S608 -- a part of a statement, written above
    f"""
    CREATE TRIGGER client_note_moved AFTER UPDATE OF happened_at_utc ON note
    WHEN NEW.amends IS NULL AND OLD.happened_at_utc IS NOT NEW.happened_at_utc
    BEGIN
        UPDATE client SET last_met_at_utc = ({_NEWEST})
        WHERE id IN (SELECT client_id FROM unit_member WHERE unit_id = NEW.unit_id);
    END
    """,  # noqa: S608
    f"""
    CREATE TRIGGER client_joined AFTER INSERT ON unit_member WHEN NEW.client_id IS NOT NULL BEGIN
        UPDATE client SET last_met_at_utc = ({_NEWEST}) WHERE id = NEW.client_id;
    END
    """,  # noqa: S608
    f"""
    CREATE TRIGGER client_parted AFTER DELETE ON unit_member WHEN OLD.client_id IS NOT NULL BEGIN
        UPDATE client SET last_met_at_utc = ({_NEWEST}) WHERE id = OLD.client_id;
    END
    """,  # noqa: S608
    f"UPDATE client SET last_met_at_utc = ({_NEWEST})",  # noqa: S608
)

_SOURCES: Final = (
    """
    CREATE TABLE meeting_source (
        meeting_id INTEGER PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE,
        uid TEXT NOT NULL CHECK (length(uid) > 0),
        recurrence TEXT NOT NULL,
        imported_at_utc INTEGER NOT NULL,
        UNIQUE (uid, recurrence)
    ) STRICT
    """,
)

STATEMENTS: Final = (*_LAST_MET, *_SOURCES)
