from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import a_time, keep_client, keep_note, keep_unit, sign, some_content
from tests.ui.desk import Desk, StillTimer, waiting
from ui.autosave import DELAY_MS, REST_MS, RETRY_MS
from ui.notes.view_model import NotesViewModel
from vault.errors import ChangedElsewhere, DiskFull
from vault.ids import NoteId
from vault.meetings import MeetingForm
from vault.notes import Hindrance, NoteContent, NoteType
from vault.passages import About, Passage, Section, Template
from vault.units import UnitKind


class Writing:
    """A client's notes, with an editor that is only a value."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.client_id, self.unit_id = self.desk.alone()
        self.vm = NotesViewModel(self.desk.vault, None, StillTimer)
        self.content = some_content()
        self.vm.set_reader(lambda _note_id: self.content)
        self.troubles: list[object] = []
        self.vm.trouble.connect(self.troubles.append)

    def a_draft(self, *texts: str) -> NoteId:
        with self.desk.store.write() as work:
            return keep_note(work, self.unit_id, *texts)

    def a_signed_note(self) -> NoteId:
        note_id = self.a_draft("Slept.")
        with self.desk.store.write() as work:
            sign(work, note_id)
        return note_id

    def type(self, *texts: str) -> None:
        self.content = some_content(*texts)
        self.vm.touch()

    def in_the_first_of_two(self, typed: str) -> tuple[NoteId, NoteId]:
        """Open the first of two drafts and type into it."""
        first, second = self.a_draft("One."), self.a_draft("Two.")
        self.vm.show_client(self.client_id)
        self.vm.open(first)
        self.type(typed)
        return first, second

    def pause(self, msec: int = DELAY_MS) -> None:
        waiting(self.vm, msec).go_off()

    def stored(self, note_id: NoteId) -> tuple[str, ...]:
        note = self.desk.cabinet.notes.open(note_id).note
        return tuple(one.text for one in note.content.passages)

    def ids(self) -> list[NoteId]:
        return [row.id for row in self.desk.cabinet.notes.timeline(self.client_id)]


@pytest.fixture
def writing(qapp: object) -> Iterator[Writing]:
    writing = Writing()
    yield writing
    writing.vm.deleteLater()


def test_a_file_opens_at_its_newest_note(writing: Writing) -> None:
    with writing.desk.store.write() as work:
        keep_note(work, writing.unit_id, at_utc=datetime(2026, 11, 1, tzinfo=UTC))
        newest = keep_note(work, writing.unit_id, at_utc=datetime(2026, 11, 9, tzinfo=UTC))
    writing.vm.show_client(writing.client_id)
    assert writing.vm.file is not None
    assert writing.vm.file.note.id == newest
    assert len(writing.vm.timeline.rows) == 2


def test_a_draft_is_stored_at_the_pause(writing: Writing, qtbot: QtBot) -> None:
    note_id = writing.a_draft("Slept.")
    writing.vm.show_client(writing.client_id)
    writing.type("Slept.", "Ate.")
    with qtbot.waitSignal(writing.vm.saved):
        writing.pause()
    assert writing.stored(note_id) == ("Slept.", "Ate.")


def test_two_saves_in_a_row_carry_the_version_on(writing: Writing) -> None:
    note_id = writing.a_draft()
    writing.vm.show_client(writing.client_id)
    for text in ("one", "two", "three"):
        writing.type(text)
        writing.pause()
    assert writing.stored(note_id) == ("three",)
    assert writing.troubles[-1] is None


def test_saving_a_draft_reads_no_list_anew(writing: Writing, qtbot: QtBot) -> None:
    writing.a_draft()
    writing.vm.show_client(writing.client_id)
    writing.type("one")
    with qtbot.assertNotEmitted(writing.vm.timeline_changed):
        writing.pause()


def test_a_full_disk_keeps_the_text_and_it_is_stored_later(writing: Writing) -> None:
    note_id = writing.a_draft("Slept.")
    writing.vm.show_client(writing.client_id)
    writing.desk.store.fail_next_commit = DiskFull()
    writing.type("Ate.")
    writing.pause()
    assert isinstance(writing.troubles.pop(), DiskFull)
    assert writing.stored(note_id) == ("Slept.",)
    writing.pause(RETRY_MS)
    assert writing.troubles.pop() is None
    assert writing.stored(note_id) == ("Ate.",)


def test_leaving_a_note_stores_its_last_words(writing: Writing) -> None:
    first, second = writing.in_the_first_of_two("One more.")
    writing.vm.open(second)
    assert writing.stored(first) == ("One more.",)
    assert first not in writing.desk.store.records.unsettled


def test_the_last_words_of_a_note_outlive_a_full_disk(writing: Writing) -> None:
    first, second = writing.in_the_first_of_two("One more.")
    writing.desk.store.fail_next_commit = DiskFull()
    writing.vm.open(second)
    assert writing.stored(first) == ("One.",)
    assert len(writing.vm.pending_saves()) == 1
    writing.pause(RETRY_MS)
    assert writing.stored(first) == ("One more.",)
    assert writing.vm.pending_saves() == []
    assert writing.troubles[-1] is None


def test_a_note_whose_last_words_wait_opens_with_them(writing: Writing) -> None:
    first, second = writing.in_the_first_of_two("One more.")
    writing.desk.store.fail_next_commit = DiskFull()
    writing.vm.open(second)
    writing.vm.open(first)
    assert writing.vm.file is not None
    assert [one.text for one in writing.vm.file.note.content.passages] == ["One more."]
    writing.pause()
    assert writing.stored(first) == ("One more.",)


def test_an_empty_draft_goes_away_quietly_when_it_is_left(writing: Writing) -> None:
    kept = writing.a_draft("One.")
    writing.vm.show_client(writing.client_id)
    writing.content = NoteContent(Template.SOAP, ())
    writing.vm.start_usual()
    assert len(writing.ids()) == 2
    writing.vm.open(kept)
    assert writing.ids() == [kept]
    assert writing.troubles[-1] is None


@pytest.mark.parametrize("note_type", [NoteType.RISK, NoteType.LETTER, NoteType.PROGRESS])
def test_a_draft_that_was_chosen_stays_also_when_it_is_left_empty(
    writing: Writing, note_type: NoteType
) -> None:
    kept = writing.a_draft("One.")
    writing.vm.show_client(writing.client_id)
    writing.content = NoteContent(Template.SOAP, ())
    writing.vm.start(writing.unit_id, note_type)
    writing.vm.open(kept)
    assert len(writing.ids()) == 2


def test_a_session_whose_words_were_taken_out_again_stays(writing: Writing) -> None:
    kept = writing.a_draft("One.")
    writing.vm.show_client(writing.client_id)
    writing.vm.start_usual()
    writing.type("Slept.")
    writing.pause()
    writing.type()
    writing.vm.open(kept)
    assert len(writing.ids()) == 2


def test_a_draft_that_says_something_is_never_deleted(writing: Writing) -> None:
    note_id = writing.a_draft()
    writing.vm.show_client(writing.client_id)
    writing.type("Slept.")
    writing.vm.delete_draft()
    assert writing.stored(note_id) == ("Slept.",)
    assert writing.vm.file is not None


def test_a_full_disk_keeps_the_draft_that_was_to_be_deleted(writing: Writing) -> None:
    note_id = writing.a_draft("")
    writing.vm.show_client(writing.client_id)
    writing.desk.store.fail_next_commit = DiskFull()
    writing.vm.delete_draft()
    assert isinstance(writing.troubles[-1], DiskFull)
    assert writing.ids() == [note_id]
    writing.vm.delete_draft()
    assert writing.ids() == []


def test_a_draft_is_settled_when_it_rests(writing: Writing) -> None:
    note_id = writing.a_draft("One.")
    writing.vm.show_client(writing.client_id)
    writing.type("Two.")
    writing.pause()
    assert note_id in writing.desk.store.records.unsettled
    writing.pause(REST_MS)
    assert note_id not in writing.desk.store.records.unsettled


def test_a_new_note_starts_a_session_now_with_everybody_there(writing: Writing) -> None:
    unit = writing.desk.couple()
    client_id = unit.members[0].client_id
    assert client_id is not None
    writing.desk.fake_clock.now = datetime(2026, 11, 12, 22, 8, 41, tzinfo=UTC)
    writing.vm.show_client(client_id)
    writing.vm.start_usual()
    file = writing.vm.file
    assert file is not None
    assert file.meeting is not None
    assert file.meeting.starts_at_utc == datetime(2026, 11, 12, 22, 5, tzinfo=UTC)
    assert (file.meeting.minutes, file.meeting.form) == (50, MeetingForm.IN_PERSON)
    assert file.meeting.present == tuple(member.id for member in unit.members)
    assert file.note.content.template is Template.SOAP


def with_two_units(writing: Writing) -> tuple[NoteId, NoteId]:
    """Keep a note alone and a note as a couple for the same client, the couple's the newer one."""
    with writing.desk.store.write() as work:
        marcus = keep_client(work, "Marcus Okafor")
        couple = keep_unit(work, UnitKind.COUPLE, writing.client_id, marcus)
        own = keep_note(work, writing.unit_id, at_utc=a_time(9))
        return own, keep_note(work, couple, at_utc=a_time(10))


