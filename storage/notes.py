"""Notes: settled text in rows with an index, draft text beside them."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from storage.connection import Connection
from storage.meetings import SqlMeetingRepo, attendance_of, present_of
from storage.passages import PassageRows, from_body, to_body
from storage.times import from_stored, to_stored
from storage.units import members_of
from vault.errors import ChangedElsewhere, NoteSigned
from vault.ids import ClientId, MeetingId, NoteId, UnitId
from vault.notes import (
    Around,
    NewNote,
    Note,
    NoteContent,
    NoteRow,
    NoteType,
    Signature,
    named_members,
)
from vault.passages import Template
from vault.units import Member, UnitKind

_ROW = """
    SELECT note.id, note.type, unit.id, unit.kind, unit.name, note.meeting_id, meeting.number,
        meeting.minutes, note.happened_at_utc, note.state,
        coalesce(note.first_words_at_utc, note.created_at_utc),
        CASE note.state WHEN 'signed' THEN note.late_hours END,
        (SELECT count(*) FROM note AS addendum WHERE addendum.amends = note.id),
        EXISTS (
            SELECT 1 FROM note AS addendum JOIN passage ON passage.note_id = addendum.id
            WHERE addendum.amends = note.id AND addendum.state = 'signed'
                AND passage.corrects IS NOT NULL
        )
    FROM note
    JOIN unit ON unit.id = note.unit_id
    LEFT JOIN meeting ON meeting.id = note.meeting_id
"""
_OF_CLIENT = """
    note.unit_id IN (SELECT unit_id FROM unit_member WHERE client_id = ?) AND note.amends IS NULL
