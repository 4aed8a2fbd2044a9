"""Finding words in a note that is read, by the same bar and keys as in one that is written."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.notes.office import PLAN, SLEPT, Office
from ui.notes.editor import NoteEditor
from ui.notes.find_bar import FindBar
from ui.notes.reading import ReadingSheet
from ui.row_list import RowList


@pytest.fixture
def office(qtbot: QtBot) -> Office:
    return Office(qtbot)


def test_words_are_found_in_what_is_read_as_in_what_is_written(
    office: Office,
) -> None:
    note_id = office.keep(SLEPT, PLAN)
    office.amend(note_id, 1, "Slept four hours.")
    office.open(note_id)
    notes = office.view.findChildren(RowList)[0]
    notes.setFocus()
    QTest.keyClick(notes, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    (bar,) = office.view.findChildren(ReadingSheet)[0].findChildren(FindBar)
    assert bar.isVisible()
    QTest.keyClicks(bar.field, "slept")
    assert bar.field.accessibleDescription() == "2 hits"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.keyClick(bar.field, Qt.Key.Key_F3)
    assert [one.textCursor().selectedText() for one in office.fields[:2]] == ["Slept"] * 2
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert office.fields[1].hasFocus()


def test_words_are_found_in_a_signed_note_from_the_list_of_notes(office: Office) -> None:
    office.open(office.keep(SLEPT, PLAN))
    notes = office.view.findChildren(RowList)[0]
    notes.setFocus()
    QTest.keyClick(notes, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    (bar,) = office.view.findChildren(NoteEditor)[0].findChildren(FindBar)
    QTest.keyClicks(bar.field, "diary")
    assert bar.field.accessibleDescription() == "1 hit"
