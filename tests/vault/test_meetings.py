from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOW, a_time, keep_alone, keep_client, keep_meeting, keep_note, keep_unit
from tests.builders import sign as sign_it
from tests.fakes import FakeStore
from vault.audit import AuditKind
from vault.changes import Noun
from vault.errors import InvalidField, MeetingHasNote, MeetingHeld, Problem
from vault.ids import MeetingId, MemberId, UnitId
from vault.meetings import (
    Meeting,
    MeetingForm,
    MeetingService,
    MeetingSource,
    NewMeeting,
    numbered,
    overlapping,
)
from vault.units import UnitKind

STARTS = st.integers(0, 60).map(lambda hours: NOW + timedelta(hours=hours))


def a_meeting(
    meeting_id: int, starts_at_utc: datetime, number: int = 1, minutes: int = 50
) -> Meeting:
    return Meeting(
        MeetingId(meeting_id), UnitId(1), number, starts_at_utc, minutes, MeetingForm.IN_PERSON
    )


class Practice:
    """A couple with a room, and a client who comes alone."""

    def __init__(self) -> None:
        self.store = FakeStore()
        self.meetings = MeetingService(self.store, self.store.clock)
        with self.store.write() as work:
            _, self.alone = keep_alone(work)
            self.couple = keep_unit(work, UnitKind.COUPLE, keep_client(work), keep_client(work))
            self.members = tuple(one.id for one in work.units.get(self.couple).members)

    def plan(self, at_utc: datetime, *present: MemberId) -> MeetingId:
        new = NewMeeting(self.couple, at_utc, 50, MeetingForm.IN_PERSON, "Room 2", present)
        return self.meetings.plan(new).value

    def meeting(self, meeting_id: MeetingId) -> Meeting:
        return self.meetings.get(meeting_id).meeting

    def note(self, meeting_id: MeetingId, *, signed: bool = False) -> None:
        with self.store.write() as work:
            note_id = keep_note(work, self.couple, meeting_id=meeting_id)
            if signed:
                sign_it(work, note_id)

    def numbers(self) -> list[int]:
        with self.store.read() as work:
            found = [one for one, _noted in work.meetings.of_unit(self.couple)]
        return [one.number for one in sorted(found, key=lambda one: one.starts_at_utc)]


@pytest.fixture
def practice() -> Practice:
    return Practice()


def test_everybody_who_belongs_to_a_unit_comes_unless_some_are_named(practice: Practice) -> None:
    first, second = practice.members
    assert practice.meeting(practice.plan(a_time(5))).present == (first, second)
    assert practice.meeting(practice.plan(a_time(6), second)).present == (second,)
    with practice.store.write() as work:
        left = replace(work.units.get(practice.couple).members[0], left_on=a_time(1).date())
        work.units.change_member(left)
    assert practice.meeting(practice.plan(a_time(7))).present == (second,)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"starts_at_utc": a_time().replace(year=1969)}, "starts_at"),
        ({"place": "x" * 201}, "place"),
        ({"present": (MemberId(404),)}, "present"),
    ],
)
def test_a_meeting_that_makes_no_sense_is_refused_with_its_field(
    practice: Practice, changed: dict[str, object], field: str
) -> None:
    new = replace(
        NewMeeting(practice.couple, a_time(), 50, MeetingForm.VIDEO),
        **changed,  # type: ignore[arg-type]
    )
    with pytest.raises(InvalidField) as caught:
        practice.meetings.plan(new)
    assert caught.value.field == field
    kept = practice.meeting(practice.plan(a_time()))
    with pytest.raises(InvalidField):
        practice.meetings.change(replace(kept, **changed))  # type: ignore[arg-type]


def test_a_meeting_is_moved_and_its_draft_is_announced_with_it(practice: Practice) -> None:
    meeting_id = practice.plan(a_time(5))
    practice.note(meeting_id)
    moved = replace(practice.meeting(meeting_id), starts_at_utc=a_time(6), minutes=80)
    done = practice.meetings.change(moved)
    assert practice.meeting(meeting_id) == moved
    assert done.changes.touch(Noun.NOTE)
    assert not practice.meetings.change(moved).changes


@pytest.mark.parametrize("has_draft", [False, True])
def test_a_meeting_that_a_signed_note_is_about_stays_as_it_was_signed(
    practice: Practice, has_draft: bool
) -> None:
    meeting_id = practice.plan(a_time(5))
    if has_draft:
        practice.note(meeting_id)
    practice.note(meeting_id, signed=True)
    meeting = practice.meeting(meeting_id)
    with pytest.raises(MeetingHeld):
        practice.meetings.change(replace(meeting, minutes=80))
    with pytest.raises(MeetingHeld):
        practice.meetings.set_present(meeting_id, practice.members[:1])
    assert practice.meeting(meeting_id) == meeting


