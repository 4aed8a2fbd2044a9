from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import (
    NOW,
    a_couple,
    a_note,
    a_passage,
    a_time,
    alone,
    keep_client,
    keep_unit,
    signed,
    some_content,
)
from tests.fakes import FakeClock, FakeStore
from vault.audit import AuditKind
from vault.changes import NOTHING, Changes, Noun
from vault.errors import ChangedElsewhere, InvalidField, NoteSigned, Problem
from vault.ids import ClientId, MeetingId, MemberId, NoteId, UnitId
from vault.meetings import Meeting, MeetingForm, NewMeeting
from vault.note_service import NoteService, note_file
from vault.notes import (
    PASSAGE_LIMIT,
    Around,
    Hindrance,
    Note,
    NoteContent,
    NoteType,
    Signature,
    present_members,
)
from vault.passages import About, AboutKind, Passage, Section, Statement, Template
from vault.signing import fingerprint, is_whole
from vault.units import Unit, UnitKind

ALL = About.all()


@pytest.fixture
def draft(notes: NoteService, unit_id: UnitId) -> NoteId:
    return notes.start(unit_id, NoteType.PROGRESS, Template.SOAP).value


def recorded(store: FakeStore) -> list[tuple[AuditKind, str]]:
    return [(one.kind, one.subject) for one in store.records.audit]


def a_signed_note(notes: NoteService, note_id: NoteId) -> NoteId:
    version = notes.save_draft(note_id, some_content("Said."), base_version=1).value
    notes.sign(note_id, base_version=version)
    return note_id


class TestContent:
    def test_stray_characters_are_replaced_in_sight_and_the_rest_is_left(self) -> None:
        kept = a_passage("é 🌿\n\t夏目", about=ALL)
        stray = a_passage("a\0b\ud800", about=About(AboutKind.THIRD_PERSON, (), "Ada\0"))
        checked = NoteContent(Template.DAP, (kept, stray, a_passage(""))).checked()
        assert checked.passages[0] == kept
        assert checked.passages[1].text == "a\ufffdb\ufffd"
        assert checked.passages[1].about.third_person == "Ada\ufffd"
        assert checked.passages[2].text == ""

    def test_a_pasted_book_of_many_lines_is_kept_in_fewer_passages(self) -> None:
        lines = [f"Line {number}" for number in range(2 * PASSAGE_LIMIT + 7)]
        book = NoteContent(Template.FREE, tuple(a_passage(one, about=ALL) for one in lines))
        kept = book.checked().passages
        assert len(kept) <= PASSAGE_LIMIT
        assert "\n".join(one.text for one in kept).split("\n") == lines
        assert {one.about for one in kept} == {ALL}

    def test_more_than_a_note_holds_is_refused(self) -> None:
        about = (ALL, About(AboutKind.THIRD_PERSON, (), "Ada"))
        full = NoteContent(
            Template.FREE, tuple(a_passage("", about=about[at % 2]) for at in range(PASSAGE_LIMIT))
        )
        assert full.checked() == full
        with pytest.raises(InvalidField) as caught:
            replace(full, passages=(*full.passages, a_passage("", about=ALL))).checked()
        assert caught.value.problem is Problem.TOO_LONG

    def test_white_space_alone_is_empty(self) -> None:
        assert some_content("", " \n\t").is_empty
        assert not some_content("", " x ").is_empty


