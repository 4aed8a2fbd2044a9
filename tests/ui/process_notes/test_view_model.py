from collections.abc import Iterator

import pytest

from tests.builders import keep_client, keep_unit
from tests.ui.process_notes.world import PASSPHRASE, Drawer
from ui.autosave import RETRY_MS
from ui.process_notes.opening import State
from ui.process_notes.steps import Removed, Standing
from vault.clients import ClientFlags
from vault.errors import DiskFull, ProcessNotesMissing, UnderLegalHold, WrongPassphrase
from vault.ids import ProcessNoteId
from vault.process_notes import ClosedBy
from vault.units import UnitKind


@pytest.fixture
def drawer(qapp: object) -> Iterator[Drawer]:
    made = Drawer()
    yield made
    made.vm.deleteLater()


def closed_on_a_full_disk(drawer: Drawer, by: ClosedBy) -> ProcessNoteId:
    """Have "After." typed over "Before." and not stored as the notes close; answers the note."""
    note_id = drawer.a_note("Before.")
    drawer.open()
    drawer.type("After.")
    drawer.desk.store.process_notes.fail_next_commit = DiskFull()
    drawer.vm.close(by)
    return note_id


class TestOpening:
    def test_nothing_is_read_before_the_passphrase_is_typed(self, drawer: Drawer) -> None:
        drawer.a_note("I felt watched.")
        drawer.vm.show_client(drawer.client())
        assert drawer.vm.opening.state is State.CLOSED
        assert (drawer.vm.rows, drawer.vm.note) == ((), None)
        assert not drawer.is_file_open()

    def test_the_passphrase_opens_them_at_the_newest_note_and_is_wiped(
        self, drawer: Drawer
    ) -> None:
        note_id = drawer.a_note("I felt watched.")
        typed = drawer.open()
        assert drawer.vm.opening.is_open
        assert [row.id for row in drawer.vm.rows] == [note_id]
        assert drawer.text == "I felt watched."
        assert not any(typed)
        assert drawer.kinds()[-2:] == ["process.opened", "process_note.viewed"]

    def test_a_wrong_passphrase_opens_nothing_and_is_recorded(self, drawer: Drawer) -> None:
        typed = drawer.open(b"some other words")
        assert not any(typed)
        assert isinstance(drawer.refusals[0], WrongPassphrase)
        assert drawer.vm.opening.state is State.CLOSED
        assert not drawer.is_file_open()
        assert drawer.kinds()[-1] == "vault.unlock_failed"
        assert drawer.desk.store.records.details[-1] == "process_notes"
        drawer.open()
        assert drawer.vm.opening.is_open

    def test_notes_that_are_gone_are_told_and_stay_closed(self, drawer: Drawer) -> None:
        drawer.a_note("I felt watched.")
        drawer.desk.store.process_notes.is_there = False
        drawer.open()
        assert isinstance(drawer.refusals[0], ProcessNotesMissing)
        assert drawer.vm.opening.state is State.CLOSED

    def test_a_second_try_waits_for_the_first(self, drawer: Drawer) -> None:
        drawer.desk.lane.held = True
        drawer.open()
        typed = bytearray(PASSPHRASE)
        drawer.vm.opening.open(typed)
        assert not any(typed)
        drawer.desk.lane.let_go()
        assert drawer.vm.opening.is_open

    @pytest.mark.parametrize("steps", [1, 2, 3])
    def test_hiding_while_they_open_leaves_them_closed_and_no_key_behind(
        self, drawer: Drawer, steps: int
    ) -> None:
        drawer.a_note("I felt watched.")
        lane = drawer.desk.lane
        lane.held = True
        drawer.open()
        for _ in range(steps - 1):
            waiting, lane.waiting = lane.waiting, []
            for op in waiting:
                op.run()(drawer.desk.hub)
        drawer.vm.close(ClosedBy.HIDDEN)
        lane.let_go()
        assert drawer.vm.opening.state is State.CLOSED
        assert not drawer.is_file_open()
        assert (drawer.vm.rows, drawer.vm.note, drawer.text) == ((), None, "")
        for key in drawer.desk.store.process_notes.keys:
            assert not any([*key.key.buffer, *key.salt.buffer])


