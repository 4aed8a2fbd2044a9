"""How high a section is: as high as its text, which is laid out by and by where it is long."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.notes.test_editor import COUPLE
from ui.notes.editor import NoteEditor, Part
from ui.notes.passage_edit import PassageEdit
from ui.notes.tags import People
from vault.notes import NoteContent
from vault.passages import About, Passage, Section, Template

SENTENCE = "She said that the week had been calmer than the one before, though nights were short. "


class Sheet:
    """A free note of paragraphs of 860 letters, on the screen."""

    def __init__(self, qtbot: QtBot, paragraphs: int) -> None:
        self.editor = NoteEditor()
        qtbot.addWidget(self.editor)
        self.editor.resize(760, 560)
        with qtbot.waitExposed(self.editor):
            self.editor.show()
        self.editor.activateWindow()
        told = Passage(Section.TEXT, SENTENCE * 10, About.all(), in_confidence=True)
        content = NoteContent(Template.FREE, (told,) * paragraphs)
        self.editor.show_parts([Part(content, editable=True)], People(COUPLE))

    @property
    def field(self) -> PassageEdit:
        (field,) = self.editor.fields
        return field

    @property
    def lacks(self) -> float:
        """How much of the text has no room; asking lays all of it out."""
        height = self.field.height()
        return self.field.text.size().height() - height


def test_an_ordinary_note_has_its_height_when_it_is_first_seen(qtbot: QtBot) -> None:
    sheet = Sheet(qtbot, paragraphs=10)
    assert sheet.lacks <= 0


def test_a_book_is_laid_out_after_its_first_page_is_shown(qtbot: QtBot) -> None:
    whole = Sheet(qtbot, paragraphs=600).field.text.size().height()
    sheet = Sheet(qtbot, paragraphs=600)
    assert sheet.field.height() < whole / 3
    qtbot.waitUntil(lambda: sheet.field.height() >= whole)


def test_a_book_can_be_written_in_at_its_end_at_once(qtbot: QtBot) -> None:
    sheet = Sheet(qtbot, paragraphs=600)
    assert sheet.editor.focus_draft()
    QTest.keyClicks(sheet.field, "!")
    assert sheet.editor.content().passages[-1].text.endswith("!")
    assert sheet.lacks <= 0
    bar = sheet.editor.scroll_bar
    qtbot.waitUntil(lambda: bar.maximum() - bar.value() < 600)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_a_section_never_scrolls_inside_itself(qtbot: QtBot, key: Qt.Key) -> None:
    sheet = Sheet(qtbot, paragraphs=10)
    sheet.field.setFocus()
    bar, ranges = sheet.field.verticalScrollBar(), set[int]()
    bar.rangeChanged.connect(lambda _least, most: ranges.add(most))
    for place in (0, 400, 1 << 30):
        sheet.field.go_to(place, place)
        for _ in range(3):
            QTest.keyClick(sheet.field, key)
            QApplication.processEvents()
            assert (bar.maximum(), bar.value()) == (0, 0)
    sheet.field.clear_texts()
    sheet.field.restore_texts()
    QTest.keyClick(sheet.field, key)
    sheet.editor.resize(500, 560)
    QApplication.processEvents()
    QTest.keyClick(sheet.field, key)
    assert (bar.maximum(), bar.value()) == (0, 0)
    assert sheet.lacks <= 0
