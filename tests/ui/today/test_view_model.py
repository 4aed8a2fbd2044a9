from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.builders import DAY, a_new_request, keep_meeting, keep_note, sign
from tests.ui.desk import Desk, StillTimer, waiting
from ui.strings import reviews as review_words
from ui.strings import today as words
from ui.today.view_model import QUIET_MS, TodayViewModel
from vault.changes import Changes, Done, Noun
from vault.errors import DiskFull
from vault.ids import MeetingId, NoteId
from vault.notes import NoteType
from vault.passages import Template
from vault.units import NewMember, NewUnit, UnitKind


class Morning:
    def __init__(self) -> None:
        self.desk = Desk()
        self.client_id, self.unit_id = self.desk.alone()
        self.vm = TodayViewModel(self.desk.vault, None, StillTimer)
        self.wanted: list[tuple[object, object]] = []
        self.vm.note_wanted.connect(lambda client, note: self.wanted.append((client, note)))

    def a_meeting(self) -> MeetingId:
        with self.desk.store.write() as work:
            return keep_meeting(work, self.unit_id)


@pytest.fixture
def morning(qapp: object) -> Iterator[Morning]:
    morning = Morning()
    yield morning
    morning.vm.deleteLater()


def test_a_session_without_a_note_gets_one_that_belongs_to_it(morning: Morning) -> None:
    meeting_id = morning.a_meeting()
    morning.vm.load()
    assert morning.vm.day is not None
    morning.vm.open_meeting(morning.vm.day.meetings[0])
    ((client_id, note_id),) = morning.wanted
    note = morning.desk.cabinet.notes.open(note_id).note  # type: ignore[arg-type]
    assert (client_id, note.meeting_id) == (morning.client_id, meeting_id)


def test_a_session_with_a_note_opens_it(morning: Morning) -> None:
    meeting_id = morning.a_meeting()
    with morning.desk.store.write() as work:
        note_id = keep_note(work, morning.unit_id, meeting_id=meeting_id)
    morning.vm.load()
    assert morning.vm.day is not None
    morning.vm.open_meeting(morning.vm.day.meetings[0])
    assert morning.wanted == [(morning.client_id, note_id)]


def test_a_signed_note_whose_addendum_isnt_signed_is_known(morning: Morning) -> None:
    meetings = [morning.a_meeting(), morning.a_meeting()]
    with morning.desk.store.write() as work:
        done, amended = (keep_note(work, morning.unit_id, meeting_id=one) for one in meetings)
        for note_id in (done, amended):
            sign(work, note_id)
    morning.desk.cabinet.notes.add_addendum(amended)
    morning.vm.load()
    assert morning.vm.amended == {amended}


def test_an_old_addendum_opens_below_the_note_that_it_amends(morning: Morning) -> None:
    with morning.desk.store.write() as work:
        old = datetime(2026, 11, 1, tzinfo=UTC)
        note_id = keep_note(work, morning.unit_id, at_utc=old)
        sign(work, note_id)
        keep_note(work, morning.unit_id, at_utc=old, type=NoteType.ADDENDUM, amends=note_id)
    morning.vm.load()
    assert morning.vm.day is not None
    (draft,) = morning.vm.day.drafts
    morning.vm.open_draft(draft)
    assert morning.wanted == [(morning.client_id, note_id)]


def test_a_note_that_couldnt_be_started_is_said(morning: Morning) -> None:
    morning.a_meeting()
    morning.vm.load()
    troubles: list[object] = []
    morning.vm.trouble.connect(troubles.append)
    morning.desk.store.fail_next_commit = DiskFull()
    assert morning.vm.day is not None
    morning.vm.open_meeting(morning.vm.day.meetings[0])
    assert isinstance(troubles[0], DiskFull)
    assert morning.wanted == []


def test_what_waits_is_there_with_its_client(morning: Morning) -> None:
    with morning.desk.store.write() as work:
        work.requests.add(a_new_request(morning.client_id), DAY)
        keep_note(work, morning.unit_id, at_utc=datetime(2026, 11, 1, tzinfo=UTC))
    morning.vm.load()
    assert morning.vm.day is not None
    assert [one.called for one in morning.vm.day.deadlines] == ["Jonah Bell"]
    assert [one.client_id for one in morning.vm.day.drafts] == [morning.client_id]


def test_a_change_is_shown_once_changes_rest(morning: Morning) -> None:
    morning.vm.load()
    morning.a_meeting()
    for _ in range(3):
        morning.desk.hub.announce(Changes.of(Noun.MEETING, 1))
    assert morning.vm.day is not None
    assert morning.vm.day.meetings == ()
    waiting(morning.vm, QUIET_MS).go_off()
    assert len(morning.vm.day.meetings) == 1


def a_plan(morning: Morning, due_in: int) -> NoteId:
    cabinet = morning.desk.cabinet
    plan = cabinet.notes.start(
        morning.unit_id, NoteType.TREATMENT_PLAN, Template.TREATMENT_PLAN
    ).value
    cabinet.reviews.put_due(plan, morning.desk.clock.today() + timedelta(days=due_in))
    with morning.desk.store.write() as work:
        sign(work, plan)
    return plan