def test_a_new_note_is_for_the_unit_of_the_note_in_front(writing: Writing) -> None:
    for note_id in with_two_units(writing):
        writing.vm.show_client(writing.client_id)
        writing.vm.open(note_id)
        front = writing.desk.cabinet.notes.open(note_id).unit.id
        writing.vm.start_usual()
        assert writing.vm.file is not None
        assert writing.vm.file.note.id != note_id
        assert writing.vm.file.unit.id == front


def test_a_new_note_is_for_the_first_unit_where_no_note_is_in_front(writing: Writing) -> None:
    with_two_units(writing)
    writing.vm.show_client(writing.client_id)
    writing.vm.leave()
    usual = writing.vm.usual_unit
    writing.vm.start_usual()
    assert usual is not None
    assert usual == writing.vm.timeline.units[0]
    assert writing.vm.file is not None
    assert writing.vm.file.unit.id == usual.id


def test_a_new_note_is_never_for_a_unit_that_was_closed(writing: Writing) -> None:
    own, shared = with_two_units(writing)
    couple = writing.desk.cabinet.notes.open(shared).unit.id
    writing.desk.cabinet.units.close(couple)
    writing.vm.show_client(writing.client_id)
    writing.vm.open(shared)
    assert writing.vm.usual_unit is not None
    assert writing.vm.usual_unit.id == writing.desk.cabinet.notes.open(own).unit.id