class TestFingerprint:
    @pytest.mark.parametrize(
        "changed",
        [
            a_note(2),
            a_note(unit_id=2),
            a_note(meeting_id=MeetingId(1)),
            a_note(amends=NoteId(9)),
            a_note(type=NoteType.INTAKE),
            a_note(happened_at_utc=a_time() + timedelta(microseconds=1)),
            a_note(created_at_utc=NOW + timedelta(microseconds=1)),
            a_note(first_words_at_utc=NOW + timedelta(microseconds=1)),
            a_note(content=some_content("Slept better this week.", template=Template.DAP)),
            a_note(1, 1, "Slept better this week"),
            a_note(1, 1, "Slept better this week.", ""),
            *(
                a_note(content=NoteContent(Template.SOAP, (passage,)))
                for passage in (
                    a_passage(section=Section.PLAN),
                    a_passage(about=ALL),
                    a_passage(about=About.of(MemberId(1))),
                    a_passage(about=About(AboutKind.UNTAGGED, (), "Ada")),
                    a_passage(said_by=MemberId(1)),
                    a_passage(in_confidence=True),
                    a_passage(corrects=Statement(NoteId(1), 1)),
                    a_passage(copied_from=NoteId(1)),
                )
            ),
        ],
    )
    def test_covers_all_that_a_note_says(self, changed: Note) -> None:
        whole = signed(a_note())
        assert is_whole(whole)
        assert not is_whole(replace(changed, signature=whole.signature))

    def test_covers_who_signed_and_when(self) -> None:
        whole = signed(a_note())
        assert whole.signature is not None
        later = NOW + timedelta(microseconds=1)
        for altered in (
            replace(whole.signature, signed_by="Somebody"),
            replace(whole.signature, signed_at_utc=later),
            replace(whole.signature, licence="MFT.1"),
            replace(whole.signature, late_hours=48),
        ):
            assert not is_whole(replace(whole, signature=altered))

    MET = Meeting(
        MeetingId(1), UnitId(1), 7, a_time(), 50, MeetingForm.IN_PERSON, "Room 2", (MemberId(1),)
    )

    @pytest.mark.parametrize(
        "altered",
        [
            Around(),
            Around(MET),
            Around(MET, ((MemberId(1), ClientId(2)),)),
            *(
                Around(meeting, ((MemberId(1), ClientId(1)),))
                for meeting in (
                    replace(MET, number=8),
                    replace(MET, starts_at_utc=a_time(1)),
                    replace(MET, minutes=80),
                    replace(MET, form=MeetingForm.PHONE),
                    replace(MET, place="Home"),
                    replace(MET, present=(MemberId(1), MemberId(2))),
                )
            ),
        ],
    )
    def test_covers_the_session_who_was_there_and_whose_files_they_have(
        self, altered: Around
    ) -> None:
        around = Around(self.MET, ((MemberId(1), ClientId(1)),))
        whole = signed(a_note(meeting_id=MeetingId(1), around=around))
        assert is_whole(replace(whole, around=Around(replace(self.MET, held=True), around.people)))
        assert not is_whole(replace(whole, around=altered))

    def test_a_note_that_was_signed_by_the_first_seal_still_is_whole(self) -> None:
        whole = signed(a_note())
        assert whole.signature is not None
        digest = "8f45118878e0a431042bf441ff2a5478c1c50ae10692c70b19eca2d09a8e0585"
        first = replace(whole.signature, seal_version=1, sha256=digest)
        assert is_whole(replace(whole, signature=first))
        assert not is_whole(replace(whole, signature=replace(first, seal_version=2)))

    def test_a_draft_is_not_whole(self) -> None:
        assert not is_whole(a_note())

    @given(st.text(), st.text())
    def test_moving_a_paragraphs_border_changes_it(self, first: str, second: str) -> None:
        one, two = a_note(1, 1, first, second), a_note(1, 1, first + second)
        unsealed = Signature(NOW, "", "")
        assert fingerprint(one, unsealed) != fingerprint(two, unsealed)


