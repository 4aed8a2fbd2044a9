"""Today: the day's meetings, deadlines and old drafts."""

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import MakeTimer
from ui.notes.draft import unsigned_note
from ui.notes.view_model import usual_template
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.changes import Changes, Done, Noun
from vault.ids import ClientId, NoteId
from vault.meetings import DayMeeting
from vault.notes import Note, NoteType
from vault.requests import Deadline
from vault.today import Today, WaitingDraft

QUIET_MS = 400
_SHOWN = (Noun.CLIENT, Noun.UNIT, Noun.MEETING, Noun.NOTE, Noun.REQUEST)


class TodayViewModel(QObject):
    """Reads the day, and leads from it to where the work is.

    `amended` are the day's signed notes with an addendum that isn't signed yet.
    `note_wanted` carries a client's and a note's number, `request_wanted` a client's number.
    """

    day_changed = Signal()
    note_wanted = Signal(object, object)
    request_wanted = Signal(object)
    trouble = Signal(object)

    def __init__(
        self, vault: OpenVault, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self.day: Today | None = None
        self.amended: frozenset[NoteId] = frozenset()
        self._again = make_timer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.load)
        vault.hub.changed.connect(self._on_changed)

    def load(self) -> None:
        """Read the day."""
        cabinet = self._vault.cabinet

        def read() -> tuple[Today, frozenset[NoteId]]:
            day = cabinet.today.today()
            signed = [one.note_id for one in day.meetings if one.note_id and one.note_signed]
            return day, frozenset(one for one in signed if unsigned_note(cabinet.notes.open(one)))

        Op(self, read).success(self._on_loaded).on(self._vault.tasks)

    def open_meeting(self, meeting: DayMeeting) -> None:
        """Open a meeting's note, or begin it."""
        if meeting.first_client_id is None:
            return
        client_id = ClientId(meeting.first_client_id)
        if meeting.note_id is not None:
            self.note_wanted.emit(client_id, meeting.note_id)
            return
        cabinet = self._vault.cabinet

        def call() -> Done[NoteId]:
            template = usual_template(cabinet.practice.settings())
            unit_id, meeting_id = meeting.meeting.unit_id, meeting.meeting.id
            return cabinet.notes.start(unit_id, NoteType.PROGRESS, template, meeting_id=meeting_id)

        op = Op(self, call).success(lambda note_id: self.note_wanted.emit(client_id, note_id))
        op.failure(self.trouble.emit).on(self._vault.tasks)

    def open_draft(self, draft: WaitingDraft) -> None:
        """Open an unsigned note, an addendum below the note that it amends."""
        notes, note_id = self._vault.cabinet.notes, draft.row.id

        def found(note: Note) -> None:
            self.note_wanted.emit(draft.client_id, note.amends or note_id)

        op = Op(self, lambda: notes.open(note_id).note).success(found)
        op.fault(self.load).on(self._vault.tasks)

    def open_deadline(self, deadline: Deadline) -> None:
        """Go to a request."""
        self.request_wanted.emit(deadline.request.client_id)

    def _on_loaded(self, read: tuple[Today, frozenset[NoteId]]) -> None:
        if read != (self.day, self.amended):
            self.day, self.amended = read
            self.day_changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(*_SHOWN):
            # Restarted by each change, so that it isn't read at every save of a draft.
            self._again.start(QUIET_MS)
