from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.builders import a_time, keep_client, keep_meeting, keep_note, keep_unit
from tests.ui.hands import settle, texts, write
from tests.ui.room import Room
from ui import names
from ui.clients.column import NewClientForm
from ui.clients.details import DetailsTab
from ui.clients.lines import ReachLine
from ui.clients.view import ClientsView
from ui.notes.passage_edit import PassageEdit
from ui.notes.view import NotesView
from ui.row_list import WALK_MS, RowList
from ui.strings import clients as client_words
from ui.strings import errors as error_words
from ui.widgets.overlay_bar import OverlayBar
from vault.changes import Changes, Noun
from vault.errors import Problem
from vault.ids import ClientId, NoteId, UnitId
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


class Coupled:
    """A client who is seen alone and in a couple, with a note of each."""

    def __init__(self, room: Room) -> None:
        self.room = room
        with room.desk.store.write() as work:
            other = keep_client(work, "Marcus Okafor")
            self.couple = keep_unit(work, UnitKind.COUPLE, room.client_id, other)
            met = keep_meeting(work, self.couple, a_time(8))
            self.shared = keep_note(work, self.couple, at_utc=a_time(8), meeting_id=met)
        room.shell.go_to(room.place)

    def open(self, note_id: NoteId) -> None:
        self.room.shell.go_to(replace(self.room.place, note_id=note_id, field=""))

    @property
    def unit_of_open_note(self) -> UnitId:
        note_id = self.room.shell.place().note_id
        assert note_id is not None
        return self.room.desk.cabinet.notes.open(note_id).unit.id

    @property
    def timeline(self) -> list[list[str]]:
        lists = self.room.shell.findChildren(RowList)
        model = next(one for one in lists if one.accessibleName().startswith("Notes")).model()
        rows = [model.index(row, 0).data() for row in range(model.rowCount())]
        return [row.split(", ")[:2] for row in rows]

    @property
    def new_note(self) -> QAbstractButton:
        buttons = self.room.shell.findChildren(QAbstractButton)
        (found,) = (one for one in buttons if one.isVisible() and one.text().startswith("New note"))
        return found


@pytest.fixture
def coupled(room: Room) -> Coupled:
    return Coupled(room)


