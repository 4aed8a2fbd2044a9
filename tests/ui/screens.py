"""Every screen of an open vault, empty and full, for the tests that look at all of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import a_new_request, a_time, keep_meeting, keep_note, keep_unit, sign
from tests.fakes import FakePress
from tests.ui.desk import Desk
from tests.ui.hands import find, press, settle, write
from ui.clients.file_tabs import DETAILS, DOCUMENTS, MEASURES, NOTES, PEOPLE, PROCESS
from ui.meetings.importing import CalendarImportView
from ui.releases.view import SCREEN as RELEASES
from ui.room_builder import RoomBuilder
from ui.search.view import SearchField
from ui.settings import CARDS
from ui.settings import SCREEN as SETTINGS
from ui.settings.card import SettingsCard
from ui.strings import measures as measure_words
from ui.strings import meetings as meeting_words
from ui.strings import notes as note_words
from ui.strings import today as today_words
from ui.strings import units as unit_words
from ui.today.sessions import DayCard
from vault.calendar_events import CalendarEvent
from vault.ids import ClientId, NoteId
from vault.measures import MeasureEntry
from vault.meetings import MeetingSource
from vault.place import Place
from vault.units import NewMember, NewUnit, UnitKind

W = TypeVar("W", bound=QWidget)

SMALLEST, USUAL = (1100, 680), (1440, 900)


class Practice:
    """The whole window over a vault in memory, empty or with a week's records."""

    def __init__(self, qtbot: QtBot, *, filled: bool, size: tuple[int, int] = SMALLEST) -> None:
        self.qtbot = qtbot
        self.desk = Desk()
        self.client_id = ClientId(0)
        self.note_id = NoteId(0)
        if filled:
            self._fill()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        builder = RoomBuilder(self.window, self.desk.vault, FakePress(), lambda: Path("/vault"))
        self.shell = builder.finish()
        row = QVBoxLayout(self.window)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.shell)
        self.shell.set_idle(252, warn=False)
        self.shell.show()
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()

    def tab(self, key: str) -> None:
        """Open a tab of the client's file."""
        self.shell.go_to(Place("clients", self.client_id, key, self.note_id or None))

    def part(self, kind: type[W]) -> W:
        """Give the one part of this kind."""
        found = self.shell.findChild(kind)
        assert found is not None
        return found

    def _fill(self) -> None:
        desk, now = self.desk, self.desk.clock.now_utc()
        self.client_id, alone = desk.alone("Rosa Cruz")
        teo, _ = desk.alone("Teo Cruz")
        names = ("Luis Cruz", "Nina Cruz", "Ines Cruz", "Abuela Cruz")
        family = (NewMember(self.client_id, role="mother"), NewMember(teo, role="son"))
        others = tuple(NewMember(name=name) for name in names)
        cruz = NewUnit(UnitKind.FAMILY, desk.clock.today(), (*family, *others), "Cruz")
        family_id = desk.cabinet.units.found(cruz).value
        with desk.store.write() as work:
            couple = keep_unit(work, UnitKind.COUPLE, self.client_id, teo)
            for unit_id in (alone, couple, family_id):
                keep_meeting(work, unit_id, now)
            sign(work, keep_note(work, couple, "Calmer than last week.", at_utc=a_time(2)))
            ines = work.units.get(family_id).members[4]
            work.units.change_member(replace(ines, left_on=desk.clock.today()))
            self.note_id = keep_note(work, couple, "Spoke of the move.", at_utc=a_time(9))
            work.requests.add(a_new_request(self.client_id), desk.clock.today())
        desk.cabinet.measures.record(
            self.client_id, "phq-9", MeasureEntry(now - timedelta(days=1), (1,) * 9)
        )


def _ask_session(practice: Practice) -> None:
    practice.shell.show_page("today")
    practice.part(DayCard).new.click()


def _session_of_a_family(practice: Practice) -> None:
    _ask_session(practice)
    find(practice.shell, meeting_words.find_unit(), "abuela")


