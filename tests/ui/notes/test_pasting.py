"""Long texts: divided where a person would, one step to undo; a book isn't pasted."""

from dataclasses import replace

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.notes.test_editor import DANA, MARCUS, an_editor, subjective
from ui.notes.editor import NoteEditor
from ui.notes.passage_edit import PassageEdit
from ui.notes.pasting import MOST
from ui.widgets.banner import Banner
from vault.passages import UNTAGGED, About, Passage
from vault.pasted import LONGEST

CTRL = Qt.KeyboardModifier.ControlModifier
SENTENCE = "She came in May, and nobody spoke of it. "
LONG = SENTENCE * 4_000
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


SEVERAL = "It began in May.\nThen he left.\nShe stayed."
UNTOLD = "What you pasted isn't tagged yet. Select it and say whom it is about: Alt+1…"


def test_pasted_paragraphs_are_about_nobody_but_where_they_go_on_with_a_sentence(
    qtbot: QtBot,
) -> None:
    his = About.of(MARCUS)
    whole = subjective("He says: So.", his)
    secret = replace(whole, said_by=MARCUS, in_confidence=True)
    editor, field = an_open_note(qtbot, secret)
    field.go_to(9, 9)
    paste(field, SEVERAL)
    assert editor.content().passages == (
        replace(secret, text="He says: It began in May."),
        subjective("Then he left."),
        replace(secret, text="She stayed.So.", about=UNTAGGED, said_by=None),
    )
    assert told(editor) == [UNTOLD]
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert editor.content().passages == (secret,)


def test_paragraphs_that_are_pasted_after_enter_take_nobodys_tag(qtbot: QtBot) -> None:
    before = subjective("He slept.", About.of(MARCUS))
    editor, field = an_open_note(qtbot, before)
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(field, Qt.Key.Key_Return)
    paste(field, SEVERAL)
    lines = SEVERAL.split("\n")
    assert editor.content().passages == (before, *(subjective(one) for one in lines))
    assert field.show_untagged()


def test_one_pasted_line_goes_on_with_the_paragraph_that_it_lands_in(qtbot: QtBot) -> None:
    editor, field = an_open_note(qtbot, subjective("He ", About.of(MARCUS)))
    field.moveCursor(QTextCursor.MoveOperation.End)
    paste(field, "slept.")
    assert editor.content().passages == (subjective("He slept.", About.of(MARCUS)),)
    assert told(editor) == []


def test_a_key_after_a_paste_is_a_step_of_its_own(qtbot: QtBot) -> None:
    editor, field = an_open_note(qtbot)
    paste(field, LONG)
    QTest.keyClicks(field, "Yes.")
    assert written(editor) == f"{LONG}Yes."
    for expected in (LONG, ""):
        QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
        assert written(editor) == expected


def test_pastes_into_one_paragraph_again_and_again_divide_it_too(qtbot: QtBot) -> None:
    editor, field = an_open_note(qtbot)
    short = SENTENCE * 90
    for _ in range(6):
        paste(field, short)
    assert written(editor) == short * 6
    assert max(len(one.text) for one in editor.content().passages) < 3 * LONGEST
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert written(editor) == short * 5


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


def test_an_undo_in_another_section_takes_the_whole_paste_back(qtbot: QtBot) -> None:
    before = (subjective("Read: ", About.of(DANA)), subjective("Then.", About.of(MARCUS)))
    editor, field = an_open_note(qtbot, *before)
    field.go_to(5 + 4, 3)  # from inside Dana's paragraph into Marcus's
    paste(field, LONG)
    other = editor.fields[1]
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_Z, CTRL)
    assert editor.content().passages == before


def test_a_book_isnt_pasted_and_what_stands_there_stays(qtbot: QtBot) -> None:
    for text in ("a" * (MOST + 1), "a\n" * (MOST // 80)):
        editor, field = an_open_note(qtbot, subjective("Read.", About.of(DANA)))
        paste(field, text)
        assert written(editor) == "Read."
        assert told(editor) == [
            "That is too long for one paste. Paste it in parts, or add it under Documents."
        ]
