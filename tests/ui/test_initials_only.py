from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.builders import keep_client, keep_meeting, keep_unit
from tests.ui.room import Room
from ui import names
from ui.clients.file_tabs import DOCUMENTS, MEASURES, NOTES, PEOPLE, PROCESS
from vault.place import Place
from vault.units import UnitKind

NAMES = ("Quenby", "Zorblax", "Oswin", "Ferrant")
PLACES = ("today", "releases", NOTES, PROCESS, DOCUMENTS, MEASURES, PEOPLE)


@pytest.fixture(autouse=True)
def names_shown_again() -> Iterator[None]:
    yield
    names.style.show_initials(only=False)


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    room = Room(qtbot)
    with room.desk.store.write() as work:
        other = keep_client(work, "Oswin Ferrant")
        couple = keep_unit(work, UnitKind.COUPLE, room.client_id, other)
        keep_meeting(work, couple, room.desk.clock.now_utc())
    return room


def go_to(room: Room, place: str) -> None:
    if place in {"today", "releases"}:
        room.shell.go_to(Place("clients", room.client_id, NOTES, room.note_id))
        room.shell.show_page(place)
    elif place == NOTES:
        room.shell.go_to(room.place)
    else:
        room.shell.go_to(Place("clients", room.client_id, place))


def read_aloud(item: QAccessibleInterface) -> Iterator[str]:
    """All that a screen reader finds, but for what is being typed in a field."""
    widget = item.object()
    if not isinstance(widget, QLineEdit):
        yield item.text(QAccessible.Text.Name)
        yield item.text(QAccessible.Text.Description)
    for at in range(item.childCount()):
        child = item.child(at)
        if child is not None:
            yield from read_aloud(child)


def said(room: Room) -> str:
    return "\n".join(read_aloud(QAccessible.queryAccessibleInterface(room.shell)))


def turn(room: Room) -> None:
    focused = room.shell.focusWidget() or room.shell
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(focused, Qt.Key.Key_I, held)


@pytest.mark.parametrize("place", PLACES)
def test_no_name_is_left_anywhere_and_every_one_comes_back(
    room: Room, qtbot: QtBot, place: str
) -> None:
    go_to(room, place)
    qtbot.wait(0)
    before = said(room)
    assert any(name in before for name in NAMES)
    turn(room)
    assert [name for name in NAMES if name in said(room)] == []
    turn(room)
    assert said(room) == before


def test_what_was_chosen_outlasts_a_lock(room: Room) -> None:
    turn(room)
    assert room.desk.cabinet.practice.settings().initials_only
    turn(room)
    assert not room.desk.cabinet.practice.settings().initials_only


def test_the_button_says_what_it_does_and_the_line_beside_it_how_it_is(room: Room) -> None:
    turn(room)
    assert "Initials shown" in said(room)
    assert "Show names" in said(room)