class TestWriting:
    def test_a_note_without_a_meeting_is_about_now(
        self, notes: NoteService, store: FakeStore, clock: FakeClock, draft: NoteId
    ) -> None:
        note = notes.open(draft).note
        assert (note.happened_at_utc, note.version, note.content.passages) == (clock.now, 1, ())
        assert recorded(store) == [(AuditKind.NOTE_CREATED, f"note:{draft}")]

    def test_a_meeting_and_its_note_begin_together(
        self, notes: NoteService, store: FakeStore, unit_id: UnitId
    ) -> None:
        meeting = NewMeeting(unit_id, a_time(day=3), 50, MeetingForm.VIDEO)
        written = len(store.events)
        done = notes.start_with_meeting(meeting, Template.BIRP)
        file = notes.open(done.value)
        assert file.meeting is not None
        assert (file.note.happened_at_utc, file.note.content.template) == (
            a_time(day=3),
            Template.BIRP,
        )
        assert done.changes == Changes.of(Noun.NOTE, done.value) | Changes.of(
            Noun.MEETING, file.meeting.id
        )
        assert len(store.events) == written + 1
        later = notes.start(
            unit_id, NoteType.PHONE, Template.FREE, meeting_id=file.meeting.id
        ).value
        assert notes.open(later).note.happened_at_utc == a_time(day=3)

    def test_saving_is_quiet_and_settling_is_recorded_once(
        self, notes: NoteService, store: FakeStore, draft: NoteId
    ) -> None:
        assert notes.save_draft(draft, some_content("a\0"), base_version=1).value == 2
        assert notes.save_draft(draft, some_content("b\0"), base_version=2).value == 3
        assert notes.open(draft).note.content == some_content("b\ufffd")
        assert len(store.records.audit) == 1
        assert notes.settle(draft).changes == Changes.of(Noun.NOTE, draft)
        assert notes.settle(draft).changes == NOTHING
        assert recorded(store)[1:] == [(AuditKind.NOTE_EDITED, f"note:{draft}")]

    def test_an_older_window_does_not_win(self, notes: NoteService, draft: NoteId) -> None:
        notes.save_draft(draft, some_content("newer"), base_version=1)
        with pytest.raises(ChangedElsewhere):
            notes.save_draft(draft, some_content("older"), base_version=1)
        assert notes.open(draft).note.content == some_content("newer")

    def test_all_waiting_drafts_settle_in_one_transaction(
        self, notes: NoteService, store: FakeStore, unit_id: UnitId
    ) -> None:
        drafts = [notes.start(unit_id, NoteType.FREE, Template.FREE).value for _ in range(3)]
        for one in drafts[:2]:
            notes.save_draft(one, some_content("x"), base_version=1)
        written = len(store.events)
        done = notes.settle_all()
        assert (done.value, done.changes) == (2, Changes.of(Noun.NOTE, *drafts[:2]))
        assert len(store.events) == written + 1
        assert (notes.settle_all().value, notes.settle_all().changes) == (0, NOTHING)

    def test_only_an_empty_draft_is_discarded(
        self, notes: NoteService, store: FakeStore, draft: NoteId
    ) -> None:
        notes.save_draft(draft, some_content("x"), base_version=1)
        assert not notes.discard_empty(draft).value
        notes.save_draft(draft, some_content(" "), base_version=2)
        assert notes.discard_empty(draft).value
        with pytest.raises(LookupError):
            notes.open(draft)
        assert recorded(store)[-1] == (AuditKind.NOTE_DELETED, f"note:{draft}")


