"""Meetings in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from tests.fakes.records import FakeRepo, found_in
from vault.clients import under_eighteen
from vault.errors import FaultError
from vault.ids import MeetingId, UnitId
from vault.meetings import DayMeeting, Meeting, MeetingSource, NewMeeting


class FakeMeetingRepo(FakeRepo):
    def add(self, new: NewMeeting) -> MeetingId:
        meetings = self._records.meetings
        meeting_id = MeetingId(self._records.next_number("meeting"))
        numbers = [one.number for one in meetings.values() if one.unit_id == new.unit_id]
        meetings[meeting_id] = Meeting(
            meeting_id,
            new.unit_id,
            max(numbers, default=0) + 1,
            new.starts_at_utc,
            new.minutes,
            new.form,
            new.place,
            tuple(sorted(new.present)),
        )
        return meeting_id

    def remove(self, meeting_id: MeetingId) -> None:
        self.get(meeting_id)
        del self._records.meetings[meeting_id]
        self._records.sources.pop(meeting_id, None)

    def get(self, meeting_id: MeetingId) -> Meeting:
        meeting = found_in(self._records.meetings, meeting_id)
        notes = self._records.notes.values()
        held = any(one.meeting_id == meeting_id and one.is_signed for one in notes)
        return replace(meeting, held=held)

    def change(self, meeting: Meeting) -> None:
        before = self.get(meeting.id)
        if before.held:
            raise FaultError("a signed note holds it")
        self._records.meetings[meeting.id] = replace(
            meeting,
            unit_id=before.unit_id,
            number=before.number,
            present=tuple(sorted(meeting.present)),
        )
        for note in list(self._records.notes.values()):
            if note.meeting_id == meeting.id and not note.is_signed and note.amends is None:
                moved = replace(note, happened_at_utc=meeting.starts_at_utc)
                self._records.notes[note.id] = moved

    def row(self, meeting_id: MeetingId) -> DayMeeting:
        return self._day_meeting(self.get(meeting_id))

    def of_unit(self, unit_id: UnitId) -> list[tuple[Meeting, bool]]:
        noted = {note.meeting_id for note in self._records.notes.values()}
        meetings = self._records.meetings.values()
        own = [self.get(one.id) for one in meetings if one.unit_id == unit_id]
        own.sort(key=lambda one: one.number)
        return [(replace(one, present=()), one.id in noted) for one in own]

    def renumber(self, numbers: Mapping[MeetingId, int]) -> None:
        for meeting_id, number in numbers.items():
            self._records.meetings[meeting_id] = replace(self.get(meeting_id), number=number)

    def link(self, meeting_id: MeetingId, source: MeetingSource) -> None:
        sources = self._records.sources
        if source in (other for number, other in sources.items() if number != meeting_id):
            raise FaultError(source)
        sources[meeting_id] = source

    def unlink(self, meeting_id: MeetingId) -> None:
        self._records.sources.pop(meeting_id, None)

    def source_of(self, meeting_id: MeetingId) -> MeetingSource | None:
        return self._records.sources.get(meeting_id)

    def last_imported(self) -> list[DayMeeting]:
        came = {one: s.imported_at_utc for one, s in self._records.sources.items()}
        last = max((at for at in came.values() if at is not None), default=None)
        found = [self.get(one) for one, at in came.items() if last is not None and at == last]
        found.sort(key=lambda one: (one.starts_at_utc, one.id))
        return [self._day_meeting(one) for one in found]

    def linked(self, uids: Iterable[str]) -> dict[MeetingSource, Meeting]:
        wanted = set(uids)
        return {
            source: self.get(meeting_id)
            for meeting_id, source in self._records.sources.items()
            if source.uid in wanted
        }

    def between(self, from_utc: datetime, to_utc: datetime) -> list[DayMeeting]:
        meetings = self._records.meetings.values()
        found = [self.get(one.id) for one in meetings if from_utc <= one.starts_at_utc < to_utc]
        found.sort(key=lambda one: (one.starts_at_utc, one.id))
        return [self._day_meeting(one) for one in found]

    def unwritten(self, from_utc: datetime, to_utc: datetime) -> list[DayMeeting]:
        return [one for one in self.between(from_utc, to_utc) if one.note_id is None]

    def _day_meeting(self, meeting: Meeting) -> DayMeeting:
        records = self._records
        unit = records.unit(meeting.unit_id)
        people = records.people(unit.id, meeting.id)
        clients = [records.clients[one.client_id] for one in people if one.client_id]
        everybody = [one.client_id for one in unit.members if one.client_id]
        day = meeting.starts_at_utc.date()
        note = next(
            (
                one
                for one in records.notes.values()
                if one.meeting_id == meeting.id and one.amends is None
            ),
            None,
        )
        return DayMeeting(
            meeting=meeting,
            kind=unit.kind,
            unit_name=unit.name,
            people=tuple(one.called for one in people),
            first_client_id=next(iter((*(one.id for one in clients), *everybody)), None),
            note_id=note.id if note else None,
            note_signed=note is not None and note.is_signed,
            any_minor=any(
                under_eighteen(one.details.birth_date, one.details.flags, day) for one in clients
            ),
        )
