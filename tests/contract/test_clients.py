from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import (
    DAY,
    NOW,
    a_time,
    every_detail,
    keep_alone,
    keep_client,
    keep_meeting,
    keep_note,
    keep_unit,
    some_details,
)
from vault.clients import ClientDetails, ClientFlags, ClientRow, ClientStatus, Reach, ReachKind
from vault.errors import ChangedElsewhere
from vault.ids import ClientId
from vault.notes import NoteType
from vault.ports import Store
from vault.units import UnitKind

LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40)
NAMES = LINES.filter(bool)
DETAILS = st.builds(
    ClientDetails,
    name=NAMES,
    used_name=LINES,
    pronouns=LINES,
    birth_date=st.none() | st.dates(min_value=date(1880, 1, 1), max_value=date(2026, 11, 12)),
    reaches=st.lists(
        st.builds(Reach, kind=st.sampled_from(ReachKind), value=NAMES, label=LINES), max_size=3
    ).map(tuple),
    status=st.sampled_from(ClientStatus),
    flags=st.builds(ClientFlags),
)


def rows(store: Store, needle: str = "", status: ClientStatus | None = None) -> list[ClientRow]:
    with store.read() as work:
        return work.clients.rows(needle, status)


class TestClientRepo:
    def test_gives_back_every_field(self, store: Store) -> None:
        with store.write() as work:
            client_id = work.clients.add(every_detail(), date(2024, 2, 29), NOW)
        with store.read() as work:
            client = work.clients.get(client_id)
        assert client.details == every_detail()
        assert (client.id, client.opened_on, client.closed_on) == (
            client_id,
            date(2024, 2, 29),
            None,
        )
        assert (client.version, client.created_at_utc) == (1, NOW)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(details=DETAILS, at_utc=st.datetimes(timezones=st.just(UTC)))
    def test_any_text_and_time_comes_back_as_it_was(
        self, kept: Store, details: ClientDetails, at_utc: datetime
    ) -> None:
        with kept.write() as work:
            client_id = work.clients.add(details, DAY, at_utc)
            client = work.clients.get(client_id)
        assert client.details == details
        assert client.created_at_utc == at_utc

    def test_case_numbers_count_on_and_are_undone_with_their_client(self, store: Store) -> None:
        with store.write() as work:
            first = work.clients.get(keep_client(work))
        with suppress(InterruptedError), store.write() as work:
            keep_client(work)
            raise InterruptedError
        with store.write() as work:
            second = work.clients.get(keep_client(work))
        assert (first.case_number, second.case_number) == ("C-0001", "C-0002")

    def test_a_missing_client_is_a_lookup_error(self, store: Store) -> None:
        with store.write() as work:
            with pytest.raises(LookupError):
                work.clients.get(ClientId(404))
            with pytest.raises(LookupError):
                work.clients.change(ClientId(404), some_details(), None, NOW, base_version=1)

    def test_a_change_replaces_all_details_and_counts_on(self, store: Store) -> None:
        with store.write() as work:
            client_id = work.clients.add(every_detail(), DAY, NOW)
            changed = replace(
                every_detail(),
                status=ClientStatus.CLOSED,
                reaches=every_detail().reaches[1:],
                emergency_contacts=(),
            )
            work.clients.change(client_id, changed, date(2026, 11, 13), NOW, base_version=1)
        with store.read() as work:
            client = work.clients.get(client_id)
        assert client.details == changed
        assert (client.closed_on, client.version) == (date(2026, 11, 13), 2)

    def test_an_edit_of_what_was_changed_meanwhile_is_refused(self, store: Store) -> None:
        with store.write() as work:
            client_id = keep_client(work, "Jonah Bell")
            work.clients.change(client_id, some_details("Jon Bell"), None, NOW, base_version=1)
            with pytest.raises(ChangedElsewhere):
                work.clients.change(client_id, some_details("J. Bell"), None, NOW, base_version=1)
            assert work.clients.get(client_id).details.name == "Jon Bell"

    def test_lists_who_was_met_last_first_then_by_name(self, store: Store) -> None:
        with store.write() as work:
            _, amira = keep_alone(work, "Amira Saleh")
            _, jonah = keep_alone(work, "Jonah Bell")
            for name in ("Élodie Marsh", "Zed Young", "edith Moss", "ada Hill"):
                keep_alone(work, name)
            keep_note(work, amira, at_utc=a_time(day=14))
            keep_note(work, jonah, at_utc=a_time(day=15))
        assert [row.called for row in rows(store)] == [
            "Jonah Bell",
            "Amira Saleh",
            "ada Hill",
            "edith Moss",
            "Élodie Marsh",
            "Zed Young",
        ]

    def test_somebody_new_stands_before_whom_was_met_before_their_file_was_opened(
        self, store: Store
    ) -> None:
        with store.write() as work:
            closed, unit_id = keep_alone(work, "Tom Nowak")
            keep_note(work, unit_id, at_utc=a_time(day=11))
            details = some_details("Tom Nowak", status=ClientStatus.CLOSED)
            work.clients.change(closed, details, a_time(day=11).date(), NOW, base_version=1)
            keep_alone(work, "Wren Oakes")
            _, later = keep_alone(work, "Jonah Bell")
            keep_note(work, later, at_utc=a_time(day=13))
        called = [row.called for row in rows(store)]
        assert called == ["Jonah Bell", "Wren Oakes", "Tom Nowak"]

    @pytest.mark.parametrize(
        "needle", ["zoe", "ZOË", "Zoe\u0308 a", "ÅNGSTROM", "ngstrom-ok", "زوي"]
    )
    def test_a_needle_folds_case_and_accents_in_both_names(self, store: Store, needle: str) -> None:
        with store.write() as work:
            work.clients.add(every_detail(), DAY, NOW)
            keep_client(work, "Jonah Bell")
        assert [row.called for row in rows(store, needle)] == ["زوي 🌿"]

    @pytest.mark.parametrize("needle", ["%", "_", "'", '"', "\\", "bellow"])
    def test_a_needle_is_never_a_pattern(self, store: Store, needle: str) -> None:
        with store.write() as work:
            keep_client(work, "Jonah Bell")
        assert rows(store, needle) == []

    def test_finds_a_name_after_it_was_changed(self, store: Store) -> None:
        with store.write() as work:
            client_id = keep_client(work, "Jonah Bell")
            work.clients.change(client_id, some_details("Jonas Glock"), None, NOW, base_version=1)
        assert rows(store, "bell") == []
        assert [row.id for row in rows(store, "GLOCK")] == [client_id]

    def test_lists_and_counts_one_status(self, store: Store) -> None:
        with store.write() as work:
            keep_client(work, "Jonah Bell")
            keep_client(work, "Tom Nowak", status=ClientStatus.CLOSED)
        assert [row.called for row in rows(store, "", ClientStatus.CLOSED)] == ["Tom Nowak"]
        assert [row.called for row in rows(store, "", ClientStatus.OPEN)] == ["Jonah Bell"]
        assert len(rows(store)) == 2
        with store.read() as work:
            assert [work.clients.count(one) for one in ClientStatus] == [1, 1]

    def test_a_row_shows_the_unit_that_met_last_and_who_else_is_in_it(self, store: Store) -> None:
        with store.write() as work:
            dana, alone = keep_alone(work, "Dana Reyes", birth_date=date(1990, 2, 28))
            marcus = keep_client(work, "Marcus Okafor", used_name="Marc")
            couple = keep_unit(work, UnitKind.COUPLE, dana, marcus, name="Reyes and Okafor")
            keep_meeting(work, alone, a_time(day=3))
            keep_meeting(work, couple, a_time(day=4))
            keep_note(work, alone, at_utc=a_time(day=2))
        assert rows(store, "dana") == [
            ClientRow(
                id=dana,
                called="Dana Reyes",
                status=ClientStatus.OPEN,
                kind=UnitKind.COUPLE,
                unit_name="Reyes and Okafor",
                others=("Marc",),
                birth_date=date(1990, 2, 28),
                flags=ClientFlags(),
                last_met_at_utc=a_time(day=2),
                closed_on=None,
            )
        ]
        assert rows(store, "marc")[0].others == ("Dana Reyes",)

    def test_before_any_meeting_the_newest_unit_is_shown(self, store: Store) -> None:
        with store.write() as work:
            dana, _ = keep_alone(work, "Dana Reyes")
            keep_unit(work, UnitKind.GROUP, dana, name="Thursday grief")
        assert [(row.kind, row.unit_name, row.others) for row in rows(store)] == [
            (UnitKind.GROUP, "Thursday grief", ())
        ]

    def test_last_met_is_the_newest_note_and_no_addendum_nor_what_is_planned(
        self, store: Store
    ) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work, "Dana Reyes")
            keep_meeting(work, unit_id, a_time(day=20))
        assert rows(store)[0].last_met_at_utc is None
        with store.write() as work:
            note_id = keep_note(work, unit_id, at_utc=a_time(day=6))
            keep_note(work, unit_id, at_utc=a_time(day=4))
            keep_note(work, unit_id, at_utc=a_time(day=9), type=NoteType.ADDENDUM, amends=note_id)
        assert rows(store)[0].last_met_at_utc == a_time(day=6)

    def test_taking_an_empty_draft_away_takes_its_time_away(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work, "Dana Reyes")
            keep_note(work, unit_id, at_utc=a_time(day=5))
            work.notes.remove_empty(keep_note(work, unit_id, "", at_utc=a_time(day=8)))
        assert rows(store)[0].last_met_at_utc == a_time(day=5)
