from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_client, every_detail, some_details
from tests.fakes import FakeClock, FakeStore
from vault.audit import AuditKind
from vault.changes import NOTHING, Changes, Noun
from vault.clients import (
    REACH_LIMIT,
    ClientDetails,
    ClientFlags,
    ClientService,
    ClientStatus,
    EmergencyContact,
    Reach,
    ReachKind,
    age_in_years,
    initials,
    under_eighteen,
)
from vault.errors import ChangedElsewhere, InvalidField, Problem
from vault.ids import ClientId
from vault.units import UnitKind

TODAY = date(2026, 11, 12)


@pytest.fixture
def clients(store: FakeStore, clock: FakeClock) -> ClientService:
    return ClientService(store, clock)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dana Reyes", "DR"),
        ("dana", "D"),
        ("Ana María de la Cruz", "AC"),
        ("  Élodie   O'Neil ", "ÉO"),
        ("E\u0301lodie", "E"),
        ("Jean-Luc (JL) Picard", "JP"),
        ("'t Hooft", "TH"),
        ("ßeta ǆur", "SǄ"),
        ("ﬁona", "F"),
        ("夏目 漱石", "夏漱"),
        ("שרה כהן", "שכ"),
        ("कमला", "क"),
        ("🌿 Fern", "F"),
        ("🌿", "?"),
        ("- .", "?"),
        ("", "?"),
        ("2Pac", "2"),
    ],
)
def test_initials_of_hard_names(name: str, expected: str) -> None:
    assert initials(name) == expected


@given(st.text())
def test_initials_are_one_or_two_characters_of_any_name(name: str) -> None:
    assert 1 <= len(initials(name)) <= 2


def test_a_client_is_called_by_the_name_that_they_use() -> None:
    assert a_client(name="Jonah Bell").called == "Jonah Bell"
    assert a_client(name="Jonah Bell", used_name="Joni").called == "Joni"
    assert a_client(name="Jonah Bell", used_name="Ash Moon").initials == "AM"


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2000, 2, 29), 0),
        (date(2001, 2, 28), 0),
        (date(2001, 3, 1), 1),
        (date(2004, 2, 28), 3),
        (date(2004, 2, 29), 4),
        (date(2018, 2, 28), 17),
        (date(2018, 3, 1), 18),
    ],
)
def test_who_is_born_on_29_february_turns_older_on_1_march_in_common_years(
    on: date, age: int
) -> None:
    assert age_in_years(date(2000, 2, 29), on) == age


@given(st.dates(date(1880, 1, 1), date(2026, 1, 1)), st.integers(0, 120))
def test_an_age_grows_by_one_on_each_birthday(born: date, years: int) -> None:
    year = born.year + years
    leaps_over = (born.month, born.day) == (2, 29) and (year % 4 or (not year % 100 and year % 400))
    birthday = date(year, 3, 1) if leaps_over else born.replace(year=year)
    assert age_in_years(born, birthday) == years
    assert age_in_years(born, birthday.fromordinal(birthday.toordinal() - 1)) == years - 1


@pytest.mark.parametrize(
    ("born", "declared", "minor"),
    [
        (date(2008, 11, 12), False, False),
        (date(2008, 11, 13), False, True),
        (date(1950, 1, 1), True, True),
        (None, False, False),
        (None, True, True),
    ],
)
def test_a_minor_is_under_eighteen_or_declared_so(
    born: date | None, declared: bool, minor: bool
) -> None:
    assert under_eighteen(born, ClientFlags(minor=declared), TODAY) is minor