def _import(practice: Practice) -> None:
    practice.shell.show_page("today")
    press(practice.shell, today_words.from_calendar())


def _looked_through(practice: Practice) -> None:
    _import(practice)
    now = practice.desk.clock.now_utc()
    practice.desk.calendars.events = [
        CalendarEvent(MeetingSource(title), title, now + timedelta(days=1), 50)
        for title in ("Cruz", "Teo Cruz", "Dentist")
    ]
    practice.part(CalendarImportView).read(Path("calendar.ics"))


def _new_client(practice: Practice) -> None:
    practice.shell.known_actions.take("client.new")


def _new_client_beside_notes(practice: Practice) -> None:
    practice.tab(NOTES)
    _new_client(practice)


def _new_unit(practice: Practice) -> None:
    practice.tab(PEOPLE)
    press(practice.shell, unit_words.new_unit())
    next(
        one
        for one in practice.shell.findChildren(QRadioButton)
        if one.text() == unit_words.kind(UnitKind.FAMILY)
    ).click()
    find(practice.shell, unit_words.find_person(), "teo")
    find(practice.shell, unit_words.find_person(), "Abuela Cruz")
    write(practice.shell, unit_words.find_person(), "luis")


def _change_member(practice: Practice) -> None:
    practice.tab(PEOPLE)
    press(practice.shell, unit_words.edit_member("Abuela Cruz"))


def _new_measure(practice: Practice) -> None:
    practice.tab(MEASURES)
    press(practice.shell, measure_words.new_result())


def _search(practice: Practice, text: str) -> None:
    practice.shell.open_palette()
    QTest.keyClicks(practice.part(SearchField), text)


def _settings(practice: Practice) -> None:
    practice.shell.show_page(SETTINGS)
    # A card comes with each turn.
    practice.qtbot.waitUntil(lambda: len(practice.shell.findChildren(SettingsCard)) == len(CARDS))


def _sign(practice: Practice) -> None:
    practice.tab(NOTES)
    press(practice.shell, note_words.sign())


EMPTY: dict[str, Callable[[Practice], object]] = {
    "today": lambda practice: practice.shell.show_page("today"),
    "new session": _ask_session,
    "calendar": _import,
    "clients": lambda practice: practice.shell.show_page("clients"),
    "new client": _new_client,
    "releases": lambda practice: practice.shell.show_page(RELEASES),
    "settings": _settings,
    "search": lambda practice: _search(practice, ""),
    "search for nobody": lambda practice: _search(practice, "zzz"),
    "keys": lambda practice: practice.shell.show_shortcuts(),
}
FILLED: dict[str, Callable[[Practice], object]] = {
    "today": lambda practice: practice.shell.show_page("today"),
    "session of a family": _session_of_a_family,
    "calendar looked through": _looked_through,
    "nobody chosen": lambda practice: practice.shell.show_page("clients"),
    "notes": lambda practice: practice.tab(NOTES),
    "signing": _sign,
    "new client beside notes": _new_client_beside_notes,
    "process notes": lambda practice: practice.tab(PROCESS),
    "documents": lambda practice: practice.tab(DOCUMENTS),
    "measures": lambda practice: practice.tab(MEASURES),
    "new measure": _new_measure,
    "people": lambda practice: practice.tab(PEOPLE),
    "new unit": _new_unit,
    "changing a member": _change_member,
    "details": lambda practice: practice.tab(DETAILS),
    "releases": lambda practice: practice.shell.show_page(RELEASES),
    "search": lambda practice: _search(practice, "calmer"),
    "request": lambda practice: practice.shell.release_requested.emit(practice.client_id),
}
SCREENS = [(False, name) for name in EMPTY] + [(True, name) for name in FILLED]


def go_to(practice: Practice, name: str, *, filled: bool) -> None:
    """Walk to a screen, as a hand would."""
    (FILLED if filled else EMPTY)[name](practice)
    settle()
    QTest.qWait(0)
