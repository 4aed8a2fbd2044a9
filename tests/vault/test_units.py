from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import DAY, a_couple, a_time, alone, keep_alone, keep_client, keep_meeting
from tests.fakes import FakeStore
from vault.audit import AuditKind
from vault.changes import Changes, Noun
from vault.clients import ClientService
from vault.errors import DiskFull, InvalidField, Problem, StillNamed
from vault.ids import ClientId, UnitId
from vault.units import MEMBER_LIMIT, NewMember, NewUnit, Unit, UnitKind, UnitService

SHARED = (UnitKind.COUPLE, UnitKind.FAMILY, UnitKind.GROUP)


@pytest.mark.parametrize("kind", UnitKind)
def test_all_but_an_individual_share_their_notes(kind: UnitKind) -> None:
    assert replace(alone(), kind=kind).is_shared is (kind is not UnitKind.INDIVIDUAL)


def test_finds_the_member_that_a_client_is() -> None:
    couple = a_couple(first=3, second=4)
    assert couple.member_of(ClientId(4)) == couple.members[1]
    assert couple.member_of(ClientId(5)) is None


def test_a_person_without_a_file_is_no_client() -> None:
    couple = a_couple()
    guest = replace(couple.members[1], client_id=None)
    assert replace(couple, members=(guest,)).member_of(ClientId(2)) is None


class Practice:
    """A counselor with two clients who come together."""

    def __init__(self) -> None:
        self.store = FakeStore()
        clients = ClientService(self.store, self.store.clock)
        self.units = UnitService(self.store, self.store.clock, clients.open_within)
        with self.store.write() as work:
            self.dana, self.alone = keep_alone(work, "Dana Reyes")
            self.marcus = keep_client(work, "Marcus Okafor")

    def couple(self) -> Unit:
        members = (NewMember(self.dana), NewMember(self.marcus, role="husband"))
        return self.units.get(self.units.found(NewUnit(UnitKind.COUPLE, DAY, members)).value)

    def kinds(self) -> list[AuditKind]:
        return [one.kind for one in self.store.records.audit]


@pytest.fixture
def practice() -> Practice:
    return Practice()


def members(*people: NewMember, kind: UnitKind = UnitKind.FAMILY) -> NewUnit:
    return NewUnit(kind, DAY, people)


CLIENT = NewMember(ClientId(1))
GUEST = NewMember(name="Abuela Cruz")


@pytest.mark.parametrize(
    ("new", "field", "problem"),
    [
        (members(CLIENT), "members", Problem.EMPTY),
        (members(GUEST, GUEST), "members", Problem.EMPTY),
        (members(CLIENT, CLIENT), "members", Problem.ALREADY_TAKEN),
        (members(CLIENT, *[GUEST] * MEMBER_LIMIT), "members", Problem.OUT_OF_RANGE),
        (members(CLIENT, GUEST, kind=UnitKind.INDIVIDUAL), "members", Problem.OUT_OF_RANGE),
        (members(GUEST, kind=UnitKind.INDIVIDUAL), "members", Problem.EMPTY),
        (members(CLIENT, NewMember(name=" ")), "name", Problem.EMPTY),
        (members(CLIENT, replace(GUEST, role="x" * 201)), "role", Problem.TOO_LONG),
        (
            members(CLIENT, replace(GUEST, joined_on=DAY + timedelta(days=1))),
            "joined_on",
            Problem.IN_THE_FUTURE,
        ),
        (
            replace(members(CLIENT, GUEST), opened_on=date(1500, 1, 1)),
            "opened_on",
            Problem.TOO_LONG_AGO,
        ),
        (replace(members(CLIENT, GUEST), name="a\nb"), "unit_name", Problem.CONTROL_CHARACTER),
    ],
)
def test_a_unit_that_makes_no_sense_is_refused_with_its_field(
    new: NewUnit, field: str, problem: Problem
) -> None:
    with pytest.raises(InvalidField) as caught:
        new.checked(DAY)
    assert (caught.value.field, caught.value.problem) == (field, problem)


