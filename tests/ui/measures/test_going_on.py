"""What stays and where one goes on: forms that wait, calls for a risk assessment, the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from resources.measures import measure
from tests.builders import keep_note
from tests.ui.measures.window import Window
from ui.measures.models import ResultModel, SeriesModel
from ui.strings import measures as words
from ui.widgets.button import Button
from vault.errors import DiskFull
from vault.notes import NoteType

NINE = (1,) * 9


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    return Window(qtbot)


def test_item_nine_puts_up_a_banner_that_asks_for_a_risk_assessment(
    window: Window, qtbot: QtBot
) -> None:
    window.tab.vm.start(measure("phq-9"))
    for cells, digit in zip(window.cells, "000000001", strict=True):
        QTest.keyClicks(cells, digit)
    window.press(words.save())
    assert window.banners() == ["Item 9 was answered with 1 or more: assess the risk."]
    with qtbot.waitSignal(window.view.risk_note_asked):
        window.press(words.write_risk_note())


def test_a_form_that_nobody_touched_is_none_also_where_the_session_was_filled_in(
    window: Window,
) -> None:
    tab = window.tab
    meeting_id = tab.a_meeting()
    tab.vm.start(measure("phq-2"))
    assert window.form.typed().meeting_id == meeting_id
    QTest.keyClick(window.form, Qt.Key.Key_Escape)
    assert (tab.vm.form, tab.vm.draft, window.banners()) == (None, None, [])
    tab.vm.start(measure("phq-2"))
    QTest.keyClicks(window.cells[0], "1")
    tab.vm.autosave.save_now()
    QTest.keyClick(window.form, Qt.Key.Key_Escape)
    assert window.banners() == ["A PHQ-2 isn't finished. What you typed is kept."]


def test_a_draft_of_the_assessment_is_led_to_until_it_is_signed(
    window: Window, qtbot: QtBot
) -> None:
    tab = window.tab
    tab.take("phq-9", *(0,) * 8, 1)
    with tab.desk.store.write() as work:
        at_utc = tab.desk.clock.now_utc()
        note_id = keep_note(work, tab.unit_id, at_utc=at_utc, type=NoteType.RISK)
    tab.vm.load()
    assert window.banners() == [words.risk_note_begun()]
    model = window.list_of(SeriesModel).model()
    assert isinstance(model, SeriesModel)
    assert model.spoken(0) == "PHQ-9, 11 Nov, 1, minimal, Draft not signed"
    with qtbot.waitSignal(window.view.risk_note_asked) as asked:
        window.press(words.open_risk_note())
    assert asked.args == [note_id]


def test_a_row_says_that_the_risk_is_to_be_assessed_until_somebody_looked_at_it(
    window: Window,
) -> None:
    window.tab.take("phq-9", *(0,) * 8, 1)
    window.tab.vm.load()
    series, results = (window.list_of(one).model() for one in (SeriesModel, ResultModel))
    assert isinstance(series, SeriesModel)
    assert isinstance(results, ResultModel)
    assert series.spoken(0) == "PHQ-9, 11 Nov, 1, minimal, Assess the risk"
    assert results.spoken(0) == "11 Nov 2026, 1, minimal, Assess the risk"
    window.press(words.no_note_needed())
    field = window.view.focusWidget()
    QTest.keyClicks(field, "Asked on the phone")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.banners() == []
    assert series.spoken(0) == "PHQ-9, 11 Nov, 1, minimal"
    assert results.spoken(0) == "11 Nov 2026, 1, minimal, Looked at"
    says = "\n".join(getattr(one, "text", str)() for one in window.view.findChildren(QWidget))
    assert "Looked at on 12 Nov 2026 by Ines Halloran, LMFT: Asked on the phone" in says
    assert not any(
        one.isVisible() and one.text() == words.no_note_needed()
        for one in window.view.findChildren(Button)
    )


def test_after_saving_the_focus_is_on_the_results_and_meanwhile_inside_the_tab(
    window: Window,
) -> None:
    for days_ago in (3, 1):
        window.tab.vm.start(measure("phq-2"))
        QTest.keyClicks(window.cells[0], "1")
        QTest.keyClicks(window.cells[1], "1")
        window.form._day.field.setText(f"{12 - days_ago} Nov 2026")  # type: ignore[attr-defined]
        window.tab.desk.lane.held = True
        window.press(words.save())
        waiting = window.tab.desk.lane.waiting
        waiting.pop(0).run()(window.tab.desk.hub)  # it is kept, and not read again yet
        goes_on = window.list_of(SeriesModel) if window.tab.vm.series else window.view._empty.button
        assert goes_on.hasFocus()
        window.tab.desk.lane.let_go()
        assert window.list_of(ResultModel).hasFocus()
        assert window.view.mark() == str(window.tab.recorded[-1].id)


def test_the_tab_comes_back_to_a_result_or_to_the_form_that_waits(window: Window) -> None:
    first = window.tab.take("gad-7", *(1,) * 7, days_ago=3)
    window.tab.take("phq-9", *NINE)
    other, _ = window.tab.desk.alone("Dana Reyes")
    window.view.show_client(window.tab.client(other))
    window.tab.desk.lane.held = True
    window.view.show_client(window.tab.client())
    window.view.go_to_mark(str(first.id))
    window.tab.desk.lane.let_go()
    assert window.view.mark() == str(first.id)
    window.tab.vm.start(measure("phq-2"))
    QTest.keyClicks(window.cells[0], "3")
    mark = window.view.mark()
    window.view.show_client(window.tab.client(other))
    window.view.show_client(window.tab.client())
    window.view.go_to_mark(mark)
    assert [cells.answer for cells in window.cells] == [3, None]
    # To a result it leads out of the form, which waits.
    window.view.go_to_mark(str(first.id))
    assert window.view.mark() == str(first.id)
    assert window.banners() == ["A PHQ-2 isn't finished. What you typed is kept."]


def test_a_form_that_was_left_on_a_full_disk_is_told_of(window: Window) -> None:
    other, _ = window.tab.desk.alone("Dana Reyes")
    window.tab.vm.start(measure("phq-2"))
    QTest.keyClicks(window.cells[0], "3")
    window.tab.desk.store.fail_next_commit = DiskFull()
    window.view.show_client(window.tab.client(other))
    (told,) = window.banners()
    assert "A form that you left isn't stored yet." in told
    window.tab.vm._again.go_off()  # type: ignore[attr-defined]
    assert window.banners() == []


def test_esc_on_a_full_disk_keeps_the_form_and_says_so(window: Window) -> None:
    window.tab.vm.start(measure("phq-2"))
    QTest.keyClicks(window.cells[0], "3")
    window.tab.desk.store.fail_next_commit = DiskFull()
    QTest.keyClick(window.cells[1], Qt.Key.Key_Escape)
    assert window.cells[0].answer == 3
    assert window.banners() != []
    QTest.keyClick(window.cells[1], Qt.Key.Key_Escape)
    assert window.banners() == ["A PHQ-2 isn't finished. What you typed is kept."]


def test_esc_leaves_the_form_and_the_tab_says_that_it_waits(window: Window) -> None:
    window.tab.vm.start(measure("phq-9"))
    QTest.keyClicks(window.cells[0], "1")
    QTest.keyClick(window.cells[1], Qt.Key.Key_Escape)
    assert window.banners() == ["A PHQ-9 isn't finished. What you typed is kept."]
    window.press(words.go_on())
    assert window.cells[0].answer == 1
    assert window.cells[1].hasFocus()


def test_a_discarded_form_can_be_brought_back(window: Window) -> None:
    window.tab.vm.start(measure("phq-9"))
    QTest.keyClicks(window.cells[0], "1")
    window.press(words.discard())
    assert window.banners() == ["The unfinished PHQ-9 is gone."]
    window.press(words.bring_back())
    assert window.cells[0].answer == 1


def test_an_empty_reason_is_refused_beside_its_field_and_esc_takes_the_question_back(
    window: Window,
) -> None:
    window.tab.take("phq-9", *(0,) * 8, 1)
    window.tab.vm.load()
    window.press(words.no_note_needed())
    field = window.view.focusWidget()
    window.press(words.look_now())
    assert field.accessibleDescription() == "Fill this in."
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert window.list_of(ResultModel).hasFocus()
    assert len(window.banners()) == 1
    window.press(words.no_note_needed())
    assert field.accessibleDescription() == words.look_hint()


def test_a_reason_that_is_half_typed_waits_for_its_result(window: Window) -> None:
    first = window.tab.take("phq-9", *(0,) * 8, 1, days_ago=3)
    second = window.tab.take("gad-7", *(1,) * 7)
    window.tab.vm.load()
    for result, button in ((first, words.no_note_needed()), (second, words.withdraw())):
        window.view.go_to_mark(str(result.id))
        window.press(button)
        QTest.keyClicks(window.view.focusWidget(), f"Why {result.measure_id}")
    window.tab.vm.start(measure("phq-2"))
    for cells in window.cells:
        QTest.keyClicks(cells, "1")
    window.press(words.save())
    for result in (first, second):
        window.view.go_to_mark(str(result.id))
        assert reasons(window) == [f"Why {result.measure_id}"]
    window.press(words.withdraw_now())
    assert reasons(window) == []
    assert window.tab.measures.get(second.id).is_withdrawn
    window.view.go_to_mark(str(first.id))
    window.press(words.cancel())
    window.view.go_to_mark(str(second.id))
    window.view.go_to_mark(str(first.id))
    assert reasons(window) == []


@pytest.mark.parametrize("is_refused", [True, False])
def test_a_reason_that_is_left_before_its_outcome_waits_where_it_was_refused(
    window: Window, is_refused: bool
) -> None:
    first = window.tab.take("phq-9", *(0,) * 8, 1, days_ago=3)
    second = window.tab.take("gad-7", *(1,) * 7)
    window.tab.vm.load()
    window.view.go_to_mark(str(first.id))
    window.press(words.no_note_needed())
    QTest.keyClicks(window.view.focusWidget(), "Asked at once")
    window.tab.desk.lane.held = True
    window.press(words.look_now())
    window.view.go_to_mark(str(second.id))
    if is_refused:
        window.tab.desk.store.fail_next_commit = DiskFull()
    window.tab.desk.lane.let_go()
    window.view.go_to_mark(str(first.id))
    assert reasons(window) == (["Asked at once"] if is_refused else [])


def reasons(window: Window) -> list[str]:
    fields = window.view.findChildren(QLineEdit)
    return [
        one.text() for one in fields if one.isVisible() and one.accessibleName() == words.reason()
    ]
