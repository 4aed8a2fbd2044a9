"""Long texts: divided where a person would, put in a slice a turn, one step to undo."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.notes.test_editor import DANA, MARCUS, an_editor, subjective
from ui.notes.editor import NoteEditor
from ui.notes.passage_edit import PassageEdit
from ui.widgets.banner import Banner
from vault.passages import About, Passage, Template
from vault.pasted import LONGEST

CTRL = Qt.KeyboardModifier.ControlModifier
SENTENCE = "She came in May, and nobody spoke of it. "
LONG = SENTENCE * 5_000
TOLD = "A very long paragraph was divided. Not a letter of it is lost."


def an_open_note(qtbot: QtBot, *passages: Passage) -> tuple[NoteEditor, PassageEdit]:
    editor = an_editor(qtbot, *passages)
    field = editor.fields[0]
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return editor, field


def paste(field: PassageEdit, text: str) -> None:
    pasted = QMimeData()
    pasted.setText(text)
    field.insertFromMimeData(pasted)


def written(editor: NoteEditor) -> str:
    return "".join(one.text for one in editor.content().passages)


def told(editor: NoteEditor) -> list[str]:
    return [one.accessibleName() for one in editor.findChildren(Banner) if one.isVisible()]


def test_a_long_paste_becomes_paragraphs_that_are_the_text_and_one_step(qtbot: QtBot) -> None:
    before = (subjective("Read: ", About.of(DANA)), subjective("Then.", About.of(MARCUS)))
    editor, field = an_open_note(qtbot, *before)
    field.go_to(6, 6)
    paste(field, LONG)
    assert told(editor) == [TOLD]
    first, *middle, last = editor.content().passages
    assert first.text.startswith("Read: She")
    assert last == before[1]
    assert written(editor) == f"Read: {LONG}Then."
    assert all(one.text.endswith("it. ") and one.about == About.of(DANA) for one in middle)
    assert all(len(one.text) <= LONGEST + 6 for one in (first, *middle))
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert editor.content().passages == before
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert written(editor) == f"Read: {LONG}Then."


def test_a_long_paste_comes_in_while_the_window_goes_on(qtbot: QtBot) -> None:
    editor, field = an_open_note(qtbot)
    paste(field, LONG)
    seen = {field.text.characterCount()}
    while field.text.characterCount() < len(LONG):
        QApplication.processEvents()
        seen.add(field.text.characterCount())
    assert len(seen) > 3
    assert written(editor) == LONG


def test_a_key_that_comes_meanwhile_is_typed_behind_the_whole_paste(qtbot: QtBot) -> None:
    editor, field = an_open_note(qtbot)
    paste(field, LONG)
    QTest.keyClicks(field, "Yes.")
    assert written(editor) == f"{LONG}Yes."
    for expected in (LONG, ""):
        QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
        assert written(editor) == expected


def test_the_cover_and_another_layout_take_the_whole_paste_along(qtbot: QtBot) -> None:
    editor, field = an_open_note(qtbot)
    paste(field, LONG)
    editor.clear_texts()
    assert written(editor) == LONG
    editor.restore_texts()
    paste(field, LONG)
    editor.set_template(Template.FREE)
    assert written(editor) == LONG * 2


def test_a_stored_text_is_divided_once_it_is_written_in_and_not_before(qtbot: QtBot) -> None:
    stored = subjective("🌿" + LONG, About.of(DANA))
    editor, field = an_open_note(qtbot, stored)
    field.go_to(10, 10)
    QTest.keyClick(field, Qt.Key.Key_Right)
    assert editor.content().passages == (stored,)
    QTest.keyClicks(field, "!")
    text = stored.text[:10] + "!" + stored.text[10:]
    assert written(editor) == text
    assert {one.about for one in editor.content().passages} == {stored.about}
    assert max(len(one.text) for one in editor.content().passages) <= LONGEST + 1
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert editor.content().passages == (stored,)


def test_backspace_at_the_end_of_a_long_stored_text_takes_one_letter(qtbot: QtBot) -> None:
    editor, field = an_open_note(qtbot, subjective(LONG))
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert written(editor) == LONG[:-1]
