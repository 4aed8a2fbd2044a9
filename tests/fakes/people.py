"""Clients, units and meetings in memory."""

import unicodedata
from dataclasses import replace
from datetime import date, datetime

from tests.fakes.records import LONG_AGO, FakeRepo, found_in
from vault.clients import Client, ClientDetails, ClientRow, ClientStatus, under_eighteen
from vault.errors import ChangedElsewhere
from vault.ids import (
    ClientId,
    MeetingId,
    MemberId,
    UnitId,
)
from vault.meetings import DayMeeting, Meeting, NewMeeting
from vault.units import Member, NewUnit, Unit, UnitKind


class FakeClientRepo(FakeRepo):
    def add(self, details: ClientDetails, opened_on: date, now_utc: datetime) -> ClientId:
        client_id = ClientId(self._records.next_number("client"))
        self._records.clients[client_id] = Client(
            id=client_id,
            case_number=f"C-{client_id:04d}",
            details=details,
            opened_on=opened_on,
            closed_on=None,
            version=1,
            created_at_utc=now_utc,
        )
        return client_id

    def get(self, client_id: ClientId) -> Client:
        return found_in(self._records.clients, client_id)

    def change(
        self,
        client_id: ClientId,
        details: ClientDetails,
        closed_on: date | None,
        now_utc: datetime,
        *,
        base_version: int,
    ) -> None:
        before = self.get(client_id)
        if before.version != base_version:
            raise ChangedElsewhere
        self._records.clients[client_id] = replace(
            before, details=details, closed_on=closed_on, version=base_version + 1
        )

    def rows(self, needle: str, status: ClientStatus | None) -> list[ClientRow]:
        sought = _folded(needle)
        found = [
            client
            for client in self._records.clients.values()
            if status in {None, client.details.status}
            and sought in _folded(f"{client.called}\n{client.details.name}")
        ]
        found.sort(key=lambda client: (_folded(client.called), client.id))
        found.sort(key=lambda client: self._records.last_met(client.id) or LONG_AGO, reverse=True)
        return [self._row(client) for client in found]

    def count(self, status: ClientStatus) -> int:
        return sum(one.details.status is status for one in self._records.clients.values())

    def _row(self, client: Client) -> ClientRow:
        units = self._records.units_of(client.id)
        others = units[0].members if units else ()
        return ClientRow(
            id=client.id,
            called=client.called,
            status=client.details.status,
            kind=units[0].kind if units else UnitKind.INDIVIDUAL,
            unit_name=units[0].name if units else "",
            others=tuple(one.called for one in others if one.client_id != client.id),
            birth_date=client.details.birth_date,
            flags=client.details.flags,
            last_met_at_utc=self._records.last_met(client.id),
            closed_on=client.closed_on,
        )


class FakeUnitRepo(FakeRepo):
    def add(self, new: NewUnit) -> UnitId:
        unit_id = UnitId(self._records.next_number("unit"))
        members = tuple(
            Member(
                id=MemberId(self._records.next_number("member")),
                position=position,
                called=one.name,
                client_id=one.client_id,
                role=one.role,
                joined_on=one.joined_on,
            )
            for position, one in enumerate(new.members, start=1)
        )
        self._records.units[unit_id] = Unit(
            unit_id, new.kind, new.name, new.opened_on, members=members
        )
        return unit_id

    def get(self, unit_id: UnitId) -> Unit:
        return self._records.unit(unit_id)

    def of_client(self, client_id: ClientId) -> list[Unit]:
        return self._records.units_of(client_id)


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

    def get(self, meeting_id: MeetingId) -> Meeting:
        return found_in(self._records.meetings, meeting_id)

    def between(self, from_utc: datetime, to_utc: datetime) -> list[DayMeeting]:
        found = [
            one for one in self._records.meetings.values() if from_utc <= one.starts_at_utc < to_utc
        ]
        found.sort(key=lambda one: (one.starts_at_utc, one.id))
        return [self._day_meeting(one) for one in found]

    def _day_meeting(self, meeting: Meeting) -> DayMeeting:
        records = self._records
        unit = records.unit(meeting.unit_id)
        people = records.people(unit.id, meeting.id)
        clients = [records.clients[one.client_id] for one in people if one.client_id]
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
            first_client_id=clients[0].id if clients else None,
            note_id=note.id if note else None,
            note_signed=note is not None and note.is_signed,
            any_minor=any(
                under_eighteen(one.details.birth_date, one.details.flags, day) for one in clients
            ),
        )


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