def test_who_was_present_is_kept_and_nobody_is_no_answer(practice: Practice) -> None:
    meeting_id = practice.plan(a_time(5))
    first, second = practice.members
    practice.meetings.set_present(meeting_id, (second, second))
    assert practice.meeting(meeting_id).present == (second,)
    practice.meetings.set_present(meeting_id, (second, first))
    assert practice.meeting(meeting_id).present == (first, second)
    with pytest.raises(InvalidField) as caught:
        practice.meetings.set_present(meeting_id, ())
    assert caught.value.problem is Problem.EMPTY


def test_a_cancelled_meeting_can_be_put_back_with_where_it_came_from(practice: Practice) -> None:
    meeting_id = practice.plan(a_time(5))
    before, source = practice.meeting(meeting_id), MeetingSource("weekly@example")
    with practice.store.write() as work:
        work.meetings.link(meeting_id, source)
    removed = practice.meetings.remove(meeting_id).value
    with pytest.raises(LookupError):
        practice.meetings.get(meeting_id)
    back = practice.meetings.put_back(removed).value
    assert replace(practice.meeting(back), id=before.id) == before
    with practice.store.read() as work:
        assert work.meetings.source_of(back) == source
    kinds = [one.kind for one in practice.store.records.audit]
    assert kinds == [
        AuditKind.MEETING_PLANNED,
        AuditKind.MEETING_REMOVED,
        AuditKind.MEETING_PLANNED,
    ]


def test_a_meeting_with_a_note_cant_be_cancelled(practice: Practice) -> None:
    meeting_id = practice.plan(a_time(5))
    practice.note(meeting_id)
    with pytest.raises(MeetingHasNote):
        practice.meetings.remove(meeting_id)
    assert practice.meeting(meeting_id)


def test_what_is_planned_is_numbered_by_time_and_cancelling_leaves_no_gap(
    practice: Practice,
) -> None:
    third, first, second = (practice.plan(a_time(day)) for day in (9, 3, 6))
    assert practice.numbers() == [1, 2, 3]
    practice.note(second)
    practice.meetings.remove(first)
    assert practice.numbers() == [2, 3]
    moved = replace(practice.meeting(third), starts_at_utc=a_time(1))
    practice.meetings.change(moved)
    assert practice.numbers() == [1, 2]


@given(starts=st.lists(STARTS, min_size=1, max_size=12), noted=st.integers(0, 4095))
def test_numbers_are_never_shared_and_a_noted_one_is_kept(
    starts: list[datetime], noted: int
) -> None:
    meetings = [
        (a_meeting(place, at, number=place), bool(noted >> place & 1))
        for place, at in enumerate(starts, start=1)
    ]
    numbers = numbered(meetings)
    assert len(set(numbers.values())) == len(meetings)
    assert all(numbers[one.id] == one.number for one, is_noted in meetings if is_noted)
    free = sorted(
        (one for one, is_noted in meetings if not is_noted),
        key=lambda one: (one.starts_at_utc, one.id),
    )
    assert [numbers[one.id] for one in free] == sorted(numbers[one.id] for one in free)
    if not any(is_noted for _one, is_noted in meetings):
        assert sorted(numbers.values()) == list(range(1, len(meetings) + 1))


@given(starts=st.lists(STARTS, max_size=8), minutes=st.sampled_from([1, 50, 60, 61, 600]))
def test_two_meetings_overlap_when_they_share_a_minute(
    starts: list[datetime], minutes: int
) -> None:
    meetings = [a_meeting(place, at, minutes=minutes) for place, at in enumerate(starts)]
    expected = {
        one.id
        for one in meetings
        for other in meetings
        if one.id != other.id
        and one.starts_at_utc < other.ends_at_utc
        and other.starts_at_utc < one.ends_at_utc
    }
    assert overlapping(meetings) == expected


def test_warns_of_every_other_meeting_at_that_time(practice: Practice) -> None:
    early, late = practice.plan(a_time(hour=14)), practice.plan(a_time(hour=15))
    at_utc = a_time(hour=14, minute=30)

    def clashing(minutes: int, but: MeetingId | None = None) -> list[MeetingId]:
        found = practice.meetings.clashes(at_utc, minutes, but=but)
        return [one.meeting.id for one in found]

    assert clashing(30) == [early]
    assert clashing(31) == [early, late]
    assert clashing(31, but=early) == [late]
    assert [one.meeting.id for one in practice.meetings.clashes(a_time(hour=16), 50)] == []


def test_the_meeting_at_hand_is_the_nearest_of_today_that_waits_for_its_note(
    practice: Practice,
) -> None:
    now = practice.store.clock.now_utc()
    assert practice.meetings.at_hand(practice.couple) is None
    practice.plan(now + timedelta(hours=2))
    practice.plan(now - timedelta(days=1))
    assert practice.meetings.at_hand(practice.couple) is None
    early = practice.plan(now - timedelta(hours=3))
    soon = practice.plan(now + timedelta(minutes=20))
    with practice.store.write() as work:
        keep_meeting(work, practice.alone, now)
    assert practice.meetings.at_hand(practice.couple) == soon
    practice.note(soon)
    assert practice.meetings.at_hand(practice.couple) == early
