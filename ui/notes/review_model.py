"""When the plan that is open is looked at again."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.changes import Done
from vault.ids import NoteId
from vault.notes import NoteFile, NoteType
from vault.reviews import SUGGESTED_DAYS, Review

OFFERED_DAYS = (7, 14, 30, 60, 90, 180, 365)


class ReviewViewModel(QObject):
    """Leads the review of one plan; `begun` carries the number of the next one.

    `plan` is its type, None where the note that is open has no reviews.
    """

    changed = Signal()
    begun = Signal(object)
    refused = Signal(object)

    def __init__(self, vault: OpenVault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._note_id: NoteId | None = None
        self.review: Review | None = None
        self.plan: NoteType | None = None
        self.is_signed = False

    @property
    def today(self) -> date:
        """The present day, which days are counted from."""
        return self._vault.clock.today()

    @property
    def offered(self) -> list[tuple[int, date]]:
        """The days that a review can be put on, each with how far away it is."""
        return [(days, self.today + timedelta(days=days)) for days in OFFERED_DAYS]

    def show_file(self, file: NoteFile | None) -> None:
        """Go over to another note."""
        self._note_id = file.note.id if file else None
        self.review = file.review if file else None
        note_type = file.note.type if file else None
        self.plan = note_type if note_type in SUGGESTED_DAYS else None
        self.is_signed = file is not None and file.note.is_signed
        self.changed.emit()

    def put_due(self, due_on: date) -> None:
        """Have the plan looked at again on a day."""
        reviews = self._vault.cabinet.reviews
        self._change(lambda note_id: reviews.put_due(note_id, due_on))

    def finish(self, reason: str) -> None:
        """Say that the plan was looked at, and why there is no next one."""
        reviews = self._vault.cabinet.reviews
        self._change(lambda note_id: reviews.finish(note_id, reason))

    def begin_next(self) -> None:
        """Begin the next plan with the words of this one, or go to the one that was begun."""
        reviews, note_id = self._vault.cabinet.reviews, self._note_id
        if note_id is not None:
            op = Op(self, lambda: reviews.begin_next(note_id)).success(self.begun.emit)
            op.failure(self.refused.emit).on(self._vault.tasks)

    def _change(self, write: Callable[[NoteId], Done[Review]]) -> None:
        note_id = self._note_id
        if note_id is None:
            return

        def kept(review: Review) -> None:
            if self._note_id == note_id:
                self.review = review
                self.changed.emit()

        op = Op(self, lambda: write(note_id)).success(kept)
        op.failure(self.refused.emit).on(self._vault.tasks)
