"""A draft on its way into the vault."""

from dataclasses import dataclass, replace

from vault.changes import NOTHING, Done
from vault.errors import ChangedElsewhere
from vault.ids import NoteId
from vault.note_service import NoteService
from vault.notes import Hindrance, Note, NoteContent, NoteFile
from vault.reading import what_is_said
from vault.signing import says_nothing
from vault.units import Unit


@dataclass(frozen=True, slots=True)
class Kept:
    """What a save answers: the version, and why the note can't be signed as it stands."""

    version: int
    hindrance: Hindrance | None


def unsigned_note(file: NoteFile) -> Note | None:
    """Give what can be written in: the note itself, or its unsigned addendum."""
    notes = (file.note, *file.addenda)
    return next((note for note in notes if not note.is_signed), None)


def says_nothing_yet(file: NoteFile) -> bool:
    """Say whether what can be written in is blank, or only repeats what it set out to correct."""
    note = unsigned_note(file)
    return note is not None and says_nothing(note, what_is_said((file.note, *file.signed_addenda)))


def with_words(file: NoteFile, content: NoteContent) -> NoteFile:
    """Give the file with other words in what can be written in."""
    note = unsigned_note(file)
    if note is None:
        return file
    changed = replace(note, content=content)
    if note.id == file.note.id:
        return replace(file, note=changed)
    addenda = tuple(changed if one.id == note.id else one for one in file.addenda)
    return replace(file, addenda=addenda)


class Draft:
    """The draft that is being written; its methods run on the database's thread.

    The version lives here, so that a save that was queued behind another one has the newest.
    """

    def __init__(self, notes: NoteService, note: Note, unit: Unit) -> None:
        self._notes = notes
        self._note = note
        self._unit = unit
        self._version = note.version
        self._kept = note.content.passages
        self._ended: NoteContent | None = None

    @property
    def note_id(self) -> NoteId:
        """The note's number."""
        return self._note.id

    def save(self, content: NoteContent) -> Done[Kept]:
        """Keep what was typed. Raises NoteSigned and ChangedElsewhere."""
        if self._ended == content:  # The same words were signed meanwhile.
            return Done(Kept(self._version, None))
        done = self._notes.save_draft(self.note_id, content, base_version=self._version)
        self._version = done.value
        self._kept = content.passages
        return Done(Kept(self._version, self.judge(content)), done.changes)

    def judge(self, content: NoteContent) -> Hindrance | None:
        """Say why the note can't be signed with this content."""
        return self._notes.hindrance(replace(self._note, content=content), self._unit)

    def settle(self) -> Done[None]:
        """Move a draft that rests into its note."""
        return self._notes.settle(self.note_id)

    def leave(self, content: NoteContent | None) -> Done[bool]:
        """Keep the last of it, then settle it, or take it away where it was begun by a slip.

        Where it was signed or taken away with the same words before, nothing is left to do. What
        was stored elsewhere meanwhile is kept as well: nobody is asked about a note that is left.
        """
        if content is not None and content == self._ended:
            return Done(value=False)
        changes = self._keep(content).changes if content is not None else NOTHING
        cleared = self._notes.clear_untouched(self.note_id)
        if cleared.value:
            return Done(value=True, changes=changes | cleared.changes)
        return Done(value=False, changes=changes | self._notes.settle(self.note_id).changes)

    def _keep(self, content: NoteContent) -> Done[Kept] | Done[NoteContent]:
        try:
            return self.save(content)
        except ChangedElsewhere:
            return self.join(content)

    def delete(self, content: NoteContent) -> Done[bool]:
        """Keep the last of it, and take it away where it says nothing; answers whether it went."""
        changes = self.save(content).changes
        deleted = self._notes.discard_empty(self.note_id)
        if deleted.value:
            self._ended = content
        return Done(deleted.value, changes | deleted.changes)

    def sign(self, content: NoteContent) -> Done[bool]:
        """Keep the last of it and sign it; answers whether it went, which it never does."""
        changes = self.save(content).changes
        signed = self._notes.sign(self.note_id, base_version=self._version)
        self._ended = content
        return Done(value=False, changes=changes | signed.changes)

    def open_after(self, ended: Done[bool], note_id: NoteId) -> "Done[Opened | None]":
        """Read a note in the turn in which its draft was signed or taken away, None where it went.

        What is shown until then could still be typed in.
        """
        is_gone = ended.value and self.note_id == note_id
        return Done(None if is_gone else open_note(self._notes, note_id), ended.changes)

    def join(self, content: NoteContent) -> Done[NoteContent]:
        """Keep both: what somebody else stored in the meantime is put after what was typed."""
        stored = self._notes.open(self.note_id).note
        self._version = stored.version
        known = {*self._kept, *content.passages}
        missing = tuple(one for one in stored.content.passages if one not in known)
        both = replace(content, passages=content.passages + missing)
        return Done(both, self.save(both).changes)


@dataclass(frozen=True, slots=True)
class LastWords:
    """A draft that was left, and what stood in it; called, it stores them."""

    draft: Draft
    content: NoteContent

    def __call__(self) -> Done[bool]:
        """Store them, on the database's thread."""
        return self.draft.leave(self.content)


@dataclass(frozen=True, slots=True)
class Opened:
    """A note as it was opened, with its draft where there is one."""

    file: NoteFile
    draft: Draft | None
    hindrance: Hindrance | None


def open_note(notes: NoteService, note_id: NoteId) -> Opened:
    """Read a note, on the database's thread. Raises LookupError."""
    file = notes.open(note_id)
    note = unsigned_note(file)
    if note is None:
        return Opened(file, None, None)
    draft = Draft(notes, note, file.unit)
    return Opened(file, draft, draft.judge(note.content))
