"""Notes in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from tests.fakes.records import FakeRepo, found_in
from vault.errors import ChangedElsewhere, NoteSigned
from vault.ids import (
    ClientId,
    NoteId,
)
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
from vault.passages import Statement


class FakeNoteRepo(FakeRepo):
    def add(self, new: NewNote, now_utc: datetime) -> NoteId:
        self._require_statements(new.content)
        note_id = NoteId(self._records.next_number("note"))
        self._records.notes[note_id] = Note(
            id=note_id,
            unit_id=new.unit_id,
            type=new.type,
            content=new.content,
            happened_at_utc=new.happened_at_utc,
            created_at_utc=now_utc,
            changed_at_utc=now_utc,
            version=1,
            meeting_id=new.meeting_id,
            amends=new.amends,
            first_words_at_utc=None if new.content.is_empty else now_utc,
        )
        return note_id

    def get(self, note_id: NoteId) -> Note:
        note = found_in(self._records.notes, note_id)
        met = self._records.meetings[note.meeting_id] if note.meeting_id else None
        members = {one.id: one for one in self._records.units[note.unit_id].members}
        named = [members[one] for one in named_members(note.content, met) if one in members]
        people = tuple((one.id, one.client_id or one.called) for one in named)
        return replace(note, around=Around(met, people))

    def save_draft(
        self, note_id: NoteId, content: NoteContent, now_utc: datetime, *, base_version: int
    ) -> int:
        note = self._draft(note_id)
        if note.version != base_version:
            raise ChangedElsewhere
        first = None if content.is_empty else note.first_words_at_utc or now_utc
        self._records.notes[note_id] = replace(
            note,
            content=content,
            changed_at_utc=now_utc,
            version=base_version + 1,
            first_words_at_utc=first,
        )
        self._records.unsettled[note_id] = None
        return base_version + 1

    def settle(self, note_id: NoteId) -> bool:
        self._require_statements(self.get(note_id).content)
        waiting = note_id in self._records.unsettled
        self._records.unsettled.pop(note_id, None)
        return waiting

    def unsettled(self) -> list[NoteId]:
        return sorted(self._records.unsettled)

    def sign(self, note_id: NoteId, signature: Signature) -> None:
        self._records.notes[note_id] = replace(self._draft(note_id), signature=signature)

    def remove_empty(self, note_id: NoteId) -> None:
        self._draft(note_id)
        self._records.unsettled.pop(note_id, None)
        del self._records.notes[note_id]
        self._records.reviews.pop(note_id, None)
        for review in list(self._records.reviews.values()):
            if review.next_note == note_id:
                self._records.reviews[review.note_id] = replace(review, next_note=None)

    def addenda(self, note_id: NoteId) -> list[Note]:
        notes = self._records.notes.values()
        return [self.get(one.id) for one in notes if one.amends == note_id]

    def timeline(self, client_id: ClientId) -> list[NoteRow]:
        return [self._row(note) for note in reversed(self._notes_of(client_id))]

    def of_client(self, client_id: ClientId) -> list[NoteId]:
        return [note.id for note in self._notes_of(client_id)]

    def drafts(self) -> list[tuple[NoteRow, ClientId]]:
        found = []
        for note in sorted(self._records.notes.values(), key=_when):
            clients = [one for one in self._records.unit(note.unit_id).members if one.client_id]
            if not note.is_signed and clients and clients[0].client_id:
                found.append((self._row(note), clients[0].client_id))
        return found

    def last_before(self, note_id: NoteId, types: Collection[NoteType]) -> NoteId | None:
        note = self.get(note_id)
        earlier = [
            one
            for one in self._records.notes.values()
            if one.unit_id == note.unit_id
            and one.is_signed
            and one.type in types
            and _when(one) < _when(note)
        ]
        return max(earlier, key=_when).id if earlier else None

    def _require_statements(self, content: NoteContent) -> None:
        for one in content.passages:
            if one.corrects and not self._is_said(one.corrects):
                raise LookupError(one.corrects)

    def _is_said(self, statement: Statement) -> bool:
        note = self._records.notes.get(statement.note_id)
        return note is not None and 1 <= statement.place <= len(note.content.passages)

    def _draft(self, note_id: NoteId) -> Note:
        note = self.get(note_id)
        if note.is_signed:
            raise NoteSigned
        return note

    def _notes_of(self, client_id: ClientId) -> list[Note]:
        units = {unit.id for unit in self._records.units_of(client_id)}
        notes = self._records.notes.values()
        return sorted((n for n in notes if n.unit_id in units and n.amends is None), key=_when)

    def _row(self, note: Note) -> NoteRow:
        unit = self._records.units[note.unit_id]
        meeting = self._records.meetings[note.meeting_id] if note.meeting_id else None
        return NoteRow(
            id=note.id,
            type=note.type,
            unit_id=unit.id,
            kind=unit.kind,
            unit_name=unit.name,
            number=meeting.number if meeting else None,
            minutes=meeting.minutes if meeting else None,
            people=tuple(one.called for one in self._records.people(unit.id, note.meeting_id)),
            happened_at_utc=note.happened_at_utc,
            signed=note.is_signed,
            addenda=len(self.addenda(note.id)),
            begun_at_utc=note.begun_at_utc,
            late_hours=note.signature.late_hours if note.signature else None,
            amended=any(
                passage.corrects
                for addendum in self.addenda(note.id)
                if addendum.is_signed
                for passage in addendum.content.passages
            ),
        )


def _when(note: Note) -> tuple[datetime, int]:
    return note.happened_at_utc, note.id
