import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.builders import keep_client, keep_unit
from tests.ui.room import Room
from ui.clients.lines import ReachLine
from ui.notes.view import NotesView
from ui.row_list import WALK_MS, RowList
from ui.widgets.overlay_bar import OverlayBar
from vault.changes import Changes, Noun
from vault.place import Place
from vault.units import UnitKind


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def the_filter(room: Room) -> QLineEdit:
    fields = room.shell.findChildren(QLineEdit)
    return next(one for one in fields if one.accessibleName() == "Filter by name")


def test_letters_typed_in_the_list_go_into_the_filter_and_open_nobody(
    room: Room, qtbot: QtBot
) -> None:
    room.desk.alone("Amira Saleh")
    room.shell.go_to(room.place)
    listed = the_list(room)
    listed.setFocus()
    QTest.keyClicks(listed, "a")
    assert the_filter(room).hasFocus()
    assert the_filter(room).text() == "a"
    QTest.keyClicks(the_filter(room), "mi")
    qtbot.wait(2 * WALK_MS)
    assert room.shell.place().client_id == room.client_id


def test_tab_into_a_list_in_which_nobody_is_open_opens_nobody(room: Room, qtbot: QtBot) -> None:
    room.shell.go_to(Place("clients"))
    the_list(room).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.wait(2 * WALK_MS)
    assert room.shell.place().client_id is None


def the_list(room: Room) -> RowList:
    lists = room.shell.findChildren(RowList)
    return next(one for one in lists if one.accessibleName().startswith("Clients"))


def test_a_list_keeps_its_width_when_it_begins_to_scroll(room: Room, qtbot: QtBot) -> None:
    room.shell.go_to(room.place)
    listed = the_list(room)
    before = listed.viewport().width()
    for number in range(40):
        room.desk.alone(f"Client {number}")
    room.desk.hub.announce(Changes.of(Noun.CLIENT, room.client_id))
    bar = listed.findChild(OverlayBar)
    assert bar is not None
    qtbot.waitUntil(bar.isVisible)
    assert listed.viewport().width() == before
    bar.setValue(bar.maximum())
    assert listed.verticalScrollBar().value() == listed.verticalScrollBar().maximum()


def menu_of(room: Room) -> QMenu:
    return next(one for one in room.shell.findChildren(QMenu) if one.isVisible())


def test_the_button_names_the_units_that_a_note_can_be_for(room: Room) -> None:
    with room.desk.store.write() as work:
        other = keep_client(work, "Marcus Okafor")
        couple = keep_unit(work, UnitKind.COUPLE, room.client_id, other)
    room.shell.go_to(room.place)
    buttons = [one for one in room.shell.findChildren(QAbstractButton) if one.isVisible()]
    next(one for one in buttons if one.text() == "New note").click()
    menu = menu_of(room)
    alone, both = menu.actions()
    assert {alone.text(), both.text()} == {
        "For Quenby alone",
        "For the couple Quenby and Marcus",
    }
    next(one for one in (alone, both) if "couple" in one.text()).trigger()
    menu.close()
    note_id = room.shell.place().note_id
    assert note_id is not None
    assert room.desk.cabinet.notes.open(note_id).unit.id == couple


def test_tab_stops_at_everything_in_the_order_of_the_eye(room: Room) -> None:
    room.shell.go_to(room.place)
    room.shell.show_page("clients")
    buttons = {one.text(): one for one in room.shell.findChildren(QAbstractButton)}
    buttons["Lock"].setFocus()
    met: list[str] = []
    while len(met) < 13:
        QTest.keyClick(room.shell.focusWidget() or room.shell, Qt.Key.Key_Tab)
        focused = room.shell.focusWidget()
        assert focused is not None
        met.append(focused.accessibleName() or type(focused).__name__)
    assert met == [
        "Search notes, clients, documents",
        "Initials only",
        "New client",
        "Filter by name",
        "Clients, last met first",
        "Release…",
        "New note",
        "Other kinds of note",
        "TabStrip",
        "Notes, newest first",
        "SOAP",
        "Subjective",
        "Objective",
    ]


def test_enter_in_the_filter_opens_whom_it_found(room: Room, qtbot: QtBot) -> None:
    amira, _ = room.desk.alone("Amira Saleh")
    room.shell.go_to(room.place)
    field = the_filter(room)
    QTest.keyClicks(field, "amira")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert room.shell.place().client_id == amira


def test_tab_goes_down_the_details_line_by_line(room: Room, qtbot: QtBot) -> None:
    room.shell.go_to(Place("clients", room.client_id, "details"))
    # A line that is added to a form is shown with the next turn of the event loop.
    qtbot.waitUntil(lambda: all(line.isVisible() for line in room.shell.findChildren(ReachLine)))
    born = next(
        one for one in room.shell.findChildren(QLineEdit) if one.accessibleName() == "Birth date"
    )
    born.setFocus()
    met: list[str] = []
    while len(met) < 10:
        QTest.keyClick(room.shell.focusWidget() or room.shell, Qt.Key.Key_Tab)
        focused = room.shell.focusWidget()
        assert focused is not None
        met.append(focused.accessibleName())
    assert met == [
        "How to reach them",
        "Number or address",
        "Voicemail",
        "Text",
        "Mail",
        "Whose or where",
        "Code name",
        "Remove this line",
        "Add a number or address",
        "Name",
    ]


def test_no_list_of_units_comes_up_over_a_cover(room: Room) -> None:
    with room.desk.store.write() as work:
        other = keep_client(work, "Marcus Okafor")
        keep_unit(work, UnitKind.COUPLE, room.client_id, other)
    room.shell.go_to(Place("clients", room.client_id))
    notes = room.shell.findChild(NotesView)
    assert notes is not None
    room.shell.clear_texts()
    notes.open_unit_menu(room.shell)
    assert [one for one in room.shell.findChildren(QMenu) if one.isVisible()] == []
