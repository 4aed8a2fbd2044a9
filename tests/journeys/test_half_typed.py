"""Every form of the window, half typed: whatever comes in between, the words stand there again."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from resources.measures import measure
from tests.builders import DAY
from tests.harness.secrecy import Canaries
from tests.journeys.home import PASSPHRASE, Home, home, make_vault
from tests.journeys.test_first_run_to_file import focused, press, type_on_the_cover
from tests.ui.hands import texts, write
from ui.clients.file_tabs import DETAILS, MEASURES, NOTES, PEOPLE
from ui.clients.view import SCREEN as CLIENTS
from ui.measures.answers import AnswerCells
from ui.measures.form import ResultForm
from ui.measures.view import MeasuresView
from ui.releases.view import SCREEN as RELEASES
from ui.strings import clients as client_words
from ui.strings import measures as measure_words
from ui.strings import meetings as meeting_words
from ui.strings import releases as release_words
from ui.strings import reviews as review_words
from ui.strings import shell as shell_words
from ui.strings import units as unit_words
from ui.today.view import SCREEN as TODAY
from vault.cabinet import Cabinet
from vault.clients import ClientDetails
from vault.ids import ClientId, NoteId
from vault.lifecycle import LockReason, State
from vault.measures import MeasureEntry
from vault.notes import NoteContent, NoteType
from vault.passages import About, Passage, Section, Template
from vault.place import Place
from vault.units import NewMember, NewUnit, UnitKind

LUIS = "Luis Cruz"


@dataclass(frozen=True)
class Vault:
    """What the forms are about, and the words that are typed into them."""

    canaries: Canaries
    rosa: ClientId
    teo: ClientId
    plan: NoteId


@dataclass(frozen=True)
class Form:
    """Where a form is, how it is opened, and into which field words are typed."""

    screen: str
    open: Callable[[QtBot, QWidget], object]
    field: str
    tab: str = ""
    mark: str = ""
    stored_on_leaving: bool = False


def presses(*labels: str) -> Callable[[QtBot, QWidget], object]:
    """Press one button after another."""

    def act(qtbot: QtBot, window: QWidget) -> None:
        for label in labels:
            press(qtbot, window, label)

    return act


def begin_measure(qtbot: QtBot, window: QWidget, measure_id: str = "phq-2") -> None:
    """Open a form, and answer its first item."""
    qtbot.waitUntil(lambda: any(one._vm.is_loaded for one in window.findChildren(MeasuresView)))
    window.findChildren(MeasuresView)[0]._vm.start(measure(measure_id))
    qtbot.waitUntil(lambda: bool(window.findChildren(AnswerCells)))
    QTest.keyClicks(window.findChildren(AnswerCells)[0], "3")


FORMS = {
    "a new client": Form(CLIENTS, presses(client_words.new_client()), client_words.name()),
    "a session": Form(TODAY, presses(meeting_words.new()), meeting_words.place()),
    "whose session": Form(TODAY, presses(meeting_words.new()), meeting_words.find_unit()),
    "a new unit": Form(CLIENTS, presses(unit_words.new_unit()), unit_words.name(), PEOPLE),
    "a unit's name": Form(
        CLIENTS,
        presses(unit_words.of_unit(unit_words.rename(), "Cruz")),
        unit_words.name(),
        PEOPLE,
        stored_on_leaving=True,
    ),
    "a member": Form(
        CLIENTS,
        presses(unit_words.edit_member(LUIS)),
        unit_words.role(),
        PEOPLE,
        stored_on_leaving=True,
    ),
    "a member's day": Form(
        CLIENTS, presses(unit_words.edit_member(LUIS)), unit_words.since(), PEOPLE
    ),
    "whom to add": Form(
        CLIENTS,
        presses(unit_words.of_unit(unit_words.add_person(), "Cruz")),
        unit_words.find_person(),
        PEOPLE,
    ),
    "details": Form(CLIENTS, presses(), client_words.used_name(), DETAILS),
    "a birth date": Form(CLIENTS, presses(), client_words.birth_date(), DETAILS),
    "a contact without a name": Form(
        CLIENTS, presses(client_words.add_contact()), client_words.phone(), DETAILS
    ),
    "a measure": Form(CLIENTS, begin_measure, measure_words.taken_on(), MEASURES, "form"),
    "a correction": Form(
        CLIENTS, presses(measure_words.correct()), measure_words.reason(), MEASURES, "form"
    ),
    "a withdrawal": Form(
        CLIENTS, presses(measure_words.withdraw()), measure_words.reason(), MEASURES
    ),
    "a look": Form(
        CLIENTS, presses(measure_words.no_note_needed()), measure_words.reason(), MEASURES
    ),
    "a review": Form(CLIENTS, presses(review_words.finish()), review_words.why(), NOTES),
    "a request": Form(RELEASES, presses(client_words.release()), release_words.received_on()),
}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    canaries = Canaries("rosa", "typed")
    found: list[Vault] = []

    def fill(cabinet: Cabinet) -> None:
        rosa = cabinet.clients.create(ClientDetails(canaries["rosa"])).value
        teo = cabinet.clients.create(ClientDetails("Teo Vega")).value
        alone = cabinet.units.of_client(rosa)[0]
        members = (NewMember(rosa), NewMember(name=LUIS))
        cabinet.units.found(NewUnit(UnitKind.FAMILY, DAY, members, "Cruz"))
        yesterday = cabinet.today.today().day - timedelta(days=1)
        taken_at = cabinet.measures.taken_at(yesterday, None)
        for client_id in (rosa, teo):
            entry = MeasureEntry(taken_at, (0,) * 8 + (1,))
            cabinet.measures.record(client_id, "phq-9", entry)
        note_id = cabinet.notes.start(
            alone.id, NoteType.TREATMENT_PLAN, Template.TREATMENT_PLAN
        ).value
        passage = Passage(Section.PROBLEMS, "Sleeps badly.", About.of(alone.members[0].id))
        content = NoteContent(Template.TREATMENT_PLAN, (passage,))
        cabinet.notes.save_draft(note_id, content, base_version=1)
        cabinet.notes.settle(note_id)
        version = cabinet.notes.open(note_id).note.version
        cabinet.notes.sign(note_id, base_version=version)
        found.append(Vault(canaries, rosa, teo, note_id))

    make_vault(tmp_path / "vault", fill)
    return found[0]


@pytest.fixture
def at_home(qtbot: QtBot, tmp_path: Path, vault: Vault) -> Iterator[Home]:
    del vault
    with home(qtbot, tmp_path / "vault") as made:
        made.open_window()
        made.unlock()
        yield made


@dataclass
class Writer:
    """Somebody at the window who types into one form."""

    qtbot: QtBot
    vault: Vault
    form: Form
    made: Home

    @property
    def place(self) -> Place:
        """Where the form is."""
        if not self.form.tab:
            return Place(self.form.screen)
        plan = self.vault.plan if self.form.tab == NOTES else None
        return Place(CLIENTS, self.vault.rosa, self.form.tab, plan, self.form.mark)

    @property
    def window(self) -> QWidget:
        """The window."""
        assert self.made.casekeep is not None
        return self.made.casekeep.window

    def go_to(self, place: Place) -> None:
        """Go somewhere, and wait until it is there."""
        room = self.made.lifecycle.room
        assert room is not None
        room.go_to(place)
        wanted = (place.client_id, place.tab)
        self.qtbot.waitUntil(
            lambda: not place.tab or (room.place().client_id, room.place().tab) == wanted
        )

    def half_type(self) -> None:
        """Open the form, and type into it."""
        from_file = Place(CLIENTS, self.vault.rosa, PEOPLE)
        asks = self.form.screen == RELEASES
        self.go_to(from_file if asks else replace(self.place, field=""))
        self.form.open(self.qtbot, self.window)
        self.qtbot.waitUntil(lambda: len(self._fields()) == 1)
        write(self.window, self.form.field, self.vault.canaries["typed"])
        assert self.stands()

    def stands(self) -> bool:
        """Whether what was typed can be seen in its field, and what was answered beside it."""
        if [one.text() for one in self._fields()] != [self.vault.canaries["typed"]]:
            return False
        cells = [one.answer for one in self.window.findChildren(AnswerCells) if one.isVisible()]
        return self.form is not FORMS["a measure"] or cells == [3, None]

    def expect(self) -> None:
        """Wait until it stands there again."""
        self.qtbot.waitUntil(self.stands)

    def expect_after_leaving(self) -> None:
        """Wait until it stands there again, or as what was stored of it."""
        if not self.form.stored_on_leaving:
            self.expect()
            return
        typed = self.vault.canaries["typed"]
        self.qtbot.waitUntil(lambda: any(typed in one for one in texts(self.window)))

    def _fields(self) -> list[QLineEdit]:
        return [
            one
            for one in self.window.findChildren(QLineEdit)
            if one.isVisible() and one.accessibleName() == self.form.field
        ]


@pytest.fixture(params=FORMS)
def writer(request: pytest.FixtureRequest, qtbot: QtBot, at_home: Home, vault: Vault) -> Writer:
    made = Writer(qtbot, vault, FORMS[request.param], at_home)
    made.half_type()
    return made


def test_behind_the_cover_it_waits_and_cannot_be_read(writer: Writer, qtbot: QtBot) -> None:
    lifecycle = writer.made.lifecycle
    QTest.keyClick(writer.window, Qt.Key.Key_F9)
    assert writer.vault.canaries.on_screen() == []
    type_on_the_cover(writer.made, PASSPHRASE)
    qtbot.waitUntil(lambda: lifecycle.state is State.OPEN)
    assert writer.stands()


@pytest.mark.parametrize("by_mouse", [False, True])
def test_an_item_of_a_measure_has_the_keys_again_where_it_stood(
    qtbot: QtBot, at_home: Home, vault: Vault, by_mouse: bool
) -> None:
    writer = Writer(qtbot, vault, FORMS["a measure"], at_home)
    writer.go_to(replace(writer.place, field=""))
    begin_measure(qtbot, writer.window, "phq-9")
    (area,) = writer.window.findChildren(ResultForm)[0].findChildren(QScrollArea)
    for _ in range(7):
        QTest.keyClicks(focused(), "1")
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() > 0)
    item, scroll = focused(), area.verticalScrollBar().value()
    qtbot.waitUntil(lambda: item.height() == item.sizeHint().height())
    framed = item.grab().toImage()
    if by_mouse:
        press(qtbot, writer.window, shell_words.hide())
    else:
        QTest.keyClick(item, Qt.Key.Key_F9)
    type_on_the_cover(at_home, PASSPHRASE)
    qtbot.waitUntil(lambda: at_home.lifecycle.state is State.OPEN)
    assert (focused(), area.verticalScrollBar().value()) == (item, scroll)
    assert item.grab().toImage() == framed


def test_it_outlives_a_lock(writer: Writer, tmp_path: Path) -> None:
    writer.made.lifecycle.lock(LockReason.ASKED)
    assert writer.vault.canaries.in_folders(tmp_path) == []
    writer.made.fresh()
    writer.made.unlock()
    writer.go_to(writer.place)
    writer.expect()


def test_a_power_cut_a_second_later_loses_nothing(
    writer: Writer, qtbot: QtBot, tmp_path: Path
) -> None:
    room = writer.made.lifecycle.room
    assert room is not None
    qtbot.waitUntil(lambda: room.pending_saves() == [])
    # What lies on the disk at this moment is what a kill leaves there.
    shutil.copytree(tmp_path / "vault", tmp_path / "cut off")
    assert writer.vault.canaries.in_folders(tmp_path) == []
    with home(qtbot, tmp_path / "cut off") as made:
        made.open_window()
        made.unlock()
        after = Writer(qtbot, writer.vault, writer.form, made)
        after.go_to(writer.place)
        after.expect()


def test_it_stands_there_after_another_page_and_after_another_client(writer: Writer) -> None:
    writer.go_to(Place("settings"))
    writer.go_to(writer.place)
    writer.expect_after_leaving()
    writer.go_to(Place(CLIENTS, writer.vault.teo, writer.form.tab or PEOPLE))
    writer.go_to(writer.place)
    writer.expect_after_leaving()
