from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import DAY, a_time, keep_meeting
from tests.ui.desk import Desk
from tests.ui.hands import button, field, find, press, texts, write
from ui import names
from ui.curtain import Curtain
from ui.strings import units as words
from ui.units.view import PeopleTab
from vault.ids import ClientId
from vault.units import NewMember, NewUnit, Unit, UnitKind


class Shown:
    """The People tab of Rosa Cruz."""

    def __init__(self, qtbot: QtBot) -> None:
        self.desk = Desk()
        self.rosa, self.alone = self.desk.alone("Rosa Cruz")
        self.teo, _ = self.desk.alone("Teo Cruz")
        self.tab = PeopleTab(self.desk.vault)
        qtbot.addWidget(self.tab)
        self.tab.resize(850, 620)
        with qtbot.waitExposed(self.tab):
            self.tab.show()
        self.tab.activateWindow()
        qtbot.waitUntil(self.tab.isActiveWindow)

    def show(self, client_id: ClientId | None = None) -> None:
        self.tab.show_client(self.desk.cabinet.clients.get(client_id or self.rosa))

    def found(self, kind: UnitKind, *others: NewMember, name: str = "") -> Unit:
        new = NewUnit(kind, DAY, (NewMember(self.rosa, role="mother"), *others), name)
        return self.desk.cabinet.units.get(self.desk.cabinet.units.found(new).value)

    def units(self) -> list[Unit]:
        return self.desk.cabinet.units.of_client(self.rosa)

    @property
    def newest(self) -> Unit:
        return max(self.units(), key=lambda one: one.id)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def choose(parent: QWidget, label: str) -> None:
    next(one for one in parent.findChildren(QRadioButton) if one.text() == label).click()


def test_who_is_seen_alone_is_told_what_a_couple_or_family_is_for(shown: Shown) -> None:
    shown.show()
    assert words.only_alone() in texts(shown.tab)
    assert "Rosa Cruz" in texts(shown.tab)


def test_a_family_of_six_is_made_of_clients_new_files_and_people_without_one(
    shown: Shown,
) -> None:
    shown.show()
    press(shown.tab, words.new_unit())
    choose(shown.tab, "Family")
    write(shown.tab, words.name(), "Cruz")
    hint = words.find_person()
    find(shown.tab, hint, "teo")
    find(shown.tab, hint, "Luis Cruz", line=1)
    for name in ("Abuela Cruz", "Nina Cruz", "Ines Cruz"):
        find(shown.tab, hint, name)
    write(shown.tab, words.role_of("Teo Cruz"), "son, 14")
    press(shown.tab, words.move_up("Luis Cruz"))
    press(shown.tab, words.make(UnitKind.FAMILY))
    unit = shown.newest
    assert (unit.kind, unit.name, unit.opened_on) == (UnitKind.FAMILY, "Cruz", DAY)
    assert [one.called for one in unit.members] == [
        "Rosa Cruz",
        "Luis Cruz",
        "Teo Cruz",
        "Abuela Cruz",
        "Nina Cruz",
        "Ines Cruz",
    ]
    luis, teo, abuela = unit.members[1:4]
    assert (teo.client_id, teo.role) == (shown.teo, "son, 14")
    assert luis.client_id is not None
    assert abuela.client_id is None
    assert button(shown.tab, words.of_unit(words.add_person(), "Cruz")).isVisible()


def enter(shown: Shown, letters: str = "") -> None:
    """Type letters where the focus is, and press Enter."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, letters)
    QTest.keyClick(focused, Qt.Key.Key_Return)


def test_a_couple_is_made_with_the_keyboard_alone(shown: Shown) -> None:
    shown.show()
    button(shown.tab, words.new_unit()).setFocus()
    enter(shown)
    enter(shown, "teo")
    assert field(shown.tab, words.find_person()).hasFocus()
    enter(shown)
    assert button(shown.tab, words.make(UnitKind.COUPLE)).hasFocus()
    enter(shown)
    assert [one.client_id for one in shown.newest.members] == [shown.rosa, shown.teo]


def test_enter_takes_the_client_who_fits_best(shown: Shown) -> None:
    for name in ("Matteo Silva", "Ana Teodora"):
        shown.desk.alone(name)
    shown.show()
    press(shown.tab, words.new_unit())
    enter(shown, "teo")
    assert field(shown.tab, words.role_of("Teo Cruz"))


def test_enter_makes_nobody_up_and_leads_to_what_is_offered(shown: Shown) -> None:
    shown.show()
    press(shown.tab, words.new_unit())
    enter(shown, "rosa")
    assert words.no_file() not in texts(shown.tab)
    enter(shown)
    assert field(shown.tab, words.role_of("rosa"))
    assert field(shown.tab, words.find_person()).hasFocus()


def test_a_couple_of_one_is_told_what_is_missing_and_opens_no_file(shown: Shown) -> None:
    shown.show()
    press(shown.tab, words.new_unit())
    press(shown.tab, words.make(UnitKind.COUPLE))
    assert words.too_few() in texts(shown.tab)
    write(shown.tab, words.since(), "some day")
    find(shown.tab, words.find_person(), "Luis Cruz", line=1)
    press(shown.tab, words.make(UnitKind.COUPLE))
    assert any("date like" in one for one in texts(shown.tab))
    write(shown.tab, words.since(), (DAY + timedelta(days=2)).isoformat())
    press(shown.tab, words.make(UnitKind.COUPLE))
    assert len(shown.units()) == 1
    assert len(shown.desk.cabinet.clients.rows()) == 2


def test_a_person_is_added_and_taken_back(shown: Shown) -> None:
    unit = shown.found(UnitKind.FAMILY, NewMember(shown.teo), name="Cruz")
    shown.show()
    press(shown.tab, words.of_unit(words.add_person(), "Cruz"))
    find(shown.tab, words.find_person(), "Abuela Cruz")
    assert [one.called for one in shown.newest.members][-1] == "Abuela Cruz"
    press(shown.tab, words.undo())
    assert shown.newest.members == unit.members


def test_who_was_named_meanwhile_isnt_taken_back(shown: Shown) -> None:
    unit = shown.found(UnitKind.FAMILY, NewMember(shown.teo), name="Cruz")
    shown.show()
    press(shown.tab, words.of_unit(words.add_person(), "Cruz"))
    find(shown.tab, words.find_person(), "Abuela Cruz")
    abuela = shown.newest.members[-1].id
    with shown.desk.store.write() as work:
        keep_meeting(work, unit.id, a_time(), abuela)
    press(shown.tab, words.undo())
    assert len(shown.newest.members) == 3
    assert any("who can't be taken out" in one for one in texts(shown.tab))


def test_a_member_leaves_on_a_day_and_that_can_be_undone(shown: Shown) -> None:
    unit = shown.found(UnitKind.COUPLE, NewMember(shown.teo))
    shown.show()
    press(shown.tab, words.left_member("Teo Cruz"))
    left = field(shown.tab, words.left_on())
    assert left.hasFocus()
    assert left.text() == "12 Nov 2026"
    QTest.keyClick(left, Qt.Key.Key_Return)
    assert shown.newest.members[1].left_on == DAY
    assert any("Old notes stay" in one for one in texts(shown.tab))
    press(shown.tab, words.undo())
    assert shown.newest.members == unit.members


def test_who_left_stands_there_and_can_come_back(shown: Shown) -> None:
    unit = shown.found(UnitKind.COUPLE, NewMember(shown.teo))
    with shown.desk.store.write() as work:
        work.units.change_member(replace(unit.members[1], left_on=DAY))
    shown.show()
    assert any("left on 12 Nov" in one for one in texts(shown.tab))
    press(shown.tab, words.came_back_member("Teo Cruz"))
    assert shown.newest.members[1].left_on is None


def test_a_role_and_days_are_changed_and_what_makes_no_sense_is_said_beside_it(
    shown: Shown,
) -> None:
    shown.found(UnitKind.COUPLE, NewMember(shown.teo))
    shown.show()
    press(shown.tab, words.edit_member("Teo Cruz"))
    write(shown.tab, words.role(), "husband")
    write(shown.tab, words.left_on(), "2026-01-01")
    QTest.keyClick(field(shown.tab, words.since()), Qt.Key.Key_Return)
    assert any("ends before it starts" in one for one in texts(shown.tab))
    write(shown.tab, words.left_on(), " ")
    write(shown.tab, words.since(), "3 Aug 2025")
    press(shown.tab, words.save())
    member = shown.newest.members[1]
    assert (member.role, member.joined_on, member.left_on) == ("husband", date(2025, 8, 3), None)


def test_a_unit_is_renamed_closed_and_opened_again(shown: Shown) -> None:
    shown.found(UnitKind.GROUP, NewMember(shown.teo), name="Thursday")
    shown.show()
    press(shown.tab, words.of_unit(words.rename(), "Thursday"))
    QTest.keyClick(write(shown.tab, words.name(), "Thursday grief"), Qt.Key.Key_Return)
    assert shown.newest.name == "Thursday grief"
    press(shown.tab, words.of_unit(words.close(), "Thursday grief"))
    assert shown.newest.closed_on == DAY
    press(shown.tab, words.of_unit(words.reopen(), "Thursday grief"))
    assert shown.newest.closed_on is None


def test_the_file_of_another_member_is_one_press_away(shown: Shown) -> None:
    shown.found(UnitKind.COUPLE, NewMember(shown.teo))
    shown.show()
    asked: list[object] = []
    shown.tab.file_asked.connect(asked.append)
    press(shown.tab, words.open_file_of("Teo Cruz"))
    assert asked == [shown.teo]


def test_twelve_people_have_twelve_rows_each_with_a_name_beside_its_colour(shown: Shown) -> None:
    people = [NewMember(name=f"Person {letter}") for letter in "ABCDEFGHIJK"]
    shown.found(UnitKind.GROUP, *people, name="Grief")
    shown.show()
    seen = texts(shown.tab)
    for letter in "ABCDEFGHIJK":
        assert f"Person {letter}" in seen
    assert [one for one in seen if one.startswith("Alt ")] == [f"Alt {key}" for key in range(1, 10)]


def test_esc_gives_the_form_and_an_open_field_up(shown: Shown) -> None:
    shown.found(UnitKind.COUPLE, NewMember(shown.teo))
    shown.show()
    press(shown.tab, words.edit_member("Teo Cruz"))
    QTest.keyClick(field(shown.tab, words.role()), Qt.Key.Key_Escape)
    assert words.role() not in texts(shown.tab)
    press(shown.tab, words.new_unit())
    QTest.keyClick(field(shown.tab, words.name()), Qt.Key.Key_Escape)
    assert button(shown.tab, words.new_unit()).isVisible()


def test_a_form_that_was_given_up_comes_back_as_it_was(shown: Shown) -> None:
    shown.show()
    press(shown.tab, words.new_unit())
    find(shown.tab, words.find_person(), "teo")
    QTest.keyClick(write(shown.tab, words.role_of("Teo Cruz"), "son"), Qt.Key.Key_Escape)
    assert words.put_away() in texts(shown.tab)
    press(shown.tab, words.undo())
    assert field(shown.tab, words.role_of("Teo Cruz")).text() == "son"
    press(shown.tab, words.make(UnitKind.COUPLE))
    assert len(shown.newest.members) == 2
    assert words.put_away() not in texts(shown.tab)


def test_a_form_stays_open_while_another_file_is_looked_at(shown: Shown) -> None:
    shown.show()
    press(shown.tab, words.new_unit())
    write(shown.tab, words.name(), "Cruz")
    shown.show(shown.teo)
    assert button(shown.tab, words.new_unit()).isVisible()
    shown.show()
    assert field(shown.tab, words.name()).text() == "Cruz"


def test_what_was_typed_in_a_card_comes_back_after_esc(shown: Shown) -> None:
    shown.found(UnitKind.COUPLE, NewMember(shown.teo))
    shown.show()
    press(shown.tab, words.edit_member("Teo Cruz"))
    QTest.keyClick(write(shown.tab, words.role(), "husband"), Qt.Key.Key_Escape)
    assert button(shown.tab, words.edit_member("Teo Cruz")).hasFocus()
    press(shown.tab, words.undo())
    QTest.keyClick(field(shown.tab, words.role()), Qt.Key.Key_Return)
    assert shown.newest.members[1].role == "husband"


def test_what_is_typed_in_a_card_stays_when_a_unit_changes(shown: Shown) -> None:
    shown.found(UnitKind.COUPLE, NewMember(shown.teo))
    shown.show()
    press(shown.tab, words.edit_member("Teo Cruz"))
    write(shown.tab, words.role(), "husband")
    shown.desk.hub.announce(shown.desk.cabinet.units.rename(shown.newest.id, "Cruz").changes)
    assert "Cruz" in texts(shown.tab)
    assert field(shown.tab, words.role()).text() == "husband"


def test_what_is_typed_in_a_card_is_stored_when_another_file_is_opened(shown: Shown) -> None:
    shown.found(UnitKind.COUPLE, NewMember(shown.teo))
    shown.show()
    press(shown.tab, words.edit_member("Teo Cruz"))
    write(shown.tab, words.role(), "husband")
    shown.desk.lane.held = True
    shown.show(shown.desk.alone("Luis Cruz")[0])
    shown.desk.lane.let_go()
    assert shown.newest.members[1].role == "husband"


def test_a_change_that_changes_nothing_closes_its_form(shown: Shown) -> None:
    shown.found(UnitKind.COUPLE, NewMember(shown.teo))
    shown.show()
    press(shown.tab, words.edit_member("Teo Cruz"))
    press(shown.tab, words.save())
    assert words.role() not in texts(shown.tab)
    assert button(shown.tab, words.edit_member("Teo Cruz")).hasFocus()


def test_who_came_again_by_mistake_left_on_the_same_day_as_before(shown: Shown) -> None:
    unit = shown.found(UnitKind.FAMILY, NewMember(shown.teo), NewMember(name="Ines"), name="Cruz")
    left = replace(unit.members[1], left_on=DAY)
    with shown.desk.store.write() as work:
        work.units.change_member(left)
    shown.show()
    press(shown.tab, words.of_unit(words.add_person(), "Cruz"))
    find(shown.tab, words.find_person(), "teo")
    assert shown.newest.members[1].left_on is None
    press(shown.tab, words.undo())
    assert shown.newest.members[1] == left


def test_initials_stand_in_for_names_in_the_form_as_well(shown: Shown) -> None:
    shown.show()
    press(shown.tab, words.new_unit())
    find(shown.tab, words.find_person(), "teo")
    names.style.show_initials(only=True)
    seen = heard(shown.tab)
    names.style.show_initials(only=False)
    assert [one for one in seen if "Teo" in one or "Rosa" in one] == []
    assert "Teo Cruz" in texts(shown.tab)


@pytest.mark.parametrize("where", ["list", "form"])
def test_nothing_can_be_read_while_the_page_is_covered(shown: Shown, where: str) -> None:
    shown.found(UnitKind.COUPLE, NewMember(shown.teo, role="Quillfeather"), name="Zorblax")
    shown.show()
    if where == "form":
        press(shown.tab, words.new_unit())
        find(shown.tab, words.find_person(), "Quillfeather")
        write(shown.tab, words.find_person(), "teo")
    curtain = Curtain(shown.tab)
    shown.tab.cover()
    before = heard(shown.tab)
    curtain.draw()
    shown.found(UnitKind.FAMILY, NewMember(shown.teo), name="Zorblax")
    assert any("Cruz" in one for one in before)
    secret = ("Cruz", "Teo", "Rosa", "Quillfeather", "Zorblax")
    assert [one for one in heard(shown.tab) if any(word in one for word in secret)] == []
    curtain.open()
    shown.tab.uncover()
    assert any("Cruz" in one for one in heard(shown.tab))


def heard(parent: QWidget) -> list[str]:
    """Every text that a label, field or accessible name gives away."""
    found = []
    for one in parent.findChildren(QWidget):
        found += [one.accessibleName(), one.accessibleDescription()]
        if isinstance(one, QLineEdit):
            found.append(one.displayText())
        elif hasattr(one, "text"):
            found.append(one.text())
    return [one for one in found if one]
