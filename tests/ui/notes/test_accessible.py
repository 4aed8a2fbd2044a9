"""A walk through the accessibility tree, as a screen reader takes it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import a_couple
from tests.ui.desk import Desk
from tests.ui.notes.test_editor import ALT, DANA, subjective
from ui.notes.aids import WritingAids
from ui.notes.editor import NoteEditor, Part
from ui.notes.tags import People
from vault.notes import NoteContent
from vault.passages import About, Template

ROLE = QAccessible.Role
CONTROLS = {
    ROLE.Button,
    ROLE.ButtonMenu,
    ROLE.CheckBox,
    ROLE.ComboBox,
    ROLE.EditableText,
    ROLE.List,
    ROLE.ListItem,
    ROLE.MenuItem,
}


def walk(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if top.state().invisible:
        return
    yield top
    for at in range(top.childCount()):
        child = top.child(at)
        if child is not None:
            yield from walk(child)


def controls(top: QWidget) -> list[tuple[QAccessible.Role, str]]:
    found = walk(QAccessible.queryAccessibleInterface(top))
    return [
        (one.role(), one.text(QAccessible.Text.Name)) for one in found if one.role() in CONTROLS
    ]


@pytest.fixture
def editor(qtbot: QtBot) -> NoteEditor:
    editor = NoteEditor(WritingAids(Desk().vault))
    qtbot.addWidget(editor)
    told = replace(subjective("Slept.", About.of(DANA)), said_by=DANA, in_confidence=True)
    content = NoteContent(Template.SOAP, (told, subjective("Ate.", About.all())))
    editor.show_parts([Part(content, editable=True)], People(a_couple()))
    editor.resize(760, 560)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.activateWindow()
    editor.fields[0].setFocus()
    qtbot.waitUntil(editor.fields[0].hasFocus)
    return editor


def test_every_section_has_its_name_and_its_text(editor: NoteEditor) -> None:
    texts = [
        (one.text(QAccessible.Text.Name), one.text(QAccessible.Text.Value))
        for one in walk(QAccessible.queryAccessibleInterface(editor))
        if one.role() == ROLE.EditableText
    ]
    assert texts == [
        ("Subjective", "Slept.\nAte."),
        ("Objective", ""),
        ("Assessment", ""),
        ("Plan", ""),
    ]


def test_a_passage_is_read_with_its_tag(editor: NoteEditor) -> None:
    field = editor.fields[0]
    read = QAccessible.queryAccessibleInterface(field)
    heard = []
    for start, end in ((0, 6), (7, 11)):
        field.go_to(end, end)
        text = read.textInterface()
        assert text.cursorPosition() == end
        heard.append((text.text(start, end), read.text(QAccessible.Text.Description)))
    assert heard == [
        ("Slept.", "About: Dana. Told in confidence by Dana."),
        ("Ate.", "About: Both."),
    ]


@pytest.mark.parametrize("key", [Qt.Key.Key_F, Qt.Key.Key_J])
def test_every_control_above_the_text_has_a_name(editor: NoteEditor, key: Qt.Key) -> None:
    QTest.keyClick(editor.fields[0], key, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu):
        menu.actions()[-1].trigger()
        menu.close()
    found = controls(editor)
    assert len(found) > 4 + 2
    assert all(name for _, name in found), found


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Down, ALT),
        (Qt.Key.Key_S, ALT),
        (Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_every_entry_of_a_menu_has_a_name(
    editor: NoteEditor, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    QTest.keyClick(editor.fields[0], key, held)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = controls(menu)
    assert len(found) >= 3
    assert all(name for _, name in found), found
    menu.close()


def test_the_field_for_a_third_person_says_what_it_asks(editor: NoteEditor) -> None:
    QTest.keyClick(editor.fields[0], Qt.Key.Key_P, ALT)
    assert (ROLE.EditableText, "Who is it about?") in controls(editor)


def test_nothing_of_a_passage_is_in_the_tree_behind_the_cover(editor: NoteEditor) -> None:
    editor.clear_texts()
    told = [
        one.text(kind)
        for one in walk(QAccessible.queryAccessibleInterface(editor))
        for kind in (QAccessible.Text.Name, QAccessible.Text.Value)
    ]
    assert not any("Slept" in text or "Ate" in text for text in told)