"""


class SqlNoteRepo:
    """The notes of one open vault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._passages = PassageRows(connection)
        self._meetings = SqlMeetingRepo(connection)

    def add(self, new: NewNote, now_utc: datetime) -> NoteId:
        """Keep a new draft with version 1."""
        now = to_stored(now_utc)
        note_id = NoteId(
            self._connection.execute(
                """
                INSERT INTO note (
                    unit_id, meeting_id, amends, type, template, happened_at_utc,
                    created_at_utc, changed_at_utc, first_words_at_utc
                )
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                (
                    new.unit_id,
                    new.meeting_id,
                    new.amends,
                    new.type,
                    new.content.template,
                    to_stored(new.happened_at_utc),
                    now,
                    now,
                    None if new.content.is_empty else now,
                ),
            ).lastrowid
        )
        self._passages.add(note_id, new.content.passages)
        return note_id

    def get(self, note_id: NoteId) -> Note:
        """Give a note with its newest draft text; raises LookupError."""
        row = self._connection.execute(
            """
            SELECT unit_id, meeting_id, amends, type, template, happened_at_utc, created_at_utc,
                coalesce(saved_at_utc, changed_at_utc), coalesce(note_draft.version, note.version),
                first_words_at_utc,
                signed_at_utc, signed_by, sha256, signed_licence, late_hours, seal_version, body
            FROM note LEFT JOIN note_draft ON note_draft.note_id = note.id
            WHERE note.id = ?
            """,
            (note_id,),
        ).fetchone()
        if row is None:
            raise LookupError(note_id)
        return self._note(note_id, row)

    def save_draft(
        self, note_id: NoteId, content: NoteContent, now_utc: datetime, *, base_version: int
    ) -> int:
        """Keep draft text; answers the new version. Raises NoteSigned and ChangedElsewhere."""
        if self._draft_version(note_id) != base_version:
            raise ChangedElsewhere
        version = base_version + 1
        self._connection.execute(
            """
            INSERT INTO note_draft (note_id, body, version, saved_at_utc) VALUES (?, ?, ?, ?)
            ON CONFLICT (note_id) DO UPDATE
            SET body = excluded.body, version = excluded.version,
                saved_at_utc = excluded.saved_at_utc
            """,
            (note_id, to_body(content), version, to_stored(now_utc)),
        )
        words_at = None if content.is_empty else to_stored(now_utc)
        self._connection.execute(
            """
            UPDATE note SET first_words_at_utc = :at
            WHERE id = :id AND (first_words_at_utc IS NULL) <> (:at IS NULL)
            """,
            {"at": words_at, "id": note_id},
        )
        return version

    def settle(self, note_id: NoteId) -> bool:
        """Move draft text into the note and its index; answers whether there was any."""
        row = self._connection.execute(
            """
            SELECT body, note_draft.version, saved_at_utc
            FROM note LEFT JOIN note_draft ON note_draft.note_id = note.id
            WHERE note.id = ?
            """,
            (note_id,),
        ).fetchone()
        if row is None:
            raise LookupError(note_id)
        body, version, saved_at_utc = row
        if body is None:
            return False
        content = from_body(body)
        self._passages.put(note_id, content.passages)
        self._connection.execute(
            "UPDATE note SET template = ?, version = ?, changed_at_utc = ? WHERE id = ?",
            (content.template, version, saved_at_utc, note_id),
        )
        self._connection.execute("DELETE FROM note_draft WHERE note_id = ?", (note_id,))
        return True

    def unsettled(self) -> list[NoteId]:
        """List the notes whose draft text lies outside the index."""
        rows = self._connection.execute("SELECT note_id FROM note_draft ORDER BY note_id")
        return [note_id for (note_id,) in rows]

    def sign(self, note_id: NoteId, signature: Signature) -> None:
        """Close a settled note for ever. Raises NoteSigned."""
        self._draft_version(note_id)
        self._connection.execute(
            """
            UPDATE note
            SET state = 'signed', signed_at_utc = ?, signed_by = ?, sha256 = ?,
                signed_licence = ?, late_hours = ?, seal_version = ?
            WHERE id = ?
            """,
            (
                to_stored(signature.signed_at_utc),
                signature.signed_by,
                signature.sha256,
                signature.licence,
                signature.late_hours,
                signature.seal_version,
                note_id,
            ),
        )

    def remove_empty(self, note_id: NoteId) -> None:
        """Take away a draft without text. Raises NoteSigned."""
        self._draft_version(note_id)
        self._connection.execute("DELETE FROM note WHERE id = ?", (note_id,))

    def addenda(self, note_id: NoteId) -> list[Note]:
        """List the addenda of a note, oldest first."""
        rows = self._connection.execute(
            "SELECT id FROM note WHERE amends = ? ORDER BY id", (note_id,)
        ).fetchall()
        return [self.get(addendum_id) for (addendum_id,) in rows]

    def timeline(self, client_id: ClientId) -> list[NoteRow]:
        """List the notes of a client's units without addenda, newest first."""
        rows = self._connection.execute(
            f"{_ROW} WHERE {_OF_CLIENT} ORDER BY note.happened_at_utc DESC, note.id DESC",
            (client_id,),
        ).fetchall()
        return [row for row, _ in self._rows(rows)]

    def of_client(self, client_id: ClientId) -> list[NoteId]:
        """List the numbers of the same notes, oldest first."""
        rows = self._connection.execute(
            f"SELECT id FROM note WHERE {_OF_CLIENT} ORDER BY happened_at_utc, id",  # noqa: S608 -- fixed words
            (client_id,),
        )
        return [note_id for (note_id,) in rows]

    def drafts(self) -> list[tuple[NoteRow, ClientId]]:
        """List unsigned notes, oldest first, each with its first client's number.

        A note of a unit without any client isn't among them.
        """
        rows = self._connection.execute(
            f"{_ROW} WHERE note.state = 'draft' ORDER BY note.happened_at_utc, note.id"
        ).fetchall()
        found = []
        for row, members in self._rows(rows):
            for member in members:
                if member.client_id:
                    found.append((row, member.client_id))
                    break
        return found

    def last_before(self, note_id: NoteId, types: Collection[NoteType]) -> NoteId | None:
        """Give the newest signed note of these types that the same unit had before a note."""
        row = self._connection.execute(
            """
            SELECT earlier.id FROM note JOIN note AS earlier ON earlier.unit_id = note.unit_id
            WHERE note.id = ? AND earlier.state = 'signed'
                AND (earlier.happened_at_utc, earlier.id) < (note.happened_at_utc, note.id)
                AND earlier.type IN (SELECT value FROM json_each(?))
            ORDER BY earlier.happened_at_utc DESC, earlier.id DESC LIMIT 1
            """,
            (note_id, json.dumps(sorted(types))),
        ).fetchone()
        return None if row is None else NoteId(row[0])

    def _draft_version(self, note_id: NoteId) -> int:
        """Give the newest version of a draft; raises LookupError and NoteSigned."""
        row = self._connection.execute(
            """
            SELECT state, coalesce(note_draft.version, note.version)
            FROM note LEFT JOIN note_draft ON note_draft.note_id = note.id
            WHERE note.id = ?
            """,
            (note_id,),
        ).fetchone()
        if row is None:
            raise LookupError(note_id)
        state, version = row
        if state == "signed":
            raise NoteSigned
        return int(version)

    def _note(self, note_id: NoteId, row: tuple[Any, ...]) -> Note:
        unit_id, meeting_id, amends, note_type, template = row[:5]
        happened, created, changed, version, first_words, signed_at_utc, *signed, body = row[5:]
        if body is None:
            content = NoteContent(Template(template), self._passages.of_note(note_id))
        else:
            content = from_body(body)
        signature = None
        if signed_at_utc is not None:
            signature = Signature(from_stored(signed_at_utc), *signed)
        return Note(
            id=note_id,
            unit_id=unit_id,
            type=NoteType(note_type),
            content=content,
            happened_at_utc=from_stored(happened),
            created_at_utc=from_stored(created),
            changed_at_utc=from_stored(changed),
            version=version,
            meeting_id=meeting_id,
            amends=amends,
            signature=signature,
            first_words_at_utc=None if first_words is None else from_stored(first_words),
            around=self._around(content, meeting_id),
        )

    def _around(self, content: NoteContent, meeting_id: MeetingId | None) -> Around:
        meeting = self._meetings.get(meeting_id) if meeting_id else None
        people = self._connection.execute(
            """
            SELECT id, coalesce(client_id, name) FROM unit_member
            WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
            """,
            (json.dumps(named_members(content, meeting)),),
        )
        return Around(meeting, tuple(people.fetchall()))

    def _rows(self, rows: list[Any]) -> list[tuple[NoteRow, tuple[Member, ...]]]:
        """Give each line with all the members of its unit."""
        members = members_of(self._connection, {UnitId(row[2]) for row in rows})
        attendance = attendance_of(self._connection, {row[5] for row in rows if row[5]})
        found = []
        for row in rows:
            note_id, note_type, unit_id, kind, unit_name, meeting_id, number, minutes = row[:8]
            happened_at_utc, state, begun_at_utc, late_hours, addenda, amended = row[8:]
            people = present_of(members[unit_id], attendance[meeting_id])
            line = NoteRow(
                id=note_id,
                type=NoteType(note_type),
                unit_id=unit_id,
                kind=UnitKind(kind),
                unit_name=unit_name,
                number=number,
                minutes=minutes,
                people=tuple(one.called for one in people),
                happened_at_utc=from_stored(happened_at_utc),
                signed=state == "signed",
                addenda=addenda,
                begun_at_utc=from_stored(begun_at_utc),
                late_hours=late_hours,
                amended=bool(amended),
            )
            found.append((line, members[unit_id]))
        return found
