"""Initials only: no name is left in the window, at once, and every one comes back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.builders import keep_note
from tests.ui.aloud import read_aloud
from tests.ui.room import Room
from ui import names
from ui.clients.file_tabs import DETAILS, DOCUMENTS, MEASURES, NOTES, PEOPLE, PROCESS
from ui.notes.name_veil import NameVeil
from ui.notes.passage_edit import PassageEdit
from ui.search.view import SearchField
from ui.strings import clients as client_words
from vault.place import Place
from vault.snippets import Snippet

NAMES = ("Quenby", "Zorblax", "Oswin", "Ferrant", "Vermicious")
PLACES = ("today", NOTES, PROCESS, DOCUMENTS, MEASURES, PEOPLE, DETAILS)
WROTE = "Zorblax said that oswin told Quenby of the Ferrants."


@pytest.fixture(autouse=True)
def names_shown_again() -> Iterator[None]:
    yield
    names.style.show_initials(only=False)


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    room = Room(qtbot)
    room.add_couple()
    return room


def a_signed_note(room: Room) -> Place:
    with room.desk.store.write() as work:
        note_id = keep_note(work, room.unit_id, WROTE)
    room.desk.cabinet.notes.sign(note_id, base_version=1)
    return Place("clients", room.client_id, NOTES, note_id)


def go_to(room: Room, place: str) -> None:
    room.shell.go_to(room.place if place == NOTES else Place("clients", room.client_id, place))
    if place == "today":
        room.shell.show_page(place)


def left() -> list[str]:
    said = read_aloud().casefold()
    return [name for name in NAMES if name.casefold() in said]


def turn(room: Room) -> None:
    focused = room.shell.focusWidget() or room.shell
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(focused, Qt.Key.Key_I, held)


@pytest.mark.parametrize("place", PLACES)
def test_no_name_is_left_anywhere_and_every_one_comes_back(
    room: Room, qtbot: QtBot, place: str
) -> None:
    go_to(room, place)
    room.shell.setFocus()
    qtbot.wait(0)
    before = read_aloud()
    assert left()
    turn(room)
    assert left() == []
    turn(room)
    assert read_aloud() == before


@pytest.mark.parametrize("place", PLACES)
def test_no_name_is_in_what_is_opened_afterwards(room: Room, qtbot: QtBot, place: str) -> None:
    turn(room)
    go_to(room, place)
    room.shell.setFocus()
    qtbot.wait(0)
    assert left() == []


def test_a_signed_note_has_initials_in_its_words(room: Room) -> None:
    room.shell.go_to(a_signed_note(room))
    (field,) = [one for one in room.shell.findChildren(PassageEdit) if one.isVisible()]
    turn(room)
    assert field.toPlainText() == "Z. said that O. told Q. of the F."
    assert left() == []
    turn(room)
    assert field.toPlainText() == WROTE


def test_a_draft_keeps_its_words_while_their_names_are_covered(room: Room) -> None:
    room.shell.go_to(room.place)
    field = room.field()
    (veil,) = field.findChildren(NameVeil)
    turn(room)
    QTest.keyClicks(field, "Oswin ")
    assert veil.isVisible()
    assert veil.geometry() == field.viewport().geometry()
    assert "Oswin" in field.toPlainText()
    turn(room)
    assert not veil.isVisible()
    assert "Oswin" in field.toPlainText()


def test_what_is_looked_for_and_what_is_found_shows_no_name(room: Room, qtbot: QtBot) -> None:
    a_signed_note(room)
    room.shell.open_palette()
    (field,) = room.shell.findChildren(SearchField)
    field.setText("zorblax")
    turn(room)
    qtbot.wait(0)
    assert "told Q." in read_aloud()
    assert left() == []
    QTest.keyClick(field, Qt.Key.Key_End)
    assert field.displayText() == "zorblax"
    room.shell.setFocus()
    assert "zorblax" not in field.displayText()


def test_a_field_of_the_details_can_be_read_where_the_keyboard_is(room: Room) -> None:
    room.shell.go_to(Place("clients", room.client_id, DETAILS))
    turn(room)
    fields = [one for one in room.shell.findChildren(QLineEdit) if one.isVisible()]
    name = next(one for one in fields if one.text() == "Quenby Zorblax")
    assert "Quenby" not in name.displayText()
    name.setFocus()
    assert "Quenby" not in name.displayText()
    QTest.keyClicks(name, "y")
    assert name.displayText() == "Quenby Zorblaxy"
    room.shell.setFocus()
    assert "Quenby" not in name.displayText()
    turn(room)
    assert name.displayText() == "Quenby Zorblaxy"


def test_a_new_clients_name_can_be_read_while_it_is_typed(room: Room) -> None:
    turn(room)
    room.shell.go_to(Place("clients", room.client_id, NOTES))
    room.shell.known_actions.take("client.new")
    field = room.shell.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Tamsin Oake")
    assert field.displayText() == "Tamsin Oake"
    create = client_words.create()
    buttons = room.shell.findChildren(QPushButton)
    next(one for one in buttons if one.text() == create and one.isVisible()).click()
    room.shell.setFocus()
    assert "Tamsin" not in read_aloud()
    assert names.veiled("Tamsin came.") == "T. came."


def test_names_stay_hidden_behind_a_cover_and_come_back_after_it(room: Room) -> None:
    room.shell.go_to(a_signed_note(room))
    room.shell.setFocus()
    before = read_aloud()
    turn(room)
    room.shell.clear_texts()
    assert left() == []
    room.shell.restore_texts()
    assert left() == []
    turn(room)
    assert read_aloud() == before


def test_nothing_can_be_read_until_it_is_known_who_is_to_be_hidden(room: Room) -> None:
    room.desk.lane.held = True
    turn(room)
    assert names.veiled(WROTE) == "…"
    assert [(one.start, one.end) for one in names.stands(WROTE)] == [(0, len(WROTE))]
    room.desk.lane.let_go()
    assert names.veiled(WROTE) == "Z. said that O. told Q. of the F."


def test_what_was_chosen_outlasts_a_lock(room: Room) -> None:
    turn(room)
    assert room.desk.cabinet.practice.settings().initials_only
    turn(room)
    assert not room.desk.cabinet.practice.settings().initials_only


def test_a_room_that_opens_with_initials_knows_whom_to_hide(qtbot: QtBot) -> None:
    names.style.show_initials(only=True)
    Room(qtbot)
    assert names.veiled("Quenby came") == "Q. came"


def test_the_button_says_what_it_does_and_the_line_beside_it_how_it_is(room: Room) -> None:
    turn(room)
    assert "Initials shown" in read_aloud()
    assert "Show names" in read_aloud()


def test_a_hit_in_a_signed_note_is_gone_to_also_where_initials_stand(room: Room) -> None:
    place = a_signed_note(room)
    at = WROTE.index("told")
    turn(room)
    room.shell.go_to(replace(place, field="subjective", cursor=at + 4, anchor=at))
    (field,) = [one for one in room.shell.findChildren(PassageEdit) if one.isVisible()]
    assert field.textCursor().selectedText() == "told"
    name = WROTE.index("Quenby")
    room.shell.go_to(replace(place, field="subjective", cursor=name + 6, anchor=name + 2))
    assert field.textCursor().selectedText() == "Q."


def test_marks_of_a_snippet_stay_on_their_words(room: Room) -> None:
    turn(room)
    marked = tuple((WROTE.index(word), WROTE.index(word) + 4) for word in ("Zorb", "told", "Ferr"))
    shown = names.veiled_snippet(Snippet(WROTE, marked))
    assert [shown.text[a:b] for a, b in shown.marks] == ["Z.", "told", "F"]
