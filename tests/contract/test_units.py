from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.builders import (
    DAY,
    NOW,
    a_passage,
    a_time,
    about,
    keep_alone,
    keep_client,
    keep_meeting,
    keep_note,
    keep_unit,
)
from vault.clients import ClientStatus
from vault.ids import MemberId, UnitId
from vault.notes import NoteContent
from vault.passages import Template
from vault.ports import Store, Work
from vault.units import Member, NewMember, NewUnit, UnitKind, UnitRow


class TestUnitRepo:
    def test_gives_back_a_unit_with_its_members_in_the_order_of_their_tags(
        self, store: Store
    ) -> None:
        with store.write() as work:
            parent = keep_client(work, "Rosa Cruz")
            child = keep_client(work, "Mateo Cruz", used_name="Teo")
            unit_id = work.units.add(
                NewUnit(
                    UnitKind.FAMILY,
                    DAY,
                    (
                        NewMember(parent, role="mother", joined_on=date(2024, 2, 29)),
                        NewMember(name="Abuela Cruz", role="grandmother"),
                        NewMember(child),
                    ),
                    "Cruz 🏠",
                )
            )
        with store.read() as work:
            unit = work.units.get(unit_id)
        assert (unit.id, unit.kind, unit.name, unit.opened_on, unit.closed_on) == (
            unit_id,
            UnitKind.FAMILY,
            "Cruz 🏠",
            DAY,
            None,
        )
        assert [(one.position, one.called, one.client_id, one.role) for one in unit.members] == [
            (1, "Rosa Cruz", parent, "mother"),
            (2, "Abuela Cruz", None, "grandmother"),
            (3, "Teo", child, ""),
        ]
        assert [one.joined_on for one in unit.members] == [date(2024, 2, 29), None, None]
        assert len({one.id for one in unit.members}) == 3

    def test_a_missing_unit_is_a_lookup_error(self, store: Store) -> None:
        with store.read() as work, pytest.raises(LookupError):
            work.units.get(UnitId(404))

    def test_lists_the_unit_that_met_last_first_then_the_newest(self, store: Store) -> None:
        with store.write() as work:
            client_id, alone = keep_alone(work)
            couple = keep_unit(work, UnitKind.COUPLE, client_id, keep_client(work))
            group = keep_unit(work, UnitKind.GROUP, client_id, name="Thursday grief")
            keep_unit(work, UnitKind.COUPLE, keep_client(work), keep_client(work))
            keep_meeting(work, alone, a_time(day=3))
            keep_meeting(work, couple, a_time(day=2))
            keep_meeting(work, couple, a_time(day=4))
        with store.read() as work:
            units = work.units.of_client(client_id)
            assert [unit.id for unit in units] == [couple, alone, group]
            assert units == [work.units.get(unit.id) for unit in units]

    def test_a_client_without_units_has_none(self, store: Store) -> None:
        with store.write() as work:
            client_id = keep_client(work)
        with store.read() as work:
            assert work.units.of_client(client_id) == []

    def test_a_member_is_called_as_the_client_is_called_now(self, store: Store) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work, "Jonah Bell")
            details = work.clients.get(client_id).details
            work.clients.change(
                client_id,
                type(details)(name="Jonah Bell", used_name="Joni"),
                None,
                a_time(),
                base_version=1,
            )
        with store.read() as work:
            assert work.units.get(unit_id).members[0].called == "Joni"

    def test_a_member_who_joins_later_gets_the_position_after_the_last(self, store: Store) -> None:
        with store.write() as work:
            unit_id = keep_unit(work, UnitKind.FAMILY, keep_client(work), keep_client(work))
            joined = NewMember(name="Abuela Cruz", role="grandmother", joined_on=DAY)
            member_id = work.units.add_member(unit_id, joined)
        with store.read() as work:
            newest = work.units.get(unit_id).members[-1]
        assert (newest.id, newest.position, newest.called, newest.role, newest.joined_on) == (
            member_id,
            3,
            "Abuela Cruz",
            "grandmother",
            DAY,
        )

    def test_keeps_role_and_days_of_a_member_and_changes_no_other(self, store: Store) -> None:
        with store.write() as work:
            unit_id = keep_unit(work, UnitKind.COUPLE, keep_client(work), keep_client(work))
            first, second = work.units.get(unit_id).members
            left = replace(first, role="husband", joined_on=date(2025, 1, 2), left_on=DAY)
            work.units.change_member(left)
        with store.read() as work:
            assert work.units.get(unit_id).members == (left, second)

    def test_a_missing_unit_or_member_cant_be_changed(self, store: Store) -> None:
        nobody = Member(MemberId(404), 1, "Nobody")
        with store.write() as work:
            for call in (
                lambda: work.units.change(UnitId(404), name="", closed_on=None),
                lambda: work.units.add_member(UnitId(404), NewMember(name="Nobody")),
                lambda: work.units.change_member(nobody),
                lambda: work.units.remove_member(nobody.id),
            ):
                with pytest.raises(LookupError):
                    call()

    def test_a_unit_is_renamed_closed_and_opened_again(self, store: Store) -> None:
        with store.write() as work:
            unit_id = keep_unit(work, UnitKind.GROUP, keep_client(work), keep_client(work))
            work.units.change(unit_id, name="Thursday grief", closed_on=DAY)
            closed = work.units.get(unit_id)
            work.units.change(unit_id, name="Thursday grief", closed_on=None)
            assert (closed.name, closed.closed_on) == ("Thursday grief", DAY)
            assert work.units.get(unit_id).closed_on is None

    def test_finds_open_units_by_the_names_of_those_who_are_in_them(self, store: Store) -> None:
        with store.write() as work:
            zoe = keep_client(work, "Zoë Ångström", used_name="Zo")
            _, alone = keep_alone(work, "Jonah Bell")
            couple = keep_unit(work, UnitKind.COUPLE, zoe, keep_client(work, "Marcus Okafor"))
            group = keep_unit(work, UnitKind.GROUP, zoe, name="Thursday Grief")
            closed = keep_unit(work, UnitKind.GROUP, zoe, name="Monday grief")
            work.units.change(closed, name="Monday grief", closed_on=DAY)
            marcus = work.units.get(couple).members[1]
            keep_meeting(work, couple, a_time(day=4))
            found = {
                needle: [row.id for row in work.units.rows(needle, -1)]
                for needle in ("angstrom", "ZO", "grief", "okafor", "nobody", "")
            }
            assert [row.id for row in work.units.rows("", 2)] == [couple, group]
            work.units.change_member(replace(marcus, left_on=DAY))
            assert work.units.rows("okafor", -1) == []
            (row,) = work.units.rows("angstrom", 1)
            number = work.clients.get(zoe).case_number
        assert found == {
            "angstrom": [couple, group],
            "ZO": [couple, group],
            "grief": [group],
            "okafor": [couple],
            "nobody": [],
            "": [couple, group, alone],
        }
        assert row == UnitRow(couple, UnitKind.COUPLE, "", ("Zo",), ("Zoë Ångström",), number)

    def test_a_unit_whose_clients_files_are_all_closed_says_so(self, store: Store) -> None:
        with store.write() as work:
            closed = keep_client(work, "Tom Nowak", status=ClientStatus.CLOSED)
            alone = keep_unit(work, UnitKind.INDIVIDUAL, closed)
            members = (NewMember(closed), NewMember(name="Rosa Cruz"))
            guest = work.units.add(NewUnit(UnitKind.COUPLE, DAY, members))
            couple = keep_unit(work, UnitKind.COUPLE, closed, keep_client(work))
            rows = {row.id: row.is_closed for row in work.units.rows("", -1)}
        assert rows == {alone: True, guest: True, couple: False}

    @pytest.mark.parametrize("how", ["tag", "speaker", "draft", "draft speaker", "present"])
    def test_knows_who_is_named_anywhere(self, store: Store, how: str) -> None:
        with store.write() as work:
            unit_id = keep_unit(work, UnitKind.COUPLE, keep_client(work), keep_client(work))
            named, other = work.units.get(unit_id).members
            assert not work.units.is_named(named.id)
            if how == "present":
                keep_meeting(work, unit_id, a_time(), named.id)
            else:
                note_id = keep_note(work, unit_id)
                spoken = {"said_by": named.id} if "speaker" in how else {"about": about(named)}
                content = NoteContent(Template.SOAP, (a_passage(**spoken),))
                work.notes.save_draft(note_id, content, NOW, base_version=1)
                if "draft" not in how:
                    work.notes.settle(note_id)
            assert work.units.is_named(named.id)
            assert not work.units.is_named(other.id)

    def test_a_member_whom_nothing_names_can_be_taken_away(self, store: Store) -> None:
        with store.write() as work:
            unit_id = keep_unit(work, UnitKind.COUPLE, keep_client(work), keep_client(work))
            first, second = work.units.get(unit_id).members
            work.units.remove_member(second.id)
            assert work.units.get(unit_id).members == (first,)

    def test_a_client_was_last_met_when_the_unit_was_that_they_join(self, store: Store) -> None:
        with store.write() as work:
            unit_id = keep_unit(work, UnitKind.GROUP, keep_client(work), name="Thursday grief")
            keep_note(work, unit_id, at_utc=a_time(day=4))
            joined = keep_client(work, "Amira Saleh")
            member_id = work.units.add_member(unit_id, NewMember(joined))
            assert _last_met(work, "Amira") == a_time(day=4)
            work.units.remove_member(member_id)
            assert _last_met(work, "Amira") is None


def _last_met(work: Work, name: str) -> datetime | None:
    (row,) = work.clients.rows(name, None)
    return row.last_met_at_utc
