"""Releases on the desk, and those handed over."""

from datetime import datetime
from typing import Any

from storage.connection import Connection
from storage.times import from_stored, to_stored
from vault.ids import ClientId, ReleaseId, RequestId
from vault.releases import Release, Selection

_RELEASE = "id, request_id, client_id, chooses_notes, started_at_utc, handed_over_at_utc"


class SqlReleaseRepo:
    """The releases of one open vault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, request_id: RequestId, client_id: ClientId, now_utc: datetime) -> ReleaseId:
        """Put a new release on the desk."""
        return ReleaseId(
            self._connection.execute(
                "INSERT INTO release (request_id, client_id, started_at_utc) VALUES (?, ?, ?)",
                (request_id, client_id, to_stored(now_utc)),
            ).lastrowid
        )

    def get(self, release_id: ReleaseId) -> Release:
        """Give a release; raises LookupError."""
        row = self._connection.execute(
            f"SELECT {_RELEASE} FROM release WHERE id = ?",  # noqa: S608 -- names of columns
            (release_id,),
        ).fetchone()
        if row is None:
            raise LookupError(release_id)
        return self._release(row)

    def open_ones(self) -> list[Release]:
        """List the releases that wait on the desk, newest first."""
        rows = self._connection.execute(
            f"""
            SELECT {_RELEASE} FROM release
            WHERE handed_over_at_utc IS NULL
            ORDER BY started_at_utc DESC, id DESC
            """  # noqa: S608 -- names of columns
        ).fetchall()
        return [self._release(row) for row in rows]

    def select(self, release_id: ReleaseId, selection: Selection) -> None:
        """Keep what was chosen so far."""
        self._update("chooses_notes = ?", selection.notes is not None, release_id)
        self._connection.execute("DELETE FROM release_note WHERE release_id = ?", (release_id,))
        self._connection.executemany(
            "INSERT INTO release_note (release_id, position, note_id) VALUES (?, ?, ?)",
            [
                (release_id, position, note_id)
                for position, note_id in enumerate(selection.notes or (), start=1)
            ],
        )

    def hand_over(self, release_id: ReleaseId, now_utc: datetime) -> None:
        """Mark a release as handed over."""
        self._update("handed_over_at_utc = ?", to_stored(now_utc), release_id)

    def put_back(self, release_id: ReleaseId) -> None:
        """Put a release on the desk again whose bytes never reached their destination."""
        self._update("handed_over_at_utc = ?", None, release_id)

    def _update(self, column: str, value: int | None, release_id: ReleaseId) -> None:
        changed = self._connection.execute(
            f"UPDATE release SET {column} WHERE id = ?",  # noqa: S608 -- a column of this class
            (value, release_id),
        ).rowcount
        if not changed:
            raise LookupError(release_id)

    def _release(self, row: tuple[Any, ...]) -> Release:
        release_id, request_id, client_id, chooses_notes, started, handed_over = row
        notes = None
        if chooses_notes:
            rows = self._connection.execute(
                "SELECT note_id FROM release_note WHERE release_id = ? ORDER BY position",
                (release_id,),
            )
            notes = tuple(note_id for (note_id,) in rows)
        return Release(
            id=release_id,
            request_id=request_id,
            client_id=client_id,
            selection=Selection(notes),
            started_at_utc=from_stored(started),
            handed_over_at_utc=None if handed_over is None else from_stored(handed_over),
        )
