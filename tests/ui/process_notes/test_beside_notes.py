"""The Notes tab beside the Process notes tab: what moves from one shows in the other."""

from collections.abc import Iterator

import pytest

from tests.builders import keep_note
from tests.harness.messages import Messages
from tests.ui.desk import StillTimer
from tests.ui.process_notes.world import Drawer
from ui.notes.view_model import NotesViewModel
from vault.ids import NoteId
from vault.notes import NoteContent


class Both:
    """Both view models over one client, the draft progress note open in the first."""

    def __init__(self) -> None:
        self.drawer = Drawer()
        self.notes = NotesViewModel(self.drawer.desk.vault, None, StillTimer)
        self.notes.set_reader(self.read)
        self.typed: NoteContent | None = None

    def read(self, _note_id: NoteId) -> NoteContent:
        assert self.notes.file is not None
        return self.typed or self.notes.file.note.content

    def open(self, note_id: NoteId | None) -> None:
        self.notes.show_client(self.drawer.client_id)
        if note_id is not None:
            self.notes.open(note_id)

    def shown(self) -> list[str]:
        assert self.notes.file is not None
        return [one.text for one in self.notes.file.note.content.passages]


@pytest.fixture
def both(qapp: object) -> Iterator[Both]:
    made = Both()
    yield made
    made.notes.deleteLater()
    made.drawer.vm.deleteLater()


def test_a_moved_passage_appears_in_the_draft_that_is_open_and_typing_goes_on(both: Both) -> None:
    with both.drawer.desk.store.write() as work:
        draft = keep_note(work, both.drawer.unit_id, "Slept.")
    both.open(draft)
    both.drawer.a_note("Plan: wait.")
    both.drawer.open()
    both.drawer.vm.move(both.drawer.vm.lookout.warnings[0])
    assert both.shown() == ["Slept.", "Plan: wait."]
    troubles: list[object] = []
    both.notes.trouble.connect(troubles.append)
    both.notes.touch()
    both.notes.autosave.save_now()
    assert not any(troubles)
    both.drawer.vm.undo()
    assert both.shown() == ["Slept."]


def test_a_note_that_was_begun_for_a_passage_goes_with_it_when_it_is_taken_back(
    both: Both, messages: Messages
) -> None:
    messages.expect("task.fault LookupError")
    both.drawer.a_note("Plan: wait.")
    both.drawer.open()
    both.drawer.vm.move(both.drawer.vm.lookout.warnings[0])
    both.open(None)
    assert both.shown() == ["Plan: wait."]
    both.drawer.vm.undo()
    assert both.notes.file is None
    assert both.notes.timeline.rows == ()