def test_a_new_note_asked_for_too_early_asks_for_a_unit_once_they_are_known(
    writing: Writing, qtbot: QtBot
) -> None:
    with_two_units(writing)
    writing.desk.lane.held = True
    writing.vm.show_client(writing.client_id)
    writing.vm.start_usual()
    with qtbot.waitSignal(writing.vm.unit_wanted):
        writing.desk.lane.let_go()


def test_a_new_note_takes_length_and_layout_from_the_settings(writing: Writing) -> None:
    practice = writing.desk.cabinet.practice
    practice.put_settings(replace(practice.settings(), template="birp", meeting_minutes=90))
    writing.vm.show_client(writing.client_id)
    writing.vm.start_usual()
    file = writing.vm.file
    assert file is not None
    assert file.meeting is not None
    assert (file.meeting.minutes, file.note.content.template) == (90, Template.BIRP)


def test_a_phone_contact_belongs_to_no_session(writing: Writing) -> None:
    writing.vm.show_client(writing.client_id)
    writing.vm.start(writing.unit_id, NoteType.PHONE)
    assert writing.vm.file is not None
    assert writing.vm.file.meeting is None
    assert writing.vm.file.note.type is NoteType.PHONE


def test_signing_takes_the_text_that_was_just_typed(writing: Writing) -> None:
    note_id = writing.a_draft("Slept.")
    writing.vm.show_client(writing.client_id)
    writing.type("Slept well.")
    writing.vm.sign()
    assert writing.vm.file is not None
    assert writing.vm.file.note.is_signed
    assert writing.stored(note_id) == ("Slept well.",)
    assert writing.vm.timeline.rows[0].signed
    assert writing.vm.pending_saves() == []


