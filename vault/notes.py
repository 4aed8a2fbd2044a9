"""Notes: draft, signed, addendum.

A draft saves itself; a signed note never changes again, and what comes later is an addendum.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum

from vault import fields
from vault.audit import AuditKind
from vault.changes import NOTHING, Changes, Done, Noun
from vault.errors import ChangedElsewhere, InvalidField, NoteSigned, Problem
from vault.ids import ClientId, MeetingId, MemberId, NoteId, UnitId
from vault.meetings import Meeting, NewMeeting
from vault.passages import AboutKind, Passage, Template
from vault.ports import Clock, Store, Work
from vault.units import Unit, UnitKind

PASSAGE_LIMIT = 5_000


class NoteType(StrEnum):
    """What a note is."""

    PROGRESS = "progress"
    INTAKE = "intake"
    PHONE = "phone_contact"
    RISK = "risk_assessment"
    SAFETY_PLAN = "safety_plan"
    TREATMENT_PLAN = "treatment_plan"
    DISCHARGE = "discharge"
    LETTER = "letter"
    FREE = "free"
    ADDENDUM = "addendum"


@dataclass(frozen=True, slots=True)
class NoteContent:
    """What the counselor edits in a note."""

    template: Template
    passages: tuple[Passage, ...]

    def checked(self) -> "NoteContent":
        """Give the same content with text that can be stored; empty paragraphs are kept.

        Where there are too many, neighbours with the same tag become lines of one passage: what
        was pasted is never refused for its many lines. Raises InvalidField when there is still
        more of it than a note holds.
        """
        passages = tuple(_checked(one) for one in self.passages)
        while len(passages) > PASSAGE_LIMIT:
            fewer = tuple(_paired(passages))
            if len(fewer) == len(passages):
                raise InvalidField("passages", Problem.TOO_LONG)
            passages = fewer
        return replace(self, passages=passages)

    @property
    def is_empty(self) -> bool:
        """Whether nothing but white space was written."""
        return not any(passage.text.strip() for passage in self.passages)


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note that is about to be kept as a draft."""

    unit_id: UnitId
    type: NoteType
    content: NoteContent
    happened_at_utc: datetime
    meeting_id: MeetingId | None = None
    amends: NoteId | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a note and when; `sha256` is taken over all that it says."""

    signed_at_utc: datetime
    signed_by: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note as kept; a draft has no signature, an addendum names the note that it amends."""

    id: NoteId
    unit_id: UnitId
    type: NoteType
    content: NoteContent
    happened_at_utc: datetime
    created_at_utc: datetime
    changed_at_utc: datetime
    version: int
    meeting_id: MeetingId | None = None
    amends: NoteId | None = None
    signature: Signature | None = None

    @property
    def is_signed(self) -> bool:
        """Whether the note can't change any more."""
        return self.signature is not None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One line of a client's timeline.

    `number` is the meeting's; `people` are those who were present, or the whole unit;
    `addenda` counts the signed and the unsigned ones.
    """

    id: NoteId
    type: NoteType
    kind: UnitKind
    unit_name: str
    number: int | None
    minutes: int | None
    people: tuple[str, ...]
    happened_at_utc: datetime
    signed: bool
    addenda: int


@dataclass(frozen=True, slots=True)
class NoteFile:
    """All that the editor shows around a note."""

    note: Note
    unit: Unit
    meeting: Meeting | None
    addenda: tuple[Note, ...]


class Hindrance(StrEnum):
    """Why a note can't be signed yet."""

    EMPTY = "empty"
    UNTAGGED = "untagged"


def fingerprint(note: Note, signed_at_utc: datetime, signed_by: str) -> str:
    """Give the SHA-256 of all that a note says, with who signs it and when, in hexadecimal."""
    said = {
        "note": note.id,
        "unit": note.unit_id,
        "meeting": note.meeting_id,
        "amends": note.amends,
        "type": note.type,
        "template": note.content.template,
        "happened_at_utc": note.happened_at_utc.isoformat(),
        "passages": [asdict(passage) for passage in note.content.passages],
        "signed_at_utc": signed_at_utc.isoformat(),
        "signed_by": signed_by,
    }
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def is_whole(note: Note) -> bool:
    """Say whether a signed note still says what was signed."""
    if note.signature is None:
        return False
    signed = note.signature
    return fingerprint(note, signed.signed_at_utc, signed.signed_by) == signed.sha256


