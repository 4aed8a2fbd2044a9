from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk import waiting
from tests.ui.notes.office import PLAN, SLEPT, Office
from ui import names
from ui.autosave import DELAY_MS
from ui.curtain import Curtain
from ui.known_names import KnownNamesReader
from ui.notes.editor import NoteEditor
from ui.notes.reading import ReadingSheet
from ui.notes.statements import StatementChooser
from ui.row_list import RowList
from ui.widgets.pill import Pill
from vault.ids import NoteId
from vault.notes import NoteType
from vault.passages import Passage, Section, Statement, Template
from vault.place import Place

Part = TypeVar("Part", bound=QWidget)


@pytest.fixture
def office(qtbot: QtBot) -> Office:
    return Office(qtbot)


@pytest.fixture
def amended(office: Office) -> NoteId:
    note_id = office.keep(SLEPT, PLAN)
    office.desk.fake_clock.advance(hours=2)
    office.amend(note_id, 1, "Slept four hours.", "Called later.")
    office.open(note_id)
    return note_id


def struck(office: Office) -> list[str]:
    found = []
    for field in office.fields:
        cursor = field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Right)
        if cursor.charFormat().fontStrikeOut():
            found.append(field.toPlainText())
    return found


def part(office: Office, kind: type[Part]) -> Part:
    found = office.view.findChild(kind)
    assert isinstance(found, kind)
    return found


def statements(office: Office) -> RowList:
    (found,) = part(office, StatementChooser).findChildren(RowList)
    return found


class TestReading:
    def test_a_note_reads_as_amended_with_what_changed_marked(
        self, office: Office, amended: NoteId
    ) -> None:
        assert office.texts == [
            "Slept six hours.",
            "Slept four hours.",
            "Sleep diary.",
            "Called later.",
        ]
        assert struck(office) == ["Slept six hours."]
        assert "Corrected 12 Nov 2026, 17:05, by Ines Halloran, LMFT:" in office.lines
        assert "Added 12 Nov 2026, 17:05, by Ines Halloran, LMFT" in office.lines

    def test_what_is_struck_is_said_to_a_screen_reader(
        self, office: Office, amended: NoteId
    ) -> None:
        names = [one.accessibleName() for one in office.fields]
        assert [name.endswith("what the note said before.") for name in names] == [
            True,
            False,
            False,
            False,
        ]

    def test_as_signed_shows_the_very_note_with_its_amendment_below(
        self, office: Office, amended: NoteId
    ) -> None:
        before = office.desk.store.records.notes[amended]
        office.button("As signed").click()
        assert office.texts == [
            "Slept six hours.",
            "Sleep diary.",
            "Slept four hours.",
            "Called later.",
        ]
        assert struck(office) == []
        assert "Amendment, 12 Nov 2026, 17:05" in office.lines
        office.button("As amended").click()
        assert struck(office) == ["Slept six hours."]
        assert office.desk.store.records.notes[amended] == before

    def test_a_note_without_addenda_has_one_reading(self, office: Office) -> None:
        office.open(office.keep(SLEPT))
        assert "As signed" not in {one.text() for one in office.buttons}
        assert part(office, NoteEditor).isVisible()

    def test_arrow_keys_walk_from_the_old_words_to_the_new(
        self, office: Office, amended: NoteId, qtbot: QtBot
    ) -> None:
        first, second, *_ = office.fields
        first.setFocus()
        QTest.keyClick(first, Qt.Key.Key_Down)
        qtbot.waitUntil(second.hasFocus)

    def test_nothing_of_it_is_left_behind_a_curtain(self, office: Office, amended: NoteId) -> None:
        curtain = Curtain(office.view)
        curtain.draw()
        assert set(office.texts) == {""}
        curtain.open()
        assert "Slept four hours." in office.texts
        office.button("Correct…").click()
        curtain.draw()
        assert statements(office).model() is None
        curtain.open()
        assert statements(office).model().rowCount() == 3

    def test_it_comes_back_to_where_it_was_read(self, office: Office, qtbot: QtBot) -> None:
        amended = office.keep(*(replace(SLEPT, text=f"{night} hours.") for night in range(60)))
        office.amend(amended, 1, "Slept four hours.")
        office.open(amended)
        bar = part(office, ReadingSheet).scroll_bar
        qtbot.waitUntil(lambda: bar.maximum() > 40)
        bar.setValue(40)
        assert office.view.place() == (amended, "", 0, 0, 40)
        bar.setValue(0)
        office.view.go_to(Place("clients", office.client_id, "notes", amended, scroll=40))
        qtbot.waitUntil(lambda: bar.value() == 40)

    def test_names_are_shown_anew_and_no_list_of_statements_is_left_with_the_old_ones(
        self, office: Office, amended: NoteId
    ) -> None:
        KnownNamesReader(office.desk.vault, office.view)
        before = office.texts
        office.button("Correct…").click()
        names.style.show_initials(only=True)
        try:
            assert not statements(office).isVisible()
            assert office.texts == before
        finally:
            names.style.show_initials(only=False)

    def test_another_note_takes_it_off_the_sheet(self, office: Office, amended: NoteId) -> None:
        office.open(office.keep(PLAN, signed=False))
        assert part(office, ReadingSheet).fields == ()
        assert "Slept" not in " ".join(office.texts)


