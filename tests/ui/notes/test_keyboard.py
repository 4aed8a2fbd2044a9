"""Where the keyboard goes after each thing that can be done with a note."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.notes.office import PLAN, SLEPT, Office
from ui.notes.passage_edit import PassageEdit
from ui.row_list import RowList
from vault.ids import NoteId
from vault.notes import NoteContent, NoteType
from vault.passages import Passage, Section, Template


@pytest.fixture
def office(qtbot: QtBot) -> Office:
    return Office(qtbot)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def name() -> str:
    return focused().accessibleName()


def press(office: Office, label: str) -> None:
    """Go to a button and press it by the space bar."""
    office.button(label).setFocus()
    QTest.keyClick(office.button(label), Qt.Key.Key_Space)


def delete(office: Office) -> None:
    (button,) = (one for one in office.buttons if one.toolTip() == "Delete this empty draft")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def test_after_signing_it_goes_to_the_notes_line_in_the_list(office: Office) -> None:
    note_id = office.keep(SLEPT, signed=False)
    office.keep(PLAN)
    office.open(note_id)
    press(office, "Sign…")
    press(office, "Sign this note")
    assert office.file.note.is_signed
    listed = focused()
    assert isinstance(listed, RowList)
    assert office.vm.timeline.rows[listed.currentIndex().row()].id == note_id


def test_after_an_addendum_was_signed_too(office: Office) -> None:
    office.open(office.keep(SLEPT))
    press(office, "Add addendum")
    assert isinstance(focused(), PassageEdit)
    QTest.keyClicks(focused(), "Called later.")
    office.vm.autosave.save_now()
    press(office, "Sign…")
    press(office, "Sign this note")
    assert isinstance(focused(), RowList)


def test_after_an_empty_draft_was_deleted_it_goes_to_the_list(office: Office) -> None:
    kept = office.keep(SLEPT)
    letter = office.keep(note_type=NoteType.LETTER, template=Template.LETTER, signed=False)
    office.open(letter)
    delete(office)
    assert isinstance(focused(), RowList)
    assert [row.id for row in office.vm.timeline.rows] == [kept]
    assert office.vm.file is None


def test_an_addendum_that_says_nothing_is_deleted_alone(office: Office) -> None:
    note_id = office.keep(SLEPT)
    office.open(note_id)
    press(office, "Add addendum")
    delete(office)
    assert isinstance(focused(), RowList)
    assert (office.file.note.id, office.file.addenda) == (note_id, ())


def test_a_draft_that_says_something_offers_no_deletion(office: Office) -> None:
    office.open(office.keep(signed=False))
    assert [one for one in office.buttons if one.toolTip()]
    QTest.keyClicks(office.fields[0], "Slept.")
    office.vm.autosave.save_now()
    assert not [one for one in office.buttons if one.toolTip()]


def test_a_correction_that_is_given_up_leads_back_to_its_button(office: Office) -> None:
    office.open(office.keep(SLEPT))
    press(office, "Correct…")
    assert name() == "Statements of this note"
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert office.button("Correct…").hasFocus()


@pytest.fixture
def plan(office: Office) -> NoteId:
    plan = office.keep(
        Passage(Section.PROBLEMS, "Panic on trains."),
        note_type=NoteType.TREATMENT_PLAN,
        template=Template.TREATMENT_PLAN,
    )
    office.open(plan)
    return plan


def the_reason(office: Office) -> QLineEdit:
    return next(one for one in office.view.findChildren(QLineEdit) if one.isVisible())


def test_after_a_review_it_goes_to_the_days(office: Office, plan: NoteId) -> None:
    press(office, "No next plan…")
    QTest.keyClicks(the_reason(office), "Rides alone now.")
    QTest.keyClick(the_reason(office), Qt.Key.Key_Return)
    assert office.button("Another day…").hasFocus()
    assert "Rides alone now." in office.lines


@pytest.mark.parametrize("by_key", [True, False])
def test_a_reason_that_is_given_up_leads_back_to_its_button(
    office: Office, plan: NoteId, by_key: bool
) -> None:
    press(office, "No next plan…")
    if by_key:
        QTest.keyClick(the_reason(office), Qt.Key.Key_Escape)
    else:
        press(office, "Cancel")
    assert office.button("No next plan…").hasFocus()


def test_the_next_plan_is_written_in_at_once(office: Office, plan: NoteId) -> None:
    press(office, "Start the next plan")
    assert office.file.note.id != plan
    assert isinstance(focused(), PassageEdit)


def test_after_a_clash_it_goes_on_in_the_text(office: Office) -> None:
    note_id = office.keep(SLEPT, signed=False)
    office.open(note_id)
    version = office.file.note.version
    other = NoteContent(Template.SOAP, (PLAN,))
    office.desk.cabinet.notes.save_draft(note_id, other, base_version=version)
    QTest.keyClicks(office.fields[0], "Well. ")
    office.vm.autosave.save_now()
    press(office, "Keep both")
    assert isinstance(focused(), PassageEdit)
    assert {"Well. Slept six hours.", PLAN.text} <= set(office.texts)


def test_a_risk_assessment_is_written_in_at_once(office: Office) -> None:
    office.open(office.keep(SLEPT, signed=False))
    press(office, "Add risk assessment")
    assert isinstance(focused(), PassageEdit)
