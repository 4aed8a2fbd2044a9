"""Menus that a key opens while a note is written: where they lie, and what Enter takes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from tests.ui.notes.test_writing import ALT, CTRL, Writing, popup
from ui.notes.aids import WritingAids
from ui.notes.editor import NoteEditor
from ui.widgets.menus import caret_of
from vault.passages import About, Passage, Section
from vault.phrases import Phrase

NONE = Qt.KeyboardModifier.NoModifier
BY_KEY = [
    (Qt.Key.Key_Down, ALT),
    (Qt.Key.Key_S, ALT),
    (Qt.Key.Key_J, CTRL),
    (Qt.Key.Key_F7, NONE),
]


@pytest.fixture
def writing(qtbot: QtBot) -> Iterator[Writing]:
    desk = Desk()
    desk.cabinet.phrases.keep(Phrase("sleep", "Slept through the night."))
    aids = WritingAids(desk.vault)
    editor = NoteEditor(aids)
    qtbot.addWidget(editor)
    editor.resize(760, 560)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.activateWindow()
    yield Writing(qtbot, desk, editor, aids)
    while (open_menu := QApplication.activePopupWidget()) is not None:
        open_menu.close()


def marked() -> str:
    active = popup().activeAction()
    return active.text().split("\t")[0] if active is not None else ""


@pytest.mark.parametrize(("key", "held"), BY_KEY)
@pytest.mark.parametrize("low", [False, True])
def test_a_menu_lies_at_the_cursor_and_inside_the_screen(
    writing: Writing, key: Qt.Key, held: Qt.KeyboardModifier, low: bool
) -> None:
    screen = writing.editor.screen().availableGeometry()
    writing.editor.move(0, screen.height() - 120 if low else 0)
    writing.show(Passage(Section.SUBJECTIVE, "Slept badly, teh week was long."))
    writing.field.go_to(13, 13)
    writing.press(key, held)
    line, shown = caret_of(writing.field), popup().geometry()
    assert screen.contains(shown)
    assert not shown.intersects(line)
    assert shown.left() == line.left()
    gap = line.top() - shown.bottom() if low else shown.top() - line.bottom()
    assert 0 < gap < 12


@pytest.mark.parametrize(
    ("key", "held", "first"),
    [
        (Qt.Key.Key_Down, ALT, "Dana"),
        (Qt.Key.Key_S, ALT, "Not noted"),
        (Qt.Key.Key_J, CTRL, "sleep    Slept through the night."),
    ],
)
def test_enter_takes_what_holds_now_or_the_first(
    writing: Writing, key: Qt.Key, held: Qt.KeyboardModifier, first: str
) -> None:
    dana = About.of(writing.unit.members[0].id)
    writing.show(Passage(Section.SUBJECTIVE, "Slept badly.", dana))
    before = writing.editor.content()
    writing.press(key, held)
    assert marked() == first
    if held == ALT:
        QTest.keyClick(popup(), Qt.Key.Key_Return)
        assert writing.editor.content() == before


def test_enter_never_adds_a_misspelt_word_while_suggestions_are_looked_for(
    writing: Writing,
) -> None:
    writing.show(Passage(Section.SUBJECTIVE, "Slept badly, teh week was long."))
    writing.desk.lane.held = True
    QTest.keyClick(writing.field, Qt.Key.Key_F7)
    assert marked() == ""
    writing.desk.lane.let_go()
    assert marked() == "the"
    QTest.keyClick(popup(), Qt.Key.Key_Return)
    assert writing.texts == ["Slept badly, the week was long."]


def test_suggestions_that_come_in_keep_the_menu_off_its_line(writing: Writing) -> None:
    screen = writing.editor.screen().availableGeometry()
    writing.editor.move(0, screen.height() - 120)
    writing.show(Passage(Section.SUBJECTIVE, "Slept badly, teh week was long."))
    writing.desk.lane.held = True
    QTest.keyClick(writing.field, Qt.Key.Key_F7)
    few = popup().height()
    writing.desk.lane.let_go()
    QApplication.processEvents()
    assert popup().height() > few
    assert not popup().geometry().intersects(caret_of(writing.field))
    assert screen.contains(popup().geometry())