def test_details_are_cleaned() -> None:
    messy = ClientDetails(
        name="  Zoe\u0308 ",
        reaches=(Reach(ReachKind.ADDRESS, "4 Elm Row\r\nDenver\n"),),
        emergency_contacts=(EmergencyContact(" Ada "),),
    )
    cleaned = messy.checked(TODAY)
    assert cleaned.name == "Zoë"
    assert cleaned.reaches[0].value == "4 Elm Row, Denver"
    assert cleaned.emergency_contacts[0].name == "Ada"
    assert every_detail().checked(TODAY) == every_detail()


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"name": " "}, "name", Problem.EMPTY),
        ({"name": "x" * 201}, "name", Problem.TOO_LONG),
        ({"used_name": "a\0"}, "used_name", Problem.CONTROL_CHARACTER),
        ({"pronouns": "x" * 61}, "pronouns", Problem.TOO_LONG),
        ({"birth_date": date(2026, 11, 13)}, "birth_date", Problem.IN_THE_FUTURE),
        ({"reaches": (Reach(ReachKind.PHONE, ""),)}, "reaches", Problem.EMPTY),
        (
            {"reaches": (Reach(ReachKind.PHONE, "1"),) * (REACH_LIMIT + 1)},
            "reaches",
            Problem.OUT_OF_RANGE,
        ),
        (
            {"emergency_contacts": (EmergencyContact("Ada"),) * (REACH_LIMIT + 1)},
            "emergency_contacts",
            Problem.OUT_OF_RANGE,
        ),
        ({"emergency_contacts": (EmergencyContact(""),)}, "emergency_contacts", Problem.EMPTY),
    ],
)
def test_a_refusal_names_its_field(change: dict[str, Any], field: str, problem: Problem) -> None:
    with pytest.raises(InvalidField) as caught:
        some_details(**change).checked(TODAY)
    assert (caught.value.field, caught.value.problem) == (field, problem)


def test_a_new_client_is_seen_alone_and_recorded(clients: ClientService, store: FakeStore) -> None:
    done = clients.create(some_details(" Jonah Bell "))
    with store.read() as work:
        (unit,) = work.units.of_client(done.value)
    assert unit.kind is UnitKind.INDIVIDUAL
    assert [one.called for one in unit.members] == ["Jonah Bell"]
    assert done.changes == Changes.of(Noun.CLIENT, done.value) | Changes.of(Noun.UNIT, unit.id)
    assert [(one.kind, one.subject) for one in store.records.audit] == [
        (AuditKind.CLIENT_CREATED, f"client:{done.value}")
    ]


def test_a_refused_client_leaves_nothing(clients: ClientService, store: FakeStore) -> None:
    with pytest.raises(InvalidField):
        clients.create(some_details(""))
    assert store.events == []


def test_closing_and_opening_a_file_keeps_its_day(clients: ClientService, clock: FakeClock) -> None:
    client_id = clients.create(some_details()).value
    closed = replace(some_details(), status=ClientStatus.CLOSED)
    first = clients.update(client_id, closed, base_version=1).value
    assert first.closed_on == clock.today()
    clock.advance(days=3)
    renamed = replace(closed, name="Jonah B. Bell")
    second = clients.update(client_id, renamed, base_version=2).value
    assert second.closed_on == first.closed_on
    third = clients.update(client_id, some_details(), base_version=3).value
    assert (third.closed_on, third.version) == (None, 4)
    assert clients.count(ClientStatus.OPEN) == 1


def test_an_update_without_a_change_writes_nothing(
    clients: ClientService, store: FakeStore
) -> None:
    client_id = clients.create(some_details()).value
    written = list(store.events)
    done = clients.update(client_id, some_details(), base_version=1)
    assert (done.value.version, done.changes, store.events) == (1, NOTHING, written)


def test_an_update_of_an_older_version_is_refused_and_undone(
    clients: ClientService, store: FakeStore
) -> None:
    client_id = clients.create(some_details()).value
    clients.update(client_id, some_details("Jon Bell"), base_version=1)
    before = store.records.snapshot()
    with pytest.raises(ChangedElsewhere):
        clients.update(client_id, some_details("J. Bell"), base_version=1)
    assert store.records == before


def test_opening_a_file_is_recorded_and_looking_at_it_is_not(
    clients: ClientService, store: FakeStore
) -> None:
    client_id = clients.create(some_details()).value
    assert clients.open_file(client_id).value == clients.get(client_id)
    assert [one.kind for one in store.records.audit] == [
        AuditKind.CLIENT_CREATED,
        AuditKind.FILE_OPENED,
    ]
    with pytest.raises(LookupError):
        clients.open_file(ClientId(404))


def test_a_needle_is_taken_without_its_outer_spaces(clients: ClientService) -> None:
    clients.create(some_details("Zoë Marsh"))
    assert [row.called for row in clients.rows("  zoe ")] == ["Zoë Marsh"]
    assert clients.rows("zoe", ClientStatus.CLOSED) == []
