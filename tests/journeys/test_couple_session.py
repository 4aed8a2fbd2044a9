"""A session of several people, from Today to the signed note, through the real rooms."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from storage.clock import SystemClock
from tests.harness.secrecy import Canaries
from tests.journeys.home import Home, home, make_vault
from tests.journeys.test_first_run_to_file import press, sign
from tests.ui.hands import texts, write
from ui.strings import importing as import_words
from ui.strings import meetings as words
from ui.strings import today as today_words
from ui.today.sessions import DayCard
from vault.cabinet import Cabinet
from vault.clients import ClientDetails
from vault.ids import ClientId, MemberId, UnitId
from vault.lifecycle import LockReason
from vault.meetings import MeetingForm, NewMeeting
from vault.notes import NoteFile, NoteRow
from vault.passages import AboutKind
from vault.units import NewMember, NewUnit, UnitKind

T = TypeVar("T")

ALT = Qt.KeyboardModifier.AltModifier


class Practice:
    """A window over a vault with one unit of several people."""

    def __init__(self, made: Home, qtbot: QtBot, clients: list[ClientId], unit_id: UnitId) -> None:
        self.made = made
        self.qtbot = qtbot
        self.clients = clients
        self.unit_id = unit_id

    @property
    def window(self) -> QWidget:
        assert self.made.casekeep is not None
        return self.made.casekeep.window

    @property
    def cabinet(self) -> Cabinet:
        return self.made.house._cabinet

    def ask(self, call: Callable[[Cabinet], T]) -> T:
        """Ask the vault on its own thread."""
        return self.made.lifecycle.tasks.wait_for(lambda: call(self.cabinet))

    def editor(self) -> QTextEdit:
        self.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QTextEdit))
        focused = QApplication.focusWidget()
        assert isinstance(focused, QTextEdit)
        return focused

    def write_about(self, key: Qt.Key, text: str) -> None:
        """Type a paragraph and say with one key whom it is about."""
        editor = self.editor()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, key, ALT)

    def next_paragraph(self) -> None:
        QTest.keyClick(self.editor(), Qt.Key.Key_Return)

    def notes(self) -> list[NoteRow]:
        return self.ask(lambda cabinet: cabinet.notes.timeline(self.clients[0]))

    def signed_note(self) -> NoteFile:
        """Sign what is open, and give it once it is signed."""
        sign(self.qtbot, self.window)
        self.qtbot.waitUntil(lambda: [one.signed for one in self.notes()] == [True])
        (row,) = self.notes()
        return self.ask(lambda cabinet: cabinet.notes.open(row.id))


def abouts(file: NoteFile) -> list[tuple[str, AboutKind, tuple[MemberId, ...]]]:
    """What each paragraph says, and whom it is about."""
    return [(one.text, one.about.kind, one.about.members) for one in file.note.content.passages]


@contextmanager
def practice(qtbot: QtBot, folder: Path, kind: UnitKind, *names: str) -> Iterator[Practice]:
    """Make a vault with a unit of clients, and open its window."""
    kept: list[tuple[list[ClientId], UnitId]] = []

    def fill(cabinet: Cabinet) -> None:
        clients = [cabinet.clients.create(ClientDetails(name)).value for name in names]
        members = tuple(NewMember(one) for one in clients)
        unit = NewUnit(kind, SystemClock().today(), members, "" if len(names) == 2 else "Cruz")
        kept.append((clients, cabinet.units.found(unit).value))
        if kind is UnitKind.COUPLE:
            now = SystemClock().now_utc()
            cabinet.meetings.plan(NewMeeting(kept[0][1], now, 50, MeetingForm.IN_PERSON))

    make_vault(folder, fill)
    with home(qtbot, folder) as made:
        made.open_window()
        made.unlock()
        yield Practice(made, qtbot, *kept[0])


def test_a_couples_session_from_today_to_the_signed_note(qtbot: QtBot, tmp_path: Path) -> None:
    canaries = Canaries("dana", "marcus", "note")
    people = f"{canaries['dana']}, {canaries['marcus']}"
    couple = (canaries["dana"], canaries["marcus"])
    with practice(qtbot, tmp_path / "vault", UnitKind.COUPLE, *couple) as at_home:
        press(qtbot, at_home.window, today_words.start_note_for(people))
        at_home.write_about(Qt.Key.Key_0, "Came on time.")
        at_home.next_paragraph()
        at_home.write_about(Qt.Key.Key_1, canaries["note"])
        at_home.next_paragraph()
        at_home.write_about(Qt.Key.Key_2, "Feels shut out.")
        file = at_home.signed_note()
        first, second = (one.id for one in file.unit.members)
        assert abouts(file) == [
            ("Came on time.", AboutKind.ALL, ()),
            (canaries["note"], AboutKind.MEMBERS, (first,)),
            ("Feels shut out.", AboutKind.MEMBERS, (second,)),
        ]
        assert file.meeting is not None
        assert (file.meeting.number, file.meeting.present) == (1, (first, second))
        at_home.made.lifecycle.lock(LockReason.ASKED)
        at_home.made.close()
    assert canaries.in_folders(tmp_path) == []


def test_a_family_of_six_is_planned_met_and_written_about_each(
    qtbot: QtBot, tmp_path: Path
) -> None:
    names = ("Rosa Cruz", "Luis Cruz", "Teo Cruz", "Nina Cruz", "Ines Cruz", "Abuela Cruz")
    with practice(qtbot, tmp_path / "vault", UnitKind.FAMILY, *names) as at_home:
        window = at_home.window
        card = window.findChild(DayCard)
        assert card is not None
        card.new.click()
        QTest.keyClick(write(window, words.find_unit(), "cruz"), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "Cruz" in texts(window))
        press(qtbot, window, "Luis Cruz")
        now = SystemClock().local(SystemClock().now_utc())
        write(window, words.time(), f"{now:%H:%M}")
        press(qtbot, window, words.plan())
        present = ", ".join(name for name in names if name != "Luis Cruz")
        press(qtbot, window, today_words.start_note_for(present))
        for number, key in enumerate(range(Qt.Key.Key_1, Qt.Key.Key_7), start=1):
            if number > 1:
                at_home.next_paragraph()
            at_home.write_about(Qt.Key(key), f"About number {number}.")
        file = at_home.signed_note()
        members = [one.id for one in file.unit.members]
        assert abouts(file) == [
            (f"About number {number}.", AboutKind.MEMBERS, (member,))
            for number, member in enumerate(members, start=1)
        ]
        assert file.meeting is not None
        assert set(members) - set(file.meeting.present) == {members[1]}


def test_a_calendar_brings_the_session_whose_note_is_started(qtbot: QtBot, tmp_path: Path) -> None:
    canaries = Canaries("title")
    names = ("Rosa Cruz", "Luis Cruz", canaries["title"])
    calendar = tmp_path / "private.ics"
    now = SystemClock().now_utc()
    calendar.write_bytes(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@example\r\n"
        + f"DTSTART:{now:%Y%m%dT%H%M%SZ}\r\nDURATION:PT80M\r\n".encode()
        + f"SUMMARY:Rosa Cruz\\, Luis Cruz\\, {names[2]}\r\n".encode()
        + b"RRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    with practice(qtbot, tmp_path / "vault", UnitKind.FAMILY, *names) as at_home:
        window = at_home.window
        press(qtbot, window, today_words.from_calendar())
        press(qtbot, window, import_words.choose_file())
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(calendar))
        dialog.reject()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        press(qtbot, window, import_words.bring_in(3))
        press(qtbot, window, today_words.start_note_for(", ".join(names)))
        at_home.write_about(Qt.Key.Key_0, "All came.")
        file = at_home.signed_note()
        assert file.meeting is not None
        assert (file.meeting.minutes, file.meeting.number) == (80, 1)
        calendar.unlink()
        at_home.made.lifecycle.lock(LockReason.ASKED)
        at_home.made.close()
    assert canaries.in_folders(tmp_path) == []
