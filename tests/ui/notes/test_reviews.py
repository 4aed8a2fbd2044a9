import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.notes.office import SLEPT, Office
from ui.curtain import Curtain
from vault.errors import DiskFull
from vault.ids import NoteId
from vault.notes import NoteType
from vault.passages import Passage, Section, Template

TREATMENT_PLAN = (
    Passage(Section.PROBLEMS, "Panic on trains."),
    Passage(Section.OBJECTIVES, "Two rides a week."),
)


@pytest.fixture
def office(qtbot: QtBot) -> Office:
    return Office(qtbot)


@pytest.fixture
def plan(office: Office) -> NoteId:
    plan = office.keep(
        *TREATMENT_PLAN, note_type=NoteType.TREATMENT_PLAN, template=Template.TREATMENT_PLAN
    )
    office.desk.fake_clock.advance(days=73)
    office.open(plan)
    return plan


def test_a_plan_says_when_it_is_looked_at_again(office: Office, plan: NoteId) -> None:
    assert "Treatment plan review due 10 Feb, 17 days left" in office.lines
    office.button("Another day…").click()
    office.choose("In 7 days, 31 Jan")
    assert "Treatment plan review due 31 Jan, 7 days left" in office.lines
    office.desk.fake_clock.advance(days=9)
    office.open(office.keep(SLEPT))
    office.open(plan)
    assert "Treatment plan review was due 31 Jan, 2 days ago" in office.lines


def test_the_next_plan_opens_with_the_words_of_this_one(office: Office, plan: NoteId) -> None:
    office.button("Start the next plan").click()
    assert office.file.note.id != plan
    assert office.file.note.type is NoteType.TREATMENT_PLAN
    assert office.texts[0] == "Panic on trains."
    office.open(plan)
    assert "Reviewed: the next plan was begun." in office.lines
    assert "Start the next plan" not in {one.text() for one in office.buttons}


def test_without_a_next_plan_it_takes_a_reason(office: Office, plan: NoteId) -> None:
    office.button("No next plan…").click()
    why = next(one for one in office.view.findChildren(QLineEdit) if one.isVisible())
    assert why.hasFocus()
    QTest.keyClick(why, Qt.Key.Key_Return)
    assert "Why is no next plan needed?" in office.lines
    QTest.keyClicks(why, "Rides alone now.")
    QTest.keyClick(why, Qt.Key.Key_Return)
    assert "Reviewed 24 Jan 2027: Rides alone now." in office.lines


def test_esc_gives_the_reason_up(office: Office, plan: NoteId) -> None:
    office.button("No next plan…").click()
    why = next(one for one in office.view.findChildren(QLineEdit) if one.isVisible())
    QTest.keyClick(why, Qt.Key.Key_Escape)
    assert not why.isVisible()
    assert "Start the next plan" in {one.text() for one in office.buttons}


def test_a_reason_that_is_kept_while_covered_shows_only_afterwards(
    office: Office, plan: NoteId
) -> None:
    curtain = Curtain(office.view)
    office.desk.lane.held = True
    office.button("No next plan…").click()
    why = next(one for one in office.view.findChildren(QLineEdit) if one.isVisible())
    QTest.keyClicks(why, "Rides alone now.")
    QTest.keyClick(why, Qt.Key.Key_Return)
    office.view.cover()
    curtain.draw()
    office.desk.lane.let_go()
    assert office.lines == ""
    curtain.open()
    office.view.uncover()
    assert "Rides alone now." in office.lines


def the_reason(office: Office) -> QLineEdit:
    return next(one for one in office.view.findChildren(QLineEdit) if one.isVisible())


def test_a_half_typed_reason_is_taken_along_by_a_lock_and_stands_there_again(
    office: Office, plan: NoteId
) -> None:
    office.button("No next plan…").click()
    QTest.keyClicks(the_reason(office), "Rides al")
    (save,) = office.view.pending_saves()
    save()
    review = office.desk.cabinet.notes.open(plan).review
    assert review is not None
    assert (review.typed, review.is_open) == ("Rides al", True)
    office.open(office.keep(SLEPT))
    office.open(plan)
    assert the_reason(office).text() == "Rides al"
    QTest.keyClick(the_reason(office), Qt.Key.Key_Escape)
    office.open(office.keep(SLEPT))
    office.open(plan)
    assert not [one for one in office.view.findChildren(QLineEdit) if one.isVisible()]


def test_another_day_takes_no_half_typed_reason_away(office: Office, plan: NoteId) -> None:
    office.button("No next plan…").click()
    QTest.keyClicks(the_reason(office), "Rides al")
    office.button("Another day…").click()
    office.choose("In 7 days, 31 Jan")
    assert the_reason(office).text() == "Rides al"


def test_a_reason_that_a_full_disk_refuses_is_stored_once_the_note_is_left(
    office: Office, plan: NoteId
) -> None:
    office.button("No next plan…").click()
    QTest.keyClicks(the_reason(office), "Rides al")
    office.desk.store.fail_next_commit = DiskFull()
    office.view.leave()
    assert "The disk is full." in office.lines
    office.open(office.keep(SLEPT))
    review = office.desk.cabinet.notes.open(plan).review
    assert review is not None
    assert review.typed == "Rides al"


def test_a_sessions_note_has_no_review(office: Office, plan: NoteId) -> None:
    office.open(office.keep(SLEPT))
    assert "review" not in office.lines