class NoteService:
    """Writes, signs and lists notes."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._begun: set[NoteId] = set()

    def start(
        self,
        unit_id: UnitId,
        note_type: NoteType,
        template: Template,
        *,
        meeting_id: MeetingId | None = None,
    ) -> Done[NoteId]:
        """Begin a draft; with a meeting it is about that meeting's time, else about now."""
        now = self._clock.now_utc()
        with self._store.write() as work:
            happened = work.meetings.get(meeting_id).starts_at_utc if meeting_id else now
            content = NoteContent(template, ())
            new = NewNote(unit_id, note_type, content, happened, meeting_id)
            note_id = work.notes.add(new, now)
            work.audit.append(AuditKind.NOTE_CREATED, f"note:{note_id}")
        return Done(note_id, Changes.of(Noun.NOTE, note_id))

    def start_with_meeting(self, new: NewMeeting, template: Template) -> Done[NoteId]:
        """Record a meeting and begin its note, in one transaction."""
        now = self._clock.now_utc()
        with self._store.write() as work:
            meeting_id = work.meetings.add(new)
            draft = NewNote(
                new.unit_id,
                NoteType.PROGRESS,
                NoteContent(template, ()),
                new.starts_at_utc,
                meeting_id,
            )
            note_id = work.notes.add(draft, now)
            work.audit.append(AuditKind.NOTE_CREATED, f"note:{note_id}")
        self._begun.add(note_id)
        changes = Changes.of(Noun.NOTE, note_id) | Changes.of(Noun.MEETING, meeting_id)
        return Done(note_id, changes)

    def save_draft(self, note_id: NoteId, content: NoteContent, *, base_version: int) -> Done[int]:
        """Keep what was typed, outside the search index; answers the new version.

        Raises NoteSigned, and ChangedElsewhere where `base_version` isn't the newest.
        """
        checked = content.checked()
        with self._store.write() as work:
            version = work.notes.save_draft(
                note_id, checked, self._clock.now_utc(), base_version=base_version
            )
        return Done(version, Changes.of(Noun.NOTE, note_id))

    def settle(self, note_id: NoteId) -> Done[None]:
        """Move a draft that rests into the note and the search index."""
        with self._store.write() as work:
            moved = work.notes.settle(note_id)
            if moved:
                work.audit.append(AuditKind.NOTE_EDITED, f"note:{note_id}")
        return Done(None, Changes.of(Noun.NOTE, note_id) if moved else NOTHING)

    def settle_all(self) -> Done[int]:
        """Settle every draft that lies outside its note; answers how many there were."""
        with self._store.write() as work:
            waiting = work.notes.unsettled()
            for note_id in waiting:
                work.notes.settle(note_id)
                work.audit.append(AuditKind.NOTE_EDITED, f"note:{note_id}")
        changes = Changes.of(Noun.NOTE, *waiting) if waiting else NOTHING
        return Done(len(waiting), changes)

    def hindrance(self, note: Note, unit: Unit) -> Hindrance | None:
        """Say why a note can't be signed yet, or None where it can."""
        written = [passage for passage in note.content.passages if passage.text.strip()]
        if not written:
            return Hindrance.EMPTY
        if unit.is_shared and any(one.about.kind is AboutKind.UNTAGGED for one in written):
            return Hindrance.UNTAGGED
        return None

    def sign(self, note_id: NoteId, *, base_version: int) -> Done[Signature]:
        """Sign a draft, after which it never changes.

        Raises NoteSigned, ChangedElsewhere, and InvalidField where it is empty or untagged.
        """
        now = self._clock.now_utc()
        with self._store.write() as work:
            work.notes.settle(note_id)
            note = work.notes.get(note_id)
            if note.is_signed:
                raise NoteSigned
            if note.version != base_version:
                raise ChangedElsewhere
            if self.hindrance(note, work.units.get(note.unit_id)):
                raise InvalidField("passages", Problem.EMPTY)
            signed_by = work.profile.get().signs_as
            signature = Signature(now, signed_by, fingerprint(note, now, signed_by))
            work.notes.sign(note_id, signature)
            work.audit.append(AuditKind.NOTE_SIGNED, f"note:{note_id}", signature.sha256)
        return Done(signature, Changes.of(Noun.NOTE, note_id))

    def add_addendum(self, note_id: NoteId) -> Done[NoteId]:
        """Begin an addendum to a signed note, or answer the one that is still a draft.

        Raises InvalidField where the note isn't signed or is itself an addendum.
        """
        now = self._clock.now_utc()
        with self._store.write() as work:
            note = work.notes.get(note_id)
            if not note.is_signed or note.amends is not None:
                raise InvalidField("amends", Problem.UNKNOWN_CHOICE)
            for addendum in work.notes.addenda(note_id):
                if not addendum.is_signed:
                    return Done(addendum.id)
            content = NoteContent(Template.FREE, ())
            new = NewNote(
                note.unit_id, NoteType.ADDENDUM, content, now, note.meeting_id, amends=note_id
            )
            addendum_id = work.notes.add(new, now)
            work.audit.append(AuditKind.NOTE_CREATED, f"note:{addendum_id}")
        return Done(addendum_id, Changes.of(Noun.NOTE, addendum_id, note_id))

    def discard_empty(self, note_id: NoteId) -> Done[bool]:
        """Take away a draft in which nothing was ever written; answers whether it was one.

        The meeting that was recorded only to begin this note goes with it.
        """
        with self._store.write() as work:
            note = work.notes.get(note_id)
            if note.is_signed or not note.content.is_empty:
                return Done(value=False)
            work.notes.remove_empty(note_id)
            work.audit.append(AuditKind.NOTE_DELETED, f"note:{note_id}")
            changes = Changes.of(Noun.NOTE, note_id)
            if note.meeting_id is not None and note_id in self._begun:
                work.meetings.remove(note.meeting_id)
                changes |= Changes.of(Noun.MEETING, note.meeting_id)
        self._begun.discard(note_id)
        return Done(value=True, changes=changes)

    def open(self, note_id: NoteId) -> NoteFile:
        """Give a note with its unit, its meeting and its addenda.

        Raises LookupError for a number that no note has.
        """
        with self._store.read() as work:
            return note_file(work, note_id)

    def timeline(self, client_id: ClientId) -> list[NoteRow]:
        """List the notes of every unit that a client is or was a member of, newest first."""
        with self._store.read() as work:
            return work.notes.timeline(client_id)


