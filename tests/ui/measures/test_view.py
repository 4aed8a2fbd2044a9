import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from resources.measures import all_measures, measure
from tests.ui.measures.window import Window
from ui.measures.answers import AnswerCells
from ui.measures.form import ResultForm
from ui.measures.models import ResultModel, SeriesModel
from ui.measures.plot import ScorePlot
from ui.measures.view import MeasuresView
from ui.strings import errors as error_words
from ui.strings import measures as words
from ui.widgets.button import Button
from ui.widgets.text import Text
from vault.errors import Problem

NINE = (1,) * 9


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    return Window(qtbot)


def test_an_empty_tab_says_what_goes_there_and_offers_every_measure(window: Window) -> None:
    window.press(words.new_result())
    (menu,) = window.view.findChildren(QMenu)
    assert [one.text() for one in menu.actions()] == [
        words.menu_entry(one) for one in all_measures()
    ]
    menu.actions()[0].trigger()
    menu.close()
    assert window.form.typed().measure_id == "phq-9"


def test_a_form_is_filled_in_by_digits_alone_and_saved_by_ctrl_enter(window: Window) -> None:
    window.tab.vm.start(measure("phq-9"))
    assert window.cells[0].hasFocus()
    for digit in "120310010":
        focused = window.view.focusWidget()
        assert isinstance(focused, AnswerCells)
        QTest.keyClicks(focused, digit)
    assert window.cells[-1].hasFocus()
    QTest.keyClick(window.cells[-1], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (result,) = window.tab.recorded
    assert result.entry.answers == (1, 2, 0, 3, 1, 0, 0, 1, 0)
    assert window.view.findChildren(ScorePlot)[0].isVisible()


def test_the_score_grows_with_each_answer(window: Window) -> None:
    window.tab.vm.start(measure("phq-2"))
    line = next(
        one for one in window.form.findChildren(QWidget) if getattr(one, "text", str)() == said(0)
    )
    QTest.keyClicks(window.cells[0], "2")
    assert line.text() == "1 of 2 answered, 2 points so far"  # type: ignore[attr-defined]
    QTest.keyClicks(window.cells[1], "1")
    assert line.text() == "Score 3 of 6"  # type: ignore[attr-defined]
    QTest.keyClick(window.cells[1], Qt.Key.Key_Backspace)
    assert line.text() == "1 of 2 answered, 2 points so far"  # type: ignore[attr-defined]


def said(points: int) -> str:
    return f"0 of 2 answered, {points} points so far"


def test_a_digit_that_is_no_answer_and_the_wheel_change_nothing(window: Window) -> None:
    window.tab.vm.start(measure("phq-2"))
    QTest.keyClicks(window.cells[0], "4")
    assert window.cells[0].answer is None
    assert window.cells[0].hasFocus()


def test_arrows_move_among_answers_and_items(window: Window) -> None:
    window.tab.vm.start(measure("phq-2"))
    first, second = window.cells
    QTest.keyClick(first, Qt.Key.Key_Right)
    QTest.keyClick(first, Qt.Key.Key_Right)
    QTest.keyClick(first, Qt.Key.Key_Left)
    assert first.answer == 0
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()


def test_a_click_answers(window: Window) -> None:
    window.tab.vm.start(measure("phq-2"))
    cells = window.cells[0]
    spot = cells.rect().center()
    spot.setX(cells.width() * 7 // 8)
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=spot)
    assert cells.answer == 3


def test_an_item_is_read_with_its_number_wording_and_answer(window: Window) -> None:
    window.tab.vm.start(measure("phq-9"))
    last = window.cells[-1]
    QTest.keyClicks(last, "2")
    heard = QAccessible.queryAccessibleInterface(last)
    assert heard.role() == QAccessible.Role.Slider
    assert heard.text(QAccessible.Text.Name).startswith("Item 9 of 9: Thoughts that")
    assert heard.text(QAccessible.Text.Description) == "2, More than half the days"


def test_every_control_of_the_form_has_a_name(window: Window) -> None:
    window.tab.a_meeting()
    window.tab.vm.start(measure("pcl-5"))
    controls = [
        one
        for one in window.form.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()
    ]
    assert len(controls) >= 24
    for one in controls:
        assert QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name), one


