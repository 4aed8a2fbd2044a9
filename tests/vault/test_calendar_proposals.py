from dataclasses import replace
from datetime import timedelta

from tests.vault.test_calendars import MONDAY, Practice, by_hand, event, practice
from vault.calendar_proposals import Step
from vault.calendars import Intake, Linked
from vault.changes import Changes, Noun
from vault.meetings import MeetingService

__all__ = ["practice"]


def test_what_stands_twice_is_brought_in_once(practice: Practice) -> None:
    found = practice.propose(event("a", "Jonah Bell"))
    practice.bring(found)
    before = practice.meetings()
    assert practice.bring(found).value == Intake()
    assert practice.bring([replace(found[0], unit_id=practice.dana)]).value == Intake()
    assert practice.meetings() == before


def test_a_moved_event_whose_title_names_somebody_else_is_asked_about(practice: Practice) -> None:
    practice.take_in(event("a", "Jonah Bell"))
    (before,) = practice.meetings()
    now = event("a", "Dana Reyes", MONDAY + timedelta(days=1))
    (asked,) = practice.propose(now)
    assert (asked.step, asked.unit_id, asked.meeting) == (Step.RENAMED, None, before)
    assert asked.fitting == (practice.jonah, practice.dana)
    assert practice.bring([asked]).value == Intake()
    assert practice.meetings() == [before]


def test_an_event_that_is_somebody_elses_now_comes_in_for_them_and_the_other_stays(
    practice: Practice,
) -> None:
    practice.take_in(event("a", "Jonah Bell"))
    (before,) = practice.meetings()
    now = event("a", "Dana Reyes", MONDAY + timedelta(days=1))
    intake = practice.bring([replace(practice.propose(now)[0], unit_id=practice.dana)]).value
    assert intake.let_go == (Linked(before.id, now.source),)
    assert [(one.unit_id, one.starts_at_utc) for one in practice.meetings()] == [
        (practice.jonah, MONDAY),
        (practice.dana, now.starts_at_utc),
    ]
    assert [one.step for one in practice.propose(now)] == [Step.SAME]
    assert practice.calendars.undo(intake).value == 0
    assert practice.meetings() == [before]
    assert [one.step for one in practice.propose(now)] == [Step.RENAMED]


def test_an_hour_that_is_somebody_elses_now_is_asked_about_and_becomes_theirs(
    practice: Practice,
) -> None:
    practice.take_in(event("a", "Jonah Bell"))
    before = practice.meetings()
    now = event("a", "Dana Reyes")
    (asked,) = practice.propose(now)
    assert (asked.step, asked.unit_id) == (Step.RENAMED, None)
    assert asked.fitting == (practice.jonah, practice.dana)
    assert practice.bring([replace(asked, unit_id=practice.jonah)]).value == Intake()
    assert practice.meetings() == before
    intake = practice.bring([replace(asked, unit_id=practice.dana)]).value
    assert [(one.unit_id, one.starts_at_utc) for one in practice.meetings()] == [
        (practice.dana, MONDAY)
    ]
    assert [one.step for one in practice.propose(now)] == [Step.SAME]
    assert practice.calendars.undo(intake).value == 0
    assert [(one.unit_id, one.starts_at_utc) for one in practice.meetings()] == [
        (practice.jonah, MONDAY)
    ]
    assert [one.step for one in practice.propose(event("a", "Jonah Bell"))] == [Step.SAME]


def test_an_hour_that_is_somebody_elses_now_stays_with_whom_a_note_is_about(
    practice: Practice,
) -> None:
    practice.take_in(event("a", "Jonah Bell"))
    before = practice.meetings()
    (asked,) = practice.propose(event("a", "Dana Reyes"))
    practice.note(before[0])
    for theirs in (replace(asked, unit_id=practice.dana), replace(asked, opens="Dana R.")):
        assert practice.bring([theirs]).value == Intake(kept=1)
    assert practice.meetings() == before
    assert [one.step for one in practice.propose(event("a", "Dana Reyes"))] == [Step.FIXED]


