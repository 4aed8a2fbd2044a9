from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from resources.measures import measure
from tests.builders import a_time, keep_note, sign
from tests.ui.desk import waiting
from tests.ui.measures.world import Tab
from ui.autosave import DELAY_MS
from ui.measures.series import Risk
from vault.changes import Changes, Noun
from vault.errors import ChangedElsewhere, DiskFull, InvalidField, Problem
from vault.measures import MeasureDraft
from vault.notes import NoteType

NINE = (1,) * 9


class Typist:
    """Stands in for the form: what `typed` holds is what stands in it."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.typed: MeasureDraft | None = None
        tab.vm.set_reader(lambda: self.typed)
        tab.vm.form_changed.connect(self._on_form)
        tab.vm.show_client(tab.client_id)

    def _on_form(self) -> None:
        self.typed = self.tab.vm.form

    def type(self, **changes: object) -> None:
        assert self.typed is not None
        self.typed = replace(self.typed, **changes)  # type: ignore[arg-type]
        self.tab.vm.touch()


@pytest.fixture
def typist(qapp: object) -> Iterator[Typist]:
    typist = Typist(Tab())
    yield typist
    typist.tab.vm.deleteLater()


def test_an_empty_form_is_of_today_and_has_no_answers(typist: Typist) -> None:
    typist.tab.vm.start(measure("phq-9"))
    assert typist.typed == MeasureDraft("phq-9", "12 Nov 2026", (None,) * 9)


def test_saving_keeps_a_result_and_closes_the_form(typist: Typist) -> None:
    vm = typist.tab.vm
    vm.start(measure("phq-9"))
    typist.type(answers=NINE)
    vm.save()
    (result,) = typist.tab.recorded
    assert (result.entry.total, vm.form, vm.draft) == (9, None, None)
    assert [one.measure.id for one in vm.series] == ["phq-9"]
    assert typist.tab.measures.draft(typist.tab.client_id) is None


def test_a_result_of_a_session_takes_its_time(typist: Typist) -> None:
    meeting_id = typist.tab.a_meeting()
    vm = typist.tab.vm
    vm.start(measure("ors"))
    assert [one.id for one in vm.meetings] == [meeting_id]
    typist.type(total="24,3", meeting_id=meeting_id)
    vm.save()
    (result,) = typist.tab.recorded
    assert result.entry.total == 24.3
    assert result.entry.meeting_id == meeting_id
    assert result.entry.taken_at_utc == vm.meetings[0].starts_at_utc


def test_a_session_of_another_day_isnt_kept_with_the_result(typist: Typist) -> None:
    meeting_id = typist.tab.a_meeting()
    typist.tab.vm.start(measure("ors"))
    typist.type(total="24", meeting_id=meeting_id, taken_on="3 Nov 2026")
    assert typist.tab.vm.meetings == []
    typist.tab.vm.save()
    (result,) = typist.tab.recorded
    assert result.entry.meeting_id is None
    assert f"{typist.tab.desk.clock.local(result.entry.taken_at_utc):%d %H:%M}" == "03 12:00"


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"taken_on": "yesterday", "total": "4"}, "taken_on", Problem.NOT_A_DATE),
        ({"taken_on": "", "total": "4"}, "taken_on", Problem.EMPTY),
        ({"taken_on": "13 Nov 2026", "total": "4"}, "taken_on", Problem.IN_THE_FUTURE),
        ({"total": "four"}, "total", Problem.NOT_TEXT),
        ({"total": "inf"}, "total", Problem.OUT_OF_RANGE),
        ({"total": ""}, "total", Problem.EMPTY),
    ],
)
def test_what_cant_be_kept_is_said_and_stays_typed(
    typist: Typist, changes: dict[str, object], field: str, problem: Problem
) -> None:
    typist.tab.vm.start(measure("audit-c"))
    typist.type(**changes)
    typist.tab.vm.save()
    (error,) = typist.tab.refused
    assert isinstance(error, InvalidField)
    assert (error.field, error.problem) == (field, problem)
    assert typist.tab.vm.form is not None


def test_a_form_is_stored_inside_a_second_and_at_a_lock(typist: Typist) -> None:
    vm, tab = typist.tab.vm, typist.tab
    vm.start(measure("phq-9"))
    assert vm.pending_saves() == []
    typist.type(answers=(1, *(None,) * 8))
    (save,) = vm.pending_saves()
    save()
    assert tab.measures.draft(tab.client_id) == typist.typed
    typist.type(answers=(1, 2, *(None,) * 7))
    waiting(vm, DELAY_MS).go_off()
    assert tab.measures.draft(tab.client_id) == typist.typed


def test_going_back_keeps_what_was_typed_and_going_on_brings_it_back(typist: Typist) -> None:
    vm = typist.tab.vm
    vm.start(measure("phq-9"))
    typist.type(answers=(1, *(None,) * 8))
    typed = typist.typed
    vm.close_form()
    assert (vm.form, vm.draft) == (None, typed)
    vm.load()
    vm.go_on()
    assert typist.typed == typed


def test_going_back_from_an_untouched_form_leaves_nothing(typist: Typist) -> None:
    vm = typist.tab.vm
    vm.start(measure("phq-9"))
    vm.close_form()
    assert vm.draft is None
    assert typist.tab.measures.draft(typist.tab.client_id) is None


def test_a_discarded_form_can_be_brought_back(typist: Typist) -> None:
    vm, tab = typist.tab.vm, typist.tab
    vm.start(measure("phq-9"))
    typist.type(answers=(1, *(None,) * 8))
    waiting(vm, DELAY_MS).go_off()
    typed = typist.typed
    vm.discard()
    assert not any((vm.form, vm.draft))
    assert tab.measures.draft(tab.client_id) is None
    vm.bring_back()
    assert typist.typed == typed
    waiting(vm, DELAY_MS).go_off()
    assert tab.measures.draft(tab.client_id) == typed


def test_another_client_sees_nothing_of_a_form_and_it_waits(typist: Typist) -> None:
    vm, tab = typist.tab.vm, typist.tab
    other, _ = tab.desk.alone("Dana Reyes")
    vm.start(measure("phq-9"))
    typist.type(answers=(1, *(None,) * 8))
    typed = typist.typed
    vm.show_client(other)
    assert not any((vm.form, vm.draft, vm.series))
    vm.show_client(tab.client_id)
    assert vm.draft == typed


def test_a_full_disk_is_said_and_the_form_is_tried_again(typist: Typist) -> None:
    vm, tab = typist.tab.vm, typist.tab
    troubles: list[object] = []
    vm.trouble.connect(troubles.append)
    vm.start(measure("phq-9"))
    tab.desk.store.fail_next_commit = DiskFull()
    typist.type(answers=(1, *(None,) * 8))
    waiting(vm, DELAY_MS).go_off()
    vm.leave()
    assert [type(one) for one in troubles] == [DiskFull, type(None)]
    assert tab.measures.draft(tab.client_id) == typist.typed


def test_a_form_stays_open_with_its_words_until_a_full_disk_takes_them(typist: Typist) -> None:
    vm, tab = typist.tab.vm, typist.tab
    vm.start(measure("phq-9"))
    typist.type(answers=(1, *(None,) * 8))
    typed = typist.typed
    troubles: list[object] = []
    vm.trouble.connect(troubles.append)
    tab.desk.store.fail_next_commit = DiskFull()
    vm.close_form()
    assert isinstance(troubles[-1], DiskFull)
    assert (vm.form is not None, typist.typed) == (True, typed)
    assert len(vm.pending_saves()) == 1
    vm.close_form()
    assert (vm.form, vm.draft) == (None, typed)
    assert troubles.pop() is None
    assert tab.measures.draft(tab.client_id) == typed


def test_a_held_form_that_is_opened_again_is_stored_like_any_other(typist: Typist) -> None:
    vm, tab = typist.tab.vm, typist.tab
    other, _ = tab.desk.alone("Dana Reyes")
    vm.start(measure("phq-9"))
    typist.type(answers=(1, *(None,) * 8))
    tab.desk.store.fail_next_commit = DiskFull()
    vm.show_client(other)
    vm.show_client(tab.client_id)
    vm.go_on()
    waiting(vm, DELAY_MS).go_off()
    assert vm.pending_saves() == []
    assert tab.measures.draft(tab.client_id) == typist.typed


def test_saving_twice_keeps_one_result_and_no_draft_outlives_it(typist: Typist) -> None:
    vm, tab = typist.tab.vm, typist.tab
    vm.start(measure("phq-9"))
    typist.type(answers=NINE)
    tab.desk.lane.held = True
    vm.save()
    vm.save()
    waiting(vm, DELAY_MS).go_off()
    saves = vm.pending_saves()
    tab.desk.lane.let_go()
    for save in saves:
        save()
    assert len(tab.measures.of_client(tab.client_id)) == 1
    assert tab.measures.draft(tab.client_id) is None


def test_a_result_that_a_full_disk_refused_stays_typed_and_can_be_saved_again(
    typist: Typist,
) -> None:
    vm, tab = typist.tab.vm, typist.tab
    vm.start(measure("phq-9"))
    typist.type(answers=NINE)
    tab.desk.store.fail_next_commit = DiskFull()
    vm.save()
    assert isinstance(tab.refused[-1], DiskFull)
    assert vm.form is not None
    (save,) = vm.pending_saves()
    save()
    assert tab.measures.draft(tab.client_id) == typist.typed
    vm.save()
    assert len(tab.recorded) == 1


def test_a_correction_begins_with_what_stands_there_and_needs_a_reason(typist: Typist) -> None:
    tab, vm = typist.tab, typist.tab.vm
    first = tab.take("phq-9", *NINE, days_ago=3)
    vm.load()
    vm.correct(vm.series[0].newest)
    assert typist.typed is not None
    assert (typist.typed.answers, typist.typed.corrects) == (NINE, first.id)
    typist.type(answers=(0, *NINE[1:]))
    vm.save()
    assert tab.refused[-1].field == "reason"
    typist.type(reason="Misread")
    vm.save()
    (after,) = tab.recorded
    assert (after.entry.total, after.version) == (8, 2)
    assert after.entry.taken_at_utc == first.entry.taken_at_utc


def test_a_result_that_was_corrected_meanwhile_isnt_overwritten(typist: Typist) -> None:
    tab, vm = typist.tab, typist.tab.vm
    first = tab.take("phq-9", *NINE)
    vm.load()
    vm.correct(vm.series[0].newest)
    typist.type(answers=(0, *NINE[1:]), reason="One")
    tab.measures.correct(first.id, replace(first.entry, answers=(3,) * 9), "Two", base_version=1)
    vm.save()
    assert isinstance(tab.refused[-1], ChangedElsewhere)
    assert tab.measures.get(first.id).entry.total == 27


def test_withdrawing_says_why(typist: Typist) -> None:
    tab, vm = typist.tab, typist.tab.vm
    tab.take("phq-9", *NINE)
    vm.load()
    vm.withdraw(vm.series[0].newest, " ")
    assert tab.refused[-1].field == "reason"
    vm.withdraw(vm.series[0].newest, "Another client's form")
    assert vm.series[0].standing == ()


def test_a_risk_assessment_of_the_day_or_later_is_known_begun_and_signed(typist: Typist) -> None:
    tab, vm = typist.tab, typist.tab.vm
    tab.take("phq-9", *(0,) * 8, 1, days_ago=2)
    vm.load()
    taken_at = vm.series[0].newest.result.entry.taken_at_utc

    def seen() -> tuple[Risk | None, int | None, date | None]:
        newest = vm.series[0].newest
        return newest.risk, newest.begun, newest.assessed_on

    with tab.desk.store.write() as work:
        before = taken_at - timedelta(days=1)
        keep_note(work, tab.unit_id, at_utc=before, type=NoteType.RISK)
        keep_note(work, tab.unit_id, at_utc=a_time(12))
    vm.load()
    assert seen() == (Risk.OPEN, None, None)
    with tab.desk.store.write() as work:
        begun = keep_note(work, tab.unit_id, at_utc=taken_at, type=NoteType.RISK)
    tab.desk.hub.announce(Changes.of(Noun.NOTE, begun))
    assert seen() == (Risk.OPEN, None, None)
    vm.come_up_to_date()
    assert seen() == (Risk.BEGUN, begun, None)
    with tab.desk.store.write() as work:
        sign(work, begun)
    vm.load()
    assert seen() == (Risk.ASSESSED, None, vm.day(taken_at))


def test_looking_at_a_result_says_why_and_answers_those_before_it(typist: Typist) -> None:
    tab, vm = typist.tab, typist.tab.vm
    for days_ago in (9, 2):
        tab.take("phq-9", *(0,) * 8, 1, days_ago=days_ago)
    vm.load()
    vm.look_at(vm.series[0].newest, " ")
    assert tab.refused[-1].field == "reason"
    vm.look_at(vm.series[0].newest, "Asked on the phone")
    assert [one.risk for one in vm.series[0].readings] == [Risk.LOOKED_AT, Risk.LOOKED_AT]
    tab.take("phq-9", *(0,) * 8, 1, days_ago=0)
    vm.load()
    assert vm.series[0].call == vm.series[0].newest
    assert vm.series[0].newest.risk is Risk.OPEN


def test_a_late_answer_about_another_client_is_dropped(typist: Typist) -> None:
    tab, vm = typist.tab, typist.tab.vm
    tab.take("phq-9", *NINE)
    other, _ = tab.desk.alone("Dana Reyes")
    tab.desk.lane.held = True
    vm.load()
    vm.show_client(other)
    tab.desk.lane.let_go()
    assert vm.series == []