def test_tab_follows_the_eye_through_a_form_that_came_in_slices(window: Window) -> None:
    window.tab.vm.start(measure("pcl-5"))
    cells = window.cells
    assert len(cells) == 20
    walked = []
    for _ in cells:
        walked.append(window.view.focusWidget())
        QTest.keyClick(walked[-1], Qt.Key.Key_Tab)
    assert walked == cells
    after = window.view.focusWidget()
    assert isinstance(after, Button)
    assert after.text() == words.discard()


def test_a_digit_goes_on_to_an_item_that_isnt_there_yet(window: Window) -> None:
    window.tab.vm.start(measure("pcl-5"))
    (form,) = window.view.findChildren(ResultForm)
    for _ in range(20):
        QTest.keyClicks(window.view.focusWidget(), "1")
    assert form.typed().answers == (1,) * 20


def test_a_total_alone_can_be_entered(window: Window) -> None:
    window.tab.vm.start(measure("phq-9"))
    form = window.form
    form._only.click()
    QTest.keyClicks(form._total.field, "14")
    assert (form.typed().answers, form.typed().total) == ((), "14")
    window.press(words.save())
    (result,) = window.tab.recorded
    assert (result.entry.answers, result.entry.total) == ((), 14)


def test_a_triage_is_one_choice_and_says_what_isnt_verified(window: Window) -> None:
    window.tab.vm.start(measure("c-ssrs"))
    (cells,) = window.cells
    texts = [getattr(one, "text", str)() for one in window.form.findChildren(QWidget)]
    assert sum(words.not_verified() in text for text in texts) == 3
    QTest.keyClicks(cells, "2")
    window.press(words.save())
    (result,) = window.tab.recorded
    assert result.entry.total == 2
    assert window.banners() == ["This triage calls for a risk assessment."]


def test_what_is_wrong_stands_beside_its_field(window: Window) -> None:
    window.tab.vm.start(measure("audit-c"))
    form = window.form
    form._total.field.setText("13")  # type: ignore[attr-defined]
    window.press(words.save())
    assert form._total.field.accessibleDescription() == "This is outside what is possible."
    assert form._total.field.hasFocus()


def test_a_form_offers_the_days_session_first(window: Window) -> None:
    meeting_id = window.tab.a_meeting()
    window.tab.vm.start(measure("phq-2"))
    assert window.form.typed().meeting_id == meeting_id


def test_a_correction_shows_what_stands_there_and_keeps_it(window: Window) -> None:
    window.tab.take("phq-2", 1, 2, days_ago=3)
    window.tab.vm.load()
    window.press(words.correct())
    assert [cells.answer for cells in window.cells] == [1, 2]
    QTest.keyClicks(window.cells[0], "0")
    QTest.keyClicks(window.form._reason.field, "Misread")
    window.press(words.save())
    says = "\n".join(getattr(one, "text", str)() for one in window.view.findChildren(QWidget))
    assert "Until 12 Nov 2026: 3. Corrected because: Misread" in says
    assert "Score 2 of 6" in says


def test_what_comes_of_a_rule_without_a_source_says_so(window: Window) -> None:
    window.tab.take("pcl-5", *(2,) * 20, days_ago=3)
    window.tab.take("pcl-5", *(1,) * 20)
    window.tab.vm.load()
    says = "\n".join(getattr(one, "text", str)() for one in window.view.findChildren(QWidget))
    assert "a clinically important change (not verified, check with your board)" in says
    assert "Below the cutoff of 31 to 33\n" in says  # this one has a source


def test_labels_of_a_plot_stay_inside_it(window: Window) -> None:
    for days_ago, total in ((9, 3.0), (5, 0.0), (1, 3.0)):
        window.tab.take("c-ssrs", total=total, days_ago=days_ago)
    window.tab.vm.load()
    plot = window.plot
    area = plot._area()
    labels = [plot._label_place(at) for at in range(3)]
    assert all(area.left() <= one.left() and one.right() <= area.right() + 1 for one in labels)
    assert all(one.top() >= 0 and one.bottom() <= area.bottom() for one in labels)


