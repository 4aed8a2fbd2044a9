"""What is moved from the process notes to the progress note, and taken back."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_passage, keep_client, keep_note, keep_unit, sign
from tests.vault.test_process_notes import Room
from vault.changes import Noun
from vault.errors import ActionableError, DiskFull, NoteSigned
from vault.misplaced import Matter
from vault.notes import NoteContent, NoteType
from vault.passages import UNTAGGED, About, Section, Template
from vault.units import UnitKind

if TYPE_CHECKING:
    from vault.process_notes import Moved


@pytest.fixture
def opened() -> Room:
    room = Room()
    room.open()
    return room


class TestMoving:
    def test_begins_a_progress_note_where_there_is_no_draft(self, opened: Room) -> None:
        note_id = opened.a_note("I felt watched.\nPlan: wait.")
        done = opened.service.move(note_id, "Plan: wait.", Matter.PLAN, "I felt watched.")
        with opened.store.read() as work:
            progress = work.notes.get(done.value.progress_id)
            (member,) = work.units.get(opened.unit_id).members
        (passage,) = progress.content.passages
        assert progress.type is NoteType.PROGRESS
        assert (passage.text, passage.section) == ("Plan: wait.", Section.PLAN)
        assert passage.about == About.of(member.id)
        assert done.value.begun
        assert opened.text(note_id) == "I felt watched."
        assert done.changes.numbers(Noun.NOTE) == {progress.id}
        assert done.changes.numbers(Noun.PROCESS_NOTE) == {note_id}

    def test_takes_the_newest_draft_progress_note_of_the_same_unit(self, opened: Room) -> None:
        with opened.store.write() as work:
            signed = keep_note(work, opened.unit_id, "Signed.")
            sign(work, signed)
            draft = keep_note(work, opened.unit_id, "Draft.")
            keep_note(work, opened.unit_id, "Intake.", type=NoteType.INTAKE)
            couple = keep_unit(work, UnitKind.COUPLE, opened.client_id, keep_client(work, "Dana"))
            keep_note(work, couple, "Of the couple.")
        note_id = opened.a_note("Plan: wait.")
        moved = opened.service.move(note_id, "Plan: wait.", Matter.PLAN, "").value
        assert (moved.progress_id, moved.begun) == (draft, False)
        assert opened.passages(draft) == ["Draft.", "Plan: wait."]

    def test_leaves_it_to_the_counselor_whom_a_couples_passage_is_about(self, opened: Room) -> None:
        with opened.store.write() as work:
            couple = keep_unit(work, UnitKind.COUPLE, opened.client_id, keep_client(work, "Dana"))
        note_id = opened.service.start(couple).value
        moved = opened.service.move(note_id, "Plan: wait.", Matter.PLAN, "").value
        with opened.store.read() as work:
            (passage,) = work.notes.get(moved.progress_id).content.passages
        assert passage.about == UNTAGGED

    def test_is_undone_whole(self, opened: Room) -> None:
        note_id = opened.a_note("Plan: wait.")
        moved = opened.service.move(note_id, "Plan: wait.", Matter.PLAN, "").value
        opened.service.take_back(moved, "Plan: wait.")
        assert opened.text(note_id) == "Plan: wait."
        assert opened.notes() == []

    def test_is_not_undone_in_a_note_that_was_signed_meanwhile(self, opened: Room) -> None:
        note_id = opened.a_note("Plan: wait.")
        moved = opened.service.move(note_id, "Plan: wait.", Matter.PLAN, "").value
        with opened.store.write() as work:
            sign(work, moved.progress_id)
        with pytest.raises(NoteSigned):
            opened.service.take_back(moved, "Plan: wait.")
        assert opened.text(note_id) == ""
        assert opened.passages(moved.progress_id) == ["Plan: wait."]

    def test_is_undone_here_alone_where_the_progress_note_is_gone(self, opened: Room) -> None:
        note_id = opened.a_note("Plan: wait.")
        moved = opened.service.move(note_id, "Plan: wait.", Matter.PLAN, "").value
        with opened.store.write() as work:
            work.notes.remove_empty(moved.progress_id)
        opened.service.take_back(moved, "Plan: wait.")
        assert opened.text(note_id) == "Plan: wait."

    def test_another_try_after_a_failure_doubles_nothing(self, opened: Room) -> None:
        note_id = opened.a_note("Plan: wait.")
        opened.store.process_notes.fail_next_commit = DiskFull()
        with pytest.raises(DiskFull):
            opened.service.move(note_id, "Plan: wait.", Matter.PLAN, "")
        assert opened.text(note_id) == "Plan: wait."
        moved = opened.service.move(note_id, "Plan: wait.", Matter.PLAN, "").value
        assert opened.passages(moved.progress_id) == ["Plan: wait."]
        assert opened.text(note_id) == ""
        opened.service.take_back(moved, "Plan: wait.")
        assert opened.notes() == []

    def test_leaves_and_takes_back_nothing_where_the_same_was_written_already(
        self, opened: Room
    ) -> None:
        with opened.store.write() as work:
            (member,) = work.units.get(opened.unit_id).members
            own = a_passage("Plan: wait.", section=Section.PLAN, about=About.of(member.id))
            draft = keep_note(work, opened.unit_id)
            work.notes.save_draft(
                draft, NoteContent(Template.SOAP, (own,)), opened.clock.now, base_version=1
            )
        note_id = opened.a_note("Plan: wait.")
        moved = opened.service.move(note_id, "Plan: wait.", Matter.PLAN, "").value
        assert opened.passages(draft) == ["Plan: wait."]
        opened.service.take_back(moved, "Plan: wait.")
        assert opened.passages(draft) == ["Plan: wait."]

    def test_the_same_words_about_another_person_have_not_arrived_yet(self, opened: Room) -> None:
        with opened.store.write() as work:
            dana = keep_client(work, "Dana Reyes")
            couple = keep_unit(work, UnitKind.COUPLE, opened.client_id, dana)
            other = About.of(work.units.get(couple).members[1].id)
            own = a_passage("Plan: wait.", section=Section.PLAN, about=other)
            draft = keep_note(work, couple)
            work.notes.save_draft(
                draft, NoteContent(Template.SOAP, (own,)), opened.clock.now, base_version=1
            )
        note_id = opened.service.start(couple).value
        moved = opened.service.move(note_id, "Plan: wait.", Matter.PLAN, "").value
        assert opened.passages(draft) == ["Plan: wait.", "Plan: wait."]
        opened.service.take_back(moved, "Plan: wait.")
        with opened.store.read() as work:
            assert work.notes.get(draft).content.passages == (own,)

    def test_what_was_moved_and_deleted_there_takes_nothing_else_along(self, opened: Room) -> None:
        with opened.store.write() as work:
            draft = keep_note(work, opened.unit_id, "Plan: wait.")
            own = work.notes.get(draft).content
        note_id = opened.a_note("Plan: wait.")
        moved = opened.service.move(note_id, "Plan: wait.", Matter.PLAN, "").value
        assert opened.passages(draft) == ["Plan: wait.", "Plan: wait."]
        with opened.store.write() as work:
            version = work.notes.get(draft).version
            work.notes.save_draft(draft, own, opened.clock.now, base_version=version)
        opened.service.take_back(moved, "Plan: wait.")
        assert opened.passages(draft) == ["Plan: wait."]


PARAGRAPHS = tuple(f"Plan {number}: wait." for number in range(4))


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(("move", "undo")),
            st.integers(0, 3),
            st.sampled_from(("", "records", "process notes")),
        ),
        max_size=12,
    )
)
def test_no_paragraph_is_ever_lost_whatever_fails_on_its_way(
    steps: list[tuple[str, int, str]],
) -> None:
    room = Room()
    room.open()
    note_id = room.a_note("\n".join(PARAGRAPHS))
    moves: list[Moved] = []
    for step, number, failing in steps:
        here = room.text(note_id).split("\n")
        if failing == "records":
            room.store.fail_next_commit = DiskFull()
        elif failing:
            room.store.process_notes.fail_next_commit = DiskFull()
        passage = PARAGRAPHS[number]
        try:
            if step == "move" and passage in here:
                rest = "\n".join(one for one in here if one != passage)
                moves.append(room.service.move(note_id, passage, Matter.PLAN, rest).value)
            elif step == "undo" and moves:
                room.service.take_back(moves[-1], "\n".join([*here, moves[-1].passage.text]))
                moves.pop()
        except ActionableError:
            pass
        room.store.fail_next_commit = room.store.process_notes.fail_next_commit = None
        stored = room.text(note_id).split("\n")
        stored += [text for one in room.notes() for text in room.passages(one)]
        assert set(PARAGRAPHS) <= set(stored)
