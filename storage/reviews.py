"""When plans are looked at again."""

from datetime import date

from storage.connection import Connection
from storage.times import from_stored, to_stored
from vault.ids import NoteId
from vault.notes import NoteType
from vault.reviews import DueReview, Review

_COLUMNS = "note_id, due_on, next_note, done_at_utc, reason, typed"


class SqlReviewRepo:
    """The reviews of one open vault's plans."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, review: Review) -> None:
        """Keep a note's review in place of the one that it had."""
        self._connection.execute(
            f"""
            INSERT INTO note_review ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (note_id) DO UPDATE
            SET due_on = excluded.due_on, next_note = excluded.next_note,
                done_at_utc = excluded.done_at_utc, reason = excluded.reason,
                typed = excluded.typed
            """,  # noqa: S608 -- names of columns
            (
                review.note_id,
                review.due_on.isoformat(),
                review.next_note,
                review.done_at_utc and to_stored(review.done_at_utc),
                review.reason,
                review.typed,
            ),
        )

    def get(self, note_id: NoteId) -> Review | None:
        """Give a note's review, if one was planned."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM note_review WHERE note_id = ?",  # noqa: S608 -- as above
            (note_id,),
        ).fetchone()
        return None if row is None else _review(*row)

    def due_by(self, day: date) -> list[DueReview]:
        """List the open reviews of signed notes of open clients that are due by a day, in order."""
        rows = self._connection.execute(
            f"""
            SELECT note.type, coalesce(nullif(client.used_name, ''), client.name), client.id,
                {_COLUMNS}
            FROM note_review
            JOIN note ON note.id = note_review.note_id AND note.state = 'signed'
            JOIN client ON client.id = (
                SELECT client_id FROM unit_member JOIN client ON client.id = client_id
                WHERE unit_id = note.unit_id AND client.status = 'open'
                ORDER BY position LIMIT 1
            )
            WHERE next_note IS NULL AND done_at_utc IS NULL AND due_on <= ?
            ORDER BY due_on, note_id
            """,  # noqa: S608 -- names of columns
            (day.isoformat(),),
        )
        return [
            DueReview(_review(*columns), NoteType(note_type), called, client_id)
            for note_type, called, client_id, *columns in rows
        ]


def _review(
    note_id: NoteId,
    due_on: str,
    next_note: NoteId | None,
    done_at_utc: int | None,
    reason: str,
    typed: str,
) -> Review:
    done = None if done_at_utc is None else from_stored(done_at_utc)
    return Review(note_id, date.fromisoformat(due_on), next_note, done, reason, typed)
