"""Walking through a note by key, over the edges of its sections."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.notes.test_editor import COUPLE
from ui.notes.editor import NoteEditor, Part
from ui.notes.passage_edit import PassageEdit
from ui.notes.tags import People
from vault.notes import NoteContent
from vault.passages import Passage, Section, Template

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
SECTIONS = (Section.SUBJECTIVE, Section.OBJECTIVE, Section.ASSESSMENT, Section.PLAN)
HEIGHT = 420


class Note:
    """A draft whose sections have so many paragraphs each."""

    def __init__(self, qtbot: QtBot, paragraphs: int) -> None:
        self._qtbot = qtbot
        self.editor = NoteEditor()
        qtbot.addWidget(self.editor)
        self.editor.resize(760, HEIGHT)
        passages = tuple(
            Passage(section, f"Line {number} of it.")
            for section in SECTIONS
            for number in range(paragraphs)
        )
        content = NoteContent(Template.SOAP, passages)
        self.editor.show_parts([Part(content, editable=True)], People(COUPLE))
        with qtbot.waitExposed(self.editor):
            self.editor.show()
        self.editor.activateWindow()
        self.begin(0, 0)

    def begin(self, field: int, at: int) -> None:
        self.fields[field].go_to(at, at)
        self.fields[field].setFocus()
        self._qtbot.waitUntil(self.fields[field].hasFocus)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focused, key, held)

    @property
    def fields(self) -> tuple[PassageEdit, ...]:
        return self.editor.fields

    @property
    def focused(self) -> PassageEdit:
        return next(one for one in self.fields if one.hasFocus())

    @property
    def at(self) -> tuple[int, int]:
        """Which section the cursor is in, and how far from that section's start."""
        return self.fields.index(self.focused), self.focused.position[0]

    def end_of(self, field: int) -> tuple[int, int]:
        return field, self.fields[field].text.characterCount() - 1

    @property
    def height(self) -> float:
        """How far the cursor is below the top of the sheet, in pixels."""
        edit = self.focused
        top = edit.viewport().mapTo(self.editor, edit.cursorRect().center()).y()
        return top + self.editor.scroll_bar.value()


@pytest.fixture
def note(qtbot: QtBot) -> Note:
    return Note(qtbot, paragraphs=3)


@pytest.fixture
def long_note(qtbot: QtBot) -> Note:
    return Note(qtbot, paragraphs=30)


def test_ctrl_end_and_ctrl_home_go_to_the_ends_of_the_note(note: Note) -> None:
    note.press(Qt.Key.Key_End, CTRL)
    assert note.at == note.end_of(3)
    note.press(Qt.Key.Key_Home, CTRL)
    assert note.at == (0, 0)


def test_the_end_of_a_long_note_comes_onto_the_screen(long_note: Note) -> None:
    long_note.press(Qt.Key.Key_End, CTRL)
    bar = long_note.editor.scroll_bar
    assert bar.value() > bar.maximum() - HEIGHT / 2
    long_note.press(Qt.Key.Key_Home, CTRL)
    assert bar.value() < HEIGHT / 2


def test_with_shift_they_select_as_far_as_the_section_goes(note: Note) -> None:
    note.begin(1, 5)
    note.press(Qt.Key.Key_End, CTRL | SHIFT)
    assert note.at == note.end_of(1)
    assert note.focused.textCursor().anchor() == 5
    note.press(Qt.Key.Key_Home, CTRL | SHIFT)
    assert note.at == (1, 0)
    assert note.focused.textCursor().anchor() == 5


def test_ctrl_down_goes_from_section_to_section_and_then_to_the_end(note: Note) -> None:
    note.begin(0, 4)
    seen = []
    for _ in range(4):
        note.press(Qt.Key.Key_Down, CTRL)
        seen.append(note.at)
    assert seen == [(1, 0), (2, 0), (3, 0), note.end_of(3)]


def test_ctrl_up_goes_to_the_start_of_the_section_first(note: Note) -> None:
    note.begin(1, 4)
    seen = []
    for _ in range(3):
        note.press(Qt.Key.Key_Up, CTRL)
        seen.append(note.at)
    assert seen == [(1, 0), (0, 0), (0, 0)]


def test_page_down_goes_a_screenful_on_over_the_edge_of_a_section(long_note: Note) -> None:
    heights, sections = [long_note.height], [0]
    for _ in range(40):
        if sections[-1] == 3:
            break
        long_note.press(Qt.Key.Key_PageDown)
        heights.append(long_note.height)
        sections.append(long_note.at[0])
    assert sorted(set(sections)) == [0, 1, 2, 3]
    steps = [after - before for before, after in pairwise(heights)]
    assert all(HEIGHT / 2 < step < HEIGHT for step in steps)


def test_the_cursor_keeps_its_place_on_the_screen_from_page_to_page(long_note: Note) -> None:
    long_note.press(Qt.Key.Key_PageDown)
    before = long_note.height - long_note.editor.scroll_bar.value()
    long_note.press(Qt.Key.Key_PageDown)
    assert abs(long_note.height - long_note.editor.scroll_bar.value() - before) < 80


def test_page_up_comes_back(long_note: Note) -> None:
    long_note.begin(1, 0)
    start = long_note.height
    long_note.press(Qt.Key.Key_PageDown)
    long_note.press(Qt.Key.Key_PageUp)
    assert abs(long_note.height - start) < 80


def test_page_down_and_page_up_end_in_the_last_section_and_at_the_start(note: Note) -> None:
    note.press(Qt.Key.Key_PageDown)
    note.press(Qt.Key.Key_PageDown)
    assert note.at[0] == 3
    note.press(Qt.Key.Key_PageUp)
    note.press(Qt.Key.Key_PageUp)
    assert note.at == (0, 0)


def test_page_down_with_shift_selects_no_further_than_the_section(long_note: Note) -> None:
    long_note.press(Qt.Key.Key_PageDown, SHIFT)
    section, first = long_note.at
    assert section == 0
    assert 0 < first < long_note.end_of(0)[1]
    for _ in range(9):
        long_note.press(Qt.Key.Key_PageDown, SHIFT)
    assert long_note.at == long_note.end_of(0)
    assert long_note.focused.textCursor().anchor() == 0