@given(
    kind=st.sampled_from(SHARED),
    clients=st.integers(1, MEMBER_LIMIT),
    guests=st.integers(0, MEMBER_LIMIT),
)
def test_any_two_people_and_more_can_be_seen_together(
    kind: UnitKind, clients: int, guests: int
) -> None:
    people = [NewMember(ClientId(number)) for number in range(1, clients + 1)] + [GUEST] * guests
    new = members(*people, kind=kind)
    if 2 <= len(people) <= MEMBER_LIMIT:
        checked = new.checked(DAY)
        assert [one.client_id for one in checked.members] == [one.client_id for one in people]
        assert {one.joined_on for one in checked.members} == {DAY}
    else:
        with pytest.raises(InvalidField):
            new.checked(DAY)


def test_a_couple_is_founded_and_recorded(practice: Practice) -> None:
    done = practice.units.found(
        NewUnit(UnitKind.COUPLE, DAY, (NewMember(practice.dana), NewMember(practice.marcus)))
    )
    assert done.changes.numbers(Noun.UNIT) == {done.value}
    found = practice.units.of_client(practice.marcus)
    assert [one.id for one in found] == [done.value]
    assert practice.kinds() == [AuditKind.UNIT_FOUNDED]


def test_who_joins_takes_the_next_tag_and_nobody_elses_moves(practice: Practice) -> None:
    couple = practice.couple()
    before = couple.members
    practice.units.add_member(couple.id, NewMember(name="Abuela Cruz", role="grandmother"))
    after = practice.units.get(couple.id).members
    assert after[:2] == before
    assert (after[2].position, after[2].called, after[2].joined_on) == (3, "Abuela Cruz", DAY)


def test_who_left_stays_in_the_unit_with_the_day(practice: Practice) -> None:
    couple = practice.couple()
    marcus = couple.members[1]
    practice.units.change_member(couple.id, marcus.id, role="husband", joined_on=DAY, left_on=DAY)
    after = practice.units.get(couple.id)
    assert after.members == (couple.members[0], replace(marcus, left_on=DAY))
    assert after.current == couple.members[:1]


def test_who_comes_back_has_the_tag_of_before(practice: Practice) -> None:
    couple = practice.couple()
    marcus = couple.members[1]
    practice.units.change_member(couple.id, marcus.id, role="", joined_on=DAY, left_on=DAY)
    done = practice.units.add_member(couple.id, NewMember(practice.marcus))
    assert done.value == marcus.id
    assert practice.units.get(couple.id).current[1].id == marcus.id


def test_a_member_cant_leave_before_joining_or_in_the_future(practice: Practice) -> None:
    couple = practice.couple()
    for left_on, problem in (
        (DAY - timedelta(days=1), Problem.END_BEFORE_START),
        (DAY + timedelta(days=1), Problem.IN_THE_FUTURE),
    ):
        with pytest.raises(InvalidField) as caught:
            practice.units.change_member(
                couple.id, couple.members[0].id, role="", joined_on=DAY, left_on=left_on
            )
        assert (caught.value.field, caught.value.problem) == ("left_on", problem)


def test_nobody_joins_twice_nor_an_individual(practice: Practice) -> None:
    couple = practice.couple()
    with pytest.raises(InvalidField):
        practice.units.add_member(couple.id, NewMember(practice.marcus))
    with pytest.raises(InvalidField):
        practice.units.add_member(practice.alone, NewMember(practice.marcus))


def test_a_group_takes_no_more_than_it_can_hold(practice: Practice) -> None:
    group = members(CLIENT, *[GUEST] * (MEMBER_LIMIT - 1), kind=UnitKind.GROUP)
    unit_id = practice.units.found(group).value
    with pytest.raises(InvalidField) as caught:
        practice.units.add_member(unit_id, GUEST)
    assert caught.value.problem is Problem.OUT_OF_RANGE


def test_who_was_added_by_mistake_is_taken_away_unless_something_names_them(
    practice: Practice,
) -> None:
    couple = practice.couple()
    guest = practice.units.add_member(couple.id, GUEST).value
    practice.units.withdraw(couple.id, guest)
    assert practice.units.get(couple.id).members == couple.members
    again = practice.units.add_member(couple.id, GUEST).value
    with practice.store.write() as work:
        keep_meeting(work, couple.id, a_time(), again)
    with pytest.raises(StillNamed):
        practice.units.withdraw(couple.id, again)


