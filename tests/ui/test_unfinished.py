"""Forms that aren't finished stand there again after a lock."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import DAY, keep_meeting
from tests.ui.desk import Desk
from tests.ui.hands import field, find, press, texts, write
from ui.clients.view import ClientsView
from ui.curtain import Curtain
from ui.page import Page
from ui.strings import clients as client_words
from ui.strings import meetings as meeting_words
from ui.strings import notes as note_words
from ui.strings import units as words
from ui.tasks import Tasks
from ui.today.view import TodayView
from ui.units.view import PeopleTab
from vault.ids import ClientId
from vault.meetings import MeetingForm
from vault.place import FormKind
from vault.units import NewMember, NewUnit, UnitKind


class House:
    """A vault in memory that can be locked and opened again."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.desk = Desk()
        self.rosa, _ = self.desk.alone("Rosa Cruz")
        members = (NewMember(self.rosa, role="mother"), NewMember(name="Luis Cruz"))
        cruz = NewUnit(UnitKind.FAMILY, DAY, members, "Cruz")
        self.unit_id = self.desk.cabinet.units.found(cruz).value

    def people(self, client_id: ClientId | None = None) -> PeopleTab:
        tab = PeopleTab(self.desk.vault)
        self._show(tab)
        tab.show_client(self.desk.cabinet.clients.get(client_id or self.rosa))
        return tab

    def clients(self) -> ClientsView:
        page = ClientsView(self.desk.vault)
        self._show(page)
        return page

    def today(self) -> TodayView:
        page = TodayView(self.desk.vault)
        self._show(page)
        return page

    def lock(self, part: PeopleTab | Page) -> None:
        """Store what isn't stored, as a lock does behind the cover, and end there."""
        Curtain(part).draw()
        for save in part.pending_saves():
            save()
        assert part.pending_saves() == []
        part.hide()

    def _show(self, part: QWidget) -> None:
        self._qtbot.addWidget(part)
        part.resize(850, 620)
        with self._qtbot.waitExposed(part):
            part.show()


@pytest.fixture
def house(qtbot: QtBot) -> House:
    return House(qtbot)


def test_a_members_role_that_is_half_typed_stands_in_its_card_again(house: House) -> None:
    tab = house.people()
    press(tab, words.edit_member("Luis Cruz"))
    write(tab, words.role(), "grandfa")
    write(tab, words.since(), "last sum")
    house.lock(tab)
    tab = house.people()
    assert field(tab, words.role()).text() == "grandfa"
    assert field(tab, words.since()).text() == "last sum"
    assert "Luis Cruz" in texts(tab)
    field(tab, words.since()).clear()
    press(tab, words.save())
    assert [one.role for one in house.desk.cabinet.units.get(house.unit_id).members] == [
        "mother",
        "grandfa",
    ]
    house.lock(tab)
    assert words.role() not in names(house.people())


def test_a_units_name_that_is_half_typed_stands_in_its_card_again(house: House) -> None:
    tab = house.people()
    press(tab, words.of_unit(words.rename(), "Cruz"))
    write(tab, words.name(), "Cruz-Va")
    house.lock(tab)
    assert field(house.people(), words.name()).text() == "Cruz-Va"


def test_a_form_for_a_new_unit_stands_there_again_with_everybody_in_it(house: House) -> None:
    tab = house.people()
    press(tab, words.new_unit())
    choose(tab, words.kind(UnitKind.GROUP))
    write(tab, words.name(), "Tues")
    find(tab, words.find_person(), "Abuela Vega")
    write(tab, words.role_of("Abuela Vega"), "guest")
    write(tab, words.find_person(), "te")
    house.lock(tab)
    teo, _ = house.desk.alone("Teo Cruz")
    assert words.find_person() not in names(house.people(teo))
    tab = house.people()
    assert field(tab, words.name()).text() == "Tues"
    assert field(tab, words.role_of("Abuela Vega")).text() == "guest"
    assert field(tab, words.find_person()).text() == "te"
    field(tab, words.find_person()).clear()
    press(tab, words.make(UnitKind.GROUP))
    newest = max(house.desk.cabinet.units.of_client(house.rosa), key=lambda one: one.id)
    assert (newest.name, [one.called for one in newest.members]) == (
        "Tues",
        ["Rosa Cruz", "Abuela Vega"],
    )
    house.lock(tab)
    assert words.find_person() not in names(house.people())


def test_a_new_clients_name_that_is_half_typed_stands_there_again(house: House) -> None:
    page = house.clients()
    page.ask_for_new()
    write(page, client_words.name(), "Ines Ve")
    house.lock(page)
    page = house.clients()
    assert write(page, client_words.name(), "Ines Vega").isVisible()
    press(page, client_words.create())
    house.lock(page)
    assert client_words.name() not in names(house.clients())