class TestCorrecting:
    def test_two_clicks_and_the_words_stand_there_to_be_put_right(
        self, office: Office, amended: NoteId
    ) -> None:
        office.button("Correct…").click()
        listed = statements(office)
        rows = listed.model()
        assert [rows.data(rows.index(row, 0)) for row in range(3)] == [
            "Slept four hours., Subjective",
            "Sleep diary., Plan",
            "Called later., Addendum",
        ]
        listed.clicked.emit(listed.model().index(1, 0))
        draft = office.vm.draft_note
        assert draft is not None
        assert draft.content.passages == (
            replace(PLAN, section=Section.CORRECTION, corrects=Statement(amended, 2)),
        )
        assert "Corrects: “Sleep diary.”" in office.lines
        assert "A correction still says the same as before" in office.lines

    def test_the_keyboard_does_it_too_and_walking_past_a_statement_chooses_nothing(
        self, office: Office, qtbot: QtBot
    ) -> None:
        office.open(office.keep(SLEPT, PLAN))
        office.button("Correct…").click()
        listed = statements(office)
        qtbot.waitUntil(listed.hasFocus)
        QTest.keyClick(listed, Qt.Key.Key_Down)
        qtbot.wait(250)
        assert not office.file.addenda
        QTest.keyClick(listed, Qt.Key.Key_Return)
        (addendum,) = office.file.addenda
        assert addendum.content.passages[0].text == "Sleep diary."

    def test_esc_or_the_button_leaves_it_as_it_is(self, office: Office, qtbot: QtBot) -> None:
        office.open(office.keep(SLEPT))
        for by_key in (True, False):
            office.button("Correct…").click()
            qtbot.waitUntil(statements(office).hasFocus)
            assert "Add addendum" not in {one.text() for one in office.buttons}
            if by_key:
                QTest.keyClick(statements(office), Qt.Key.Key_Escape)
            else:
                office.button("Leave it as it is").click()
            assert office.texts == ["Slept six hours."]
            assert office.button("Add addendum").isVisible()
        assert not office.file.addenda

    def test_a_second_correction_keeps_what_is_typed_in_the_first(self, office: Office) -> None:
        office.open(office.keep(SLEPT, PLAN))
        office.vm.add_addendum(Statement(office.file.note.id, 1))
        office.fields[-2].setPlainText("Slept four hours.")
        office.vm.add_addendum(Statement(office.file.note.id, 2))
        (addendum,) = office.file.addenda
        assert [one.text for one in addendum.content.passages] == [
            "Slept four hours.",
            "Sleep diary.",
        ]

    def test_an_addendum_is_one_click_from_the_note(self, office: Office) -> None:
        office.open(office.keep(SLEPT))
        office.button("Add addendum").click()
        assert office.vm.draft_note is not None
        assert office.fields[-1].hasFocus()

    def test_beside_the_draft_of_an_addendum_the_note_is_seen_to_be_signed(
        self, office: Office
    ) -> None:
        office.open(office.keep(SLEPT))
        office.button("Add addendum").click()
        assert "Signed by Ines Halloran" in office.lines
        assert any(
            one.text() == "Signed · addendum draft" for one in office.view.findChildren(Pill)
        )


