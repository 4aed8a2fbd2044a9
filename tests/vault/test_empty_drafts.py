"""Which empty drafts are cleared away as they are left, and what goes with one that is deleted."""

from dataclasses import replace

import pytest

from tests.builders import keep_note, sign, some_content
from tests.fakes import FakeClock, FakeStore
from vault.ids import NoteId, UnitId
from vault.meetings import MeetingForm, NewMeeting
from vault.note_service import NoteService, template_for
from vault.notes import NoteType
from vault.passages import Template


class TestADraftThatIsLeft:
    @pytest.fixture
    def begun(self, notes: NoteService, unit_id: UnitId, clock: FakeClock) -> NoteId:
        """A note that recorded its session itself, untouched since."""
        return notes.start_with_meeting(a_meeting(unit_id, clock), Template.SOAP).value

    def test_goes_with_its_session_where_it_was_begun_by_a_slip(
        self, notes: NoteService, store: FakeStore, begun: NoteId
    ) -> None:
        assert notes.clear_untouched(begun).value
        assert (store.records.notes, store.records.meetings) == ({}, {})

    @pytest.mark.parametrize("note_type", [one for one in NoteType if one is not NoteType.ADDENDUM])
    def test_stays_where_it_was_chosen(
        self, notes: NoteService, unit_id: UnitId, note_type: NoteType
    ) -> None:
        chosen = notes.start(unit_id, note_type, template_for(note_type, Template.SOAP)).value
        assert not notes.clear_untouched(chosen).value
        assert notes.open(chosen).note.content.is_empty

    def test_stays_where_it_is_about_a_session_that_was_planned(
        self, notes: NoteService, store: FakeStore, unit_id: UnitId, clock: FakeClock
    ) -> None:
        with store.write() as work:
            planned = work.meetings.add(a_meeting(unit_id, clock))
        note_id = notes.start(unit_id, NoteType.PROGRESS, Template.SOAP, meeting_id=planned).value
        assert not notes.clear_untouched(note_id).value

    def test_stays_where_anything_was_kept_in_it_even_when_that_is_gone_again(
        self, notes: NoteService, begun: NoteId
    ) -> None:
        notes.save_draft(begun, some_content("x"), base_version=1)
        notes.save_draft(begun, some_content(), base_version=2)
        assert not notes.clear_untouched(begun).value

    def test_stays_where_its_session_was_changed(
        self, notes: NoteService, store: FakeStore, begun: NoteId
    ) -> None:
        met = notes.open(begun).meeting
        assert met is not None
        with store.write() as work:
            work.meetings.change(replace(met, minutes=80))
        assert not notes.clear_untouched(begun).value

    def test_stays_where_another_note_is_about_its_session(
        self, notes: NoteService, unit_id: UnitId, begun: NoteId
    ) -> None:
        met = notes.open(begun).note.meeting_id
        risk = notes.start(unit_id, NoteType.RISK, Template.RISK, meeting_id=met).value
        assert not notes.clear_untouched(begun).value
        assert notes.discard_empty(begun).value
        assert notes.open(risk).meeting is not None

    def test_stays_where_it_adds_to_a_signed_note(
        self, notes: NoteService, store: FakeStore, unit_id: UnitId
    ) -> None:
        with store.write() as work:
            signed = keep_note(work, unit_id, "Slept.")
            sign(work, signed)
        addendum = notes.add_addendum(signed).value
        assert not notes.clear_untouched(addendum).value


class TestAnEmptyNoteThatIsDeleted:
    def test_takes_the_meeting_along_that_was_recorded_to_begin_it(
        self, notes: NoteService, unit_id: UnitId, clock: FakeClock
    ) -> None:
        begun = notes.start_with_meeting(a_meeting(unit_id, clock), Template.SOAP).value
        notes.discard_empty(begun)
        again = notes.start_with_meeting(a_meeting(unit_id, clock), Template.SOAP).value
        meeting = notes.open(again).meeting
        assert meeting is not None
        assert meeting.number == 1

    def test_leaves_a_meeting_that_stood_in_the_day_already(
        self, notes: NoteService, store: FakeStore, unit_id: UnitId, clock: FakeClock
    ) -> None:
        with store.write() as work:
            meeting_id = work.meetings.add(a_meeting(unit_id, clock))
        note_id = notes.start(
            unit_id, NoteType.PROGRESS, Template.SOAP, meeting_id=meeting_id
        ).value
        assert notes.discard_empty(note_id).value
        with store.read() as work:
            assert work.meetings.get(meeting_id).id == meeting_id


def a_meeting(unit_id: UnitId, clock: FakeClock) -> NewMeeting:
    return NewMeeting(unit_id, clock.now_utc(), 50, MeetingForm.IN_PERSON)
