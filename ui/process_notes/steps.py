"""What can be taken back in process notes, and where to come back to."""

from dataclasses import dataclass

from vault.ids import ProcessNoteId
from vault.process_notes import Moved, ProcessNote


@dataclass(frozen=True, slots=True)
class MovedOut:
    """A passage that went over, and where it stood."""

    moved: Moved
    place: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A note that was destroyed; this is its only copy."""

    note: ProcessNote


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stood in the notes, in numbers alone: a note, and the cursor in it."""

    note_id: ProcessNoteId
    cursor: int
