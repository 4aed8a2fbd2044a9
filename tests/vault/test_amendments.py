"""What the service does with a note that is signed, and with what is written after it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import a_profile, keep_alone, keep_meeting, keep_note, some_content
from tests.fakes import FakeClock, FakeStore
from vault.changes import NOTHING
from vault.errors import InvalidField
from vault.ids import ClientId, NoteId
from vault.note_service import NoteService, template_for
from vault.notes import Hindrance, NoteContent, NoteType
from vault.passages import LAYOUTS, Passage, Section, Statement, Template
from vault.settings import Settings


class Office:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.notes = NoteService(self.store, self.clock)
        with self.store.write() as work:
            work.profile.put(a_profile())
            self.client_id, self.unit_id = keep_alone(work)

    def a_draft(self, *texts: str) -> NoteId:
        note_id = self.notes.start(self.unit_id, NoteType.PROGRESS, Template.SOAP).value
        self.notes.save_draft(note_id, some_content(*texts), base_version=1)
        return note_id

    def a_signed_note(self, *texts: str) -> NoteId:
        note_id = self.a_draft(*texts)
        self.sign(note_id)
        return note_id

    def sign(self, note_id: NoteId) -> None:
        version = self.notes.open(note_id).note.version
        self.notes.sign(note_id, base_version=version)

    def passages(self, note_id: NoteId) -> tuple[Passage, ...]:
        return self.notes.open(note_id).note.content.passages

    def write(self, note_id: NoteId, *passages: Passage) -> None:
        note = self.notes.open(note_id).note
        content = replace(note.content, passages=passages)
        self.notes.save_draft(note_id, content, base_version=note.version)

    def hindrance(self, note_id: NoteId) -> Hindrance | None:
        file = self.notes.open(note_id)
        return self.notes.hindrance(file.note, file.unit)


@pytest.fixture
def office() -> Office:
    return Office()


class TestCorrecting:
    def test_begins_with_the_words_that_are_wrong(self, office: Office) -> None:
        note_id = office.a_signed_note("Slept six hours.", "Eats well.")
        wrong = Statement(note_id, 2)
        addendum = office.notes.add_addendum(note_id, corrects=wrong).value
        note = office.notes.open(addendum).note
        assert note.content.template is Template.AMENDMENT
        assert note.content.passages == (Passage(Section.CORRECTION, "Eats well.", corrects=wrong),)

    def test_isnt_signed_while_it_says_the_same_as_before(self, office: Office) -> None:
        note_id = office.a_signed_note("Slept six hours.")
        addendum = office.notes.add_addendum(note_id, corrects=Statement(note_id, 1)).value
        assert office.hindrance(addendum) is Hindrance.UNCHANGED
        with pytest.raises(InvalidField):
            office.sign(addendum)
        (passage,) = office.passages(addendum)
        office.write(addendum, replace(passage, text="Slept four hours."))
        assert office.hindrance(addendum) is None
        office.sign(addendum)
        assert office.passages(note_id)[0].text == "Slept six hours."

    def test_that_was_given_up_leaves_nothing_behind(self, office: Office) -> None:
        note_id = office.a_signed_note("Slept six hours.")
        addendum = office.notes.add_addendum(note_id, corrects=Statement(note_id, 1)).value
        assert office.notes.discard_empty(addendum).value
        assert office.notes.open(note_id).addenda == ()

    def test_a_second_statement_goes_into_the_same_draft_once(self, office: Office) -> None:
        note_id = office.a_signed_note("Slept six hours.", "Eats well.")
        first, second = Statement(note_id, 1), Statement(note_id, 2)
        addendum = office.notes.add_addendum(note_id).value
        office.write(addendum, Passage(Section.TEXT, "Called later."))
        for statement in (first, second):
            assert office.notes.add_addendum(note_id, corrects=statement).value == addendum
        again = office.notes.add_addendum(note_id, corrects=second)
        assert (again.value, again.changes) == (addendum, NOTHING)
        assert [one.corrects for one in office.passages(addendum)] == [None, first, second]

    def test_what_a_signed_addendum_says_can_be_corrected_too(self, office: Office) -> None:
        note_id = office.a_signed_note("Slept six hours.")
        addendum = office.notes.add_addendum(note_id).value
        office.write(addendum, Passage(Section.TEXT, "Called at nine."))
        office.sign(addendum)
        wrong = Statement(addendum, 1)
        later = office.notes.add_addendum(note_id, corrects=wrong).value
        assert office.passages(later)[0].corrects == wrong

    def test_another_notes_words_or_a_place_that_isnt_there_is_refused(
        self, office: Office
    ) -> None:
        note_id, other = office.a_signed_note("One."), office.a_signed_note("Two.")
        draft = office.notes.add_addendum(note_id).value
        office.write(draft, Passage(Section.TEXT, "Not signed."))
        for wrong in (
            Statement(other, 1),
            Statement(note_id, 2),
            Statement(note_id, 0),
            Statement(draft, 1),
        ):
            with pytest.raises(InvalidField):
                office.notes.add_addendum(note_id, corrects=wrong)


class TestASignature:
    def test_holds_the_profile_as_it_stood(self, office: Office) -> None:
        note_id = office.a_signed_note("Slept.")
        with office.store.write() as work:
            work.profile.put(a_profile(name="Ines Moor", licence_number="MFT.2"))
            work.settings.put(Settings(late_hours=72))
        signature = office.notes.open(note_id).note.signature
        assert signature is not None
        assert (signature.signed_by, signature.licence) == (
            "Ines Halloran, LMFT",
            "MFT.0004417, CO",
        )
        assert signature.late_hours == 24

    def test_without_a_licence_number_names_no_licence(self) -> None:
        assert a_profile(licence_number="").licence == ""


class TestOpening:
    def test_says_which_parts_dont_say_any_more_what_was_signed(self, office: Office) -> None:
        note_id = office.a_signed_note("Slept.")
        addendum = office.notes.add_addendum(note_id).value
        office.write(addendum, Passage(Section.TEXT, "Called later."))
        assert office.notes.open(note_id).altered == frozenset()
        office.sign(addendum)
        assert office.notes.open(note_id).altered == frozenset()
        for number, altered in ((addendum, {addendum}), (note_id, {addendum, note_id})):
            note = office.store.records.notes[number]
            passages = (Passage(Section.TEXT, "Said something else."),)
            content = NoteContent(note.content.template, passages)
            office.store.records.notes[number] = replace(note, content=content)
            assert office.notes.open(note_id).altered == altered

    def test_a_draft_can_go_on_from_the_last_signed_note_of_its_unit(self, office: Office) -> None:
        office.a_signed_note("First.")
        office.clock.now += timedelta(days=7)
        last = office.a_signed_note("Second.")
        office.clock.now += timedelta(days=1)
        office.a_draft("Not signed.")
        with office.store.write() as work:
            keep_note(work, keep_alone(work, "Dana Reyes")[1], at_utc=office.clock.now)
        office.clock.now += timedelta(days=6)
        earlier = office.notes.open(office.a_draft("Now.")).earlier
        assert earlier is not None
        assert earlier.note.id == last
        assert office.notes.open(last).earlier is None

    def test_a_changed_copy_loses_its_mark_when_it_is_kept(self, office: Office) -> None:
        source = office.a_signed_note("Sleep diary.")
        draft = office.a_draft()
        copy = Passage(Section.SUBJECTIVE, "Sleep diary.", copied_from=source)
        office.write(draft, copy, replace(copy, text="Sleep diary, again."))
        assert [one.copied_from for one in office.passages(draft)] == [source, None]
        assert [one.note.id for one in office.notes.open(draft).sources] == [source]


class TestLateEntries:
    def begun(self, office: Office, hours: float) -> NoteId:
        """A note of a meeting of 50 minutes, begun so many hours after it ended."""
        with office.store.write() as work:
            ended = office.clock.now - timedelta(hours=hours)
            meeting_id = keep_meeting(work, office.unit_id, ended - timedelta(minutes=50))
        return office.notes.start(
            office.unit_id, NoteType.PROGRESS, Template.SOAP, meeting_id=meeting_id
        ).value

    def late(self, office: Office) -> dict[NoteId, bool]:
        return {row.id: row.late for row in office.notes.timeline(ClientId(1))}

    def test_are_labelled_by_the_rule_of_the_settings(self, office: Office) -> None:
        on_time, late = self.begun(office, 24), self.begun(office, 24.1)
        assert self.late(office) == {on_time: False, late: True}
        with office.store.write() as work:
            work.settings.put(Settings(late_hours=25))
        assert self.late(office) == {on_time: False, late: False}

    def test_an_empty_draft_is_late_once_its_first_words_come_late(self, office: Office) -> None:
        slip, in_time = self.begun(office, 1), self.begun(office, 1)
        office.write(in_time, Passage(Section.SUBJECTIVE, "Slept."))
        office.clock.advance(days=7)
        office.write(slip, Passage(Section.SUBJECTIVE, "I think that she slept."))
        office.write(in_time, Passage(Section.SUBJECTIVE, "Slept well."))
        assert self.late(office) == {in_time: False, slip: True}
        office.sign(slip)
        assert office.notes.open(slip).altered == frozenset()
        assert office.notes.open(slip).note.begun_at_utc == office.clock.now

    def test_a_letter_that_was_taken_out_again_made_no_beginning(self, office: Office) -> None:
        emptied = self.begun(office, 1)
        office.write(emptied, Passage(Section.SUBJECTIVE, "."))
        office.write(emptied, Passage(Section.SUBJECTIVE, ""))
        office.clock.advance(days=60)
        office.write(emptied, Passage(Section.SUBJECTIVE, "Slept, I think."))
        assert self.late(office) == {emptied: True}

    def test_a_signed_note_keeps_the_rule_that_it_was_signed_under(self, office: Office) -> None:
        late = self.begun(office, 30)
        office.write(late, Passage(Section.SUBJECTIVE, "Slept."))
        office.sign(late)
        with office.store.write() as work:
            work.settings.put(Settings(late_hours=48))
        assert self.late(office) == {late: True}


def test_a_note_of_a_type_with_headings_of_its_own_begins_with_them() -> None:
    for note_type in NoteType:
        own = template_for(note_type, Template.DAP)
        assert (own in LAYOUTS) == (
            note_type
            in {
                NoteType.PROGRESS,
                NoteType.INTAKE,
                NoteType.PHONE,
                NoteType.FREE,
                NoteType.ADDENDUM,
            }
        )
    assert template_for(NoteType.PROGRESS, Template.DAP) is Template.DAP
