"""What happens to a note when the database is slower than the hand."""

from collections.abc import Iterator

import pytest

from tests.builders import some_content
from tests.ui.notes.test_view_model import Writing
from vault.errors import ChangedElsewhere, DiskFull
from vault.notes import NoteType


@pytest.fixture
def writing(qapp: object) -> Iterator[Writing]:
    writing = Writing()
    yield writing
    writing.vm.deleteLater()


def test_nothing_can_be_typed_while_a_note_is_being_signed(writing: Writing) -> None:
    held: list[bool] = []
    writing.vm.signing_changed.connect(held.append)
    writing.a_draft("Slept.")
    writing.vm.show_client(writing.client_id)
    writing.content = some_content("Slept.")
    writing.desk.lane.held = True
    writing.vm.sign()
    assert held == [True]
    writing.desk.lane.let_go()
    assert held == [True, False]


def test_nothing_can_be_typed_into_what_was_signed_before_it_is_shown_so(writing: Writing) -> None:
    writing.a_draft("Slept.")
    writing.vm.show_client(writing.client_id)
    writing.content = some_content("Slept.")
    writable: list[bool] = []
    writing.vm.signing_changed.connect(lambda held: writable.append(not held))
    lane = writing.desk.lane
    lane.held = True
    writing.vm.sign()
    lane.waiting.pop(0).run()(writing.desk.hub)
    assert writable == [False, True]
    assert writing.vm.draft_note is None
    lane.let_go()


def test_nothing_can_be_typed_while_what_was_typed_is_joined_with_what_is_stored(
    writing: Writing,
) -> None:
    held: list[bool] = []
    writing.vm.signing_changed.connect(held.append)
    writing.in_the_first_of_two("Mine.")
    writing.desk.lane.held = True
    writing.vm.keep_both()
    assert held == [True]
    writing.desk.lane.let_go()
    assert held == [True, False]


def test_a_note_that_could_not_be_signed_can_be_written_in_again(writing: Writing) -> None:
    note_id = writing.a_draft("Slept.")
    writing.vm.show_client(writing.client_id)
    held: list[bool] = []
    writing.vm.signing_changed.connect(held.append)
    writing.type("Ate.")
    writing.desk.store.fail_next_commit = DiskFull()
    writing.vm.sign()
    assert held == [True, False]
    assert isinstance(writing.troubles[-1], DiskFull)
    writing.pause()
    assert writing.stored(note_id) == ("Ate.",)


def test_signing_twice_signs_once(writing: Writing) -> None:
    writing.a_draft("Slept.")
    writing.vm.show_client(writing.client_id)
    writing.content = some_content("Slept.")
    writing.desk.lane.held = True
    writing.vm.sign()
    writing.vm.sign()
    writing.desk.lane.let_go()
    assert writing.troubles[-1] is None
    assert writing.vm.timeline.rows[0].signed


def test_a_note_that_is_left_while_it_is_signed_is_no_trouble(writing: Writing) -> None:
    first, second = writing.in_the_first_of_two("One more.")
    writing.desk.lane.held = True
    writing.vm.sign()
    writing.vm.open(second)
    writing.desk.lane.let_go()
    assert writing.stored(first) == ("One more.",)
    assert writing.vm.file is not None
    assert writing.vm.file.note.id == second
    assert writing.troubles[-1] is None
    assert writing.vm.pending_saves() == []


def test_a_note_that_could_not_be_signed_after_it_was_left_keeps_its_words(
    writing: Writing,
) -> None:
    first, second = writing.in_the_first_of_two("One more.")
    writing.desk.lane.held = True
    writing.vm.sign()
    writing.vm.open(second)
    writing.desk.store.fail_next_commit = DiskFull()
    writing.desk.lane.let_go()
    assert writing.stored(first) == ("One more.",)
    assert not writing.desk.cabinet.notes.open(first).note.is_signed


@pytest.mark.parametrize("is_begun", [False, True])
def test_a_lock_takes_along_the_last_words_of_a_note_that_is_left_while_it_is_signed(
    writing: Writing, is_begun: bool
) -> None:
    first, second = writing.in_the_first_of_two("One more.")
    lane = writing.desk.lane
    lane.held = True
    writing.vm.sign()
    writing.vm.open(second)
    if is_begun:
        lane.waiting[0].run()
    (save,) = writing.vm.pending_saves()
    save()
    assert writing.stored(first) == ("One more.",)
    assert writing.desk.cabinet.notes.open(first).note.is_signed == is_begun