class TestClosing:
    def test_they_close_after_two_minutes_without_input(self, drawer: Drawer) -> None:
        drawer.a_note("I felt watched.")
        drawer.open()
        drawer.pass_seconds(119)
        assert drawer.vm.opening.is_open
        drawer.pass_seconds(1)
        assert drawer.vm.opening.state is State.CLOSED
        assert not drawer.is_file_open()
        assert (drawer.vm.rows, drawer.vm.note, drawer.text) == ((), None, "")
        assert drawer.desk.store.records.details[-1] == "by=idle"

    def test_input_begins_the_two_minutes_again(self, drawer: Drawer) -> None:
        drawer.open()
        drawer.pass_seconds(100)
        drawer.vm.opening.touch()
        drawer.pass_seconds(100)
        assert drawer.vm.opening.is_open

    def test_a_computer_that_slept_closes_them(self, drawer: Drawer) -> None:
        drawer.open()
        drawer.clocks.seconds += 3_600
        drawer.pass_seconds(1)
        assert drawer.vm.opening.state is State.CLOSED

    def test_counts_down_and_says_when_little_is_left(self, drawer: Drawer) -> None:
        counted: list[tuple[int, bool]] = []
        drawer.vm.opening.counted.connect(lambda *count: counted.append(count))
        drawer.open()
        drawer.pass_seconds(91)
        assert counted[0] == (120, False)
        assert counted[-1] == (29, True)

    def test_what_was_typed_last_is_stored_first(self, drawer: Drawer) -> None:
        note_id = drawer.a_note("Before.")
        drawer.open()
        drawer.type("After.")
        drawer.vm.close(ClosedBy.ASKED)
        assert drawer.stored(note_id) == "After."
        assert not drawer.is_file_open()

    def test_a_lock_takes_along_what_is_not_stored_yet(self, drawer: Drawer) -> None:
        note_id = drawer.a_note("Before.")
        drawer.open()
        drawer.type("After.")
        for save in drawer.vm.pending_saves():
            save()
        assert drawer.stored(note_id) == "After."

    def test_a_full_disk_keeps_the_words_off_the_screen_and_not_out_of_the_file(
        self, drawer: Drawer
    ) -> None:
        note_id = closed_on_a_full_disk(drawer, ClosedBy.HIDDEN)
        assert (drawer.vm.opening.state, drawer.text) == (State.CLOSED, "")
        assert drawer.is_file_open()
        assert len(drawer.vm.pending_saves()) == 1
        drawer.pause(RETRY_MS)
        assert drawer.stored(note_id) == "After."
        assert not drawer.is_file_open()
        assert drawer.vm.pending_saves() == []

    def test_words_that_could_not_be_stored_are_there_when_they_open_again(
        self, drawer: Drawer
    ) -> None:
        note_id = closed_on_a_full_disk(drawer, ClosedBy.IDLE)
        drawer.open()
        assert drawer.text == "After."
        assert drawer.stored(note_id) == "After."

    def test_a_note_that_is_destroyed_while_they_are_hidden_does_not_keep_them_open(
        self, drawer: Drawer
    ) -> None:
        drawer.a_note("Gone.")
        drawer.open()
        drawer.desk.lane.held = True
        drawer.vm.remove()
        drawer.vm.close(ClosedBy.HIDDEN)
        drawer.desk.lane.let_go()
        assert not drawer.is_file_open()
        assert drawer.desk.store.process_notes.notes == {}
        assert drawer.vm.pending_saves() == []

    def test_a_wrong_passphrase_in_between_does_not_end_the_tries_to_store(
        self, drawer: Drawer
    ) -> None:
        note_id = closed_on_a_full_disk(drawer, ClosedBy.HIDDEN)
        drawer.desk.lane.held = True
        drawer.open(b"some other words")
        drawer.pause(RETRY_MS)
        drawer.desk.lane.let_go()
        drawer.pause(RETRY_MS)
        assert drawer.stored(note_id) == "After."
        assert not drawer.is_file_open()

    def test_a_disk_that_stays_full_does_not_keep_them_from_being_read(
        self, drawer: Drawer
    ) -> None:
        note_id = drawer.a_note("Before.")
        drawer.open()
        drawer.type("After.")
        for step in (lambda: drawer.vm.close(ClosedBy.IDLE), drawer.open):
            drawer.desk.store.process_notes.fail_next_commit = DiskFull()
            step()
        assert (drawer.vm.opening.is_open, drawer.text) == (True, "After.")
        drawer.pause()
        assert drawer.stored(note_id) == "After."

    def test_they_open_again_where_they_were_closed(self, drawer: Drawer) -> None:
        first, _ = drawer.a_note("First."), drawer.a_note("Second.")
        back: list[int] = []
        drawer.vm.set_reader(lambda: drawer.text, lambda: 3)
        drawer.vm.came_back.connect(back.append)
        drawer.open()
        drawer.vm.open_note(first)
        drawer.vm.close(ClosedBy.IDLE)
        assert drawer.vm.standing == Standing(first, 3)
        drawer.open()
        assert (drawer.text, back) == ("First.", [3])


