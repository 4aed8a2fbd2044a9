from datetime import timedelta

import pytest

from tests.builders import (
    keep_alone,
    keep_client,
    keep_unit,
    some_details,
)
from tests.fakes import FakeClock, FakeStore
from vault.audit import AuditKind
from vault.errors import (
    DiskFull,
    InvalidField,
    OutOfOrder,
    ProcessNotesMissing,
    UnderLegalHold,
)
from vault.ids import NoteId, ProcessNoteId
from vault.process_notes import ClosedBy, ProcessNoteService
from vault.units import UnitKind

PASSPHRASE = bytearray(b"six words that nobody guesses")


class Room:
    """An open vault with one client and, where a test says so, the process notes open."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.service = ProcessNoteService(self.store, self.clock)
        with self.store.write() as work:
            self.client_id, self.unit_id = keep_alone(work)

    def open(self) -> int:
        return self.service.open(self.service.key_for(PASSPHRASE)).value

    def a_note(self, text: str = "I felt watched.") -> ProcessNoteId:
        note_id = self.service.start(self.unit_id).value
        self.service.save(note_id, text)
        return note_id

    def text(self, note_id: ProcessNoteId) -> str:
        return self.service.read(note_id).value.text

    def passages(self, note_id: NoteId) -> list[str]:
        with self.store.read() as work:
            return [one.text for one in work.notes.get(note_id).content.passages]

    def notes(self) -> list[NoteId]:
        with self.store.read() as work:
            return work.notes.of_client(self.client_id)

    def kinds(self, *but_not: AuditKind) -> list[tuple[str, str]]:
        entries = self.store.records.audit
        return [(one.kind, one.subject) for one in entries if one.kind not in but_not]


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def opened(room: Room) -> Room:
    room.open()
    return room


def test_nothing_is_read_or_written_while_they_are_closed(room: Room) -> None:
    assert not room.service.is_open
    for call in (
        lambda: room.service.rows(room.client_id),
        lambda: room.service.start(room.unit_id),
        lambda: room.service.save(ProcessNoteId(1), "Words."),
        lambda: room.service.read(ProcessNoteId(1)),
    ):
        with pytest.raises(OutOfOrder):
            call()


def test_opening_and_closing_are_recorded_with_their_cause(room: Room) -> None:
    room.open()
    room.service.close(ClosedBy.IDLE)
    room.service.close(ClosedBy.LOCKED)
    assert [kind for kind, _ in room.kinds()] == ["process.opened", "process.closed"]
    assert room.store.records.details == ["", "by=idle"]


def test_a_full_disk_keeps_nobody_from_their_notes(room: Room) -> None:
    room.store.fail_next_commit = DiskFull()
    room.open()
    assert room.service.is_open
    room.store.fail_next_commit = DiskFull()
    room.service.close(ClosedBy.ASKED)
    assert not room.service.is_open


def test_an_older_file_put_back_is_counted_and_recorded_once(opened: Room) -> None:
    opened.a_note()
    opened.service.close(ClosedBy.ASKED)
    opened.store.process_notes.kept -= 2
    assert opened.open() == 2
    assert ("process.behind", "") in opened.kinds()
    opened.service.close(ClosedBy.ASKED)
    assert opened.open() == 0


def test_notes_that_are_lost_for_good_can_be_given_up_and_begun_again(opened: Room) -> None:
    opened.a_note()
    opened.service.close(ClosedBy.ASKED)
    drawer = opened.store.process_notes
    drawer.is_there, drawer.notes, drawer.kept = False, {}, 0
    with pytest.raises(ProcessNotesMissing):
        opened.open()
    opened.service.give_up()
    assert opened.open() == 0
    assert ("process.given_up", "") in opened.kinds()


def test_the_audit_trail_has_numbers_and_no_words(opened: Room) -> None:
    note_id = opened.a_note("quixotic zephyr")
    opened.service.save(note_id, "quixotic zephyr again")
    opened.service.read(note_id)
    opened.service.read(note_id)
    opened.service.put_back(opened.service.remove(note_id).value)
    subject = f"process_note:{note_id}"
    assert opened.kinds(AuditKind.PROCESS_OPENED) == [
        ("process_note.created", subject),
        ("process_note.edited", subject),
        ("process_note.viewed", subject),
        ("process_note.deleted", subject),
        ("process_note.restored", subject),
    ]
    assert "quixotic" not in " ".join(opened.store.records.details)


def test_viewing_is_recorded_again_after_they_were_closed(opened: Room) -> None:
    note_id = opened.a_note()
    opened.service.read(note_id)
    opened.service.close(ClosedBy.ASKED)
    opened.open()
    opened.service.read(note_id)
    viewed = ("process_note.viewed", f"process_note:{note_id}")
    assert opened.kinds().count(viewed) == 2


def test_lists_the_notes_of_every_unit_of_a_client(opened: Room) -> None:
    with opened.store.write() as work:
        other = keep_client(work, "Dana Reyes")
        couple = keep_unit(work, UnitKind.COUPLE, opened.client_id, other)
        _, foreign = keep_alone(work, "Somebody Else")
    mine, ours = opened.a_note(), opened.service.start(couple).value
    opened.service.start(foreign)
    assert {row.id for row in opened.service.rows(opened.client_id)} == {mine, ours}
    assert [row.id for row in opened.service.rows(other)] == [ours]


def test_a_note_is_about_today_until_another_day_is_said(opened: Room) -> None:
    note_id = opened.a_note()
    today = opened.clock.today()
    assert opened.service.read(note_id).value.on == today
    opened.service.put_day(note_id, today - timedelta(days=1))
    assert opened.service.read(note_id).value.on == today - timedelta(days=1)
    with pytest.raises(InvalidField):
        opened.service.put_day(note_id, today + timedelta(days=1))


def test_a_note_in_which_nothing_was_written_is_taken_away_when_it_is_left(opened: Room) -> None:
    empty = opened.service.start(opened.unit_id).value
    opened.service.leave(empty, " \n")
    kept = opened.service.start(opened.unit_id).value
    opened.service.leave(kept, "A word.")
    assert [row.id for row in opened.service.rows(opened.client_id)] == [kept]


def test_closing_stores_the_last_words_first(opened: Room) -> None:
    note_id = opened.a_note("Before.")
    opened.service.close(ClosedBy.LOCKED, [(note_id, "After.")])
    opened.open()
    assert opened.text(note_id) == "After."


def test_words_that_cannot_be_stored_keep_the_notes_open_for_another_try(opened: Room) -> None:
    note_id = opened.a_note("Before.")
    opened.store.process_notes.fail_next_commit = DiskFull()
    with pytest.raises(DiskFull):
        opened.service.close(ClosedBy.IDLE, [(note_id, "After.")])
    assert opened.service.is_open
    opened.service.close(ClosedBy.IDLE, [(note_id, "After.")])
    assert not opened.service.is_open


def test_a_note_on_hold_is_not_destroyed(opened: Room) -> None:
    note_id = opened.a_note()
    with opened.store.write() as work:
        client = work.clients.get(opened.client_id)
        held = some_details(flags=type(client.details.flags)(legal_hold=True))
        work.clients.change(client.id, held, None, opened.clock.now, base_version=client.version)
    with pytest.raises(UnderLegalHold):
        opened.service.remove(note_id)
    assert opened.text(note_id) == "I felt watched."


def test_what_a_full_disk_keeps_out_of_the_trail_goes_in_with_the_next_entry(opened: Room) -> None:
    note_id = opened.a_note()
    opened.store.fail_next_commit = DiskFull()
    opened.service.remove(note_id)
    assert AuditKind.PROCESS_NOTE_DELETED not in {kind for kind, _ in opened.kinds()}
    opened.service.close(ClosedBy.ASKED)
    subject = f"process_note:{note_id}"
    assert opened.kinds()[-2:] == [
        (AuditKind.PROCESS_NOTE_DELETED, subject),
        (AuditKind.PROCESS_CLOSED, ""),
    ]


def test_the_last_words_of_a_note_that_was_destroyed_do_not_keep_the_others_open(
    opened: Room,
) -> None:
    gone, kept = opened.a_note(), opened.a_note()
    opened.service.remove(gone)
    opened.service.close(ClosedBy.HIDDEN, [(gone, "Gone."), (kept, "Kept.")])
    assert not opened.service.is_open
    opened.open()
    assert opened.text(kept) == "Kept."


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("\n\n  I felt watched. \nStill.", "I felt watched."),
        ("x" * 500, "x" * 160),
    ],
)
def test_a_note_is_listed_by_how_it_begins(opened: Room, text: str, opening: str) -> None:
    opened.a_note(text)
    assert [row.opening for row in opened.service.rows(opened.client_id)] == [opening]
