"""When a result that calls for a risk assessment waits on Today, and what ends that."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.builders import keep_note, sign, some_content
from tests.vault.test_measures import Drawer
from vault.errors import InvalidField, OutOfOrder
from vault.ids import NoteId
from vault.measures import MeasureResult
from vault.notes import NoteType
from vault.today import TodayService

DARK = (0,) * 8 + (1,)
LIGHT = (3,) * 8 + (0,)


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


def calling(drawer: Drawer) -> list[int]:
    return [one.result_id for one in TodayService(drawer.store, drawer.clock).today().calls]


def begin_risk_note(drawer: Drawer, *texts: str, days_ago: float = 0) -> NoteId:
    at_utc = drawer.clock.now_utc() - timedelta(days=days_ago)
    kind = {"type": NoteType.RISK, "content": some_content(*texts)}
    with drawer.store.write() as work:
        return keep_note(work, drawer.unit_id, at_utc=at_utc, **kind)


def sign_risk_note(drawer: Drawer, days_ago: float = 0) -> None:
    note_id = begin_risk_note(drawer, "Asked about it.", days_ago=days_ago)
    with drawer.store.write() as work:
        sign(work, note_id)


def dark(drawer: Drawer, days_ago: int = 1) -> MeasureResult:
    taken_at = drawer.clock.now_utc() - timedelta(days=days_ago)
    return drawer.record(entry=drawer.an_entry(*DARK, taken_at_utc=taken_at))


def test_item_nine_calls_whatever_the_total_and_a_high_total_alone_doesnt(drawer: Drawer) -> None:
    drawer.record(entry=drawer.an_entry(*LIGHT))
    assert calling(drawer) == []
    result = dark(drawer)
    assert calling(drawer) == [result.id]


@pytest.mark.parametrize(("level", "calls"), [(0.0, False), (1.0, True), (2.0, True), (3.0, True)])
def test_a_triage_calls_from_its_level_on(drawer: Drawer, level: float, calls: bool) -> None:
    drawer.record("c-ssrs", drawer.an_entry(answers=(), total=level))
    assert bool(calling(drawer)) is calls


def test_a_risk_assessment_of_the_same_day_or_later_answers_and_an_earlier_one_doesnt(
    drawer: Drawer,
) -> None:
    result = dark(drawer, days_ago=1)
    sign_risk_note(drawer, days_ago=2)
    assert calling(drawer) == [result.id]
    sign_risk_note(drawer, days_ago=1.2)  # that morning, before the form was filled in
    assert calling(drawer) == []


def test_a_draft_answers_nothing_and_with_words_in_it_is_led_to_and_told_of_once(
    drawer: Drawer,
) -> None:
    dark(drawer)
    earlier = begin_risk_note(drawer, "Asked about it.", days_ago=2)
    empty = begin_risk_note(drawer)

    def seen() -> tuple[list[NoteId | None], list[NoteId]]:
        day = TodayService(drawer.store, drawer.clock).today()
        return [one.begun(drawer.clock) for one in day.calls], [one.row.id for one in day.drafts]

    assert seen() == ([None], [earlier, empty])
    begun = begin_risk_note(drawer, "Asked again.")
    assert seen() == ([begun], [earlier, empty])
    with drawer.store.write() as work:
        sign(work, begun)
    assert seen() == ([], [earlier, empty])


def test_a_later_form_without_it_answers_nothing(drawer: Drawer) -> None:
    result = dark(drawer, days_ago=9)
    drawer.record(entry=drawer.an_entry(*LIGHT))
    assert calling(drawer) == [result.id]


def test_of_a_clients_several_only_the_newest_is_listed_and_the_newest_call_comes_first(
    drawer: Drawer,
) -> None:
    dark(drawer, days_ago=9)
    newest = dark(drawer, days_ago=2)
    triage = drawer.record("c-ssrs", drawer.an_entry(answers=(), total=3.0))
    assert calling(drawer) == [triage.id, newest.id]


def test_time_alone_answers_nothing_and_what_comes_after_the_note_calls_again(
    drawer: Drawer,
) -> None:
    dark(drawer)
    sign_risk_note(drawer)
    assert calling(drawer) == []
    drawer.clock.advance(days=400)
    assert calling(drawer) == []
    again = dark(drawer, days_ago=0)
    drawer.clock.advance(days=400)
    assert calling(drawer) == [again.id]


def test_looking_at_it_answers_with_a_reason_that_stays(drawer: Drawer) -> None:
    dark(drawer, days_ago=9)
    result = dark(drawer)
    look_at = drawer.measures.look_at
    with pytest.raises(InvalidField):
        look_at(result.id, " ", base_version=1)
    done = look_at(result.id, "Asked on the phone", base_version=1)
    look = done.value.look
    assert look is not None
    assert (look.looked_at_utc, look.reason) == (drawer.clock.now_utc(), "Asked on the phone")
    assert calling(drawer) == []
    with pytest.raises(OutOfOrder):
        look_at(result.id, "Once more", base_version=1)


@pytest.mark.parametrize("answers", [DARK, (0,) * 8 + (3,)])
def test_a_correction_is_to_be_looked_at_anew(drawer: Drawer, answers: tuple[int, ...]) -> None:
    result = dark(drawer)
    drawer.measures.look_at(result.id, "Asked", base_version=1)
    entry = drawer.an_entry(*answers)
    drawer.measures.correct(result.id, entry, "Misread", base_version=1)
    assert calling(drawer) == [result.id]


@pytest.mark.parametrize(
    "undo",
    [
        lambda drawer, one: drawer.measures.withdraw(one.id, "Not hers", base_version=1),
        lambda drawer, one: drawer.measures.correct(
            one.id, drawer.an_entry(*LIGHT), "Misread", base_version=1
        ),
    ],
)
def test_what_was_entered_by_mistake_calls_no_more(
    drawer: Drawer, undo: Callable[[Drawer, MeasureResult], object]
) -> None:
    result = dark(drawer)
    undo(drawer, result)
    assert calling(drawer) == []
