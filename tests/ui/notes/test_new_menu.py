"""The menus that a note is begun from."""

import pytest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk, StillTimer
from ui.notes.new_menu import NewMenu
from ui.notes.view_model import NotesViewModel
from ui.strings import notes as words
from vault.notes import NoteType
from vault.units import NewMember, NewUnit, UnitKind


class Opened:
    """A menu below a button, for a client who is seen alone, or as one of a couple too."""

    def __init__(self, qtbot: QtBot, *, couple: bool = False) -> None:
        self.desk = Desk()
        client_id, _ = self.desk.alone("Dana Reyes")
        if couple:
            members = (NewMember(client_id), NewMember(name="O&Keefe Okafor"))
            today = self.desk.clock.today()
            self.desk.cabinet.units.found(NewUnit(UnitKind.COUPLE, today, members))
        self.button = QPushButton()
        qtbot.addWidget(self.button)
        self.button.show()
        self.vm = NotesViewModel(self.desk.vault, self.button, StillTimer)
        self.vm.show_client(client_id)
        self.told: list[object] = []
        self.vm.started.connect(lambda: self.told.append("started"))

    def menu(self) -> NewMenu:
        made = NewMenu(self.vm, self.button)
        made.chosen.connect(lambda: self.told.append("chosen"))
        return made


def labels(menu: QMenu) -> list[str]:
    return [one.text() for one in menu.actions() if not one.isSeparator()]


@pytest.fixture
def alone(qtbot: QtBot) -> Opened:
    return Opened(qtbot)


def test_who_is_seen_in_one_way_is_offered_the_kinds_at_once(alone: Opened) -> None:
    menu = alone.menu()
    menu.offer_kinds(alone.button)
    assert labels(menu)[:2] == [words.meeting_note(), words.type_name(NoteType.INTAKE)]
    assert not any(one.menu() for one in menu.actions())
    menu.actions()[-1].trigger()
    menu.close()
    assert alone.told == ["chosen", "started"]
    assert alone.vm.file is not None
    assert alone.vm.file.note.type is not NoteType.ADDENDUM


def test_who_is_seen_in_several_ways_is_asked_for_whom_first(qtbot: QtBot) -> None:
    opened = Opened(qtbot, couple=True)
    menu = opened.menu()
    menu.offer_kinds(opened.button)
    assert len(labels(menu)) == 2
    assert all(one.menu() for one in menu.actions())
    assert [one for one in labels(menu) if "O&&" in one]
    menu.close()


def test_a_sessions_note_is_begun_for_the_unit_that_was_chosen(qtbot: QtBot) -> None:
    opened = Opened(qtbot, couple=True)
    menu = opened.menu()
    menu.offer_units(opened.button)
    at = next(i for i, one in enumerate(labels(menu)) if "O&&" in one)
    menu.actions()[at].trigger()
    menu.close()
    assert opened.told == ["chosen", "started"]
    assert opened.vm.file is not None
    assert opened.vm.file.unit.kind is UnitKind.COUPLE
