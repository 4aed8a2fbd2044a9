"""Initials only, on every screen with its menus: no planted name is said or painted anywhere."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QTextEdit
from pytestqt.qtbot import QtBot

from tests.builders import (
    a_new_disclosure,
    a_new_request,
    a_time,
    keep_meeting,
    keep_note,
    keep_unit,
    sign,
)
from tests.ui.aloud import read_aloud
from tests.ui.hands import find, press, settle
from tests.ui.painted import painted
from tests.ui.screens import USUAL, Practice
from ui import names
from ui.clients.file_tabs import DETAILS, DOCUMENTS, MEASURES, NOTES, PEOPLE, PROCESS
from ui.documents.view import DocumentsView
from ui.meetings.importing import CalendarImportView
from ui.notes.passage_edit import PassageEdit
from ui.notes.phrase_panel import PhrasePanel
from ui.notes.tools import EditorTools
from ui.process_notes.view_model import ProcessNotesViewModel
from ui.releases.view import SCREEN as RELEASES
from ui.search.view import SearchField
from ui.settings import SCREEN as SETTINGS
from ui.strings import measures as measure_words
from ui.strings import meetings as meeting_words
from ui.strings import releases as release_words
from ui.strings import today as today_words
from ui.strings import units as unit_words
from ui.today.sessions import DayCard
from ui.widgets.own_words import OwnField
from vault.blobs import Blob
from vault.calendar_events import CalendarEvent
from vault.clients import EmergencyContact, Reach, ReachKind
from vault.documents import Belonging, NewDocument, Tagging
from vault.ids import NoteId
from vault.measures import MeasureEntry
from vault.media import PDF
from vault.meetings import MeetingSource
from vault.passages import About, Passage, Section
from vault.phrases import Phrase
from vault.place import Place
from vault.ports import Work
from vault.units import NewMember, NewUnit, UnitKind

NAMES = (
    "Quenby",
    "Zorblax",
    "Oswin",
    "O'Ferrant",
    "OFerrant",
    "Tildany",
    "Vermicious",
    "Brondel",
    "Heliora",
)
WROTE = "Oswin O\u2019Ferrant (OFerrant) told Quenby's Tildany of Brondel, Heliora, the Zorblaxes."
PASSPHRASE = b"six words that nobody guesses"


class Planted(Practice):
    """A practice in which names stand in everything that can be written."""

    def _fill(self) -> None:
        desk, now = self.desk, self.desk.clock.now_utc()
        self.client_id, alone = desk.alone(
            "Quenby Zorblax",
            reaches=(Reach(ReachKind.EMAIL, "quenby@zorblax.example", "Oswin's"),),
            emergency_contacts=(EmergencyContact("Vermicious Zorblax", "Tildany's aunt"),),
        )
        other, _ = desk.alone("Oswin O'Ferrant", used_name="Oswin O'Ferrant")
        members = (
            NewMember(self.client_id, role="mother of Tildany"),
            NewMember(other, role="Brondel's son"),
            NewMember(name="Tildany Zorblax"),
        )
        family = NewUnit(UnitKind.FAMILY, desk.clock.today(), members, "Zorblax and O'Ferrant")
        family_id = desk.cabinet.units.found(family).value
        told = Passage(Section.SUBJECTIVE, WROTE, About.somebody_else("uncle Brondel"))
        with desk.store.write() as work:
            for unit_id in (alone, family_id):
                keep_meeting(work, unit_id, now)
            couple = keep_unit(work, UnitKind.COUPLE, self.client_id, other)
            self.signed_id = sign(work, keep_note(work, couple, WROTE, at_utc=a_time(2))).id
            self.note_id = keep_note(work, couple, WROTE, at_utc=a_time(9))
            self._tell(work, self.note_id, told)
            self.family_note_id = keep_note(work, family_id, WROTE, at_utc=a_time(10))
            asked = work.requests.add(a_new_request(self.client_id), desk.clock.today())
            for day in (8, 9):
                release = work.releases.add(asked, self.client_id, a_time(day))
            given = a_new_disclosure(self.client_id, release, recipient="Quenby Zorblax")
            work.disclosures.add(given)
            ids = work.units.get(family_id)
            left = next(one for one in ids.members if one.client_id is None)
            work.units.change_member(replace(left, left_on=desk.clock.today()))
            blob = Blob(f"{1:032x}", bytes(60), 1000)
            about = Tagging(About.somebody_else("Aunt Heliora"))
            letter = NewDocument(
                Belonging(unit_id=couple), "QuenbyZorblax letter", PDF, blob, f"{1:064x}", about
            )
            work.documents.add(letter, now)
            work.phrases.put(Phrase("oswin", WROTE))
            work.dictionary.add("Tildany")
        cabinet = desk.cabinet
        result = cabinet.measures.record(
            self.client_id, "phq-9", MeasureEntry(now - timedelta(days=1), (1,) * 9)
        ).value
        cabinet.measures.record(
            self.client_id, "phq-9", MeasureEntry(now - timedelta(hours=1), (3,) * 9)
        )
        cabinet.measures.withdraw(result.id, WROTE, base_version=1)
        desk.store.blobs.sources[Path("/home/QuenbyZorblax.txt")] = WROTE.encode()
        desk.calendars.events = [
            CalendarEvent(MeetingSource(title), title, now + timedelta(days=1), 50, WROTE)
            for title in ("Zorblax", "Oswin O'Ferrant", "With Brondel")
        ]

    def _tell(self, work: Work, note_id: NoteId, passage: Passage) -> None:
        note = work.notes.get(note_id)
        content = replace(note.content, passages=(*note.content.passages, passage))
        work.notes.save_draft(
            note_id, content, self.desk.clock.now_utc(), base_version=note.version
        )


def left() -> list[str]:
    """The names that can be heard or seen."""
    QApplication.processEvents()
    said, shown = read_aloud(), painted()
    return [
        f"{sense} {name}: {next(_about(text, name))}"
        for sense, text in (("heard", said), ("seen", shown))
        for name in NAMES
        if name.casefold() in text.casefold()
    ]


def seen() -> list[int]:
    """How often each name is painted."""
    QApplication.processEvents()
    text = painted()
    return [text.count(name) for name in NAMES]


def _about(text: str, name: str) -> Iterator[str]:
    for found in re.finditer(re.escape(name), text, re.IGNORECASE):
        yield text[max(0, found.start() - 20) : found.end() + 20]


def note(practice: Planted) -> PassageEdit:
    practice.tab(NOTES)
    settle()
    fields = practice.shell.findChildren(PassageEdit)
    field = next(one for one in fields if one.isVisible() and not one.isReadOnly())
    field.setFocus()
    return field


def signed_note(practice: Planted) -> None:
    practice.shell.go_to(Place("clients", practice.client_id, NOTES, practice.signed_id))


def family_note(practice: Planted) -> PassageEdit:
    practice.note_id = practice.family_note_id
    return note(practice)


def tags(practice: Planted) -> None:
    field = family_note(practice)
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


def words_of_a_place(practice: Planted) -> None:
    field = note(practice)
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, " Tildeny")
    at = field.cursorRect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, field.mapToGlobal(at))
    QApplication.sendEvent(field.viewport(), asked)


def phrases(practice: Planted) -> None:
    QTest.keyClick(note(practice), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)


def panel_of_phrases(practice: Planted) -> None:
    note(practice)
    practice.part(EditorTools).open_panel()
    panel = practice.part(PhrasePanel)
    panel._list.setCurrentRow(0)


def document(practice: Planted) -> None:
    practice.tab(DOCUMENTS)
    vm = practice.part(DocumentsView)._vm
    unit = practice.desk.cabinet.units.of_client(practice.client_id)[-1]
    vm.add([Path("/home/QuenbyZorblax.txt")], unit)
    settle()


def process_note(practice: Planted) -> None:
    practice.tab(PROCESS)
    (drawer,) = practice.shell.findChildren(ProcessNotesViewModel)
    drawer.opening.open(bytearray(PASSPHRASE))
    drawer.start(drawer.open_units[0])


def desk(practice: Planted) -> None:
    practice.shell.release_requested.emit(practice.client_id)
    press(practice.shell, release_words.put_on_desk())


def looked_through(practice: Planted) -> None:
    practice.shell.show_page("today")
    press(practice.shell, today_words.from_calendar())
    practice.part(CalendarImportView).read(Path("calendar.ics"))


def new_meeting(practice: Planted) -> None:
    practice.shell.show_page("today")
    practice.part(DayCard).new.click()
    find(practice.shell, meeting_words.find_unit(), "tildany")


def new_unit(practice: Planted) -> None:
    practice.tab(PEOPLE)
    press(practice.shell, unit_words.new_unit())
    find(practice.shell, unit_words.find_person(), "oswin")


def change_member(practice: Planted) -> None:
    practice.tab(PEOPLE)
    settle()
    button = next(
        one
        for one in practice.shell.findChildren(QAbstractButton)
        if one.isVisible() and one.accessibleName().startswith(unit_words.edit_member(""))
    )
    button.click()


def new_measure(practice: Planted) -> None:
    practice.tab(MEASURES)
    press(practice.shell, measure_words.new_result())


def search(practice: Planted) -> None:
    practice.shell.open_palette()
    QTest.keyClicks(practice.part(SearchField), "told")


SCREENS: dict[str, Callable[[Planted], object]] = {
    "today": lambda practice: practice.shell.show_page("today"),
    "new session": new_meeting,
    "calendar": looked_through,
    "clients": lambda practice: practice.shell.show_page("clients"),
    "note": note,
    "signed note": signed_note,
    "note of a family": family_note,
    "panel of phrases": panel_of_phrases,
    "process note": process_note,
    "document": document,
    "measures": lambda practice: practice.tab(MEASURES),
    "new measure": new_measure,
    "people": lambda practice: practice.tab(PEOPLE),
    "new unit": new_unit,
    "changing a member": change_member,
    "details": lambda practice: practice.tab(DETAILS),
    "releases": lambda practice: practice.shell.show_page(RELEASES),
    "request": lambda practice: practice.shell.release_requested.emit(practice.client_id),
    "desk": desk,
    "settings": lambda practice: practice.shell.show_page(SETTINGS),
    "search": search,
}


# A menu that is open takes the keys that would turn names into initials.
MENUS: dict[str, Callable[[Planted], object]] = {
    "tags": tags,
    "text menu": words_of_a_place,
    "phrases": phrases,
}


@pytest.fixture(autouse=True)
def names_shown_again() -> Iterator[None]:
    yield
    for menu in (one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu)):
        menu.close()
    names.style.show_initials(only=False)


def go_to(practice: Planted, name: str) -> None:
    (SCREENS | MENUS)[name](practice)
    settle()
    QTest.qWait(0)
    settle()


def open_menus() -> None:
    """Open each menu of a menu that is open."""
    for menu in [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu)]:
        if menu.isVisible():
            for action in menu.actions():
                inner = action.menu()
                if isinstance(inner, QMenu):
                    inner.popup(QPoint())


@pytest.mark.parametrize("name", SCREENS)
def test_no_name_is_left_on_a_screen_and_every_one_comes_back(qtbot: QtBot, name: str) -> None:
    practice = Planted(qtbot, filled=True, size=USUAL)
    go_to(practice, name)
    before = seen()
    assert left()
    names.style.show_initials(only=True)
    assert left() == []
    names.style.show_initials(only=False)
    # A screen may still have been filling when it was looked at first.
    assert [(now, then) for now, then in zip(seen(), before, strict=True) if now < then] == []


@pytest.mark.parametrize("name", SCREENS | MENUS)
def test_no_name_is_on_a_screen_that_is_opened(qtbot: QtBot, name: str) -> None:
    practice = Planted(qtbot, filled=True, size=USUAL)
    names.style.show_initials(only=True)
    go_to(practice, name)
    open_menus()
    assert name not in MENUS or QApplication.activePopupWidget()
    assert left() == []


@pytest.mark.parametrize("name", SCREENS)
def test_what_is_typed_and_stored_is_the_same_with_initials(qtbot: QtBot, name: str) -> None:
    stored = []
    for only in (False, True):
        names.style.show_initials(only=only)
        practice = Planted(qtbot, filled=True, size=USUAL)
        names.style.show_initials(only=only)
        go_to(practice, name)
        type_everywhere(practice)
        practice.shell.show_page(RELEASES)
        for save in practice.shell.pending_saves():
            save()
        stored.append(practice.desk.store.records)
        practice.window.close()
    assert stored[0] == stored[1]


def type_everywhere(practice: Planted) -> None:
    """Add a letter in each field and text that can be written in."""
    window = practice.shell
    fields: list[OwnField | QTextEdit] = window.findChildren(OwnField)
    for field in (*fields, *window.findChildren(QTextEdit)):
        if field.isVisible() and not field.isReadOnly():
            field.setFocus()
            QTest.keyClick(field, Qt.Key.Key_End)
            QTest.keyClicks(field, "q")
    settle()
