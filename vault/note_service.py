"""What is done with notes: begun, written, signed, added to, opened."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from vault.audit import AuditKind
from vault.changes import NOTHING, Changes, Done, Noun
from vault.copying import copied_from, honestly_marked, source_types
from vault.errors import ChangedElsewhere, InvalidField, NoteSigned, Problem
from vault.ids import ClientId, MeetingId, NoteId, UnitId
from vault.late_entries import is_late
from vault.meetings import Meeting, NewMeeting, renumber
from vault.notes import (
    Hindrance,
    NewNote,
    Note,
    NoteContent,
    NoteFile,
    NoteRow,
    NoteType,
    Signature,
    Source,
)
from vault.passages import Passage, Section, Statement, Template
from vault.ports import Clock, Store, Work
from vault.reading import what_is_said
from vault.reviews import plan_review
from vault.signing import hindrance, is_whole, says_nothing, seal
from vault.units import Unit

_FRESH = timedelta(hours=1)
_OWN_TEMPLATES = {
    NoteType.PHONE: Template.FREE,
    NoteType.FREE: Template.FREE,
    NoteType.RISK: Template.RISK,
    NoteType.SAFETY_PLAN: Template.SAFETY_PLAN,
    NoteType.TREATMENT_PLAN: Template.TREATMENT_PLAN,
    NoteType.DISCHARGE: Template.DISCHARGE,
    NoteType.LETTER: Template.LETTER,
    NoteType.ADDENDUM: Template.FREE,
}


def template_for(note_type: NoteType, usual: Template) -> Template:
    """Give the template that a new note of a type begins with."""
    return _OWN_TEMPLATES.get(note_type, usual)


class NoteService:
    """Writes, signs and lists notes."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._begun: dict[NoteId, Meeting] = {}
        self._newest: dict[tuple[UnitId, NoteType], NoteId] = {}

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
            plan_review(work, note_id, note_type, self._clock.today())
            work.audit.append(AuditKind.NOTE_CREATED, f"note:{note_id}")
        self._newest[unit_id, note_type] = note_id
        # A session that another note is about was meant.
        self._begun = {one: met for one, met in self._begun.items() if met.id != meeting_id}
        return Done(note_id, Changes.of(Noun.NOTE, note_id))

    def start_with_meeting(self, new: NewMeeting, template: Template) -> Done[NoteId]:
        """Record a meeting and begin its note, in one transaction."""
        now = self._clock.now_utc()
        with self._store.write() as work:
            meeting_id = work.meetings.add(new)
            renumber(work, new.unit_id)
            draft = NewNote(
                new.unit_id,
                NoteType.PROGRESS,
                NoteContent(template, ()),
                new.starts_at_utc,
                meeting_id,
            )
            note_id = work.notes.add(draft, now)
            begun = work.meetings.get(meeting_id)
            work.audit.append(AuditKind.NOTE_CREATED, f"note:{note_id}")
        self._begun[note_id] = begun
        self._newest[new.unit_id, NoteType.PROGRESS] = note_id
        changes = Changes.of(Noun.NOTE, note_id) | Changes.of(Noun.MEETING, meeting_id)
        return Done(note_id, changes)

    def save_draft(self, note_id: NoteId, content: NoteContent, *, base_version: int) -> Done[int]:
        """Keep what was typed, outside the search index; answers the new version.

        A passage whose words aren't those that it was copied from loses that mark. Raises
        NoteSigned, and ChangedElsewhere where `base_version` isn't the newest.
        """
        checked = content.checked()
        with self._store.write() as work:
            marked = honestly_marked(checked, _sources(work, copied_from(checked)))
            version = work.notes.save_draft(
                note_id, marked, self._clock.now_utc(), base_version=base_version
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
        if not any(one.corrects for one in note.content.passages):
            return hindrance(note, unit, {})
        with self._store.read() as work:
            return hindrance(note, unit, _what_is_corrected(work, note))

    def sign(self, note_id: NoteId, *, base_version: int) -> Done[Signature]:
        """Sign a draft, after which it never changes.

        Raises NoteSigned, ChangedElsewhere, and InvalidField where something hinders it.
        """
        now = self._clock.now_utc()
        with self._store.write() as work:
            work.notes.settle(note_id)
            note = work.notes.get(note_id)
            if note.is_signed:
                raise NoteSigned
            if note.version != base_version:
                raise ChangedElsewhere
            if hindrance(note, work.units.get(note.unit_id), _what_is_corrected(work, note)):
                raise InvalidField("passages", Problem.EMPTY)
            signature = seal(note, now, work.profile.get(), work.settings.get().late_hours)
            work.notes.sign(note_id, signature)
            work.audit.append(AuditKind.NOTE_SIGNED, f"note:{note_id}", signature.sha256)
        changes = Changes.of(Noun.NOTE, note_id)
        if note.meeting_id is not None:  # The signature holds it from now on.
            changes |= Changes.of(Noun.MEETING, note.meeting_id)
        return Done(signature, changes)

    def add_addendum(self, note_id: NoteId, *, corrects: Statement | None = None) -> Done[NoteId]:
        """Begin an addendum to a signed note, or answer the one that is still a draft.

        With a statement to correct, that one's words and tags stand in it, to be put right. Raises
        InvalidField where the note isn't signed or is itself an addendum, or where the statement
        is neither the note's nor that of a signed addendum.
        """
        now = self._clock.now_utc()
        with self._store.write() as work:
            note = work.notes.get(note_id)
            if not note.is_signed or note.amends is not None:
                raise InvalidField("amends", Problem.UNKNOWN_CHOICE)
            addenda = work.notes.addenda(note_id)
            correction = _correction(corrects, (note, *addenda)) if corrects else ()
            begun = next((one for one in addenda if not one.is_signed), None)
            if begun is not None:
                changes = self._correct_as_well(work, begun, correction)
                return Done(begun.id, changes)
            template = Template.AMENDMENT if correction else Template.FREE
            new = NewNote(
                note.unit_id,
                NoteType.ADDENDUM,
                NoteContent(template, correction),
                now,
                note.meeting_id,
                amends=note_id,
            )
            addendum_id = work.notes.add(new, now)
            work.audit.append(AuditKind.NOTE_CREATED, f"note:{addendum_id}")
        return Done(addendum_id, Changes.of(Noun.NOTE, addendum_id, note_id))

    def fresh(self, unit_id: UnitId, note_type: NoteType) -> NoteId | None:
        """Give the note of a type that was begun last for a unit, less than an hour ago.

        None where anything was kept in it since, or it is gone.
        """
        newest = self._newest.get((unit_id, note_type))
        if newest is None:
            return None
        with self._store.read() as work:
            try:
                note = work.notes.get(newest)
            except LookupError:
                return None
        age = self._clock.now_utc() - note.created_at_utc
        return newest if note.is_untouched and age < _FRESH else None

    def clear_untouched(self, note_id: NoteId) -> Done[bool]:
        """Take away a note that was begun by a slip, as it is left; answers whether it was one.

        That is a session's note that recorded its session itself, while neither was touched since
        and nothing else is about that session. Any other draft was meant and stays, also empty:
        one of another type, about a planned session, or emptied again.
        """
        begun = self._begun.get(note_id)
        if begun is None:
            return Done(value=False)
        with self._store.read() as work:
            same = work.meetings.get(begun.id).anew == begun.anew
            measured = work.measures.names_meeting(begun.id)
            slip = same and not measured and work.notes.get(note_id).is_untouched
        return self.discard_empty(note_id) if slip else Done(value=False)

    def discard_empty(self, note_id: NoteId) -> Done[bool]:
        """Take away a draft that says nothing; answers whether it was one.

        The meeting that was recorded only to begin this note goes with it, unless a measure was
        taken at it meanwhile.
        """
        with self._store.write() as work:
            note = work.notes.get(note_id)
            if note.is_signed or not says_nothing(note, _what_is_corrected(work, note)):
                return Done(value=False)
            work.notes.remove_empty(note_id)
            work.audit.append(AuditKind.NOTE_DELETED, f"note:{note_id}")
            changes = Changes.of(Noun.NOTE, note_id)
            begun = note.meeting_id if note_id in self._begun else None
            if begun is not None and not work.measures.names_meeting(begun):
                work.meetings.remove(begun)
                renumber(work, note.unit_id)
                changes |= Changes.of(Noun.MEETING, begun)
        self._begun.pop(note_id, None)
        return Done(value=True, changes=changes)

    def open(self, note_id: NoteId) -> NoteFile:
        """Give a note with all that is shown around it, its signed parts compared with their hash.

        Raises LookupError for a number that no note has.
        """
        with self._store.read() as work:
            file = note_file(work, note_id)
            parts = (file.note, *file.addenda)
            marked = frozenset[NoteId]().union(*(copied_from(one.content) for one in parts))
            return replace(
                file,
                late_hours=work.settings.get().late_hours,
                altered=frozenset(one.id for one in parts if one.is_signed and not is_whole(one)),
                earlier=None if file.note.is_signed else _earlier(work, file.note),
                sources=_sources(work, marked),
                review=work.reviews.get(note_id),
            )

    def timeline(self, client_id: ClientId) -> list[NoteRow]:
        """List the notes of every unit that a client is or was a member of, newest first."""
        with self._store.read() as work:
            return labelled(work, work.notes.timeline(client_id))

    def _correct_as_well(self, work: Work, begun: Note, correction: tuple[Passage, ...]) -> Changes:
        passages = begun.content.passages
        added = tuple(one for one in correction if one.corrects not in _corrected(passages))
        if not added:
            return NOTHING
        both = NoteContent(Template.AMENDMENT, (*passages, *added))
        now = self._clock.now_utc()
        work.notes.save_draft(begun.id, both, now, base_version=begun.version)
        return Changes.of(Noun.NOTE, begun.id)


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


def labelled(work: Work, rows: Iterable[NoteRow]) -> list[NoteRow]:
    """Say of each row whether it is a late entry: by its own rule, or by the one that holds now."""
    hours = work.settings.get().late_hours
    return [
        replace(
            row,
            late=is_late(
                row.happened_at_utc, row.minutes or 0, row.begun_at_utc, row.late_hours or hours
            ),
        )
        for row in rows
    ]


def _earlier(work: Work, note: Note) -> Source | None:
    if note.amends is not None:
        return None
    found = work.notes.last_before(note.id, source_types(note.type))
    return None if found is None else _source(work, found)


def _sources(work: Work, note_ids: Iterable[NoteId]) -> tuple[Source, ...]:
    return tuple(_source(work, note_id) for note_id in sorted(note_ids))


def _source(work: Work, note_id: NoteId) -> Source:
    file = note_file(work, note_id)
    return Source(file.note, file.signed_addenda, file.meeting.number if file.meeting else None)


def _what_is_corrected(work: Work, note: Note) -> dict[Statement, str]:
    names = {one.corrects.note_id for one in note.content.passages if one.corrects}
    return what_is_said([work.notes.get(note_id) for note_id in sorted(names)])


def _correction(statement: Statement, notes: Iterable[Note]) -> tuple[Passage, ...]:
    signed = next((one for one in notes if one.id == statement.note_id and one.is_signed), None)
    places = signed.content.passages if signed else ()
    if not 1 <= statement.place <= len(places):
        raise InvalidField("corrects", Problem.UNKNOWN_CHOICE)
    said = places[statement.place - 1]
    return (replace(said, section=Section.CORRECTION, corrects=statement, copied_from=None),)


def _corrected(passages: Iterable[Passage]) -> set[Statement | None]:
    return {one.corrects for one in passages}
