from datetime import date

import pytest

from tests.builders import DAY, a_time, keep_alone, keep_client, keep_meeting, keep_unit
from vault.ids import UnitId
from vault.ports import Store
from vault.units import NewMember, NewUnit, UnitKind


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