def test_an_event_that_bears_another_name_by_mistake_moves_its_own_meeting(
    practice: Practice,
) -> None:
    practice.take_in(event("a", "Jonah Bell"))
    now = event("a", "Dana Reyes", MONDAY + timedelta(days=1))
    practice.bring([replace(practice.propose(now)[0], unit_id=practice.jonah)])
    assert [(one.unit_id, one.starts_at_utc) for one in practice.meetings()] == [
        (practice.jonah, now.starts_at_utc)
    ]


def test_a_series_that_bears_another_name_now_is_asked_about_where_it_goes_on(
    practice: Practice,
) -> None:
    weekly = [
        event("w", "Jonah Bell", MONDAY + timedelta(days=7 * week), recurrence=f"{week}")
        for week in range(3)
    ]
    practice.take_in(*weekly[:1])
    renamed = [replace(one, title="Dana Reyes") for one in weekly]
    there, *new = practice.propose(*renamed)
    assert (there.step, there.unit_id) == (Step.RENAMED, None)
    assert {(one.step, one.unit_id, one.fitting) for one in new} == {
        (Step.ADD, None, (practice.jonah, practice.dana))
    }


def test_undoing_is_possible_whatever_came_to_follow_the_event_since(practice: Practice) -> None:
    one = event("a", "Jonah Bell")
    practice.take_in(one)
    practice.reader.uids = {"a"}
    removal = practice.take_in()
    practice.take_in(one)
    assert practice.calendars.undo(removal).value == 0
    assert len(practice.meetings()) == 2
    planned = by_hand(practice, MONDAY + timedelta(days=2))
    linking = practice.take_in(event("b", "Jonah Bell", MONDAY + timedelta(days=2)))
    MeetingService(practice.store, practice.store.clock).remove(planned.id)
    assert practice.calendars.undo(linking).value == 0


def test_what_is_put_back_follows_no_event_that_another_meeting_follows(
    practice: Practice,
) -> None:
    one = event("a", "Jonah Bell")
    meetings = MeetingService(practice.store, practice.store.clock)
    removed = meetings.remove(practice.take_in(one).added[0]).value
    (again,) = practice.take_in(one).added
    back = meetings.put_back(removed).value
    with practice.store.read() as work:
        assert work.meetings.source_of(again) == one.source
        assert work.meetings.source_of(back) is None


def test_a_calendar_that_numbers_a_moved_event_anew_asks_whether_it_moved(
    practice: Practice,
) -> None:
    practice.take_in(event("a", "Jonah Bell"))
    (before,) = practice.meetings()
    now = event("b", "Jonah Bell", MONDAY + timedelta(hours=2))
    (asked,) = practice.propose(now)
    assert (asked.step, asked.unit_id, asked.meeting) == (Step.MOVED, practice.jonah, before)
    intake = practice.bring([asked]).value
    assert practice.meetings() == [replace(before, starts_at_utc=now.starts_at_utc)]
    assert [one.step for one in practice.propose(now)] == [Step.SAME]
    assert practice.calendars.undo(intake).value == 0
    assert practice.meetings() == [before]
    assert [one.step for one in practice.propose(event("a", "Jonah Bell"))] == [Step.SAME]


def test_a_meeting_that_another_event_stands_for_or_a_note_is_about_isnt_asked_about(
    practice: Practice,
) -> None:
    by_hand(practice)
    earlier, exact = event("a", "Jonah Bell", MONDAY - timedelta(hours=2)), event("b", "Jonah Bell")
    assert [one.step for one in practice.propose(earlier, exact)] == [Step.ADD, Step.PLANNED]
    practice.note(practice.meetings()[0])
    assert [one.step for one in practice.propose(earlier)] == [Step.ADD]


