"""Finding something again: through the real rooms, by keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.harness.secrecy import Canaries
from tests.journeys.home import PASSPHRASE, Home, delete_what_was_left, home, make_vault
from ui.search.view import SearchField
from vault.cabinet import Cabinet
from vault.clients import ClientDetails
from vault.ids import NoteId
from vault.lifecycle import LockReason, State
from vault.notes import NoteContent, NoteType
from vault.passages import About, Passage, Section, Template
from vault.place import Place


@dataclass
class Kept:
    """The notes of the vault, by what they say."""

    notes: dict[str, NoteId] = field(default_factory=dict)


@pytest.fixture
def canaries() -> Canaries:
    return Canaries("name", "note", "asked")


@pytest.fixture
def kept(tmp_path: Path, canaries: Canaries) -> Kept:
    found = Kept()

    def fill(cabinet: Cabinet) -> None:
        client_id = cabinet.clients.create(ClientDetails(canaries["name"])).value
        unit = cabinet.units.of_client(client_id)[0]
        about = About.of(unit.members[0].id)
        for text in (f"First of the uncle {canaries['note']}.", "Then nothing.", "Uncle again."):
            note_id = cabinet.notes.start(unit.id, NoteType.PROGRESS, Template.SOAP).value
            passages = (
                Passage(Section.SUBJECTIVE, "Slept well.", about),
                Passage(Section.PLAN, text, about),
            )
            content = NoteContent(Template.SOAP, passages)
            cabinet.notes.save_draft(note_id, content, base_version=1)
            cabinet.notes.settle(note_id)
            found.notes[text.split()[0]] = note_id

    make_vault(tmp_path / "vault", fill)
    return found


@pytest.fixture
def at_home(qtbot: QtBot, tmp_path: Path, kept: Kept) -> Iterator[Home]:
    with home(qtbot, tmp_path / "vault") as made:
        made.open_window()
        made.unlock()
        yield made


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def place_of(at_home: Home) -> Place:
    room = at_home.lifecycle.room
    assert room is not None
    return room.place()


def type_into_search(qtbot: QtBot, at_home: Home, text: str) -> SearchField:
    room = at_home.lifecycle.room
    assert room is not None
    QTest.keyClick(room.widget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), SearchField))
    search = QApplication.focusWidget()
    assert isinstance(search, SearchField)
    QTest.keyClicks(search, text)
    return search


def test_from_today_to_the_first_mention_and_on_writing(
    qtbot: QtBot, at_home: Home, kept: Kept, canaries: Canaries
) -> None:
    assert place_of(at_home).screen == "today"
    search = type_into_search(qtbot, at_home, f"client:{canaries['name'][:6]} uncle")
    QTest.keyClick(search, Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    search.setFocus()
    QTest.keyClick(search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QTextEdit))
    place = place_of(at_home)
    assert place.note_id == kept.notes["First"]
    assert (place.field, place.cursor) == ("plan", len("First of the uncle"))
    QTest.keyClicks(focused(), " once")
    written = focused()
    assert isinstance(written, QTextEdit)
    assert written.toPlainText().startswith("First of the uncle once ")


def test_a_word_typed_a_moment_ago_is_found(qtbot: QtBot, at_home: Home, kept: Kept) -> None:
    room = at_home.lifecycle.room
    assert room is not None
    type_into_search(qtbot, at_home, "nothing")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QTextEdit))
    QTest.keyClicks(focused(), " xylophone")
    room.go_to(Place())
    qtbot.waitUntil(lambda: place_of(at_home).screen == "today")
    type_into_search(qtbot, at_home, "xylo")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place_of(at_home).note_id == kept.notes["Then"])


def test_hiding_in_the_middle_of_a_search_leaves_nothing_and_comes_back_to_the_note(
    qtbot: QtBot, at_home: Home, kept: Kept, canaries: Canaries
) -> None:
    type_into_search(qtbot, at_home, "nothing")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QTextEdit))
    editor = QApplication.focusWidget()
    search = type_into_search(qtbot, at_home, canaries["asked"])
    search.setText(canaries["note"][:7])
    qtbot.waitUntil(lambda: search.accessibleDescription() == "1 paragraph")
    assert "note" in {hit.label for hit in canaries.on_screen()}
    search.selectAll()
    search.copy()
    QTest.keyClick(search, Qt.Key.Key_F9)
    assert at_home.lifecycle.state is State.HIDDEN
    delete_what_was_left()
    assert canaries.on_screen() == []
    cover = at_home.casekeep.window.page  # type: ignore[union-attr]
    cover.passphrase_entered.emit(bytearray(PASSPHRASE.encode()))  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: at_home.lifecycle.state is State.OPEN)
    assert search.text() == ""
    assert QApplication.focusWidget() is editor


def test_locking_in_the_middle_of_a_search_loses_no_time_and_no_word(
    qtbot: QtBot, at_home: Home, kept: Kept, tmp_path: Path, canaries: Canaries
) -> None:
    search = type_into_search(qtbot, at_home, "unc")
    for letter in "le uncle un":
        QTest.keyClicks(search, letter)
    at_home.lifecycle.lock(LockReason.ASKED)
    assert at_home.endings
    assert canaries.in_folders(tmp_path) == []