def test_a_form_that_was_given_up_is_not_brought_back(house: House) -> None:
    page = house.clients()
    page.ask_for_new()
    write(page, client_words.name(), "Ines Ve")
    house.lock(page)
    page = house.clients()
    press(page, client_words.cancel())
    house.lock(page)
    assert client_words.name() not in names(house.clients())


def test_a_form_for_a_session_stands_there_again_with_who_is_not_coming(house: House) -> None:
    page = house.today()
    page._ask_meeting(None)
    find(page, meeting_words.find_unit(), "luis")
    press(page, "Luis Cruz")
    write(page, meeting_words.time(), "8:1")
    write(page, meeting_words.place(), "Elm Str")
    choose(page, note_words.form_name(MeetingForm.PHONE))
    house.lock(page)
    page = house.today()
    assert field(page, meeting_words.place()).text() == "Elm Str"
    write(page, meeting_words.time(), "8:15")
    press(page, meeting_words.plan())
    (planned,) = house.desk.cabinet.today.today().meetings
    assert planned.meeting.form is MeetingForm.PHONE
    assert planned.people == ("Rosa Cruz",)
    house.lock(page)
    assert meeting_words.place() not in names(house.today())


def test_a_session_that_is_being_changed_is_changed_after_the_lock(house: House) -> None:
    with house.desk.store.write() as work:
        keep_meeting(work, house.unit_id, house.desk.clock.now_utc())
    (before,) = house.desk.cabinet.today.today().meetings
    page = house.today()
    page._ask_meeting(before)
    write(page, meeting_words.place(), "Elm Street 4")
    house.lock(page)
    page = house.today()
    press(page, meeting_words.save())
    (after,) = house.desk.cabinet.today.today().meetings
    assert (after.meeting.id, after.meeting.place) == (before.meeting.id, "Elm Street 4")


def test_what_was_typed_of_a_session_outlives_the_session(house: House) -> None:
    with house.desk.store.write() as work:
        meeting_id = keep_meeting(work, house.unit_id, house.desk.clock.now_utc())
    page = house.today()
    page._ask_meeting(house.desk.cabinet.meetings.get(meeting_id))
    write(page, meeting_words.place(), "Elm Street 4")
    house.lock(page)
    house.desk.cabinet.meetings.remove(meeting_id)
    page = house.today()
    assert field(page, meeting_words.place()).text() == "Elm Street 4"
    assert meeting_words.new() in texts(page)


def test_a_form_that_comes_back_has_the_keyboard_again(house: House) -> None:
    page = house.clients()
    page.ask_for_new()
    write(page, client_words.name(), "Ines Ve")
    house.lock(page)
    day = house.today()
    day._ask_meeting(None)
    write(day, meeting_words.place(), "Elm Str")
    house.lock(day)
    house.desk.lane.held = True
    page, day = house.clients(), house.today()
    house.desk.lane.let_go()
    assert page.focusWidget() is field(page, client_words.name())
    assert day.focusWidget() is field(day, meeting_words.find_unit())


def test_a_form_that_comes_back_takes_the_keyboard_from_nobody_who_types(house: House) -> None:
    page = house.clients()
    page.ask_for_new()
    write(page, client_words.name(), "Ines Ve")
    house.lock(page)
    house.desk.lane.held = True
    page = house.clients()
    page.activateWindow()
    typing = field(page, client_words.filter_hint())
    typing.setFocus()
    house._qtbot.waitUntil(typing.hasFocus)
    house.desk.lane.let_go()
    assert field(page, client_words.name()).text() == "Ines Ve"
    assert page.focusWidget() is typing


def test_a_client_who_was_made_right_before_the_lock_is_not_asked_for_again(
    house: House,
) -> None:
    tasks = Tasks(house.desk.hub)
    house.desk.vault = replace(house.desk.vault, tasks=tasks)
    page = house.clients()
    page.ask_for_new()
    write(page, client_words.name(), "Ines Vega")
    press(page, client_words.create())
    # The database's thread has made the client, and the window hasn't heard of it.
    tasks.wait_for(lambda: None)
    saves = page.pending_saves()
    tasks.finish(lambda: [save() for save in saves], 5.0)
    assert house.desk.cabinet.practice.unfinished(FormKind.CLIENT) == {}
    assert "Ines Vega" in [row.called for row in house.desk.cabinet.clients.rows("")]


def names(part: QWidget) -> list[str]:
    return [one.accessibleName() for one in part.findChildren(QLineEdit) if one.isVisible()]


def choose(part: QWidget, label: str) -> None:
    next(one for one in part.findChildren(QRadioButton) if one.text() == label).click()