def test_withdrawing_asks_why_and_keeps_the_result_readable(window: Window) -> None:
    window.tab.take("phq-2", 1, 2)
    window.tab.vm.load()
    window.press(words.withdraw())
    field = window.view.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Another client's form")
    window.press(words.withdraw_now())
    says = "\n".join(getattr(one, "text", str)() for one in window.view.findChildren(QWidget))
    assert "Withdrawn on 12 Nov 2026 because: Another client's form" in says
    assert not window.plot.isVisible()


def test_the_plot_reads_the_whole_series_and_is_walked_by_keys(
    window: Window, qtbot: QtBot
) -> None:
    for days_ago, answers in ((9, (2,) * 9), (5, (*NINE[1:], 0)), (1, (0,) * 9)):
        window.tab.take("phq-9", *answers, days_ago=days_ago)
    window.tab.vm.load()
    plot = window.plot
    assert plot.accessibleName() == "PHQ-9 over time"
    assert plot.accessibleDescription() == (
        "Scores from 0 to 27. 3 Nov 2026: 18, moderately severe, calls for a risk assessment."
        " 7 Nov 2026: 8, mild. 11 Nov 2026: 0, minimal"
    )
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Left)
    results = window.list_of(ResultModel)
    assert results.currentIndex().row() == 1
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert results.currentIndex().row() == 2
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert results.currentIndex().row() == 1
    spot = plot._spots()[2].toPoint()
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=spot)
    assert results.currentIndex().row() == 0


@pytest.mark.parametrize("one", all_measures(), ids=lambda one: one.id)
def test_every_measure_can_be_drawn(window: Window, one: object) -> None:
    made = measure(getattr(one, "id"))  # noqa: B009 -- the parameter is a Measure
    top = made.scoring.highest if made.scoring else 40.5
    for days_ago, total in ((400, 0.0), (30, float(top)), (30, 1.0), (0, 1.0)):
        window.tab.take(made.id, total=total, days_ago=days_ago)
    window.tab.vm.load()
    picture = window.plot.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert len(colours) > 3


def test_a_single_result_stands_in_the_middle(window: Window) -> None:
    window.tab.take("gad-7", *(1,) * 7)
    window.tab.vm.load()
    (spot,) = window.plot._spots()
    area = window.plot._area()
    assert area.left() < spot.x() < area.right()
    assert area.top() < spot.y() < area.bottom()


def test_the_list_says_score_and_change(window: Window) -> None:
    window.tab.take("gad-7", *(3,) * 7, days_ago=9)
    window.tab.take("gad-7", *(1,) * 7, days_ago=2)
    window.tab.vm.load()
    model = window.list_of(SeriesModel).model()
    assert isinstance(model, SeriesModel)
    assert model.spoken(0) == "GAD-7, 10 Nov, 7, mild, down 14"


def test_it_fits_the_smallest_window_from_right_to_left(window: Window) -> None:
    window.tab.take("phq-9", *NINE)
    window.tab.vm.load()
    window.view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert window.view.minimumSizeHint().width() <= 640
    window.tab.vm.start(measure("pcl-5"))
    assert window.view.minimumSizeHint().width() <= 640
    QTest.keyClick(window.cells[0], Qt.Key.Key_Left)
    assert window.cells[0].answer == 0
    window.view.grab()


def test_a_view_is_a_tab_of_a_clients_file(window: Window) -> None:
    assert isinstance(window.view, MeasuresView)
    other, _ = window.tab.desk.alone("Dana Reyes")
    window.tab.take("phq-9", *NINE)
    window.view.show_client(window.tab.client(other))
    assert window.tab.vm.series == []
    window.view.show_client(window.tab.client())
    assert [one.measure.id for one in window.tab.vm.series] == ["phq-9"]


def test_a_field_to_mend_is_scrolled_to_and_what_it_says_stands_beside_the_button_too(
    window: Window, qtbot: QtBot
) -> None:
    window.tab.vm.start(measure("phq-9"))
    form = window.form
    form._day.field.setText("31 Dec 2199")  # type: ignore[attr-defined]
    bar = form._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    QTest.keyClicks(window.cells[-1], "1")
    form.saved.emit()
    assert form._day.field.hasFocus()
    qtbot.waitUntil(lambda: bar.value() == 0)
    told = [one.text() for one in form._problem.findChildren(Text)]
    assert told == [f"{words.taken_on()}: {error_words.problem(Problem.IN_THE_FUTURE)}"]
