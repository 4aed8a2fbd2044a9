"""What is added, and what can't be: what the tab shows and says of it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.documents.shown import Shown, hide_and_seek
from ui.strings import document_troubles as trouble_words
from ui.strings import documents as words
from vault.errors import DocumentEmpty, DocumentTooLarge, SourceTrouble, SourceUnreadable


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_what_was_added_is_marked_in_the_list_which_has_the_keyboard(shown: Shown) -> None:
    shown.window.activateWindow()
    shown.button(words.add()).setFocus()
    shown.add("letter.pdf")
    shown.add("other.txt", b"other")
    assert shown.view._head._title.text() == "other"
    assert shown.view._column._list.currentIndex().row() == 0
    assert shown.view._column.has_focus()


def test_what_could_not_be_added_is_said_of_each_file(shown: Shown) -> None:
    gone = [Path(f"/home/mara/gone {number}.pdf") for number in range(5)]
    shown.model.add([*gone, shown.world.file("empty.pdf", b"")], shown.world.unit)
    said = shown.banner
    assert all(f"gone {number}.pdf" in said for number in range(3))
    assert trouble_words.more_troubles(3) in said


def test_what_is_there_already_is_offered_to_be_added_again(shown: Shown) -> None:
    shown.add("letter.pdf")
    shown.add("Quillfeather.pdf")
    assert shown.banner == trouble_words.there_already(["Quillfeather.pdf"])
    hide_and_seek(shown)
    shown.button(trouble_words.add_again(1)).click()
    assert shown.banner == ""
    assert [one.title for one in shown.model.documents] == ["Quillfeather", "letter"]


@pytest.mark.parametrize("error", [
    DocumentEmpty(),
    DocumentTooLarge(500 * 1024 * 1024),
    *map(SourceUnreadable, SourceTrouble),
])  # fmt: skip
def test_every_refusal_has_a_sentence_and_a_next_step(error: Exception) -> None:
    assert trouble_words.trouble(error).count(".") + trouble_words.trouble(error).count(",") >= 2