class TestWhatIsToBeKnown:
    def test_a_note_that_was_changed_behind_our_back_says_so(self, office: Office) -> None:
        note_id = office.keep(SLEPT)
        note = office.desk.store.records.notes[note_id]
        forged = replace(note.content, passages=(replace(SLEPT, text="Slept well."),))
        office.desk.store.records.notes[note_id] = replace(note, content=forged)
        office.open(note_id)
        assert "This isn't what was signed on 12 Nov 2026" in office.lines
        office.open(office.keep(PLAN))
        assert "This isn't what was signed" not in office.lines

    def test_a_late_entry_has_both_times_and_its_rule(self, office: Office) -> None:
        met_at = office.desk.clock.now_utc() - timedelta(days=3)
        office.open(office.keep(SLEPT, met_at=met_at, signed=False))
        assert "Late entry: about 9 Nov 2026, 15:05, begun 12 Nov 2026, 15:05." in office.lines
        assert "late 24 hours after its session; check with your board" in office.lines
        assert office.vm.timeline.rows[0].late

    def test_the_signer_stands_below_with_the_licence_of_that_day(self, office: Office) -> None:
        office.open(office.keep(SLEPT))
        assert "Signed by Ines Halloran, LMFT (license MFT.0004417, CO)" in office.lines