def test_a_lock_loses_nothing_of_a_draft_that_was_deleted_and_left(writing: Writing) -> None:
    _first, second = writing.in_the_first_of_two("")
    writing.desk.lane.held = True
    writing.vm.delete_draft()
    writing.vm.open(second)
    writing.desk.lane.waiting[0].run()
    for save in writing.vm.pending_saves():
        save()
    assert writing.ids() == [second]


@pytest.mark.parametrize("act", ["sign", "start_usual", "start", "add_addendum"])
def test_a_late_answer_never_shows_one_clients_note_in_anothers_file(
    writing: Writing, act: str
) -> None:
    if act == "add_addendum":
        writing.a_signed_note()
    else:
        writing.a_draft("Slept.")
    other, _unit = writing.desk.alone("Amira Saleh")
    writing.vm.show_client(writing.client_id)
    writing.content = some_content("Slept.")
    writing.desk.lane.held = True
    arguments = (writing.unit_id, NoteType.PHONE) if act == "start" else ()
    getattr(writing.vm, act)(*arguments)
    writing.vm.show_client(other)
    writing.desk.lane.let_go()
    assert writing.vm.timeline.rows == ()
    assert writing.vm.file is None


def test_asking_twice_for_an_addendum_loses_no_letter_of_it(writing: Writing) -> None:
    writing.a_signed_note()
    writing.vm.show_client(writing.client_id)
    writing.vm.add_addendum()
    writing.desk.lane.held = True
    writing.vm.add_addendum()
    writing.type("Called later.")
    writing.desk.lane.let_go()
    assert len(writing.vm.pending_saves()) == 1


def test_keeping_both_touches_no_other_note(writing: Writing) -> None:
    _, second = writing.in_the_first_of_two("Mine.")
    writing.desk.lane.held = True
    writing.vm.keep_both()
    writing.vm.open(second)
    writing.desk.lane.let_go()
    assert writing.vm.file is not None
    assert writing.vm.file.note.id == second
    assert [one.text for one in writing.vm.file.note.content.passages] == ["Two."]


def test_the_last_words_of_a_note_that_was_left_are_pending_until_they_are_stored(
    writing: Writing,
) -> None:
    first, second = writing.in_the_first_of_two("One more.")
    writing.desk.lane.held = True
    writing.vm.open(second)
    (save,) = writing.vm.pending_saves()
    save()
    assert writing.stored(first) == ("One more.",)
    writing.desk.lane.let_go()
    assert writing.stored(first) == ("One more.",)
    assert writing.vm.pending_saves() == []


def test_leaving_after_a_clash_keeps_both(writing: Writing) -> None:
    first, second = writing.in_the_first_of_two("Mine.")
    with writing.desk.store.write() as work:
        elsewhere = some_content("From elsewhere.")
        work.notes.save_draft(first, elsewhere, writing.desk.clock.now_utc(), base_version=1)
    writing.pause()
    assert isinstance(writing.troubles[-1], ChangedElsewhere)
    writing.vm.open(second)
    assert writing.stored(first) == ("Mine.", "From elsewhere.")
    assert writing.vm.pending_saves() == []


def test_a_second_click_on_new_note_goes_on_with_the_one_just_begun(writing: Writing) -> None:
    writing.vm.show_client(writing.client_id)
    writing.vm.start_usual()
    assert writing.vm.file is not None
    begun = writing.vm.file.note.id
    writing.vm.start_usual()
    assert writing.vm.file is not None
    assert writing.vm.file.note.id == begun
    with writing.desk.store.read() as work:
        assert len(work.meetings.of_unit(writing.unit_id)) == 1


def test_a_second_click_before_the_first_is_answered_begins_nothing(writing: Writing) -> None:
    writing.vm.show_client(writing.client_id)
    writing.desk.lane.held = True
    writing.vm.start_usual()
    writing.vm.start_usual()
    writing.desk.lane.let_go()
    with writing.desk.store.read() as work:
        assert len(work.meetings.of_unit(writing.unit_id)) == 1
