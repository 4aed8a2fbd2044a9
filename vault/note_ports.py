"""What keeps notes and the reviews of plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from vault.ids import ClientId, NoteId
    from vault.notes import NewNote, Note, NoteContent, NoteRow, NoteType, Signature
    from vault.reviews import DueReview, Review


class NoteRepo(Protocol):
    """Keeps notes, drafts outside the search index first."""

    def add(self, new: NewNote, now_utc: datetime) -> NoteId:
        """Keep a new draft with version 1."""

    def get(self, note_id: NoteId) -> Note:
        """Give a note with its newest draft text; raises LookupError."""

    def save_draft(
        self, note_id: NoteId, content: NoteContent, now_utc: datetime, *, base_version: int
    ) -> int:
        """Keep draft text; answers the new version. Raises NoteSigned and ChangedElsewhere."""

    def settle(self, note_id: NoteId) -> bool:
        """Move draft text into the note and its index; answers whether there was any."""

    def unsettled(self) -> list[NoteId]:
        """List the notes whose draft text lies outside the index."""

    def sign(self, note_id: NoteId, signature: Signature) -> None:
        """Close a settled note for ever. Raises NoteSigned."""

    def remove_empty(self, note_id: NoteId) -> None:
        """Take away a draft without text. Raises NoteSigned."""

    def addenda(self, note_id: NoteId) -> list[Note]:
        """List the addenda of a note, oldest first."""

    def timeline(self, client_id: ClientId) -> list[NoteRow]:
        """List the notes of a client's units without addenda, newest first."""

    def of_client(self, client_id: ClientId) -> list[NoteId]:
        """List the numbers of the same notes, oldest first."""

    def drafts(self) -> list[tuple[NoteRow, ClientId]]:
        """List unsigned notes, oldest first, each with its first client's number."""

    def last_before(self, note_id: NoteId, types: Collection[NoteType]) -> NoteId | None:
        """Give the newest signed note of these types that the same unit had before a note."""


class ReviewRepo(Protocol):
    """Keeps when plans are looked at again, one review a note."""

    def put(self, review: Review) -> None:
        """Keep a note's review in place of the one that it had."""

    def get(self, note_id: NoteId) -> Review | None:
        """Give a note's review, if one was planned."""

    def due_by(self, day: date) -> list[DueReview]:
        """List the open reviews of signed notes of open clients that are due by a day, in order."""
