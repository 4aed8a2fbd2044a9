"""Process notes: the counselor's own analysis of what was said, kept apart from the record.

They are what 45 CFR 164.501 calls psychotherapy notes, so a note has a day and no time. They
needn't be signed, may be destroyed at will, and never leave: no other service asks for them.
The audit trail has their numbers alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from vault import fields
from vault.audit import AuditKind
from vault.changes import Changes, Done, Noun
from vault.errors import (
    ActionableError,
    CasekeepError,
    DiskFull,
    InvalidField,
    NoteSigned,
    Problem,
    UnderLegalHold,
)
from vault.ids import ClientId, NoteId, ProcessNoteId, UnitId
from vault.keys import ProcessKey
from vault.misplaced import BELONGS_IN, Matter
from vault.note_service import NoteService
from vault.notes import NewNote, Note, NoteContent, NoteType
from vault.passages import UNTAGGED, About, Passage, template_named
from vault.ports import Clock, Store, Work
from vault.process_drawer import ProcessDrawer
from vault.snippets import beginning
from vault.units import Unit

IDLE_SECONDS = 120.0
OPENING_LENGTH = 160

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ProcessNote:
    """A process note; `on` is the day that it is about, its paragraphs are lines."""

    id: ProcessNoteId
    unit_id: UnitId
    on: date
    text: str
    changed_at_utc: datetime


@dataclass(frozen=True, slots=True)
class ProcessNoteRow:
    """One line of a list; `opening` is how the text begins."""

    id: ProcessNoteId
    unit_id: UnitId
    on: date
    opening: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A passage that went over into a progress note, which may have been begun for it.

    `before` counts the paragraphs that said the same there already.
    """

    note_id: ProcessNoteId
    progress_id: NoteId
    happened_at_utc: datetime
    passage: Passage
    begun: bool
    before: int

    def place_in(self, passages: Sequence[Passage]) -> int | None:
        """Find it among a progress note's passages, tagged as it may be; None where it is gone."""
        same = [place for place, one in enumerate(passages) if one.text == self.passage.text]
        if len(same) <= self.before:
            return None
        section = self.passage.section
        return max(
            same,
            key=lambda at: (passages[at].section is section, passages[at] == self.passage, at),
        )


def opening_of(text: str) -> str:
    """Say how a text begins, for its line in the list: its first words on one line."""
    return beginning(text.strip(), OPENING_LENGTH).partition("\n")[0].rstrip()


class ClosedBy(StrEnum):
    """What closed the process notes."""

    ASKED = "asked"
    IDLE = "idle"
    HIDDEN = "hidden"
    LOCKED = "locked"


