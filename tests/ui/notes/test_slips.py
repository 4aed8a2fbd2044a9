"""A draft while it is begun: its bin, and a slip of the hand that leads nowhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.notes.office import Office
from ui.strings import notes as notes_words
from ui.widgets.banner import Banner


@pytest.fixture
def office(qtbot: QtBot) -> Office:
    return Office(qtbot)


def test_tab_after_a_name_that_no_phrase_has_stays_in_the_text_and_says_so(
    office: Office,
) -> None:
    office.open(office.keep(signed=False))
    field = office.fields[-1]
    field.setFocus()
    QTest.keyClicks(field, "Plan: /hw")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.hasFocus()
    assert field.toPlainText() == "Plan: /hw"
    said = [one.accessibleName() for one in office.view.findChildren(Banner) if one.isVisible()]
    assert said == ["No phrase is called hw."]
    QTest.keyClick(field, Qt.Key.Key_Backtab)
    assert not field.hasFocus()


def test_the_bin_for_an_empty_draft_goes_with_the_first_letter(office: Office) -> None:
    note_id = office.keep(signed=False)
    office.open(note_id)

    def offers_bin() -> bool:
        return notes_words.delete_draft() in {one.accessibleName() for one in office.buttons}

    assert offers_bin()
    field = office.fields[0]
    field.setFocus()
    QTest.keyClicks(field, "S")
    assert not offers_bin()
    field.clear()
    office.vm.autosave.save_now()
    assert offers_bin()


def test_the_bin_doesn_t_come_back_with_a_draft_that_was_saved_behind_the_cover(
    office: Office,
) -> None:
    office.open(office.keep(signed=False))
    office.view.cover()
    office.fields[0].insert_lines("Slept.")
    office.vm.autosave.save_now()
    office.view.uncover()
    assert notes_words.delete_draft() not in {one.accessibleName() for one in office.buttons}
