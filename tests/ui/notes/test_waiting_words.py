"""Words that couldn't be stored, of a note that is gone back to before the editor shows it."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.desk import waiting
from tests.ui.notes.office import PLAN, SLEPT, Office
from tests.ui.notes.test_view_model import Writing
from ui.autosave import DELAY_MS, RETRY_MS
from vault.errors import DiskFull
from vault.ids import NoteId
from vault.notes import NoteContent
from vault.passages import Template

NOTHING = NoteContent(Template.FREE, ())


@pytest.fixture
def writing(qapp: object) -> Iterator[Writing]:
    writing = Writing()
    yield writing
    writing.vm.deleteLater()


def gone_back_to(writing: Writing) -> tuple[NoteId, NoteId]:
    """Type into the first of two notes, which can't be stored, leave it and come back."""
    first, second = writing.in_the_first_of_two("One more.")
    writing.desk.store.fail_next_commit = DiskFull()
    writing.vm.open(second)
    # What the editor says from here on is not what stands in the first note.
    writing.content = NOTHING
    writing.vm.open(first)
    return first, second


class TestWaitingWords:
    def test_an_editor_in_which_nothing_changed_is_not_asked(self, writing: Writing) -> None:
        first, _second = gone_back_to(writing)
        writing.pause()
        assert writing.stored(first) == ("One more.",)

    def test_an_editor_that_shows_another_note_is_not_believed(self, writing: Writing) -> None:
        first, _second = gone_back_to(writing)
        writing.vm.set_reader(lambda _note_id: None)
        writing.vm.touch()
        writing.pause()
        assert writing.stored(first) == ("One more.",)

    def test_they_are_taken_along_by_a_lock(self, writing: Writing) -> None:
        first, _second = gone_back_to(writing)
        (save,) = writing.vm.pending_saves()
        save()
        assert writing.stored(first) == ("One more.",)

    def test_they_outlive_leaving_the_note_again(self, writing: Writing) -> None:
        first, second = gone_back_to(writing)
        writing.desk.store.fail_next_commit = DiskFull()
        writing.vm.open(second)
        assert writing.stored(first) == ("One.",)
        writing.pause(RETRY_MS)
        assert writing.stored(first) == ("One more.",)

    def test_it_is_said_that_they_are_not_stored_until_they_are(self, writing: Writing) -> None:
        gone_back_to(writing)
        assert isinstance(writing.troubles[-1], DiskFull)
        writing.pause()
        assert writing.troubles[-1] is None

    def test_what_is_typed_into_them_then_is_stored(self, writing: Writing) -> None:
        first, _second = gone_back_to(writing)
        writing.type("One more.", "And another.")
        writing.pause()
        assert writing.stored(first) == ("One more.", "And another.")


def test_a_draft_that_its_writer_empties_is_empty(writing: Writing) -> None:
    first = writing.a_draft("One.")
    writing.vm.show_client(writing.client_id)
    writing.content = NOTHING
    writing.vm.touch()
    writing.pause()
    assert writing.stored(first) == ()


def test_words_that_are_stored_after_they_were_signed_are_not_lost(writing: Writing) -> None:
    first = writing.a_draft("One.")
    writing.vm.show_client(writing.client_id)
    writing.type("One more.")
    (save,) = writing.vm.pending_saves()
    writing.vm.sign()
    save()
    assert writing.stored(first) == ("One more.",)
    assert writing.desk.cabinet.notes.open(first).note.is_signed


def stored(office: Office, note_id: NoteId) -> list[str]:
    return [one.text for one in office.desk.cabinet.notes.open(note_id).note.content.passages]


class TestBehindTheCover:
    @pytest.fixture
    def office(self, qtbot: QtBot) -> Office:
        return Office(qtbot)

    @pytest.fixture
    def notes(self, office: Office) -> tuple[NoteId, NoteId]:
        """Two drafts; the first one's last words wait, and it is read behind the cover."""
        first, second = office.keep(SLEPT, signed=False), office.keep(PLAN, signed=False)
        office.open(first)
        QTest.keyClicks(office.fields[0], "Ate. ")
        office.desk.store.fail_next_commit = DiskFull()
        office.open(second)
        office.desk.lane.held = True
        office.open(first)
        office.view.cover()
        office.desk.lane.let_go()
        return first, second

    def test_a_note_that_is_read_there_keeps_its_words(
        self, office: Office, notes: tuple[NoteId, NoteId]
    ) -> None:
        first, second = notes
        waiting(office.vm, DELAY_MS).go_off()
        assert stored(office, first) == ["Ate. Slept six hours."]
        office.view.uncover()
        assert office.texts[0] == "Ate. Slept six hours."
        office.open(second)
        assert stored(office, first) == ["Ate. Slept six hours."]

    def test_a_key_after_it_is_lifted_lands_in_those_words(
        self, office: Office, notes: tuple[NoteId, NoteId]
    ) -> None:
        office.view.uncover()
        QTest.keyClicks(office.fields[0], "Tea. ")
        waiting(office.vm, DELAY_MS).go_off()
        assert stored(office, notes[0]) == ["Tea. Ate. Slept six hours."]

    def test_another_note_is_never_stored_over_it(self, office: Office) -> None:
        first, second = office.keep(SLEPT, signed=False), office.keep(PLAN, signed=False)
        office.open(second)
        office.view.cover()
        office.open(first)
        # An edit of what still stood on the sheet must not reach the note that is open now.
        office.vm.touch()
        waiting(office.vm, DELAY_MS).go_off()
        assert stored(office, first) == [SLEPT.text]
        assert stored(office, second) == [PLAN.text]