def test_two_events_of_a_day_are_not_both_taken_for_the_meeting_that_moved(
    practice: Practice,
) -> None:
    by_hand(practice)
    events = [event(f"{hour}", "Jonah Bell", MONDAY + timedelta(hours=hour)) for hour in (1, 2)]
    assert [one.step for one in practice.propose(*events)] == [Step.MOVED, Step.ADD]


def test_a_note_that_was_begun_after_the_question_keeps_the_meeting_where_it_is(
    practice: Practice,
) -> None:
    planned = by_hand(practice)
    now = event("a", "Jonah Bell", MONDAY + timedelta(hours=1))
    (asked,) = practice.propose(now)
    practice.note(planned)
    assert practice.bring([asked]).value.kept == 1
    assert practice.meetings() == [planned]


def test_what_was_cancelled_after_the_dry_run_stays_so(practice: Practice) -> None:
    practice.take_in(event("a", "Jonah Bell"))
    planned = by_hand(practice, MONDAY + timedelta(days=2))
    named = event("a", "Dana Reyes", MONDAY + timedelta(hours=1))
    moved = event("b", "Jonah Bell", MONDAY + timedelta(days=2, hours=1))
    asked, perhaps = practice.propose(named, moved)
    practice.reader.uids = {"a", "b"}
    (gone,) = (one for one in practice.propose() if one.step is Step.REMOVE)
    meetings = MeetingService(practice.store, practice.store.clock)
    for one in practice.meetings():
        meetings.remove(one.id)
    own = replace(asked, unit_id=practice.jonah)
    assert practice.bring([own, perhaps, gone]).value == Intake()
    assert practice.bring([replace(asked, unit_id=practice.dana)]).value.let_go == ()
    assert [one.unit_id for one in practice.meetings()] == [practice.dana]
    assert planned not in practice.meetings()


def test_a_new_event_names_the_meeting_that_it_overlaps_but_for_one_that_leaves(
    practice: Practice,
) -> None:
    practice.take_in(event("a", "Jonah Bell"))
    (before,) = practice.meetings()
    halfway = event("b", "Dana Reyes", MONDAY + timedelta(minutes=49))
    after = event("c", "Dana Reyes", MONDAY + timedelta(minutes=50))
    there = event("a", "Jonah Bell")
    found = practice.propose(there, halfway, after)
    assert [one.overlaps for one in found] == [None, before, None]
    later = replace(there, starts_at_utc=MONDAY + timedelta(hours=5))
    assert [one.overlaps for one in practice.propose(halfway, later)] == [None, None]


def test_a_file_is_opened_with_the_import_once_for_each_name(practice: Practice) -> None:
    events = [event(uid, "Ana Cruz", MONDAY + timedelta(days=at)) for at, uid in enumerate("abc")]
    one, two, three = practice.propose(*events)
    chosen = [replace(one, opens="Ana Cruz"), replace(two, opens="ana  cruz"), three]
    done = practice.bring(chosen)
    (client_id,) = done.value.opened
    with practice.store.read() as work:
        (unit,) = work.units.of_client(client_id)
        assert work.clients.get(client_id).called == "Ana Cruz"
    assert [meeting.unit_id for meeting in practice.meetings()] == [unit.id] * 2
    assert Changes.of(Noun.CLIENT, client_id) | done.changes == done.changes
    assert practice.bring(chosen).value == Intake()
    practice.calendars.undo(done.value)
    assert practice.meetings() == []
    with practice.store.read() as work:
        assert work.clients.get(client_id).called == "Ana Cruz"


def test_an_hour_that_is_somebody_new_gets_their_file(practice: Practice) -> None:
    practice.take_in(event("a", "Jonah Bell"))
    (asked,) = practice.propose(event("a", "Dana Reyes"))
    (client_id,) = practice.bring([replace(asked, opens="Dana Reyes")]).value.opened
    with practice.store.read() as work:
        (unit,) = work.units.of_client(client_id)
    assert [one.unit_id for one in practice.meetings()] == [unit.id]
