"""Who belongs to a unit changes while one of its notes is open."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.builders import DAY
from tests.ui.desk import Desk
from tests.ui.notes.office import notes_window
from ui.notes.passage_edit import PassageEdit
from vault.changes import Done
from vault.passages import About
from vault.units import NewMember

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Session:
    """A couple's note that is being written."""

    def __init__(self, qtbot: QtBot) -> None:
        self.desk = Desk()
        self.unit = self.desk.couple()
        client_id = self.unit.members[0].client_id
        assert client_id is not None
        self.vm, self.view = notes_window(qtbot, self.desk)
        self.vm.show_client(client_id)
        self.vm.start_usual()
        self.field.setFocus()
        qtbot.waitUntil(self.field.hasFocus)
        QTest.keyClicks(self.field, "Slept.")
        QTest.keyClick(self.field, Qt.Key.Key_1, ALT)
        self.field.go_to(5, 2)

    @property
    def field(self) -> PassageEdit:
        return self.view.findChildren(PassageEdit)[0]

    def change(self, done: Done[object]) -> None:
        """Do to the unit what another screen does."""
        self.desk.hub.changed.emit(done.changes)

    def rename_dana(self) -> None:
        clients = self.desk.cabinet.clients
        client_id = self.unit.members[0].client_id
        assert client_id is not None
        client = clients.get(client_id)
        details = replace(client.details, name="Xanthe Reyes")
        done = clients.update(client_id, details, base_version=client.version)
        self.change(Done(None, done.changes))

    @property
    def offered(self) -> list[str]:
        QTest.keyClick(self.field, Qt.Key.Key_Down, ALT)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.close()
        return [one.text().split("\t")[0] for one in menu.actions() if one.isCheckable()]


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(qtbot)


def test_a_new_name_is_shown_and_text_tags_cursor_and_undo_stay(session: Session) -> None:
    field, position, before = session.field, session.field.position, session.field.passages()
    session.rename_dana()
    assert session.field is field
    assert (field.position, field.passages()) == (position, before)
    assert field.accessibleDescription() == "About: Xanthe."
    assert session.offered[:3] == ["Both", "Xanthe", "Marcus"]
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.passages() == []


def test_somebody_who_joined_can_be_tagged_at_once(session: Session) -> None:
    units = session.desk.cabinet.units
    done = units.add_member(session.unit.id, NewMember(name="Ida Reyes", joined_on=DAY))
    session.change(Done(None, done.changes))
    QTest.keyClick(session.field, Qt.Key.Key_3, ALT)
    assert session.field.passages()[0].about == About.of(done.value)
    assert session.field.accessibleDescription() == "About: Ida."
    QTest.keyClick(session.field, Qt.Key.Key_0, ALT)
    assert session.field.accessibleDescription() == "About: Everyone."


def test_what_is_typed_and_not_yet_stored_stays(session: Session) -> None:
    session.rename_dana()
    QTest.keyClicks(session.field, "x")
    assert session.field.passages()[0].text == "Slx."
