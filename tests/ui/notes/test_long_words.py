import pytest
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.notes.test_editor import an_editor, subjective
from ui.notes.long_words import break_endless_words
from vault.pasted import LONGEST

ENDLESS = "x" * 200_000


@pytest.fixture
def edit(qtbot: QtBot) -> QTextEdit:
    edit = QTextEdit()
    qtbot.addWidget(edit)
    return edit


def test_a_word_without_end_is_broken_anywhere(edit: QTextEdit) -> None:
    break_endless_words(edit, ["He wrote:", ENDLESS])
    assert edit.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere


def test_the_lines_of_what_a_person_writes_end_between_words(edit: QTextEdit) -> None:
    before = edit.wordWrapMode()
    break_endless_words(edit, ["word " * 40_000, "https://example.org/" + "a" * (LONGEST - 20)])
    assert edit.wordWrapMode() is before


def test_a_draft_with_such_a_word_is_shown_as_it_was_stored(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective(ENDLESS))
    assert editor.fields[0].wordWrapMode() is QTextOption.WrapMode.WrapAnywhere
    assert editor.content().passages == (subjective(ENDLESS),)
