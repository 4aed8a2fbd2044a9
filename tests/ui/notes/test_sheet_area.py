"""Scrolling a sheet along with a cursor, and back to a place."""

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.notes.sheet_area import SheetArea
from vault.place import TO_CURSOR

HEIGHT = 400
TALL = 2_000


class Sheet:
    """Two texts below each other, of which one is on the screen at a time."""

    def __init__(self, qtbot: QtBot) -> None:
        self.area = SheetArea()
        qtbot.addWidget(self.area)
        self.area.resize(300, HEIGHT)
        self.above, self.below = self.put()
        with qtbot.waitExposed(self.area):
            self.area.show()
        self.area.activateWindow()
        qtbot.waitUntil(lambda: self.area.bar.maximum() > 0)

    def put(self, tall: int = TALL) -> tuple[QTextEdit, QTextEdit]:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        texts = QTextEdit(), QTextEdit()
        for text in texts:
            text.setFixedHeight(tall)
            column.addWidget(text)
        self.area.put(sheet)
        return texts


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    return Sheet(qtbot)


def test_only_the_cursor_that_keys_go_to_is_followed(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.area.follow(sheet.below)
    assert sheet.area.bar.value() == 0
    sheet.below.setFocus()
    qtbot.waitUntil(sheet.below.hasFocus)
    sheet.area.follow(sheet.below)
    assert TALL - HEIGHT < sheet.area.bar.value() < TALL


def test_a_cursor_is_shown_on_request_though_keys_go_elsewhere(sheet: Sheet) -> None:
    sheet.area.show_cursor(sheet.below)
    assert sheet.area.bar.value() > 0


def test_a_place_is_kept_until_the_sheet_is_high_enough_for_it(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.put(tall=50)
    sheet.area.go_back(700)
    assert sheet.area.offset == 700
    for text in sheet.area.findChildren(QTextEdit):
        text.setFixedHeight(TALL)
    qtbot.waitUntil(lambda: sheet.area.bar.value() == 700)


def test_the_way_back_to_words_that_were_found_shows_them_off_the_edge(
    qtbot: QtBot, sheet: Sheet
) -> None:
    sheet.below.setPlainText("Slept.\n" * 40)
    sheet.below.moveCursor(QTextCursor.MoveOperation.End)
    sheet.area.go_back(TO_CURSOR, sheet.below)
    qtbot.waitUntil(lambda: sheet.area.bar.value() > 0)
    shown = sheet.below.viewport().mapTo(sheet.area, sheet.below.cursorRect().center())
    assert HEIGHT / 4 < shown.y() < HEIGHT * 3 / 4


def test_another_sheet_is_not_scrolled_to_the_place_of_the_one_before(
    qtbot: QtBot, sheet: Sheet
) -> None:
    sheet.area.go_back(700)
    sheet.put()
    qtbot.waitUntil(lambda: sheet.area.bar.maximum() > 0)
    assert sheet.area.offset == 0
