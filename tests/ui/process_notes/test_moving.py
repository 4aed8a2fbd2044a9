"""Paragraphs that belong elsewhere: named, moved to the progress note, and taken back."""

from collections.abc import Iterator

import pytest

from tests.builders import sign
from tests.ui.process_notes.world import Drawer
from ui.process_notes.steps import MovedOut
from vault.errors import DiskFull, NoteSigned
from vault.misplaced import Matter, Misplaced
from vault.process_notes import ClosedBy


@pytest.fixture
def drawer(qapp: object) -> Iterator[Drawer]:
    made = Drawer()
    yield made
    made.vm.deleteLater()


class TestWarnings:
    def test_come_when_typing_pauses_and_go_with_the_words(self, drawer: Drawer) -> None:
        drawer.a_note("I felt watched.")
        drawer.open()
        drawer.type("I felt watched.\nDiagnosis: F43.1")
        drawer.look()
        assert [one.matter for one in drawer.warnings()] == [Matter.DIAGNOSIS]
        drawer.type("I felt watched.")
        drawer.look()
        assert drawer.warnings() == []

    def test_a_paragraph_that_was_left_there_is_not_named_again(self, drawer: Drawer) -> None:
        drawer.a_note("Diagnosis unclear.\nPlan: wait.")
        drawer.open()
        first, second = drawer.warnings()
        drawer.vm.lookout.leave_there(first)
        assert drawer.warnings() == [second]
        drawer.vm.close(ClosedBy.ASKED)
        assert drawer.warnings() == []
        drawer.open()
        assert drawer.warnings() == [first, second]

    def test_the_cursors_paragraph_is_named_before_others(self, drawer: Drawer) -> None:
        drawer.a_note("Diagnosis unclear.\nI wait.\nPlan: wait.")
        drawer.open()
        first, third = drawer.warnings()
        assert first == Misplaced(0, "Diagnosis unclear.", Matter.DIAGNOSIS)
        assert third == Misplaced(2, "Plan: wait.", Matter.PLAN)
        assert drawer.vm.lookout.at(2) == third
        assert drawer.vm.lookout.at(1) == first


class TestMoving:
    def moved(self, drawer: Drawer, text: str = "I wait.\nPlan: wait.\nStill.") -> None:
        drawer.a_note(text)
        drawer.open()
        self.gone: list[int] = []
        self.back: list[tuple[int, str]] = []
        drawer.vm.passage_gone.connect(self.gone.append)
        drawer.vm.passage_back.connect(lambda *back: self.back.append(back))
        drawer.vm.move(drawer.warnings()[0])

    def progress(self, drawer: Drawer) -> list[str]:
        notes = drawer.desk.store.records.notes.values()
        return [one.text for note in notes for one in note.content.passages]

    def test_puts_the_paragraph_into_the_progress_note(self, drawer: Drawer) -> None:
        self.moved(drawer)
        assert self.progress(drawer) == ["Plan: wait."]
        assert self.gone == [1]
        assert drawer.vm.note is not None
        assert drawer.stored(drawer.vm.note.id) == "I wait.\nStill."
        assert isinstance(drawer.step(), MovedOut)

    def test_can_be_taken_back_to_where_it_stood(self, drawer: Drawer) -> None:
        self.moved(drawer)
        drawer.text = "I wait.\nStill.\nAnd more."
        drawer.vm.undo()
        assert self.back == [(1, "Plan: wait.")]
        assert drawer.vm.note is not None
        assert drawer.stored(drawer.vm.note.id) == "I wait.\nPlan: wait.\nStill.\nAnd more."
        assert self.progress(drawer) == []

    def test_can_be_taken_back_while_another_note_is_open(self, drawer: Drawer) -> None:
        other = drawer.a_note("Other.")
        self.moved(drawer)
        assert drawer.vm.note is not None
        note_id = drawer.vm.note.id
        drawer.text = "I wait.\nStill."
        drawer.vm.open_note(other)
        drawer.vm.undo()
        assert drawer.stored(note_id) == "I wait.\nPlan: wait.\nStill."
        assert drawer.text == "Other."

    def test_a_signed_note_keeps_what_it_was_given(self, drawer: Drawer) -> None:
        self.moved(drawer)
        step = drawer.step()
        assert isinstance(step, MovedOut)
        with drawer.desk.store.write() as work:
            sign(work, step.moved.progress_id)
        drawer.vm.undo()
        assert isinstance(drawer.troubles[-1], NoteSigned)
        assert self.progress(drawer) == ["Plan: wait."]

    def test_a_failure_leaves_everything_as_it_was(self, drawer: Drawer) -> None:
        note_id = drawer.a_note("Plan: wait.")
        drawer.open()
        held: list[bool] = []
        drawer.vm.held.connect(held.append)
        drawer.desk.store.fail_next_commit = DiskFull()
        drawer.vm.move(drawer.warnings()[0])
        assert (drawer.stored(note_id), self.progress(drawer)) == ("Plan: wait.", [])
        assert held == [True, False]
        assert isinstance(drawer.troubles[-1], DiskFull)

    def test_what_was_typed_just_before_is_stored_after_a_failure(self, drawer: Drawer) -> None:
        note_id = drawer.a_note("Plan: wait.")
        drawer.open()
        drawer.type("Plan: wait.\nTyped just now.")
        drawer.desk.store.fail_next_commit = DiskFull()
        drawer.vm.move(drawer.warnings()[0])
        drawer.pause()
        assert drawer.stored(note_id) == "Plan: wait.\nTyped just now."

    def test_a_paragraph_that_changed_meanwhile_is_looked_at_again(self, drawer: Drawer) -> None:
        drawer.a_note("Plan: wait.")
        drawer.open()
        (warning,) = drawer.warnings()
        drawer.type("I will wait.")
        drawer.vm.move(warning)
        assert self.progress(drawer) == []
        assert drawer.warnings() == []
