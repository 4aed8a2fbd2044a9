from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.builders import keep_client, keep_unit
from tests.ui.room import Room
from ui.clients.file_tabs import DETAILS, DOCUMENTS, MEASURES, NOTES, PEOPLE, PROCESS
from ui.clients.tab import ClientTab
from ui.clients.tabs import ClientTabs
from ui.documents.view import DocumentsView
from ui.measures.view import MeasuresView
from ui.row_list import RowList
from ui.units.view import PeopleTab
from ui.widgets.secret_line import SecretLine
from vault.notes import NoteType
from vault.place import Place
from vault.units import UnitKind

KEYS = (NOTES, PROCESS, DOCUMENTS, MEASURES, PEOPLE, DETAILS)


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def tab_of(room: Room, key: str) -> ClientTab:
    room.shell.go_to(Place("clients", room.client_id, key))
    (tabs,) = room.shell.findChildren(ClientTabs)
    assert tabs.key == key
    return tabs.go_to(key)


@pytest.mark.parametrize("key", KEYS)
def test_tab_opens_for_the_client_in_front_and_is_come_back_to(room: Room, key: str) -> None:
    tab = tab_of(room, key)
    assert tab.isVisible()
    assert room.shell.place().tab == key
    heading = room.shell.findChildren(QLabel)
    assert any("Zorblax" in label.text() for label in heading if label.isVisible())


@pytest.mark.parametrize("key", KEYS)
def test_no_tab_keeps_a_word_on_the_screen_behind_the_cover(room: Room, key: str) -> None:
    tab = tab_of(room, key)
    room.shell.clear_texts()
    assert [one.text() for one in tab.findChildren(QLabel) if one.text()] == []
    room.shell.restore_texts()
    assert tab.isVisible()


def test_a_measure_that_calls_for_it_begins_a_risk_assessment_for_the_client_alone(
    room: Room,
) -> None:
    with room.desk.store.write() as work:
        keep_unit(work, UnitKind.COUPLE, room.client_id, keep_client(work, "Marcus Okafor"))
    measures = tab_of(room, MEASURES)
    assert isinstance(measures, MeasuresView)
    measures.risk_note_asked.emit(None)
    place = room.shell.place()
    assert place.tab == NOTES
    assert place.note_id is not None
    file = room.desk.cabinet.notes.open(place.note_id)
    assert file.note.type is NoteType.RISK
    assert file.unit.kind is UnitKind.INDIVIDUAL
    assert file.unit.member_of(room.client_id) is not None


def test_a_member_leads_to_their_own_file(room: Room) -> None:
    other, _ = room.desk.alone("Amira Saleh")
    people = tab_of(room, PEOPLE)
    assert isinstance(people, PeopleTab)
    people.file_asked.emit(other)
    assert (room.shell.place().client_id, room.shell.place().tab) == (other, NOTES)


def test_the_document_that_was_open_is_come_back_to(room: Room) -> None:
    letter = Path("/home/mara/letter.txt")
    room.desk.store.blobs.sources[letter] = b"Dear Mara"
    documents = tab_of(room, DOCUMENTS)
    assert isinstance(documents, DocumentsView)
    documents._vm.add([letter], None)
    (kept,) = room.desk.cabinet.documents.of_client(room.client_id).documents
    room.shell.go_to(Place("clients", room.client_id, NOTES))
    assert room.shell.place().field == ""
    room.shell.go_to(Place("clients", room.client_id, DOCUMENTS, field=str(kept.id)))
    assert room.shell.place().field == str(kept.id)


def test_a_passphrase_typed_after_the_tab_was_clicked_goes_into_its_field(room: Room) -> None:
    room.shell.go_to(room.place)
    (tabs,) = room.shell.findChildren(ClientTabs)
    room.shell.findChildren(RowList)[0].setFocus()
    where = tabs.strip.tabRect(KEYS.index(PROCESS)).center()
    QTest.mouseClick(tabs.strip, Qt.MouseButton.LeftButton, pos=where)
    focused = room.shell.focusWidget()
    assert isinstance(focused, SecretLine)
    assert tabs.front.isAncestorOf(focused)


def test_who_walks_along_the_tabs_by_keys_stays_on_them(room: Room) -> None:
    room.shell.go_to(room.place)
    (tabs,) = room.shell.findChildren(ClientTabs)
    tabs.strip.setFocus()
    QTest.keyClick(tabs.strip, Qt.Key.Key_Right)
    assert tabs.key == PROCESS
    assert tabs.strip.hasFocus()
