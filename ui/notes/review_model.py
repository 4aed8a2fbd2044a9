"""When the plan that is open is looked at again."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import Autosave, MakeTimer, Save
from ui.notes.unstored import Unstored
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.changes import Done
from vault.errors import FaultError
from vault.ids import NoteId
from vault.notes import NoteFile, NoteType
from vault.reviews import SUGGESTED_DAYS, Review

OFFERED_DAYS = (7, 14, 30, 60, 90, 180, 365)


class ReviewViewModel(QObject):
    """Leads the review of one plan.

    `begun` carries the number of the next one, `refused` an error, or None where all went well.

    `plan` is its type, None where the note that is open has no reviews; `typed` is a reason that
    is half typed, which saves itself.
    """

    changed = Signal()
    begun = Signal(object)
    refused = Signal(object)

    def __init__(
        self, vault: OpenVault, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._autosave = Autosave(vault.tasks, self, make_timer)
        self._autosave.failed.connect(lambda error: self.refused.emit(error or FaultError()))
        self._autosave.saved.connect(lambda _review: self.refused.emit(None))
        self._unstored = Unstored(vault.tasks, self, make_timer)
        self._note_id: NoteId | None = None
        self.review: Review | None = None
        self.plan: NoteType | None = None
        self.is_signed = False
        self.typed = ""

    @property
    def today(self) -> date:
        """The present day, which days are counted from."""
        return self._vault.clock.today()

    @property
    def offered(self) -> list[tuple[int, date]]:
        """The days that a review can be put on, each with how far away it is."""
        return [(days, self.today + timedelta(days=days)) for days in OFFERED_DAYS]

    def show_file(self, file: NoteFile | None) -> None:
        """Go over to another note; of the same one nothing that is typed is lost."""
        note_id = file.note.id if file else None
        if note_id != self._note_id:
            for save in self._autosave.pending():
                self._unstored.put(self._note_id, save)
            self.typed = file.review.typed if file and file.review else ""
            self._autosave.follow(self._source if file else None)
        self._note_id = note_id
        self.review = file.review if file else None
        note_type = file.note.type if file else None
        self.plan = note_type if note_type in SUGGESTED_DAYS else None
        self.is_signed = file is not None and file.note.is_signed
        self.changed.emit()

    def type(self, reason: str) -> None:
        """Note what stands in the field for the reason now."""
        self.typed = reason
        self._autosave.touch()

    def save_now(self) -> None:
        """Store what is typed without waiting."""
        self._autosave.save_now()

    def pending_saves(self) -> list[Save]:
        """Give a call for each reason that isn't stored yet, for the database's thread."""
        return [*self._unstored.pending, *self._autosave.pending()]

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

    def _source(self) -> Save:
        reviews, note_id, typed = self._vault.cabinet.reviews, self._note_id, self.typed
        assert note_id is not None  # noqa: S101 -- followed only while a note is open
        return lambda: reviews.keep_typed(note_id, typed)

    def _change(self, write: Callable[[NoteId], Done[Review]]) -> None:
        note_id = self._note_id
        if note_id is None:
            return

        def kept(review: Review) -> None:
            if self._note_id == note_id:
                self.review = review
                self.typed = self.typed if review.is_open else ""
                self.changed.emit()

        op = Op(self, lambda: write(note_id)).success(kept)
        op.failure(self.refused.emit).on(self._vault.tasks)
