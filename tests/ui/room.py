"""A shell over a vault in memory, for the tests of what stands in it."""

from pytestqt.qtbot import QtBot

from tests.builders import (
    a_new_request,
    a_time,
    keep_client,
    keep_meeting,
    keep_note,
    keep_unit,
)
from tests.ui.desk import Desk
from ui.clients.view import ClientsView
from ui.notes.passage_edit import PassageEdit
from ui.shell import Shell
from ui.today.view import TodayView
from vault.clients import EmergencyContact, Reach, ReachKind
from vault.passages import Section
from vault.place import Place
from vault.units import UnitKind

CANARIES = ("Quenby", "Zorblax", "Heffalump", "555-0199", "Vermicious")


class Room:
    """A shell over a vault with one client, whose every word is a canary."""

    def __init__(self, qtbot: QtBot) -> None:
        self.desk = Desk()
        self.client_id, self.unit_id = self.desk.alone(
            "Quenby Zorblax",
            reaches=(Reach(ReachKind.PHONE, "303-555-0199"),),
            emergency_contacts=(EmergencyContact("Vermicious Zorblax"),),
        )
        with self.desk.store.write() as work:
            meeting_id = keep_meeting(work, self.unit_id, self.desk.clock.now_utc())
            self.note_id = keep_note(
                work,
                self.unit_id,
                "Spoke of the Heffalump.",
                at_utc=a_time(9),
                meeting_id=meeting_id,
            )
            keep_meeting(work, self.unit_id, self.desk.clock.now_utc())
            work.requests.add(a_new_request(self.client_id), self.desk.clock.today())
        self.shell = Shell(
            self.desk.vault, TodayView(self.desk.vault), ClientsView(self.desk.vault)
        )
        qtbot.addWidget(self.shell)
        self.shell.resize(1440, 900)
        with qtbot.waitExposed(self.shell):
            self.shell.show()
        self.shell.activateWindow()

    def add_couple(self) -> None:
        """Have the client come with somebody else too, and meet them today."""
        with self.desk.store.write() as work:
            other = keep_client(work, "Oswin Ferrant")
            couple = keep_unit(work, UnitKind.COUPLE, self.client_id, other)
            keep_meeting(work, couple, self.desk.clock.now_utc())

    @property
    def place(self) -> Place:
        return Place("clients", self.client_id, "notes", self.note_id, "subjective", 8, 3)

    def field(self, section: Section = Section.SUBJECTIVE) -> PassageEdit:
        fields = self.shell.findChildren(PassageEdit)
        return next(one for one in fields if one.section == section)
