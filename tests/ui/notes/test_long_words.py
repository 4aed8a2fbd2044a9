import pytest
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from ui.notes.long_words import break_endless_words

ENDLESS = "x" * 200_000


@pytest.fixture
def edit(qtbot: QtBot) -> QTextEdit:
    edit = QTextEdit()
    qtbot.addWidget(edit)
    return edit


def test_a_word_without_end_is_broken_anywhere_and_kept_whole(edit: QTextEdit) -> None:
    break_endless_words(edit, "He wrote:", ENDLESS)
    edit.setPlainText(ENDLESS)
    assert edit.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere
    assert edit.toPlainText() == ENDLESS


def test_the_lines_of_what_a_person_writes_end_between_words(edit: QTextEdit) -> None:
    before = edit.wordWrapMode()
    break_endless_words(edit, "word " * 40_000, "https://example.org/" + "a" * 1_500)
    assert edit.wordWrapMode() is before


def test_once_there_is_such_a_word_it_stays_so(edit: QTextEdit) -> None:
    break_endless_words(edit, ENDLESS)
    break_endless_words(edit, "and a short one")
    assert edit.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere
