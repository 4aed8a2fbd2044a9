from tests.ui.hands import field, find, press, texts, write
from tests.ui.units.test_view import Shown, choose, shown
from ui.strings import units as words
from vault.errors import DiskFull
from vault.units import UnitKind

__all__ = ["shown"]


def test_what_was_typed_for_a_unit_stays_where_it_cant_be_stored(shown: Shown) -> None:
    shown.show()
    press(shown.tab, words.new_unit())
    choose(shown.tab, "Family")
    write(shown.tab, words.name(), "Cruz")
    find(shown.tab, words.find_person(), "Luis Cruz", line=1)
    shown.desk.store.fail_next_commit = DiskFull()
    press(shown.tab, words.make(UnitKind.FAMILY))
    assert field(shown.tab, words.name()).text() == "Cruz"
    assert any("The disk is full" in one for one in texts(shown.tab))
    assert len(shown.desk.cabinet.clients.rows()) == 2
    press(shown.tab, words.make(UnitKind.FAMILY))
    assert [one.called for one in shown.newest.members] == ["Rosa Cruz", "Luis Cruz"]
    assert len(shown.desk.cabinet.clients.rows()) == 3


def test_a_second_press_founds_no_second_unit(shown: Shown) -> None:
    shown.show()
    press(shown.tab, words.new_unit())
    find(shown.tab, words.find_person(), "Luis Cruz", line=1)
    shown.desk.lane.held = True
    press(shown.tab, words.make(UnitKind.COUPLE))
    press(shown.tab, words.make(UnitKind.COUPLE))
    shown.desk.lane.let_go()
    assert len(shown.units()) == 2
    assert len(shown.desk.cabinet.clients.rows()) == 3


def test_a_couple_of_three_can_be_made_a_family_with_one_click(shown: Shown) -> None:
    shown.show()
    press(shown.tab, words.new_unit())
    find(shown.tab, words.find_person(), "Luis Cruz", line=1)
    assert words.rather_family() not in texts(shown.tab)
    find(shown.tab, words.find_person(), "Teo Cruz")
    assert words.rather_family() in texts(shown.tab)
    press(shown.tab, words.make_it_family())
    assert words.rather_family() not in texts(shown.tab)
    press(shown.tab, words.make(UnitKind.FAMILY))
    assert shown.newest.kind is UnitKind.FAMILY


def test_whoever_is_a_couple_of_three_stays_one(shown: Shown) -> None:
    shown.show()
    press(shown.tab, words.new_unit())
    find(shown.tab, words.find_person(), "Luis Cruz")
    find(shown.tab, words.find_person(), "Teo Cruz")
    press(shown.tab, words.make(UnitKind.COUPLE))
    assert (shown.newest.kind, len(shown.newest.members)) == (UnitKind.COUPLE, 3)