class TestSigning:
    def test_signs_the_newest_text_in_the_counselors_name(
        self, notes: NoteService, store: FakeStore, clock: FakeClock, draft: NoteId
    ) -> None:
        version = notes.save_draft(draft, some_content("Said."), base_version=1).value
        done = notes.sign(draft, base_version=version)
        note = notes.open(draft).note
        assert (note.signature, note.content) == (done.value, some_content("Said."))
        assert (done.value.signed_by, done.value.signed_at_utc) == (
            "Ines Halloran, LMFT",
            clock.now,
        )
        assert is_whole(note)
        assert store.records.details[-1] == done.value.sha256
        assert recorded(store)[-1] == (AuditKind.NOTE_SIGNED, f"note:{draft}")

    def test_a_signed_note_takes_nothing_more(self, notes: NoteService, draft: NoteId) -> None:
        a_signed_note(notes, draft)
        before = notes.open(draft).note
        with pytest.raises(NoteSigned):
            notes.save_draft(draft, some_content("more"), base_version=before.version)
        with pytest.raises(NoteSigned):
            notes.sign(draft, base_version=before.version)
        assert not notes.discard_empty(draft).value
        assert notes.open(draft).note == before

    def test_what_was_not_read_is_not_signed(
        self, notes: NoteService, store: FakeStore, draft: NoteId
    ) -> None:
        notes.save_draft(draft, some_content("Said."), base_version=1)
        with pytest.raises(ChangedElsewhere):
            notes.sign(draft, base_version=1)
        assert not notes.open(draft).note.is_signed
        assert store.records.unsettled == {draft: None}

    def test_an_empty_note_is_not_signed(self, notes: NoteService, draft: NoteId) -> None:
        with pytest.raises(InvalidField):
            notes.sign(draft, base_version=1)

    def test_a_shared_note_wants_every_written_paragraph_tagged(self, notes: NoteService) -> None:
        couple = a_couple()

        def hindrance(*passages: Passage, unit: Unit = couple) -> Hindrance | None:
            return notes.hindrance(a_note(content=NoteContent(Template.SOAP, passages)), unit)

        assert hindrance(a_passage(" ")) is Hindrance.EMPTY
        assert hindrance(a_passage("x")) is Hindrance.UNTAGGED
        assert hindrance(a_passage("x", about=ALL), a_passage("y")) is Hindrance.UNTAGGED
        assert hindrance(a_passage("x", about=ALL), a_passage(" ")) is None
        assert hindrance(a_passage("x"), unit=alone()) is None

    def test_an_untagged_note_of_a_couple_is_refused_by_the_service(
        self, notes: NoteService, store: FakeStore
    ) -> None:
        with store.write() as work:
            unit_id = keep_unit(work, UnitKind.COUPLE, keep_client(work), keep_client(work))
        note_id = notes.start(unit_id, NoteType.PROGRESS, Template.SOAP).value
        version = notes.save_draft(note_id, some_content("x"), base_version=1).value
        with pytest.raises(InvalidField):
            notes.sign(note_id, base_version=version)


class TestAddenda:
    def test_one_draft_addendum_at_a_time(
        self, notes: NoteService, store: FakeStore, draft: NoteId
    ) -> None:
        a_signed_note(notes, draft)
        first = notes.add_addendum(draft)
        again = notes.add_addendum(draft)
        assert (again.value, again.changes) == (first.value, NOTHING)
        a_signed_note(notes, first.value)
        second = notes.add_addendum(draft).value
        assert [one.id for one in notes.open(draft).addenda] == [first.value, second]
        assert [row.addenda for row in notes.timeline(ClientId(1))] == [2]

    def test_neither_a_draft_nor_an_addendum_takes_one(
        self, notes: NoteService, draft: NoteId
    ) -> None:
        with pytest.raises(InvalidField):
            notes.add_addendum(draft)
        addendum = notes.add_addendum(a_signed_note(notes, draft)).value
        a_signed_note(notes, addendum)
        with pytest.raises(InvalidField):
            notes.add_addendum(addendum)


def test_who_was_present_is_the_meetings_word_or_the_whole_unit(
    notes: NoteService, store: FakeStore
) -> None:
    with store.write() as work:
        unit_id = keep_unit(work, UnitKind.COUPLE, keep_client(work), keep_client(work))
        members = tuple(one.id for one in work.units.get(unit_id).members)
    alone_there = NewMeeting(unit_id, a_time(), 50, MeetingForm.PHONE, present=members[1:])
    not_said = NewMeeting(unit_id, a_time(), 50, MeetingForm.PHONE)
    expected = [(alone_there, members[1:]), (not_said, members)]
    for meeting, present in expected:
        note_id = notes.start_with_meeting(meeting, Template.SOAP).value
        assert present_members(notes.open(note_id)) == present
    plain = notes.start(unit_id, NoteType.LETTER, Template.FREE).value
    with store.read() as work:
        assert present_members(note_file(work, plain)) == members