def test_two_people_of_whom_one_is_a_client_are_always_left(practice: Practice) -> None:
    couple = practice.couple()
    with pytest.raises(InvalidField):
        practice.units.withdraw(couple.id, couple.members[1].id)


def test_another_units_member_is_nobody_here(practice: Practice) -> None:
    couple = practice.couple()
    stranger = practice.units.get(practice.alone).members[0].id
    with pytest.raises(LookupError):
        practice.units.withdraw(couple.id, stranger)


@pytest.mark.parametrize(
    "act",
    [
        lambda units, unit_id: units.rename(unit_id, "Reyes and Okafor"),
        lambda units, unit_id: units.close(unit_id),
    ],
)
def test_a_change_is_recorded_once_and_the_same_again_changes_nothing(
    practice: Practice, act: Callable[[UnitService, UnitId], object]
) -> None:
    couple = practice.couple()
    act(practice.units, couple.id)
    act(practice.units, couple.id)
    assert practice.kinds() == [AuditKind.UNIT_FOUNDED, AuditKind.UNIT_CHANGED]


def test_a_closed_unit_isnt_found_until_it_is_opened_again(practice: Practice) -> None:
    couple = practice.couple()
    practice.units.close(couple.id)
    assert [row.id for row in practice.units.rows("Marcus")] == []
    practice.units.reopen(couple.id)
    assert [row.id for row in practice.units.rows(" marcus ")] == [couple.id]


NEW_FAMILY = (
    NewMember(name="Rosa Cruz", opens_file=True),
    NewMember(name="Teo Cruz", role="son", opens_file=True),
    NewMember(name="Abuela Cruz"),
)


def test_a_unit_and_the_files_that_go_with_it_come_in_one_transaction(practice: Practice) -> None:
    commits, entries = len(practice.store.events), len(practice.store.records.audit)
    done = practice.units.found(NewUnit(UnitKind.FAMILY, DAY, NEW_FAMILY, "Cruz"))
    assert len(practice.store.events) == commits + 1
    created = AuditKind.CLIENT_CREATED
    assert practice.kinds()[entries:] == [created, created, AuditKind.UNIT_FOUNDED]
    family = practice.units.get(done.value)
    rosa, teo, abuela = family.members
    assert [one.called for one in family.members] == ["Rosa Cruz", "Teo Cruz", "Abuela Cruz"]
    assert rosa.client_id is not None
    assert teo.client_id is not None
    assert (teo.role, abuela.client_id) == ("son", None)
    alone = [
        unit.id
        for client_id in (rosa.client_id, teo.client_id)
        for unit in practice.units.of_client(client_id)
        if not unit.is_shared
    ]
    changed = Changes.of(Noun.CLIENT, rosa.client_id, teo.client_id)
    assert done.changes == changed | Changes.of(Noun.UNIT, done.value, *alone)


def test_who_joins_gets_a_file_in_the_same_transaction(practice: Practice) -> None:
    unit, commits = practice.couple(), len(practice.store.events)
    done = practice.units.add_member(unit.id, NewMember(name="Nina Cruz", opens_file=True))
    assert len(practice.store.events) == commits + 1
    nina = practice.units.get(unit.id).member(done.value)
    assert (nina.called, nina.client_id is not None) == ("Nina Cruz", True)
    assert done.changes.touch(Noun.CLIENT)


def test_a_disk_that_fills_up_leaves_neither_a_unit_nor_a_file(practice: Practice) -> None:
    unit = practice.couple()
    before = practice.store.records.snapshot()
    practice.store.fail_next_commit = DiskFull()
    with pytest.raises(DiskFull):
        practice.units.found(NewUnit(UnitKind.FAMILY, DAY, NEW_FAMILY))
    practice.store.fail_next_commit = DiskFull()
    with pytest.raises(DiskFull):
        practice.units.add_member(unit.id, NEW_FAMILY[0])
    assert practice.store.records == before
