"""Units in memory."""

from dataclasses import replace
from datetime import date

from tests.fakes.records import FakeRepo, found_in
from vault.clients import ClientStatus
from vault.folding import folded
from vault.ids import ClientId, MemberId, UnitId
from vault.notes import Note
from vault.units import Member, NewMember, NewUnit, Unit, UnitRow


class FakeUnitRepo(FakeRepo):
    def add(self, new: NewUnit) -> UnitId:
        unit_id = UnitId(self._records.next_number("unit"))
        self._records.units[unit_id] = Unit(unit_id, new.kind, new.name, new.opened_on)
        for one in new.members:
            self.add_member(unit_id, one)
        return unit_id

    def get(self, unit_id: UnitId) -> Unit:
        return self._records.unit(unit_id)

    def of_client(self, client_id: ClientId) -> list[Unit]:
        return self._records.units_of(client_id)

    def rows(self, needle: str, limit: int) -> list[UnitRow]:
        sought = folded(needle)
        open_ones = [one for one in self._records.units.values() if one.closed_on is None]
        rows = [self._row(one) for one in sorted(open_ones, key=self._records.met, reverse=True)]
        found = [
            row
            for row in rows
            if sought in folded("\n".join((row.name, *row.people, *row.recorded)))
        ]
        return found if limit < 0 else found[:limit]

    def change(self, unit_id: UnitId, *, name: str, closed_on: date | None) -> None:
        before = found_in(self._records.units, unit_id)
        self._records.units[unit_id] = replace(before, name=name, closed_on=closed_on)

    def add_member(self, unit_id: UnitId, new: NewMember) -> MemberId:
        unit = found_in(self._records.units, unit_id)
        member = Member(
            id=MemberId(self._records.next_number("member")),
            position=max((one.position for one in unit.members), default=0) + 1,
            called=new.name,
            client_id=new.client_id,
            role=new.role,
            joined_on=new.joined_on,
        )
        self._records.units[unit_id] = replace(unit, members=(*unit.members, member))
        return member.id

    def change_member(self, member: Member) -> None:
        unit = self._unit_of(member.id)
        members = tuple(
            replace(one, role=member.role, joined_on=member.joined_on, left_on=member.left_on)
            if one.id == member.id
            else one
            for one in unit.members
        )
        self._records.units[unit.id] = replace(unit, members=members)

    def is_named(self, member_id: MemberId) -> bool:
        meetings = self._records.meetings.values()
        documents = self._records.documents.values()
        return (
            any(member_id in one.present for one in meetings)
            or any(member_id in one.about.members for one in documents)
            or any(_names(note, member_id) for note in self._records.notes.values())
        )

    def remove_member(self, member_id: MemberId) -> None:
        unit = self._unit_of(member_id)
        members = tuple(one for one in unit.members if one.id != member_id)
        self._records.units[unit.id] = replace(unit, members=members)

    def _unit_of(self, member_id: MemberId) -> Unit:
        for unit in self._records.units.values():
            if any(one.id == member_id for one in unit.members):
                return unit
        raise LookupError(member_id)

    def _row(self, unit: Unit) -> UnitRow:
        clients = self._records.clients
        members = self._records.unit(unit.id).current
        recorded = [
            clients[one.client_id].details.name if one.client_id else one.called for one in members
        ]
        called = tuple(one.called for one in members)
        files = [clients[one.client_id] for one in members if one.client_id]
        return UnitRow(
            unit.id,
            unit.kind,
            unit.name,
            called,
            tuple(recorded),
            files[0].case_number if files else "",
            {one.details.status for one in files} == {ClientStatus.CLOSED},
        )


def _names(note: Note, member_id: MemberId) -> bool:
    return any(
        member_id in one.about.members or member_id == one.said_by for one in note.content.passages
    )