class TestCopying:
    @pytest.fixture
    def draft(self, office: Office) -> NoteId:
        office.keep(SLEPT, PLAN)
        office.desk.fake_clock.advance(days=7)
        note_id = office.keep(Passage(Section.SUBJECTIVE, "Better."), signed=False)
        office.open(note_id)
        return note_id

    def test_a_section_of_the_last_note_comes_along_marked(
        self, office: Office, draft: NoteId
    ) -> None:
        office.button("Copy from Session note, 12 Nov…").click()
        assert office.offered == ["Plan, 1 paragraph", "Subjective, 1 paragraph", "", "All of it"]
        office.choose("Plan, 1 paragraph")
        assert "1 paragraph is copied word for word from Session note, 12 Nov." in office.lines
        assert "Sleep diary." in office.texts
        office.vm.autosave.save_now()
        stored = office.desk.cabinet.notes.open(draft).note.content.passages
        assert [one.copied_from for one in stored] == [None, NoteId(1)]

    def test_signing_asks_gently_whether_it_is_still_so(
        self, office: Office, draft: NoteId
    ) -> None:
        office.button("Copy from Session note, 12 Nov…").click()
        office.choose("All of it")
        office.button("Sign…").click()
        assert "2 paragraphs are copied and weren't changed: are they still so?" in office.lines
        office.button("Keep writing").click()
        plan = next(one for one in office.fields if one.toPlainText() == "Sleep diary.")
        plan.textCursor().insertText("Longer ")
        office.button("Sign…").click()
        assert "1 paragraph is copied and wasn't changed: is it still so?" in office.lines
        office.button("Sign this note").click()
        assert office.file.note.is_signed

    def test_a_copy_is_one_step_of_undo_among_the_others(
        self, office: Office, draft: NoteId
    ) -> None:
        first = office.fields[0]
        first.setFocus()
        QTest.keyClick(first, Qt.Key.Key_End)
        QTest.keyClicks(first, " Much.")
        office.button("Copy from Session note, 12 Nov…").click()
        office.choose("Plan, 1 paragraph")
        seen = [office.texts[0], *(one for one in office.texts if one == PLAN.text)]
        assert seen == ["Better. Much.", PLAN.text]
        for expected in (("Better. Much.", False), ("Better.", False)):
            QTest.keyClick(office.fields[0], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert (office.texts[0], PLAN.text in office.texts) == expected
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        for expected in (("Better. Much.", False), ("Better. Much.", True)):
            QTest.keyClick(office.fields[0], Qt.Key.Key_Z, both)
            assert (office.texts[0], PLAN.text in office.texts) == expected

    def test_a_copy_that_is_changed_is_none_any_more_until_that_is_undone(
        self, office: Office, draft: NoteId
    ) -> None:
        office.button("Copy from Session note, 12 Nov…").click()
        office.choose("All of it")
        plan = next(one for one in office.fields if one.toPlainText() == PLAN.text)
        plan.setFocus()
        QTest.keyClicks(plan, "No ")
        assert [one.copied_from for one in plan.passages()] == [None]
        waiting(office.vm, DELAY_MS).go_off()
        assert "1 paragraph is copied word for word from Session note, 12 Nov." in office.lines
        QTest.keyClick(plan, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert plan.toPlainText() == PLAN.text
        assert [one.copied_from for one in plan.passages()] == [NoteId(1)]

    def test_the_first_note_has_nothing_to_copy(self, office: Office) -> None:
        office.open(office.keep(SLEPT, signed=False))
        assert not any(one.text().startswith("Copy from") for one in office.buttons)


class TestBesideTheDraft:
    def test_a_risk_assessment_begins_about_the_same_session(self, office: Office) -> None:
        met_at = office.desk.clock.now_utc()
        office.open(office.keep(SLEPT, met_at=met_at, signed=False))
        meeting_id = office.file.note.meeting_id
        office.button("Add risk assessment").click()
        note = office.file.note
        assert (note.type, note.content.template) == (NoteType.RISK, Template.RISK)
        assert note.meeting_id == meeting_id is not None
        assert "Add risk assessment" not in {one.text() for one in office.buttons}

    def test_beside_an_empty_note_it_begins_and_both_stay_with_the_session(
        self, office: Office
    ) -> None:
        office.vm.show_client(office.client_id)
        office.vm.start_meeting(office.vm.timeline.units[0])
        begun = office.file.note
        office.button("Add risk assessment").click()
        risk = office.file.note
        assert (risk.type, risk.meeting_id) == (NoteType.RISK, begun.meeting_id)
        office.open(begun.id)
        office.open(risk.id)
        assert {row.id for row in office.vm.timeline.rows} == {begun.id, risk.id}

    @pytest.mark.parametrize(
        ("note_type", "headings"),
        [
            (NoteType.SAFETY_PLAN, 6),
            (NoteType.TREATMENT_PLAN, 4),
            (NoteType.DISCHARGE, 4),
            (NoteType.LETTER, 3),
            (NoteType.RISK, 5),
        ],
    )
    def test_a_note_with_headings_of_its_own_offers_no_other_layout(
        self, office: Office, note_type: NoteType, headings: int
    ) -> None:
        office.vm.show_client(office.client_id)
        office.vm.start(office.unit_id, note_type)
        assert len(office.fields) == headings
        assert not any("SOAP" in one.text() for one in office.buttons)


def test_every_control_has_a_name(office: Office, amended: NoteId) -> None:
    for button in office.buttons:
        assert button.accessibleName(), button
    office.button("Correct…").click()
    assert statements(office).accessibleName() == "Statements of this note"
    assert not [one for one in office.view.findChildren(QLabel) if "None" in one.text()]
