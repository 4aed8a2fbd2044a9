"""Today: the day's meetings, deadlines and old drafts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import MakeTimer
from ui.notes.draft import unsigned_note
from ui.notes.starting import start_about
from ui.open_vault import OpenVault
from ui.tasks import Op
from ui.unfinished import Unfinished
from vault.changes import Changes, Done, Noun
from vault.ids import ClientId, NoteId
from vault.meetings import DayMeeting, Removed
from vault.notes import Note, NoteType
from vault.passages import template_named
from vault.place import FormKind
from vault.requests import Deadline
from vault.reviews import DueReview
from vault.risk_calls import RiskCall
from vault.today import Today, WaitingDraft

QUIET_MS = 400
_SHOWN = (
    Noun.CLIENT,
    Noun.UNIT,
    Noun.MEETING,
    Noun.NOTE,
    Noun.REVIEW,
    Noun.MEASURE,
    Noun.REQUEST,
    Noun.SETTING,
)


@dataclass(frozen=True, slots=True)
class Undo:
    """A sentence on what was done, and how to undo it where that can be.

    `undone` says what came of it. `show_again` is for what was only put away: it needs no database.
    """

    sentence: str
    call: Callable[[], Done[Any]] | None
    undone: Callable[[Any], str] | None = None
    show_again: Callable[[], object] | None = None

    @property
    def is_possible(self) -> bool:
        """Whether there is a way back."""
        return self.call is not None or self.show_again is not None


class TodayViewModel(QObject):
    """Reads the day, and leads from it to where the work is.

    `amended` are the day's signed notes with an addendum that isn't signed yet.
    `note_wanted` carries a client's and a note's number, `request_wanted` a request's number.
    """

    day_changed = Signal()
    note_wanted = Signal(object, object)
    request_wanted = Signal(object)
    trouble = Signal(object)
    undo_changed = Signal()

    def __init__(
        self, vault: OpenVault, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self.day: Today | None = None
        self.amended: frozenset[NoteId] = frozenset()
        self.undo: Undo | None = None
        self.meeting_form = Unfinished(vault, FormKind.MEETING, self, make_timer)
        self.import_form = Unfinished(vault, FormKind.IMPORT, self, make_timer)
        self._wanted: date | None = None
        self._starting = False
        self._again = make_timer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.load)
        vault.hub.changed.connect(self._on_changed)

    def load(self) -> None:
        """Read the day."""
        cabinet, wanted = self._vault.cabinet, self._wanted

        def read() -> tuple[Today, frozenset[NoteId]]:
            day = cabinet.today.today(wanted)
            signed = [one.note_id for one in day.meetings if one.note_id and one.note_signed]
            return day, frozenset(one for one in signed if unsigned_note(cabinet.notes.open(one)))

        def loaded(found: tuple[Today, frozenset[NoteId]]) -> None:
            if wanted == self._wanted:
                self._on_loaded(found)

        Op(self, read).success(loaded).on(self._vault.tasks)

    def show_day(self, day: date | None) -> None:
        """Go to a day, with None to whichever is the present one."""
        self._wanted = None if day == self._vault.clock.today() else day
        self.load()

    def turn(self, days: int) -> None:
        """Go some days on, or back."""
        shown = self._wanted or self._vault.clock.today()
        self.show_day(shown + timedelta(days=days))

    @property
    def shown(self) -> date:
        """The day that is shown, or is about to be."""
        return self._wanted or self._vault.clock.today()

    def cancel(self, meeting: DayMeeting, sentence: str) -> None:
        """Cancel a meeting that has no note; `sentence` tells of it beside the way back."""
        meetings, meeting_id = self._vault.cabinet.meetings, meeting.meeting.id

        def removed(what: Removed) -> None:
            self.tell(sentence, lambda: meetings.put_back(what))

        op = Op(self, lambda: meetings.remove(meeting_id)).success(removed)
        op.failure(self.trouble.emit).fault(self.load).on(self._vault.tasks)

    def tell(
        self,
        sentence: str,
        back: Callable[[], Done[Any]] | None = None,
        undone: Callable[[Any], str] | None = None,
    ) -> None:
        """Say what was done, and offer the way back where there is one."""
        self.undo = Undo(sentence, back, undone)
        self.undo_changed.emit()

    def tell_put_away(self, sentence: str, show_again: Callable[[], object]) -> None:
        """Say that something was put away unfinished, and offer to show it again."""
        self.undo = Undo(sentence, None, show_again=show_again)
        self.undo_changed.emit()

    def forget(self) -> None:
        """Have nothing to undo any more."""
        self.undo = None
        self.undo_changed.emit()

    def take_back(self) -> None:
        """Undo what was done last."""
        undo = self.undo
        self.forget()
        if undo is not None and undo.show_again is not None:
            undo.show_again()
        elif undo is not None and undo.call is not None:
            undone = undo.undone
            op = Op(self, undo.call)
            if undone is not None:
                op = op.success(lambda result: self.tell(undone(result)))
            op.failure(self.trouble.emit).on(self._vault.tasks)

    def open_meeting(self, meeting: DayMeeting) -> None:
        """Open a meeting's note, or begin it."""
        if meeting.first_client_id is None or self._starting:
            return
        client_id = ClientId(meeting.first_client_id)
        if meeting.note_id is not None:
            self.note_wanted.emit(client_id, meeting.note_id)
            return
        cabinet = self._vault.cabinet

        def begin() -> Done[NoteId]:
            template = template_named(cabinet.practice.settings().template)
            unit_id, meeting_id = meeting.meeting.unit_id, meeting.meeting.id
            return cabinet.notes.start(unit_id, NoteType.PROGRESS, template, meeting_id=meeting_id)

        self._begin(client_id, begin)

    def assess(self, call: RiskCall) -> None:
        """Begin the risk assessment that a result calls for, or go on with the draft of one."""
        cabinet, begun = self._vault.cabinet, call.begun(self._vault.clock)
        if begun is not None:
            self.note_wanted.emit(call.client_id, begun)
            return
        self._begin(call.client_id, lambda: start_about(cabinet, call.client_id, NoteType.RISK))

    def _begin(self, client_id: ClientId, call: Callable[[], Done[NoteId]]) -> None:
        """Begin a note and lead to it; a second click while one is under way begins no second."""
        if self._starting:
            return

        def started(note_id: NoteId) -> None:
            self._starting = False
            self.note_wanted.emit(client_id, note_id)

        def refused(error: object = None) -> None:
            self._starting = False
            self.trouble.emit(error)

        self._starting = True
        op = Op(self, call).success(started)
        op.failure(refused).fault(refused).on(self._vault.tasks)

    def open_draft(self, draft: WaitingDraft) -> None:
        """Open an unsigned note, an addendum below the note that it amends."""
        notes, note_id = self._vault.cabinet.notes, draft.row.id

        def found(note: Note) -> None:
            self.note_wanted.emit(draft.client_id, note.amends or note_id)

        op = Op(self, lambda: notes.open(note_id).note).success(found)
        op.fault(self.load).on(self._vault.tasks)

    def open_review(self, due: DueReview) -> None:
        """Open the plan that is to be looked at again."""
        self.note_wanted.emit(due.client_id, due.review.note_id)

    def open_deadline(self, deadline: Deadline) -> None:
        """Go to a request."""
        self.request_wanted.emit(deadline.request.id)

    def _on_loaded(self, read: tuple[Today, frozenset[NoteId]]) -> None:
        if read != (self.day, self.amended):
            self.day, self.amended = read
            self.day_changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(*_SHOWN):
            # Restarted by each change, so that it isn't read at every save of a draft.
            self._again.start(QUIET_MS)
