"""Names are covered in a text that is being written, and nothing of it moves or changes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from ui import names
from ui.notes.name_veil import NameVeil
from ui.notes.spans import areas
from ui.theme import colour
from vault.known_names import KnownNames

TEXT = "Slept badly.\nThen Marcus told me of Okafor and the rest of them.\nNothing else."


@pytest.fixture(autouse=True)
def names_shown_again() -> Iterator[None]:
    yield
    names.style.show_initials(only=False)


@pytest.fixture
def edit(qtbot: QtBot) -> QTextEdit:
    edit = QTextEdit()
    qtbot.addWidget(edit)
    edit.setPlainText(TEXT)
    edit.resize(600, 200)
    NameVeil(edit)
    with qtbot.waitExposed(edit):
        edit.show()
    edit.activateWindow()
    return edit


def hide_names() -> None:
    names.style.show_initials(only=True)
    names.style.learn(KnownNames(["Marcus Okafor"]))
    QApplication.processEvents()


def place_of(edit: QTextEdit, word: str) -> QRect:
    """Where a word is in the window, as high as its letters."""
    at = TEXT.index(word)
    block = edit.document().findBlock(at)
    origin = edit.document().documentLayout().blockBoundingRect(block).topLeft()
    start = at - block.position()
    (area,) = areas(block, start, start + len(word), origin)
    down = QPoint(0, -edit.verticalScrollBar().value())
    return area.toAlignedRect().translated(edit.viewport().pos() + down)


def inks(edit: QTextEdit, word: str) -> set[str]:
    """The colours in a word's place, but for the rounded corners and the initials."""
    area, shot = place_of(edit, word), edit.grab().toImage()
    side = area.width() // 4
    return {
        shot.pixelColor(x, y).name()
        for x in (
            *range(area.left() + 4, area.left() + side),
            *range(area.right() - side, area.right() - 4),
        )
        for y in range(area.top() + 4, area.bottom() - 3)
    }


@pytest.mark.parametrize("selected", [False, True])
def test_a_name_gives_way_to_a_block_also_in_a_selection(edit: QTextEdit, selected: bool) -> None:
    hide_names()
    if selected:
        edit.selectAll()
    for name in ("Marcus", "Okafor"):
        assert inks(edit, name) == {colour("line").name()}
    assert len(inks(edit, "badly")) > 1


def test_every_letter_comes_back(edit: QTextEdit) -> None:
    before = edit.grab().toImage()
    hide_names()
    assert edit.grab().toImage() != before
    names.style.show_initials(only=False)
    assert edit.grab().toImage() == before


def test_nothing_of_the_text_can_be_seen_before_it_is_known_who_is_meant(edit: QTextEdit) -> None:
    def darkest() -> int:
        return min(QColor(one).lightness() for one in inks(edit, "badly"))

    letters, initials = colour("ink").lightness() + 20, colour("ink-2").lightness()
    assert darkest() < letters < initials
    names.style.show_initials(only=True)
    assert darkest() >= initials


def test_the_text_and_its_cursor_stay_as_they_are(edit: QTextEdit) -> None:
    edit.setFocus()
    hide_names()
    edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(edit, " Marcus again")
    QTest.keyClick(edit, Qt.Key.Key_Left)
    assert edit.toPlainText() == f"{TEXT} Marcus again"
    assert edit.textCursor().position() == len(edit.toPlainText()) - 1
    edit.undo()
    assert edit.toPlainText() == TEXT


def test_a_name_is_covered_where_the_text_is_scrolled_to(edit: QTextEdit) -> None:
    edit.setPlainText(TEXT + "\n" * 40)
    edit.verticalScrollBar().setValue(12)
    hide_names()
    assert inks(edit, "Marcus") == {colour("line").name()}
    edit.verticalScrollBar().setValue(5)
    assert inks(edit, "Marcus") == {colour("line").name()}


def test_what_an_input_method_composes_shifts_the_block_along(edit: QTextEdit) -> None:
    hide_names()
    edit.setFocus()
    edit.setTextCursor(QTextCursor(edit.document().findBlockByNumber(1)))
    QApplication.sendEvent(edit, QInputMethodEvent("xxxx", []))
    block = edit.document().findBlockByNumber(1)
    layout = block.layout()
    origin = edit.document().documentLayout().blockBoundingRect(block).topLeft()
    at = block.text().index("Marcus") + len(layout.preeditAreaText())
    (area,) = areas(block, at, at + len("Marcus"), origin)
    shot = edit.grab().toImage()
    middle = area.toAlignedRect().translated(edit.viewport().pos()).center()
    left = area.toAlignedRect().left() + edit.viewport().x() + 4
    assert shot.pixelColor(left, middle.y()) == colour("line")


def test_a_key_has_one_paragraph_looked_at(edit: QTextEdit) -> None:
    edit.setFocus()
    hide_names()
    edit.grab()
    known = names.style.known
    assert known is not None
    before = known.stands.cache_info().misses
    QTest.keyClick(edit, Qt.Key.Key_X)
    edit.grab()
    assert known.stands.cache_info().misses == before + 1