def test_what_stands_in_the_way_of_signing_is_known_after_each_save(writing: Writing) -> None:
    unit = writing.desk.couple()
    client_id = unit.members[0].client_id
    assert client_id is not None
    writing.vm.show_client(client_id)
    writing.content = NoteContent(Template.SOAP, ())
    writing.vm.start_usual()
    assert writing.vm.hindrance is Hindrance.EMPTY
    untagged = Passage(Section.PLAN, "Rest.")
    for passage, expected in (
        (untagged, Hindrance.UNTAGGED),
        (replace(untagged, about=About.all()), None),
    ):
        writing.content = NoteContent(Template.SOAP, (passage,))
        writing.vm.touch()
        writing.pause()
        assert writing.vm.hindrance is expected


def test_an_addendum_is_written_below_its_signed_note(writing: Writing) -> None:
    note_id = writing.a_signed_note()
    writing.vm.show_client(writing.client_id)
    writing.vm.add_addendum()
    addendum = writing.vm.draft_note
    assert addendum is not None
    assert addendum.amends == note_id
    writing.content = some_content("Called later.", template=Template.FREE)
    writing.vm.touch()
    writing.vm.sign()
    assert writing.vm.draft_note is None
    assert writing.vm.file is not None
    assert [one.is_signed for one in writing.vm.file.addenda] == [True]


def test_a_version_clash_keeps_the_text_and_can_keep_both(writing: Writing) -> None:
    note_id = writing.a_draft("Slept.")
    writing.vm.show_client(writing.client_id)
    version = writing.desk.cabinet.notes.open(note_id).note.version
    other = some_content("From elsewhere.")
    writing.desk.cabinet.notes.save_draft(note_id, other, base_version=version)
    writing.type("Mine.")
    writing.pause()
    assert isinstance(writing.troubles[-1], ChangedElsewhere)
    assert writing.stored(note_id) == ("From elsewhere.",)
    writing.vm.keep_both()
    assert writing.stored(note_id) == ("Mine.", "From elsewhere.")
    assert writing.troubles[-1] is None


def test_a_half_typed_word_can_be_taken_at_once(writing: Writing) -> None:
    note_id = writing.a_draft("Slept.")
    writing.vm.show_client(writing.client_id)
    writing.type("Slept bad")
    for save in writing.vm.pending_saves():
        save()
    assert writing.stored(note_id) == ("Slept bad",)


def test_a_save_behind_another_one_has_the_newest_version(writing: Writing) -> None:
    note_id = writing.a_draft("Slept.")
    writing.vm.show_client(writing.client_id)
    writing.desk.lane.held = True
    writing.type("one")
    writing.pause()
    writing.type("one two")
    (last,) = writing.vm.pending_saves()
    writing.desk.lane.let_go()
    last()
    assert writing.stored(note_id) == ("one two",)


def test_a_file_that_comes_late_for_a_client_who_was_left_is_dropped(writing: Writing) -> None:
    writing.a_draft("Slept.")
    other, _unit = writing.desk.alone("Amira Saleh")
    writing.desk.lane.held = True
    writing.vm.show_client(writing.client_id)
    writing.vm.show_client(other)
    writing.desk.lane.let_go()
    assert writing.vm.timeline.rows == ()
    assert writing.vm.file is None