class ProcessNoteService:
    """Opens, writes and closes the process notes.

    All but `open`, `close`, `give_up`, `is_open` and `key_for` raise OutOfOrder while they are
    closed, and what takes a number raises LookupError for a missing one.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._told: set[tuple[AuditKind, ProcessNoteId]] = set()
        self._owed: list[tuple[AuditKind, str]] = []
        # What stands in both notes, because the second write of its move failed.
        self._half_moved: dict[tuple[ProcessNoteId, NoteId, Passage], Moved] = {}

    @property
    def is_open(self) -> bool:
        """Whether notes can be read and written."""
        return self._drawer.is_open

    def key_for(self, passphrase: bytearray) -> ProcessKey:
        """Make the key, on any thread; see `ProcessDrawer.key_for`."""
        return self._drawer.key_for(passphrase)

    def open(self, key: ProcessKey) -> Done[int]:
        """Open the notes and wipe the key; answers how many writes they lost since last time.

        Raises ProcessNotesMissing, ProcessNotesDamaged and the errors of the disk.
        """
        with self._store.read() as work:
            mark = work.settings.process_mark()
        self._drawer.unlock(key, is_first=mark is None)
        reached = self._drawer.writes()
        missing = max(0, (mark or 0) - reached)
        self._told.clear()
        # Notes that can't be read are worse than an opening that isn't recorded.
        with suppress(DiskFull), self._store.write() as work:
            work.settings.put_process_mark(reached)
            if missing:
                work.audit.append(AuditKind.PROCESS_BEHIND, detail=f"missing={missing}")
            work.audit.append(AuditKind.PROCESS_OPENED)
        return Done(missing, Changes.of(Noun.AUDIT))

    def close(self, by: ClosedBy, last: Iterable[tuple[ProcessNoteId, str]] = ()) -> Done[None]:
        """Store the last texts, then close; nothing but a text that can't be stored prevents it."""
        if not self._drawer.is_open:
            return Done(None)
        for note_id, text in last:
            self.leave(note_id, text)
        with suppress(CasekeepError), self._recording() as work:
            # After the notes' own commit, so that the mark never tells of what could be lost.
            work.settings.put_process_mark(self._drawer.writes())
            work.audit.append(AuditKind.PROCESS_CLOSED, detail=f"by={by}")
        self._half_moved.clear()
        self._drawer.close()
        return Done(None, Changes.of(Noun.AUDIT))

    def give_up(self) -> Done[None]:
        """Let the next opening make new notes, for the file of the old ones is lost for good."""
        with self._store.write() as work:
            work.settings.put_process_mark(None)
            work.audit.append(AuditKind.PROCESS_GIVEN_UP)
        return Done(None, Changes.of(Noun.AUDIT))

    def rows(self, client_id: ClientId) -> list[ProcessNoteRow]:
        """List the notes of every unit that a client is or was a member of, newest first."""
        with self._store.read() as work:
            units = [unit.id for unit in work.units.of_client(client_id)]
        with self._drawer.read() as notes:
            return notes.of_units(units)

    def start(self, unit_id: UnitId) -> Done[ProcessNoteId]:
        """Begin a note about today."""
        with self._drawer.write() as notes:
            note_id = notes.add(unit_id, self._clock.today(), self._clock.now_utc())
        self._record(AuditKind.PROCESS_NOTE_CREATED, note_id)
        return _changed(note_id, note_id)

    def read(self, note_id: ProcessNoteId) -> Done[ProcessNote]:
        """Give a note, and record that it was looked at."""
        with self._drawer.read() as notes:
            note = notes.get(note_id)
        self._record_once(AuditKind.PROCESS_NOTE_VIEWED, note_id)
        return Done(note)

    def save(self, note_id: ProcessNoteId, text: str) -> Done[None]:
        """Keep what was typed. Raises InvalidField where it is too long."""
        checked = fields.prose("text", text)
        with self._drawer.write() as notes:
            notes.save(note_id, checked, self._clock.now_utc())
        self._record_once(AuditKind.PROCESS_NOTE_EDITED, note_id)
        return _changed(note_id, None)

    def put_day(self, note_id: ProcessNoteId, on: date) -> Done[None]:
        """Say which day a note is about. Raises InvalidField for a day to come."""
        if on > self._clock.today():
            raise InvalidField("on", Problem.IN_THE_FUTURE)
        with self._drawer.write() as notes:
            notes.put_day(note_id, on)
        self._record_once(AuditKind.PROCESS_NOTE_EDITED, note_id)
        return _changed(note_id, None)

    def leave(self, note_id: ProcessNoteId, text: str) -> Done[None]:
        """Keep the last of a note, or take it away where nothing is written in it.

        A note that was taken away meanwhile, on purpose or because it was empty, stays away.
        """
        try:
            with self._drawer.read() as notes:
                stored = notes.get(note_id).text
        except LookupError:
            return Done(None)
        if text.strip():
            return self.save(note_id, text) if text != stored else Done(None)
        with self._drawer.write() as notes:
            notes.remove(note_id)
        self._record(AuditKind.PROCESS_NOTE_DELETED, note_id)
        return _changed(note_id, None)

    def remove(self, note_id: ProcessNoteId) -> Done[ProcessNote]:
        """Destroy a note; what is answered is the only copy, for `put_back`.

        Raises UnderLegalHold where a client of its unit has one.
        """
        with self._drawer.read() as notes:
            note = notes.get(note_id)
        with self._store.read() as work:
            _require_no_hold(work, note.unit_id)
        with self._drawer.write() as notes:
            notes.remove(note_id)
        self._record(AuditKind.PROCESS_NOTE_DELETED, note_id)
        return _changed(note_id, note)

    def put_back(self, note: ProcessNote) -> Done[None]:
        """Keep a note that was destroyed a moment ago."""
        with self._drawer.write() as notes:
            notes.put_back(note)
        self._record(AuditKind.PROCESS_NOTE_RESTORED, note.id)
        return _changed(note.id, None)

    def move(self, note_id: ProcessNoteId, passage: str, matter: Matter, rest: str) -> Done[Moved]:
        """Put a passage into the unit's newest draft progress note, then keep `rest` here.

        A progress note is begun where there is no draft. Between the two writes the passage
        stands in both notes, so nothing is lost wherever it stops; trying again doubles nothing.
        """
        with self._drawer.read() as notes:
            unit_id = notes.get(note_id).unit_id
        with self._store.write() as work:
            unit = work.units.get(unit_id)
            section = BELONGS_IN[matter]
            arriving = Passage(section, fields.prose("text", passage), _usual_about(unit))
            draft, begun = self._draft_for(work, unit)
            there = draft.content.passages
            if arriving not in there:
                self._put_passages(work, draft, (*there, arriving))
            work.audit.append(
                AuditKind.PROCESS_NOTE_MOVED, f"process_note:{note_id}", f"note:{draft.id}"
            )
        before = [one.text for one in there].count(arriving.text)
        way = (note_id, draft.id, arriving)
        moved = self._half_moved.setdefault(
            way, Moved(note_id, draft.id, draft.happened_at_utc, arriving, begun, before)
        )
        kept = self.save(note_id, rest)
        del self._half_moved[way]
        return Done(moved, kept.changes | Changes.of(Noun.NOTE, draft.id))

    def take_back(self, moved: Moved, text: str) -> Done[None]:
        """Undo `move`: keep `text` here, then take the passage out of the progress note.

        What the counselor wrote there herself stays, also where it says the same. Raises
        NoteSigned where that was signed meanwhile; then nothing changes. A progress note that was
        taken away meanwhile has nothing to give back.
        """
        with self._store.read() as work:
            draft = _note_or_none(work, moved.progress_id)
        if draft is not None and draft.is_signed:
            raise NoteSigned
        changes = self.save(moved.note_id, text).changes
        if draft is None:
            return Done(None, changes)
        left = list(draft.content.passages)
        place = moved.place_in(left)
        if place is not None:
            del left[place]
            with self._store.write() as work:
                self._put_passages(work, draft, tuple(left))
        changes |= Changes.of(Noun.NOTE, draft.id)
        if moved.begun:
            changes |= NoteService(self._store, self._clock).discard_empty(draft.id).changes
        return Done(None, changes)

    @property
    def _drawer(self) -> ProcessDrawer:
        return self._store.process_notes

    def _draft_for(self, work: Work, unit: Unit) -> tuple[Note, bool]:
        """Give the unit's newest draft progress note, begun now where there is none."""
        for client_id in (one.client_id for one in unit.members if one.client_id is not None):
            for row in work.notes.timeline(client_id):
                if row.type is NoteType.PROGRESS and not row.signed:
                    note = work.notes.get(row.id)
                    if note.unit_id == unit.id:
                        return note, False
        now = self._clock.now_utc()
        template = template_named(work.settings.get().template)
        new = NewNote(unit.id, NoteType.PROGRESS, NoteContent(template, ()), now)
        note_id = work.notes.add(new, now)
        work.audit.append(AuditKind.NOTE_CREATED, f"note:{note_id}")
        return work.notes.get(note_id), True

    def _put_passages(self, work: Work, draft: Note, passages: tuple[Passage, ...]) -> None:
        content = replace(draft.content, passages=passages).checked()
        work.notes.save_draft(draft.id, content, self._clock.now_utc(), base_version=draft.version)

    def _record(self, kind: AuditKind, note_id: ProcessNoteId) -> None:
        """Record what is done already; what a full disk keeps out goes in with the next entry."""
        self._owed.append((kind, f"process_note:{note_id}"))
        with suppress(ActionableError), self._recording():
            pass

    @contextmanager
    def _recording(self) -> Iterator[Work]:
        """Write to the records; what the audit trail is owed goes in first."""
        with self._store.write() as work:
            for entry in self._owed:
                work.audit.append(*entry)
            yield work
        self._owed.clear()

    def _record_once(self, kind: AuditKind, note_id: ProcessNoteId) -> None:
        """Record what happens at every pause once for each time that the notes are open."""
        if (kind, note_id) not in self._told:
            self._record(kind, note_id)
            self._told.add((kind, note_id))


def _note_or_none(work: Work, note_id: NoteId) -> Note | None:
    try:
        return work.notes.get(note_id)
    except LookupError:
        return None


def _usual_about(unit: Unit) -> About:
    """Tag a passage where only one person can be meant; else the counselor says who is."""
    return UNTAGGED if unit.is_shared or not unit.members else About.of(unit.members[0].id)


def _require_no_hold(work: Work, unit_id: UnitId) -> None:
    for member in work.units.get(unit_id).members:
        if member.client_id and work.clients.get(member.client_id).details.flags.legal_hold:
            raise UnderLegalHold


def _changed(note_id: ProcessNoteId, value: T) -> Done[T]:
    return Done(value, Changes.of(Noun.PROCESS_NOTE, note_id))
