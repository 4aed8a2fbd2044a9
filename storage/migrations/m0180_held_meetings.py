"""A signed note holds its meeting and whom it names, and its hash covers them.

The hashes of notes that were signed before cover none of it; `seal_version` tells them apart. No
draft's text is moved over to a signed note either.
"""

from typing import Final

VERSION: Final = 180

_NAMED: Final = """
    EXISTS (
        SELECT 1 FROM attendance JOIN note USING (meeting_id)
        WHERE attendance.member_id = OLD.id AND note.state = 'signed'
    ) OR EXISTS (
        SELECT 1 FROM passage_about
        JOIN passage ON passage.id = passage_about.passage_id
        JOIN note ON note.id = passage.note_id
        WHERE passage_about.member_id = OLD.id AND note.state = 'signed'
    ) OR EXISTS (
        SELECT 1 FROM passage JOIN note ON note.id = passage.note_id
        WHERE passage.said_by = OLD.id AND note.state = 'signed'
    )
"""


def _held(table: str, event: str, which: str) -> str:
    verb = event.split(maxsplit=1)[0].lower()
    return f"""
    CREATE TRIGGER {table}_held_{verb} BEFORE {event} ON {table}
    WHEN {which}
    BEGIN
        SELECT RAISE(ABORT, 'a signed note holds it');
    END
    """


def _signed(*meetings: str) -> str:
    return f"""EXISTS (
        SELECT 1 FROM note WHERE meeting_id IN ({", ".join(meetings)}) AND state = 'signed'
    )"""  # noqa: S608 -- names of columns


STATEMENTS: Final = (
    """
    ALTER TABLE note
    ADD COLUMN seal_version INTEGER NOT NULL DEFAULT 1 CHECK (seal_version >= 1)
    """,
    _held("meeting", "UPDATE", _signed("OLD.id", "NEW.id")),
    _held("meeting", "DELETE", _signed("OLD.id")),
    _held("attendance", "INSERT", _signed("NEW.meeting_id")),
    _held("attendance", "UPDATE", _signed("OLD.meeting_id", "NEW.meeting_id")),
    _held("attendance", "DELETE", _signed("OLD.meeting_id")),
    _held("unit_member", "UPDATE OF id, unit_id, position, client_id, name", _NAMED),
    _held("unit_member", "DELETE", _NAMED),
    _held(
        "note_draft",
        "UPDATE OF note_id",
        "EXISTS (SELECT 1 FROM note WHERE id = NEW.note_id AND state = 'signed')",
    ),
)
