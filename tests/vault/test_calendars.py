from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.builders import NOW, keep_alone, keep_client, keep_note, keep_unit
from tests.fakes import FakeCalendars, FakeClock, FakeStore
from vault.audit import AuditKind
from vault.calendar_events import CalendarEvent
from vault.calendar_proposals import Proposal, Step
from vault.calendars import DAYS_AHEAD, DAYS_BACK, CalendarService, Intake, Linked
from vault.changes import Done
from vault.clients import ClientService
from vault.errors import NotACalendar
from vault.meetings import (
    DayMeeting,
    Meeting,
    MeetingForm,
    MeetingService,
    MeetingSource,
    NewMeeting,
)
from vault.units import UnitKind

FILE = Path("calendar.ics")
MONDAY = NOW.replace(minute=0, second=0, microsecond=0) + timedelta(days=4)


def event(uid: str, title: str, at_utc: datetime = MONDAY, **more: object) -> CalendarEvent:
    fields = {"minutes": 50, "recurrence": ""} | more
    source = MeetingSource(uid, str(fields.pop("recurrence")))
    return CalendarEvent(source, title, at_utc, **fields)  # type: ignore[arg-type]


class Practice:
    """A counselor whose calendar is kept elsewhere."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.reader = FakeCalendars()
        clients = ClientService(self.store, self.clock)
        self.calendars = CalendarService(
            self.store, self.store.clock, lambda: self.reader, clients.open_within
        )
        with self.store.write() as work:
            dana, self.dana = keep_alone(work, "Dana Reyes")
            self.couple = keep_unit(work, UnitKind.COUPLE, dana, keep_client(work, "Marc Okafor"))
            _, self.jonah = keep_alone(work, "Jonah Bell")

    def propose(self, *events: CalendarEvent) -> list[Proposal]:
        self.reader.events = list(events)
        return self.calendars.propose(self.calendars.read(FILE))

    def take_in(self, *events: CalendarEvent) -> Intake:
        return self.bring(self.propose(*events)).value

    def bring(self, proposals: Iterable[Proposal]) -> Done[Intake]:
        return self.calendars.take_in(self.calendars.read(FILE), proposals)

    def meetings(self) -> list[Meeting]:
        with self.store.read() as work:
            found = work.meetings.between(NOW - timedelta(days=200), NOW + timedelta(days=200))
        return [one.meeting for one in found]

    def shown(self) -> list[DayMeeting]:
        with self.store.read() as work:
            return work.meetings.between(NOW - timedelta(days=200), NOW + timedelta(days=200))

    def note(self, meeting: Meeting) -> None:
        with self.store.write() as work:
            keep_note(work, meeting.unit_id, meeting_id=meeting.id)


@pytest.fixture
def practice() -> Practice:
    return Practice()


def test_the_dry_run_changes_nothing_and_says_whose_each_event_is(practice: Practice) -> None:
    with practice.store.write() as work:
        _, other = keep_alone(work, "Jonah Bell")
    found = practice.propose(
        event("a", "Jonah Bell", MONDAY + timedelta(hours=3)),
        event("b", "Dana Reyes and Marc Okafor"),
        event("c", "Dentist", MONDAY + timedelta(hours=1)),
    )
    assert [(one.step, one.unit_id, one.fitting) for one in found] == [
        (Step.ADD, practice.couple, (practice.couple,)),
        (Step.ADD, None, ()),
        (Step.ADD, None, (other, practice.jonah)),
    ]
    assert practice.meetings() == []


def test_events_come_in_as_meetings_of_all_who_belong_to_the_unit(practice: Practice) -> None:
    done = practice.bring(
        practice.propose(
            event("a", "Dana Reyes, Marc Okafor", place="Room  2\n"),
            event("b", "Jonah Bell", MONDAY + timedelta(days=1), place="https://meet.example/x"),
            event("c", "Dentist"),
        )
    )
    first, second = practice.meetings()
    assert (first.unit_id, first.place, first.form, len(first.present)) == (
        practice.couple,
        "Room 2",
        MeetingForm.IN_PERSON,
        2,
    )
    assert (second.unit_id, second.place, second.form) == (practice.jonah, "", MeetingForm.VIDEO)
    assert done.value == Intake((first.id, second.id))
    entry = practice.store.records.audit[-1]
    assert entry.kind is AuditKind.CALENDAR_IMPORTED
    assert practice.store.records.details[-1] == "added 2, changed 0, removed 0"


def test_the_same_calendar_again_brings_nothing_twice(practice: Practice) -> None:
    events = (event("a", "Jonah Bell"), event("b", "Dana Reyes", MONDAY + timedelta(days=1)))
    practice.take_in(*events)
    assert [one.step for one in practice.propose(*events)] == [Step.SAME, Step.SAME]
    before = practice.meetings()
    assert practice.take_in(*events) == Intake()
    assert practice.meetings() == before


def test_an_event_that_was_moved_moves_its_meeting_and_one_that_is_gone_takes_it_along(
    practice: Practice,
) -> None:
    weekly = [
        event("w", "Jonah Bell", MONDAY + timedelta(days=7 * week), recurrence=f"{week}")
        for week in range(3)
    ]
    practice.take_in(*weekly)
    moved = replace(weekly[0], starts_at_utc=MONDAY + timedelta(hours=2), minutes=80)
    found = practice.propose(moved, weekly[2])
    assert [one.step for one in found] == [Step.CHANGE, Step.REMOVE, Step.SAME]
    practice.bring(found)
    assert [(one.starts_at_utc, one.minutes, one.number) for one in practice.meetings()] == [
        (moved.starts_at_utc, 80, 1),
        (weekly[2].starts_at_utc, 50, 2),
    ]


def test_whose_a_series_is_was_chosen_once(practice: Practice) -> None:
    first = event("w", "J.", recurrence="1")
    (unknown,) = practice.propose(first)
    practice.bring([replace(unknown, unit_id=practice.jonah)])
    later = event("w", "J.", MONDAY + timedelta(days=7), recurrence="2")
    assert practice.propose(first, later)[1].unit_id == practice.jonah


def test_what_a_note_is_about_stays_as_it_is(practice: Practice) -> None:
    one, two = event("a", "Jonah Bell"), event("b", "Dana Reyes", MONDAY + timedelta(days=1))
    practice.take_in(one, two)
    before = practice.meetings()
    for meeting in before:
        practice.note(meeting)
    practice.reader.uids = {"b"}
    found = practice.propose(replace(one, minutes=80))
    assert [one.step for one in found] == [Step.FIXED]
    practice.bring(found)
    assert practice.meetings() == before


def test_a_note_that_was_begun_after_the_dry_run_is_heeded(practice: Practice) -> None:
    practice.take_in(event("a", "Jonah Bell"))
    (moved,) = practice.propose(event("a", "Jonah Bell", MONDAY + timedelta(hours=1)))
    (before,) = practice.meetings()
    practice.note(before)
    assert practice.bring([moved]).value == Intake(kept=1)
    assert practice.meetings() == [before]


def test_a_whole_import_is_undone(practice: Practice) -> None:
    practice.take_in(event("a", "Jonah Bell"), event("b", "Dana Reyes", MONDAY + timedelta(days=1)))
    before = practice.meetings()
    practice.reader.uids = {"b"}
    intake = practice.take_in(
        event("a", "Jonah Bell", MONDAY + timedelta(hours=1)),
        event("c", "Jonah Bell", MONDAY + timedelta(days=2)),
    )
    assert (len(intake.added), len(intake.changed), len(intake.removed)) == (1, 1, 1)
    assert practice.calendars.undo(intake).value == 0
    assert [
        replace(one, id=old.id) for one, old in zip(practice.meetings(), before, strict=True)
    ] == (before)
    practice.reader.uids = set()
    again = practice.propose(
        event("a", "Jonah Bell"), event("b", "Dana Reyes", MONDAY + timedelta(days=1))
    )
    assert [one.step for one in again] == [Step.SAME, Step.SAME]


def test_the_last_import_is_known_until_a_note_is_about_any_of_it(practice: Practice) -> None:
    assert practice.calendars.last() is None
    practice.take_in(event("a", "Jonah Bell"))
    practice.clock.advance(seconds=1)
    intake = practice.take_in(
        event("a", "Jonah Bell"),
        event("b", "Jonah Bell", MONDAY + timedelta(days=1)),
        event("c", "Jonah Bell", MONDAY + timedelta(days=2)),
    )
    last = practice.calendars.last()
    assert last is not None
    assert last.intake == intake
    practice.note(practice.meetings()[-1])
    assert practice.calendars.last() is None


def test_undoing_passes_over_what_was_cancelled_since(practice: Practice) -> None:
    intake = practice.take_in(event("a", "Jonah Bell"), event("b", "Dana Reyes"))
    MeetingService(practice.store, practice.store.clock).remove(intake.added[0])
    assert practice.calendars.undo(intake).value == 0
    assert practice.meetings() == []


def test_undoing_leaves_a_meeting_whose_note_was_begun(practice: Practice) -> None:
    intake = practice.take_in(event("a", "Jonah Bell"))
    (meeting,) = practice.meetings()
    practice.note(meeting)
    assert practice.calendars.undo(intake).value == 1
    assert practice.meetings() == [meeting]


def test_only_events_near_the_present_day_are_read(practice: Practice) -> None:
    near = [event("a", "x", NOW - timedelta(days=DAYS_BACK)), event("b", "x", NOW)]
    far = [event("c", "x", NOW + timedelta(days=DAYS_AHEAD)), event("d", "x", NOW - timedelta(90))]
    practice.reader.events = near + far
    assert [one.source.uid for one in practice.calendars.read(FILE).events] == ["a", "b"]


def test_a_file_that_is_no_calendar_changes_nothing(practice: Practice) -> None:
    practice.reader.error = NotACalendar()
    with pytest.raises(NotACalendar):
        practice.calendars.read(FILE)
    assert practice.store.events == ["commit"]


def by_hand(practice: Practice, at_utc: datetime = MONDAY) -> Meeting:
    meetings = MeetingService(practice.store, practice.store.clock)
    new = NewMeeting(practice.jonah, at_utc, 30, MeetingForm.PHONE, "Desk")
    return meetings.get(meetings.plan(new).value).meeting


def test_what_was_planned_by_hand_at_that_very_start_is_linked_and_follows_later_moves(
    practice: Practice,
) -> None:
    planned = by_hand(practice)
    twin = event("b", "Jonah Bell")
    found = practice.propose(event("a", "Jonah Bell"), twin)
    assert [(one.step, one.meeting) for one in found] == [
        (Step.PLANNED, planned),
        (Step.ADD, None),
    ]
    intake = practice.bring(found[:1]).value
    assert intake == Intake(linked=(Linked(planned.id),))
    assert practice.meetings() == [planned]
    assert practice.store.records.details[-1] == "added 0, changed 0, removed 0, linked 1"
    practice.take_in(event("a", "Jonah Bell", MONDAY + timedelta(hours=2)))
    (moved,) = practice.meetings()
    assert (moved.id, moved.starts_at_utc) == (planned.id, MONDAY + timedelta(hours=2))
    assert moved.form is MeetingForm.PHONE


def test_what_is_only_linked_is_no_part_of_an_import_that_takes_away(practice: Practice) -> None:
    planned = by_hand(practice)
    intake = practice.take_in(event("a", "Jonah Bell"))
    assert practice.calendars.last() is None
    practice.calendars.undo(intake)
    assert practice.meetings() == [planned]
    assert [one.step for one in practice.propose(event("a", "Jonah Bell"))] == [Step.PLANNED]


def test_a_unit_that_was_chosen_gets_no_second_meeting_at_the_same_start(
    practice: Practice,
) -> None:
    planned = by_hand(practice)
    (unknown,) = practice.propose(event("a", "J."))
    practice.bring([replace(unknown, unit_id=practice.jonah)])
    assert practice.meetings() == [planned]


def test_undoing_leaves_what_was_changed_by_hand_since(practice: Practice) -> None:
    practice.take_in(event("a", "Dana Reyes, Marc Okafor", place="Room 2"))
    (before,) = practice.meetings()
    later = MONDAY + timedelta(hours=1)
    intake = practice.take_in(event("a", "Dana Reyes, Marc Okafor", later, place="Room 3"))
    (moved,) = practice.meetings()
    own = replace(moved, present=moved.present[:1], place="Garden", form=MeetingForm.PHONE)
    MeetingService(practice.store, practice.store.clock).change(own)
    assert practice.calendars.undo(intake).value == 0
    assert practice.meetings() == [replace(own, starts_at_utc=before.starts_at_utc)]


def test_a_calendar_that_numbers_its_events_anew_brings_nothing_twice(practice: Practice) -> None:
    weekly = [
        event("w", "Jonah Bell", MONDAY + timedelta(days=7 * week), recurrence=f"{week}")
        for week in range(2)
    ]
    came = practice.take_in(*weekly)
    before = practice.meetings()
    practice.clock.advance(seconds=1)
    anew = [replace(one, source=MeetingSource(f"x{at}")) for at, one in enumerate(weekly)]
    found = practice.propose(*anew)
    assert [(one.step, one.meeting) for one in found] == [(Step.PLANNED, one) for one in before]
    again = practice.bring(found).value
    assert len(again.linked) == 2
    assert practice.meetings() == before
    assert [one.step for one in practice.propose(*anew)] == [Step.SAME, Step.SAME]
    last = practice.calendars.last()
    assert last is not None
    assert last.intake == came
    practice.calendars.undo(again)
    assert [one.step for one in practice.propose(*weekly)] == [Step.SAME, Step.SAME]


def test_a_title_that_says_nothing_brings_nothing_twice_once_its_unit_is_chosen(
    practice: Practice,
) -> None:
    (unknown,) = practice.propose(event("a", "J."))
    practice.bring([replace(unknown, unit_id=practice.jonah)])
    before = practice.meetings()
    (anew,) = practice.propose(event("b", "J."))
    assert (anew.step, anew.unit_id) == (Step.ADD, None)
    intake = practice.bring([replace(anew, unit_id=practice.jonah)]).value
    assert (intake.added, len(intake.linked)) == ((), 1)
    assert practice.meetings() == before


def test_two_events_of_one_calendar_at_the_same_start_are_two(practice: Practice) -> None:
    one, two = event("a", "Jonah Bell"), event("b", "Jonah Bell", minutes=80)
    practice.take_in(one)
    assert [found.step for found in practice.propose(one, two)] == [Step.SAME, Step.ADD]
    practice.take_in(one, two)
    assert [found.step for found in practice.propose(one, two)] == [Step.SAME, Step.SAME]
    assert len(practice.meetings()) == 2


def test_undoing_leaves_what_came_in_and_was_changed_by_hand_since(practice: Practice) -> None:
    came = practice.take_in(
        event("a", "Dana Reyes, Marc Okafor"), event("b", "Jonah Bell", MONDAY + timedelta(days=1))
    )
    meetings = MeetingService(practice.store, practice.store.clock)
    first = practice.meetings()[0]
    meetings.set_present(first.id, first.present[:1])
    own = meetings.get(first.id).meeting
    last = practice.calendars.last()
    assert last is not None
    assert last.intake == came
    assert practice.calendars.undo(last.intake).value == 1
    assert practice.meetings() == [own]
    assert practice.calendars.last() is None


def test_what_was_cancelled_by_hand_and_put_back_is_as_it_was(practice: Practice) -> None:
    intake = practice.take_in(event("a", "Jonah Bell"))
    meetings = MeetingService(practice.store, practice.store.clock)
    meetings.change(replace(practice.meetings()[0], minutes=80))
    meetings.put_back(meetings.remove(intake.added[0]).value)
    assert practice.calendars.last() is None