def test_a_plan_that_is_to_be_looked_at_opens(morning: Morning) -> None:
    plan = a_plan(morning, 17)
    morning.vm.load()
    assert morning.vm.day is not None
    (due,) = morning.vm.day.reviews
    morning.vm.open_review(due)
    assert morning.wanted == [(morning.client_id, plan)]


def test_a_finished_review_leaves_today_once_changes_rest(morning: Morning) -> None:
    plan = a_plan(morning, 3)
    morning.vm.load()
    reviews = morning.desk.cabinet.reviews
    morning.desk.hub.announce(reviews.finish(plan, "Ended.").changes)
    waiting(morning.vm, QUIET_MS).go_off()
    assert morning.vm.day is not None
    assert morning.vm.day.reviews == ()


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2026, 12, 9), "Treatment plan review due 9 Dec, 17 days left"),
        (date(2026, 11, 23), "Treatment plan review due 23 Nov, 1 day left"),
        (date(2026, 11, 22), "Treatment plan review due today"),
        (date(2026, 11, 21), "Treatment plan review was due 21 Nov, 1 day ago"),
        (date(2026, 11, 3), "Treatment plan review was due 3 Nov, 19 days ago"),
    ],
)
def test_a_review_is_a_sentence_with_a_date_and_a_count(on: date, sentence: str) -> None:
    assert review_words.due("Treatment plan", on, date(2026, 11, 22)) == sentence


@pytest.mark.parametrize(
    ("days", "line"),
    [
        (0, "Today 10:00 · Jonah Bell"),
        (1, "Today 10:00 · 1 day old · Jonah Bell"),
        (12, "Today 10:00 · 12 days old · Jonah Bell"),
    ],
)
def test_a_draft_says_for_how_long_it_has_waited(morning: Morning, days: int, line: str) -> None:
    with morning.desk.store.write() as work:
        keep_note(work, morning.unit_id, at_utc=datetime(2026, 11, 1, tzinfo=UTC))
    morning.vm.load()
    assert morning.vm.day is not None
    draft = replace(morning.vm.day.drafts[0], days=days)
    assert words.draft_line(draft, "Today 10:00") == line


def test_a_draft_says_whose_it_is_as_the_rest_of_the_program_does(morning: Morning) -> None:
    units = morning.desk.cabinet.units
    rosa, alone = morning.desk.alone("Rosa Cruz")
    teo = NewMember(name="Teo Cruz")
    family = NewUnit(UnitKind.FAMILY, DAY, (NewMember(rosa), teo), "Cruz")
    couple = NewUnit(UnitKind.COUPLE, DAY, (NewMember(rosa), NewMember(name="Ana Silva")))
    old = datetime(2026, 11, 1, tzinfo=UTC)
    for unit_id in (alone, units.found(family).value, units.found(couple).value):
        with morning.desk.store.write() as work:
            meeting_id = keep_meeting(work, unit_id, old)
            keep_note(work, unit_id, at_utc=old, meeting_id=meeting_id)
    morning.vm.load()
    assert morning.vm.day is not None
    drafts = morning.vm.day.drafts
    assert [words.draft_waits(one) for one in drafts] == ["Session 1 isn't signed"] * 3
    assert {words.draft_line(replace(one, days=0), "Today") for one in drafts} == {
        "Today · Rosa Cruz",
        "Today · Family: Cruz",
        "Today · Couple: Rosa Cruz, Ana Silva",
    }


def test_undoing_says_what_came_of_it(morning: Morning) -> None:
    morning.vm.tell("Imported.", lambda: Done(2), lambda stay: f"{stay} stay.")
    morning.vm.take_back()
    undo = morning.vm.undo
    assert undo is not None
    assert (undo.sentence, undo.is_possible) == ("2 stay.", False)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2026, 12, 9), "Due 9 Dec, 17 days left"),
        (date(2026, 11, 23), "Due 23 Nov, 1 day left"),
        (date(2026, 11, 22), "Due today"),
        (date(2026, 11, 21), "Was due 21 Nov, 1 day ago"),
        (date(2027, 1, 2), "Due 2 Jan 2027, 41 days left"),
        (None, "No deadline is known for it."),
    ],
)
def test_a_deadline_is_a_sentence_with_a_date_and_a_count(on: date | None, sentence: str) -> None:
    assert words.due(on, date(2026, 11, 22)) == sentence


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ((3, 0, 2, 0), "3 sessions, 2 things with a deadline"),
        ((1, 1, 1, 1), "1 session, 1 risk to assess, 1 thing with a deadline, 1 draft to sign"),
        ((0, 2, 0, 0), "No sessions, 2 risks to assess"),
    ],
)
def test_the_day_is_summed_up_in_a_line(counts: tuple[int, int, int, int], line: str) -> None:
    assert words.summary(*counts) == line
