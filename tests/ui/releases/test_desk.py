"""The desk's view model: choosing, the preview, the steps, handing over, hiding."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakePress
from tests.harness.messages import Messages
from tests.ui.releases.world import World
from ui.releases.desk import Stage
from ui.releases.destination import Refusal
from vault.disclosures import Delivery
from vault.errors import DiskFull, FaultError, FolderReadOnly
from vault.ids import NoteId
from vault.passages import Passage, Section
from vault.printed import FileCopy, NotTypeset, Typeset
from vault.release_gate import Reason
from vault.requests import Decision, IdentityCheck

STICK = Path("/nowhere/stick/records-R-0001.pdf")


@pytest.fixture
def world(qtbot: QtBot) -> World:
    return World()


def with_two_notes(world: World) -> tuple[NoteId, NoteId]:
    unit = world.unit_of(world.client())
    return world.note(unit, "First.", days_ago=9), world.note(unit, "Second.")


def opened(world: World) -> tuple[NoteId, NoteId]:
    """A desk with two records that may go, open and typeset."""
    notes = with_two_notes(world)
    world.open(world.request(next(iter(world.store.records.clients))))
    return notes


def at_last_step(world: World) -> None:
    opened(world)
    world.desk.go_to(Stage.CHECK)
    world.desk.go_to(Stage.HAND_OVER)


def printed(world: World) -> str:
    prepared = world.desk.preview.prepared
    assert prepared is not None
    return "\n".join(world.press.text(prepared.made.pdf))


def test_all_that_may_go_is_chosen_at_first(world: World) -> None:
    notes = opened(world)
    assert world.desk.chosen == set(notes)


def test_a_tick_is_stored_at_once(world: World) -> None:
    first, second = opened(world)
    world.desk.tick([first], on=False)
    assert world.stored_choice == (second,)


def test_what_was_chosen_is_still_chosen_after_leaving_and_coming_back(world: World) -> None:
    first, second = opened(world)
    release_id = world.desk.release_id
    world.desk.tick([first], on=False)
    world.model.go_to_release(None)
    world.model.go_to_release(release_id)
    assert world.desk.chosen == {second}


def test_a_choice_that_could_not_be_stored_is_kept_through_hiding_and_tried_again(
    world: World,
) -> None:
    first, second = opened(world)
    world.store.fail_next_commit = DiskFull()
    world.desk.tick([first], on=False)
    assert isinstance(world.troubles[-1], DiskFull)
    assert len(world.model.pending_saves()) == 1
    world.model.hide()
    world.model.show()
    assert world.desk.chosen == {second}
    world.settle()
    assert world.model.pending_saves() == []
    assert world.stored_choice == (second,)


def test_what_stays_can_not_be_chosen(world: World) -> None:
    dana = world.client()
    draft = world.note(world.unit_of(dana), "Half a thought.", signed=False)
    couple = world.note(world.couple(dana, world.client("Marcus Okafor")), "Both.", signed=False)
    signed = world.note(world.unit_of(dana), "Whole.")
    world.open(world.request(dana))
    world.desk.tick([draft, couple], on=True)
    assert world.desk.chosen == {signed}
    assert [one.can_go for one in world.desk.records] == [True, False, False]


def test_the_preview_is_made_once_after_several_ticks(world: World) -> None:
    first, _ = opened(world)
    assert isinstance(world.press, FakePress)
    before = len(world.press.copies)
    for on in (False, True, False):
        world.desk.tick([first], on=on)
    assert world.desk.preview.prepared is None
    world.settle()
    assert len(world.press.copies) == before + 1
    assert "First." not in printed(world)
    assert "Second." in printed(world)


def test_a_preview_that_was_stopped_does_not_arrive_and_can_be_made_again(world: World) -> None:
    first, _ = opened(world)
    world.desk.tick([first], on=False)
    world.tasks.held = True
    world.settle()
    world.desk.preview.stop()
    world.tasks.let_go()
    assert world.desk.preview.prepared is None
    assert world.desk.preview.stopped
    world.desk.preview.again()
    assert "Second." in printed(world)


def test_a_slow_preview_says_so(world: World) -> None:
    first, _ = opened(world)
    world.desk.tick([first], on=False)
    world.tasks.held = True
    seen = []
    for turn in (world.settle, world.settle, world.tasks.let_go):
        turn()
        seen.append(world.desk.preview.slow)
    assert seen == [False, True, False]


def test_pages_turn_no_further_than_there_are(world: World) -> None:
    opened(world)
    preview = world.desk.preview
    preview.turn_to(99)
    assert preview.page == preview.count - 1 == 2
    preview.turn_to(-1)
    assert preview.page == 0


def test_nothing_goes_before_identity_is_checked(world: World) -> None:
    unit = world.unit_of(world.client())
    world.note(unit, "Said.")
    world.open(world.request(next(iter(world.store.records.clients)), IdentityCheck.NOT_YET))
    assert world.desk.blocks == (Reason.IDENTITY_NOT_CHECKED,)
    world.desk.go_to(Stage.CHECK)
    assert world.at() is Stage.CHOOSE
    world.desk.check_identity(IdentityCheck.PHOTO_ID)
    world.settle()
    world.desk.go_to(Stage.CHECK)
    assert world.at() is Stage.CHECK


def test_a_minors_file_stays(world: World) -> None:
    noa = world.minor()
    world.note(world.unit_of(noa), "Said.")
    world.open(world.request(noa))
    assert world.desk.blocks == (Reason.MINOR,)
    assert world.desk.preview.count == 0


def test_the_last_step_is_not_reached_without_a_checked_file(world: World) -> None:
    first, _ = opened(world)
    world.desk.tick([first], on=False)
    world.desk.go_to(Stage.HAND_OVER)
    assert world.desk.stage is Stage.CHECK


def test_six_words_are_drawn_at_the_last_step(world: World) -> None:
    opened(world)
    assert world.desk.hand_over.password == ""
    world.desk.go_to(Stage.HAND_OVER)
    first = world.desk.hand_over.password
    assert len(first.split()) == 6
    world.desk.hand_over.new_password()
    assert world.desk.hand_over.password != first


def test_handing_over_needs_a_place(world: World) -> None:
    at_last_step(world)
    world.desk.act()
    assert world.outbox.files == {}
    assert not world.desk.can_hand_over


def test_what_is_handed_over_opens_with_the_six_words_and_is_recorded(world: World) -> None:
    at_last_step(world)
    world.desk.hand_over.choose(STICK)
    assert world.desk.can_hand_over
    words = world.desk.hand_over.password
    world.desk.act()
    receipt = world.desk.hand_over.receipt
    assert receipt is not None
    assert world.press.verify(world.outbox.files[STICK], words) == receipt.handed.pages
    disclosure = world.store.records.disclosures[receipt.handed.disclosure_id]
    assert disclosure.delivery is Delivery.WRITTEN
    assert disclosure.facts.description.startswith("2 records")
    assert world.desk.desk is not None
    request = world.store.records.requests[world.desk.desk.request.id]
    assert request.decision is Decision.GIVEN


def test_a_second_press_hands_nothing_over(world: World) -> None:
    at_last_step(world)
    world.desk.hand_over.choose(STICK)
    world.tasks.held = True
    world.desk.act()
    world.desk.act()
    world.tasks.let_go()
    world.desk.act()
    assert len(world.store.records.disclosures) == 1


def test_a_disk_that_refuses_keeps_everything_as_it_was(world: World) -> None:
    at_last_step(world)
    world.desk.hand_over.choose(STICK)
    words = world.desk.hand_over.password
    world.outbox.fail_stage = FolderReadOnly()
    world.desk.act()
    assert isinstance(world.troubles[-1], FolderReadOnly)
    assert world.desk.hand_over.receipt is None
    world.outbox.fail_stage = None
    world.desk.act()
    assert world.press.verify(world.outbox.files[STICK], words)


def test_a_file_that_could_not_get_its_name_can_be_handed_over_again(world: World) -> None:
    at_last_step(world)
    world.desk.hand_over.choose(STICK)
    world.outbox.fail_publish = DiskFull()
    world.desk.act()
    assert isinstance(world.troubles[-1], DiskFull)
    world.outbox.fail_publish = None
    world.desk.act()
    deliveries = [one.delivery for one in world.store.records.disclosures.values()]
    assert deliveries == [Delivery.FAILED, Delivery.WRITTEN]


def test_a_place_inside_the_vaults_folder_is_refused(world: World, tmp_path: Path) -> None:
    at_last_step(world)
    world.desk.hand_over.choose(world.vault_folder / "backups" / "records.pdf")
    assert world.troubles[-1] is Refusal.IN_VAULT
    assert world.desk.hand_over.destination is None


def test_a_file_that_is_there_is_never_replaced(world: World, tmp_path: Path) -> None:
    there = tmp_path / "records.pdf"
    there.write_bytes(b"mine")
    at_last_step(world)
    world.desk.hand_over.choose(there)
    assert world.troubles[-1] is Refusal.TAKEN
    there.unlink()
    world.desk.hand_over.choose(there)
    there.write_bytes(b"mine, later")
    world.desk.act()
    assert world.troubles[-1] is Refusal.TAKEN
    assert world.outbox.files == {}


def test_records_that_changed_after_the_check_are_not_handed_over(world: World) -> None:
    at_last_step(world)
    first = world.desk.records[0].note_id
    world.desk.hand_over.choose(STICK)
    world.tasks.held = True
    world.desk.act()
    addendum = world.cabinet.notes.add_addendum(first).value
    content = world.store.records.notes[addendum].content
    said = replace(content, passages=(Passage(Section.TEXT, "One thing more."),))
    version = world.cabinet.notes.save_draft(addendum, said, base_version=1).value
    world.cabinet.notes.sign(addendum, base_version=version)
    world.tasks.let_go()
    assert world.outbox.files == {}
    assert world.desk.hand_over.receipt is None
    world.settle()
    assert "One thing more." in printed(world)
    world.desk.act()
    assert list(world.outbox.files) == [STICK]


def test_a_release_that_was_reopened_on_its_way_out_shows_that_it_left(world: World) -> None:
    at_last_step(world)
    release_id = world.desk.release_id
    world.desk.hand_over.choose(STICK)
    world.tasks.held = True
    world.desk.act()
    for _look_and_seal in range(2):
        world.tasks.waiting.pop(0).run()(world.hub)
    world.model.go_to_release(None)
    world.model.go_to_release(release_id)
    # What is read of the desk comes before the file is out.
    world.tasks.waiting.append(world.tasks.waiting.pop(0))
    world.tasks.let_go()
    assert list(world.outbox.files) == [STICK]
    assert world.desk.desk is not None
    assert world.desk.desk.release.handed_over_at_utc is not None


def test_hiding_lets_go_of_records_pages_and_password(world: World) -> None:
    at_last_step(world)
    words = world.desk.hand_over.password
    world.model.hide()
    assert world.desk.desk is None
    assert world.desk.records == ()
    assert world.desk.preview.image is None
    assert world.desk.preview.count == 0
    assert world.desk.hand_over.password == ""
    world.model.show()
    world.settle()
    assert world.desk.stage is Stage.HAND_OVER
    assert "Second." in printed(world)
    assert world.desk.hand_over.password == words


def test_what_was_being_read_while_hiding_does_not_come_back_behind_the_cover(
    world: World,
) -> None:
    with_two_notes(world)
    release_id = world.request(next(iter(world.store.records.clients)))
    world.tasks.held = True
    world.model.set_active(active=True)
    world.model.go_to_release(release_id)
    world.model.hide()
    world.tasks.let_go()
    world.settle()
    assert world.desk.records == ()
    assert world.model.shelf.waiting == ()
    world.model.show()
    assert len(world.desk.records) == 2


def test_hiding_between_press_and_seal_hands_nothing_over(world: World) -> None:
    at_last_step(world)
    world.desk.hand_over.choose(STICK)
    world.tasks.held = True
    world.desk.act()
    world.model.hide()
    world.tasks.let_go()
    assert world.outbox.files == {}
    world.model.show()
    world.settle()
    assert world.desk.can_hand_over


def test_the_desk_follows_a_note_that_is_signed_elsewhere_once_it_is_seen_again(
    world: World,
) -> None:
    unit = world.unit_of(world.client())
    world.note(unit, "Whole.")
    draft = world.note(unit, "Nearly.", signed=False)
    world.open(world.request(next(iter(world.store.records.clients))))
    world.model.set_active(active=False)
    done = world.cabinet.notes.sign(draft, base_version=2)
    world.hub.announce(done.changes)
    assert not all(one.can_go for one in world.desk.records)
    world.model.set_active(active=True)
    assert all(one.can_go for one in world.desk.records)


def test_a_fault_of_the_press_is_told_and_another_try_makes_the_file(
    world: World, monkeypatch: pytest.MonkeyPatch, messages: Messages
) -> None:
    first, _ = opened(world)
    fails = iter([True])
    typeset = FakePress.typeset

    def once(press: FakePress, copy: FileCopy) -> Typeset:
        if next(fails, False):
            raise NotTypeset
        return typeset(press, copy)

    monkeypatch.setattr(FakePress, "typeset", once)
    messages.expect("task.fault FaultError")
    world.desk.tick([first], on=False)
    world.settle()
    assert isinstance(world.troubles[-1], FaultError)
    world.desk.preview.again()
    assert "Second." in printed(world)
    assert world.troubles[-1] is None
