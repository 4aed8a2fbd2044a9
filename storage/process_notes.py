"""Process notes in their own database, without any index of their words."""

from collections.abc import Iterable
from datetime import date, datetime

from storage.connection import Connection
from storage.times import from_stored, to_stored
from vault.ids import ProcessNoteId, UnitId
from vault.process_notes import OPENING_LENGTH, ProcessNote, ProcessNoteRow, opening_of


class SqlProcessNoteRepo:
    """The process notes of one open drawer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, unit_id: UnitId, on: date, now_utc: datetime) -> ProcessNoteId:
        """Keep a new, empty note."""
        cursor = self._connection.execute(
            "INSERT INTO process_note (unit_id, happened_on, changed_at_utc) VALUES (?, ?, ?)",
            (unit_id, on.isoformat(), to_stored(now_utc)),
        )
        return ProcessNoteId(cursor.lastrowid)

    def get(self, note_id: ProcessNoteId) -> ProcessNote:
        """Give a note; raises LookupError."""
        row = self._connection.execute(
            "SELECT unit_id, happened_on, text, changed_at_utc FROM process_note WHERE id = ?",
            (note_id,),
        ).fetchone()
        if row is None:
            raise LookupError(note_id)
        unit_id, on, text, changed_at_utc = row
        return ProcessNote(
            note_id, unit_id, date.fromisoformat(on), text, from_stored(changed_at_utc)
        )

    def save(self, note_id: ProcessNoteId, text: str, now_utc: datetime) -> None:
        """Replace a note's text."""
        self._change(
            note_id,
            "UPDATE process_note SET text = ?, changed_at_utc = ? WHERE id = ?",
            (text, to_stored(now_utc), note_id),
        )

    def put_day(self, note_id: ProcessNoteId, on: date) -> None:
        """Replace the day that a note is about."""
        self._change(
            note_id,
            "UPDATE process_note SET happened_on = ? WHERE id = ?",
            (on.isoformat(), note_id),
        )

    def remove(self, note_id: ProcessNoteId) -> None:
        """Take a note away for good."""
        self._change(note_id, "DELETE FROM process_note WHERE id = ?", (note_id,))

    def put_back(self, note: ProcessNote) -> None:
        """Keep a note that was taken away, under its old number."""
        self._connection.execute(
            """
            INSERT INTO process_note (id, unit_id, happened_on, text, changed_at_utc)
            VALUES (?, ?, ?, ?, ?)
            """,
            (
                note.id,
                note.unit_id,
                note.on.isoformat(),
                note.text,
                to_stored(note.changed_at_utc),
            ),
        )

    def of_units(self, unit_ids: Iterable[UnitId]) -> list[ProcessNoteRow]:
        """List the notes of some units, the newest day first."""
        rows = [
            ProcessNoteRow(note_id, unit_id, date.fromisoformat(on), opening_of(start))
            for unit_id in unit_ids
            for note_id, on, start in self._connection.execute(
                """
                SELECT id, happened_on, substr(ltrim(text, char(9, 10, 32)), 1, ?)
                FROM process_note WHERE unit_id = ?
                """,
                # One letter more tells whether the last word is whole.
                (OPENING_LENGTH + 1, unit_id),
            )
        ]
        return sorted(rows, key=lambda row: (row.on, row.id), reverse=True)

    def _change(
        self, note_id: ProcessNoteId, statement: str, parameters: tuple[object, ...]
    ) -> None:
        if not self._connection.execute(statement, parameters).rowcount:
            raise LookupError(note_id)