def _paired(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Join each passage with the next one where nothing but their text differs."""
    waiting: Passage | None = None
    for passage in passages:
        if waiting is None:
            waiting = passage
            continue
        text = f"{waiting.text}\n{passage.text}"
        if replace(waiting, text="") == replace(passage, text="") and (
            len(text) <= fields.PASSAGE_LENGTH
        ):
            yield replace(waiting, text=text)
            waiting = None
        else:
            yield waiting
            waiting = passage
    if waiting is not None:
        yield waiting


def _checked(passage: Passage) -> Passage:
    text = fields.prose("passages", passage.text)
    third_person = fields.prose("passages", passage.about.third_person, longest=fields.LINE_LENGTH)
    if text == passage.text and third_person == passage.about.third_person:
        return passage
    return replace(passage, text=text, about=replace(passage.about, third_person=third_person))


def note_file(work: Work, note_id: NoteId) -> NoteFile:
    """Gather a note with its unit, its meeting and its addenda.

    Raises LookupError for a number that no note has.
    """
    note = work.notes.get(note_id)
    return NoteFile(
        note=note,
        unit=work.units.get(note.unit_id),
        meeting=work.meetings.get(note.meeting_id) if note.meeting_id else None,
        addenda=tuple(work.notes.addenda(note_id)),
    )


def present_members(file: NoteFile) -> tuple[MemberId, ...]:
    """Give who was present at a note's meeting, or the whole unit where there was none."""
    if file.meeting and file.meeting.present:
        return file.meeting.present
    return tuple(member.id for member in file.unit.members)
