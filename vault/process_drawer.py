"""The ports of the process notes: a drawer of its own beside the records, under its own key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from datetime import date, datetime

    from vault.ids import ProcessNoteId, UnitId
    from vault.keys import ProcessKey
    from vault.process_notes import ProcessNote, ProcessNoteRow


class ProcessNoteRepo(Protocol):
    """Keeps process notes. Every method that takes a number raises LookupError for a missing one.

    Nothing in it is indexed for search.
    """

    def add(self, unit_id: UnitId, on: date, now_utc: datetime) -> ProcessNoteId:
        """Keep a new, empty note."""

    def get(self, note_id: ProcessNoteId) -> ProcessNote:
        """Give a note."""

    def save(self, note_id: ProcessNoteId, text: str, now_utc: datetime) -> None:
        """Replace a note's text."""

    def put_day(self, note_id: ProcessNoteId, on: date) -> None:
        """Replace the day that a note is about."""

    def remove(self, note_id: ProcessNoteId) -> None:
        """Take a note away for good; its number is never used again."""

    def put_back(self, note: ProcessNote) -> None:
        """Keep a note that was taken away, under its old number."""

    def of_units(self, unit_ids: Iterable[UnitId]) -> list[ProcessNoteRow]:
        """List the notes of some units, the newest day first."""


class ProcessDrawer(Protocol):
    """The process notes of one open vault.

    All but `key_for` is called on the thread that owns the database. `write` and `read` raise
    OutOfOrder while the drawer is closed, and what a Store's raise.
    """

    @property
    def is_open(self) -> bool:
        """Whether notes can be read and written."""

    def key_for(self, passphrase: bytearray) -> ProcessKey:
        """Make the key from the passphrase, on any thread; it takes about a second.

        Raises WrongPassphrase and NotEnoughMemory. The caller wipes both.
        """

    def unlock(self, key: ProcessKey, *, is_first: bool) -> None:
        """Open the drawer and wipe the key; unlocking an open one does nothing but that.

        Only the first unlocking of a vault's life may make the file. Raises ProcessNotesMissing,
        ProcessNotesDamaged and the errors of the disk.
        """

    def close(self) -> None:
        """Empty the write-ahead log and close; closing twice is harmless."""

    def writes(self) -> int:
        """Count the write transactions that the drawer has ever kept."""

    def write(self) -> AbstractContextManager[ProcessNoteRepo]:
        """Begin a transaction; it is kept at the end of the block, or undone on an error."""

    def read(self) -> AbstractContextManager[ProcessNoteRepo]:
        """Look at one consistent state."""
