from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.banner import Banner
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.choice import CheckBox, ComboBox, RadioButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import FieldRow, Form
from ui.widgets.measured_sheet import MeasuredSheet
from ui.widgets.paint import mirrored
from ui.widgets.pill import Pill
from ui.widgets.progress_line import ProgressLine
from ui.widgets.search_button import SearchButton
from ui.widgets.sidebar_item import SidebarItem
from ui.widgets.tab_strip import TabStrip
from ui.widgets.text import Line, Text

LONG = "Wilhelmina-Alexandrina Featherstonehaugh-Cholmondeley of Upper Tooting-Bec Commons"
HEBREW = "\u05d3\u05e0\u05d4 \u05e8\u05d9\u05d9\u05e1"
Role = QAccessible.Role


def tabs(words: str) -> TabStrip:
    made = TabStrip()
    made.add(words, icon="lock")
    made.add("Details")
    return made


def combo(words: str) -> ComboBox:
    made = ComboBox(words)
    made.addItem(words)
    return made


MAKERS: dict[str, tuple[Callable[[str], QWidget], Role]] = {
    "primary": (lambda words: Button(words, "primary", icon="plus"), Role.Button),
    "secondary": (lambda words: Button(words, key="F9"), Role.Button),
    "quiet": (lambda words: Button(words, "quiet"), Role.Button),
    "danger": (lambda words: Button(words, "danger"), Role.Button),
    "link": (lambda words: Button(words, "link-quiet", icon="key-round"), Role.Button),
    "menu": (lambda words: Button(words, "link-quiet", opens_menu=True), Role.Button),
    "icon": (lambda words: IconButton("eye", words), Role.Button),
    "search": (lambda words: SearchButton(words, "Ctrl K"), Role.Button),
    "sidebar": (lambda words: SidebarItem(words, "sun"), Role.RadioButton),
    "check": (CheckBox, Role.CheckBox),
    "radio": (RadioButton, Role.RadioButton),
    "combo": (combo, Role.ComboBox),
    "pill": (lambda words: Pill(words, "person-3", icon="lock"), Role.StaticText),
    "line": (lambda words: Line(words, "title", icon="clock"), Role.StaticText),
    "text": (Text, Role.StaticText),
}
FOCUSABLE = sorted(set(MAKERS) - {"pill", "line", "text"})
DISABLED = ("primary", "secondary", "danger", "check", "radio", "combo", "line", "text")