class TestWriting:
    @pytest.mark.parametrize("fails", [False, True])
    def test_the_list_says_how_a_note_begins_as_soon_as_it_is_written(
        self, drawer: Drawer, fails: bool
    ) -> None:
        drawer.open()
        drawer.vm.start(drawer.vm.open_units[0])
        drawer.type("What did she want me to feel?\nWatched.")
        drawer.desk.store.process_notes.fail_next_commit = DiskFull() if fails else None
        drawer.pause()
        assert [row.opening for row in drawer.vm.rows] == ["What did she want me to feel?"]

    def test_a_new_note_saves_itself(self, drawer: Drawer) -> None:
        drawer.open()
        drawer.vm.start(drawer.vm.open_units[0])
        drawer.type("What did she want me to feel?")
        drawer.pause()
        (note_id,) = [row.id for row in drawer.vm.rows]
        assert drawer.stored(note_id) == "What did she want me to feel?"

    def test_two_clicks_begin_one_note(self, drawer: Drawer) -> None:
        drawer.open()
        drawer.desk.lane.held = True
        drawer.vm.start(drawer.vm.open_units[0])
        drawer.vm.start(drawer.vm.open_units[0])
        drawer.desk.lane.let_go()
        assert len(drawer.desk.store.process_notes.notes) == 1

    def test_a_full_disk_keeps_the_words_and_tries_again(self, drawer: Drawer) -> None:
        note_id = drawer.a_note("Before.")
        drawer.open()
        drawer.type("After.")
        drawer.desk.store.process_notes.fail_next_commit = DiskFull()
        drawer.pause()
        assert isinstance(drawer.troubles[-1], DiskFull)
        drawer.pause(RETRY_MS)
        assert drawer.stored(note_id) == "After."
        assert drawer.troubles[-1] is None

    def test_going_to_another_note_stores_the_first(self, drawer: Drawer) -> None:
        first, second = drawer.a_note("First."), drawer.a_note("Second.")
        drawer.open()
        drawer.vm.open_note(first)
        drawer.type("First, and more.")
        drawer.vm.open_note(second)
        assert drawer.stored(first) == "First, and more."
        assert drawer.text == "Second."

    def test_a_note_left_on_a_full_disk_comes_back_as_it_was_typed(self, drawer: Drawer) -> None:
        first, second = drawer.a_note("First."), drawer.a_note("Second.")
        drawer.open()
        drawer.vm.open_note(first)
        drawer.type("First, and more.")
        drawer.desk.store.process_notes.fail_next_commit = DiskFull()
        drawer.vm.open_note(second)
        assert drawer.stored(first) == "First."
        drawer.vm.open_note(first)
        assert drawer.text == "First, and more."
        drawer.pause()
        assert drawer.stored(first) == "First, and more."

    def test_a_note_in_which_nothing_is_written_does_not_stay(self, drawer: Drawer) -> None:
        kept = drawer.a_note("Kept.")
        drawer.open()
        drawer.vm.start(drawer.vm.open_units[0])
        drawer.vm.open_note(kept)
        assert [row.id for row in drawer.vm.rows] == [kept]

    def test_another_clients_notes_take_the_place_of_the_first(self, drawer: Drawer) -> None:
        other, other_unit = drawer.desk.alone("Dana Reyes")
        mine, theirs = drawer.a_note("Mine."), drawer.a_note("Theirs.", other_unit)
        drawer.open()
        drawer.type("Mine, and more.")
        drawer.vm.show_client(drawer.client(other))
        assert drawer.stored(mine) == "Mine, and more."
        assert [row.id for row in drawer.vm.rows] == [theirs]
        assert drawer.text == "Theirs."

    def test_knows_the_unit_that_a_note_is_about(self, drawer: Drawer) -> None:
        with drawer.desk.store.write() as work:
            couple = keep_unit(work, UnitKind.COUPLE, drawer.client_id, keep_client(work, "Dana"))
        note_id = drawer.a_note("Of both.", couple)
        drawer.open()
        assert drawer.vm.note is not None
        unit = drawer.vm.unit_of(drawer.vm.note)
        assert drawer.vm.note.id == note_id
        assert unit is not None
        assert unit.kind is UnitKind.COUPLE

    def test_its_day_can_be_another(self, drawer: Drawer) -> None:
        note_id = drawer.a_note("Of yesterday.")
        drawer.open()
        yesterday = drawer.desk.clock.today().replace(day=3)
        drawer.vm.put_day(yesterday)
        assert drawer.desk.store.process_notes.notes[note_id].on == yesterday
        assert [row.on for row in drawer.vm.rows] == [yesterday]

    def test_a_deleted_note_comes_back_as_it_was_typed(self, drawer: Drawer) -> None:
        other, note_id = drawer.a_note("Other."), drawer.a_note("Gone.")
        drawer.open()
        drawer.type("Gone, and more.")
        drawer.vm.remove()
        assert isinstance(drawer.step(), Removed)
        assert [row.id for row in drawer.vm.rows] == [other]
        assert drawer.text == "Other."
        drawer.vm.undo()
        assert drawer.step() is None
        assert drawer.text == drawer.stored(note_id) == "Gone, and more."

    def test_closing_makes_a_deletion_final(self, drawer: Drawer) -> None:
        drawer.a_note("Gone.")
        drawer.open()
        drawer.vm.remove()
        drawer.vm.close(ClosedBy.ASKED)
        assert drawer.step() is None
        drawer.open()
        assert drawer.vm.rows == ()

    def test_a_note_on_hold_stays(self, drawer: Drawer) -> None:
        held, unit_id = drawer.desk.alone("Ann", flags=ClientFlags(legal_hold=True))
        note_id = drawer.a_note("Kept.", unit_id)
        drawer.vm.show_client(drawer.client(held))
        drawer.vm.opening.open(bytearray(PASSPHRASE))
        drawer.vm.remove()
        assert isinstance(drawer.troubles[-1], UnderLegalHold)
        assert drawer.vm.note is not None
        assert drawer.stored(note_id) == "Kept."