@pytest.mark.parametrize("by_key", [True, False])
def test_new_note_says_for_whom_it_is_and_ctrl_n_takes_the_same(
    coupled: Coupled, by_key: bool
) -> None:
    for note_id, label, unit_id in (
        (coupled.room.note_id, "New note · alone", coupled.room.unit_id),
        (coupled.shared, "New note · with Marcus Okafor", coupled.couple),
    ):
        coupled.open(note_id)
        assert coupled.new_note.text() == label
        if by_key:
            QTest.keyClick(coupled.new_note, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        else:
            coupled.new_note.click()
        assert coupled.room.shell.place().note_id != note_id
        assert coupled.unit_of_open_note == unit_id
        assert coupled.new_note.text() == label


def test_new_note_shows_initials_and_nothing_behind_the_cover(coupled: Coupled) -> None:
    coupled.open(coupled.shared)
    names.style.show_initials(only=True)
    try:
        assert coupled.new_note.text() == "New note · with M.O."
    finally:
        names.style.show_initials(only=False)
    page = coupled.room.shell.findChildren(ClientsView)[0]
    page.clear_texts()
    assert (coupled.new_note.text(), coupled.new_note.accessibleName()) == ("New note", "")
    page.restore_texts()
    assert coupled.new_note.text() == "New note · with Marcus Okafor"


def test_the_menu_of_other_notes_opens_over_any_tab_and_leaves_it_when_one_is_chosen(
    coupled: Coupled,
) -> None:
    room = coupled.room
    room.shell.go_to(Place("clients", room.client_id, "details"))
    buttons = {one.accessibleName(): one for one in room.shell.findChildren(QAbstractButton)}
    buttons["Other kinds of note"].click()
    assert room.shell.place().tab == "details"
    menu = menu_of(room)
    both = next(one for one in menu.actions() if "couple" in one.text())
    kinds = both.menu()
    assert isinstance(kinds, QMenu)
    next(one for one in kinds.actions() if one.text() == "Letter").trigger()
    menu.close()
    assert room.shell.place().tab == "notes"
    assert coupled.unit_of_open_note == coupled.couple
    assert isinstance(room.shell.focusWidget(), PassageEdit)


def test_the_menu_is_that_of_the_client_in_front_whichever_tab_shows_them(
    coupled: Coupled,
) -> None:
    room = coupled.room
    other, unit_id = room.desk.alone("Amira Saleh")
    room.shell.go_to(Place("clients", room.client_id, "details"))
    room.shell.go_to(Place("clients", other, "details"))
    assert coupled.new_note.text() == "New note"
    coupled.new_note.click()
    assert coupled.unit_of_open_note == unit_id


def test_the_timeline_says_how_a_client_was_seen_where_that_differs(coupled: Coupled) -> None:
    assert coupled.timeline == [
        ["Session 1", "Late entry · Individual · Quenby"],
        ["Session 1", "Late entry · Couple · both present"],
    ]


def test_the_timeline_says_with_whom_only_where_there_are_two_couples(coupled: Coupled) -> None:
    room = coupled.room
    with room.desk.store.write() as work:
        again = keep_unit(work, UnitKind.COUPLE, room.client_id, keep_client(work, "Ines Vega"))
        keep_note(work, again, at_utc=a_time(9), meeting_id=keep_meeting(work, again, a_time(9)))
    room.desk.hub.announce(Changes.of(Noun.UNIT, again))
    assert [said for _, said in coupled.timeline] == [
        "Late entry · With Ines Vega · both present",
        "Late entry · Individual · Quenby",
        "Late entry · With Marcus Okafor · both present",
    ]


def test_after_signing_the_keyboard_stays_with_the_note(room: Room) -> None:
    room.shell.go_to(room.place)
    for label in ("Sign…", "Sign this note"):
        buttons = room.shell.findChildren(QAbstractButton)
        button = next(one for one in buttons if one.isVisible() and one.text() == label)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
    listed = room.shell.focusWidget()
    assert isinstance(listed, RowList)
    assert listed.accessibleName().startswith("Notes")


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


def test_saved_isnt_said_over_a_field_that_cant_be_kept(room: Room, qtbot: QtBot) -> None:
    room.shell.go_to(Place("clients", room.client_id, "details"))
    tab = room.shell.findChild(DetailsTab)
    assert tab is not None

    def type_and_store(born: str) -> list[str]:
        write(room.shell, client_words.birth_date(), born)
        tab.leave()
        settle()
        return [one for one in texts(room.shell) if one.startswith("Saved")]

    assert len(type_and_store("27 Apr 1985")) == 1
    assert type_and_store("4/27/85") == []
    assert error_words.problem(Problem.SHORT_YEAR) in texts(room.shell)
    assert len(type_and_store("4/27/1985")) == 1


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


def test_a_name_that_was_given_up_stands_there_when_it_is_asked_for_again(room: Room) -> None:
    room.shell.known_actions.take("client.new")
    form = room.shell.findChild(NewClientForm)
    assert form is not None
    name = write(form, client_words.name(), "Amira Sal")
    QTest.keyClick(name, Qt.Key.Key_Escape)
    assert not form.isVisible()
    room.shell.known_actions.take("client.new")
    assert name.text() == "Amira Sal"
    QTest.keyClick(name, Qt.Key.Key_Return)
    room.shell.known_actions.take("client.new")
    assert name.text() == ""


@pytest.mark.parametrize("away", [Place("today"), Place("clients", ClientId(1), "details")])
def test_a_note_that_comes_late_leaves_the_keyboard_where_its_reader_went(
    room: Room, away: Place
) -> None:
    page = room.shell.findChild(ClientsView)
    assert page is not None
    for begins in (False, True):
        room.shell.go_to(Place("clients", room.client_id))
        room.desk.lane.held = True
        if begins:
            page.begin_note()
        else:
            room.shell.go_to(room.place)
        room.shell.go_to(away)
        before = QApplication.focusWidget()
        room.desk.lane.let_go()
        assert not room.field().isVisible()
        assert QApplication.focusWidget() is before