@pytest.fixture(params=sorted(MAKERS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def made(qtbot: QtBot, kind: str, words: str = "Release") -> QWidget:
    widget = MAKERS[kind][0](words)
    qtbot.addWidget(widget)
    return widget


def test_widget_tells_its_name_and_role(qtbot: QtBot, kind: str) -> None:
    widget = made(qtbot, kind)
    seen = QAccessible.queryAccessibleInterface(widget)
    assert seen.text(QAccessible.Text.Name) == "Release"
    assert seen.role() == MAKERS[kind][1]


@pytest.mark.parametrize("words", [LONG, HEBREW, "<b>&amp;</b>"])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_widget_paints_any_name_in_any_width(
    qtbot: QtBot, kind: str, words: str, direction: Qt.LayoutDirection
) -> None:
    widget = made(qtbot, kind, words)
    widget.setLayoutDirection(direction)
    for size in (widget.sizeHint(), widget.minimumSizeHint(), QSize(40, 20)):
        widget.resize(size)
        assert not widget.grab().isNull()
    assert widget.minimumSizeHint().width() <= 400
    assert not widget.toolTip()


@pytest.mark.parametrize("kind", FOCUSABLE)
def test_focus_can_be_seen(qtbot: QtBot, kind: str) -> None:
    widget = made(qtbot, kind)
    widget.resize(widget.sizeHint())
    widget.show()
    widget.activateWindow()
    widget.clearFocus()
    at_rest = widget.grab().toImage()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    assert widget.grab().toImage() != at_rest


@pytest.mark.parametrize("kind", DISABLED)
def test_disabled_widget_looks_disabled(qtbot: QtBot, kind: str) -> None:
    widget = made(qtbot, kind)
    widget.resize(widget.sizeHint())
    enabled = widget.grab().toImage()
    widget.setEnabled(False)
    assert widget.grab().toImage() != enabled


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_button_is_pressed_from_the_keyboard(qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("New note")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_enter_alone_never_does_what_cannot_be_undone(qtbot: QtBot) -> None:
    button = Button("Destroy the file", "danger")
    qtbot.addWidget(button)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_badge_is_part_of_the_name(qtbot: QtBot) -> None:
    item = SidebarItem("Releases", "file-output")
    qtbot.addWidget(item)
    item.set_count(2)
    assert item.accessibleName() == "Releases, 2 waiting"
    item.set_count(0)
    assert item.accessibleName() == "Releases"


def test_arrow_keys_walk_the_tabs(qtbot: QtBot) -> None:
    strip = tabs("Notes")
    qtbot.addWidget(strip)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.currentIndex() == 1


def test_tabs_keep_their_whole_words_when_narrow(qtbot: QtBot) -> None:
    strip = tabs(LONG)
    qtbot.addWidget(strip)
    strip.resize(200, 40)
    assert strip.tabRect(0).width() > 500


def test_wrapping_text_is_higher_where_it_is_narrower(qtbot: QtBot) -> None:
    text = Text(LONG * 3)
    qtbot.addWidget(text)
    assert text.heightForWidth(150) > 2 * text.heightForWidth(600)


def test_margins_around_text_stay_free(qtbot: QtBot) -> None:
    text = Text("Nothing waits for you.")
    qtbot.addWidget(text)
    bare = text.sizeHint()
    text.setContentsMargins(16, 8, 16, 8)
    assert text.sizeHint() == bare + QSize(32, 16)
    assert text.heightForWidth(text.sizeHint().width()) == bare.height() + 16
    text.resize(text.sizeHint())
    image = text.grab().toImage()
    ground = image.pixelColor(0, 0)
    assert all(image.pixelColor(x, y) == ground for x in range(15) for y in range(image.height()))


def test_lines_of_text_are_kept_apart(qtbot: QtBot) -> None:
    one, two = Text("One"), Text("One\nTwo")
    for text in (one, two):
        qtbot.addWidget(text)
    assert two.heightForWidth(400) == pytest.approx(2 * one.heightForWidth(400), abs=1)


def test_problem_stands_beside_its_field_and_keeps_what_was_typed(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    field = QLineEdit("31/02/1990")
    row = form.add("Birth date", field, "As on the birth certificate")
    form.show()
    row.set_problem("February has no 31st.")
    assert field.text() == "31/02/1990"
    assert field.accessibleName() == "Birth date"
    assert field.accessibleDescription() == "February has no 31st."
    assert row._problem.isVisible()
    assert not row._below.isVisible()
    row.set_problem("")
    assert field.accessibleDescription() == "As on the birth certificate"
    assert not row._problem.isVisible()
    assert row._below.isVisible()


def test_two_short_fields_stand_side_by_side(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    first, second = FieldRow("City", QLineEdit()), FieldRow("State", QLineEdit())
    form.add_pair(first, second)
    form.resize(400, 100)
    form.show()
    assert first.y() == second.y()
    assert first.width() == pytest.approx(second.width(), abs=1)


def test_banner_says_its_sentence_and_offers_the_next_step(qtbot: QtBot) -> None:
    banner = Banner("The disk is full.", "stop", "Free some space")
    qtbot.addWidget(banner)
    banner.show()
    assert banner.accessibleName() == "The disk is full."
    with qtbot.waitSignal(banner.step_taken):
        banner._button.click()
    banner.show_message("Saved.", "ok")
    assert banner.accessibleName() == "Saved."
    assert not banner._button.isVisible()


def test_empty_screen_offers_the_button_that_fills_it(qtbot: QtBot) -> None:
    empty = EmptyState("users", "Your clients will stand here.", "Add a client")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.filled):
        QTest.mouseClick(empty.findChildren(Button)[0], Qt.MouseButton.LeftButton)


def test_progress_moves_only_while_it_is_seen(qtbot: QtBot) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    assert not line._timer
    line.show()
    start = line._frame
    qtbot.waitUntil(lambda: line._frame != start)
    line.hide()
    assert not line._timer


def test_progress_shows_a_share(qtbot: QtBot) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    line.resize(200, 4)
    line.setRange(0, 4)
    line.setValue(1)
    assert line._done() == QRect(0, 0, 50, 4)


def test_the_whole_sentence_of_a_tick_can_be_clicked(qtbot: QtBot) -> None:
    box = CheckBox("May leave a voicemail")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 4, 5))
    assert box.isChecked()


def test_a_card_is_painted_and_named(qtbot: QtBot) -> None:
    card = Card("Sessions", "3 today")
    qtbot.addWidget(card)
    assert card.accessibleName() == "Sessions"
    assert not card.grab().isNull()


def test_mirrored_area_swaps_sides_and_keeps_its_size() -> None:
    outer, inner = QRect(10, 0, 100, 20), QRect(15, 2, 30, 10)
    assert mirrored(Qt.LayoutDirection.LeftToRight, outer, inner) == inner
    assert mirrored(Qt.LayoutDirection.RightToLeft, outer, inner) == QRect(75, 2, 30, 10)


def test_a_combo_box_has_room_for_its_longest_entry(qtbot: QtBot) -> None:
    box = combo("Phone")
    qtbot.addWidget(box)
    before = box.sizeHint().width()
    box.addItem("Address of the practice")
    assert box.sizeHint().width() > before + 50


def test_a_long_sentence_of_an_empty_state_is_shown_whole(qtbot: QtBot) -> None:
    state = EmptyState("users", "Nothing has left this vault yet. " * 5, "Choose a client")
    qtbot.addWidget(state)
    state.resize(1200, 600)
    with qtbot.waitExposed(state):
        state.show()
    (sentence,) = state.findChildren(Text)
    assert sentence.height() >= sentence.heightForWidth(sentence.width())


def test_an_empty_state_shows_no_window_of_its_own(qtbot: QtBot) -> None:
    before = set(QApplication.topLevelWidgets())
    state = EmptyState("users", "Nobody yet.", "New client")
    qtbot.addWidget(state)
    assert set(QApplication.topLevelWidgets()) - before == {state}


def test_a_sheet_scrolls_to_where_the_focus_goes(qtbot: QtBot) -> None:
    part = QWidget()
    column = QVBoxLayout(part)
    fields = [QLineEdit() for _ in range(40)]
    for field in fields:
        column.addWidget(field)
    sheet = MeasuredSheet(part, 600)
    qtbot.addWidget(sheet)
    sheet.resize(600, 200)
    with qtbot.waitExposed(sheet):
        sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    fields[-1].setFocus()
    qtbot.waitUntil(fields[-1].hasFocus)
    assert QApplication.mouseButtons() == Qt.MouseButton.NoButton
    assert not fields[-1].visibleRegion().isEmpty()
    late = QLineEdit()
    column.addWidget(late)
    late.setFocus()
    qtbot.waitUntil(lambda: not late.visibleRegion().isEmpty())
