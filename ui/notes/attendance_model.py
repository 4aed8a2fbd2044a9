"""Who was present at the session of the note that is open."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import MakeTimer, Save
from ui.notes.unstored import Unstored
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.changes import Changes, Noun
from vault.ids import MeetingId, MemberId
from vault.meetings import DayMeeting, Meeting
from vault.notes import NoteFile, present_members
from vault.units import Member


class AttendanceModel(QObject):
    """Leads the session of one note; what is ticked is stored at once.

    `changed` comes when the session is to be shown anew, `trouble` with what keeps ticks from
    being stored, None once they are; they are tried again, and a lock takes them along.
    """

    changed = Signal()
    trouble = Signal(object)

    def __init__(
        self, vault: OpenVault, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._file: NoteFile | None = None
        self._unstored = Unstored(vault.tasks, self, make_timer)
        self._unstored.trouble.connect(self.trouble)
        self._unstored.settled.connect(self._on_settled)
        self._ticked: dict[MeetingId, tuple[MemberId, ...]] = {}
        vault.hub.changed.connect(self._on_changed)

    @property
    def meeting(self) -> Meeting | None:
        """The session as it is known now, with what is ticked."""
        return self._file.meeting if self._file else None

    @property
    def is_open(self) -> bool:
        """Whether ticks are offered, which they are until the note is signed."""
        return self._file is not None and not self._file.note.is_signed

    @property
    def is_held(self) -> bool:
        """Whether a signed note is about the session, so that it can't change any more."""
        return self.meeting is not None and self.meeting.held

    @property
    def people(self) -> tuple[Member, ...]:
        """Who can be ticked: the unit's members of today, and who was there though they left."""
        file = self._file
        if file is None or file.meeting is None or not file.unit.is_shared:
            return ()
        there = file.meeting.present
        return tuple(one for one in file.unit.members if one.left_on is None or one.id in there)

    @property
    def present(self) -> tuple[Member, ...]:
        """Who was there, or the whole unit where nobody is named."""
        file = self._file
        return tuple(file.unit.member(one) for one in present_members(file)) if file else ()

    def show_file(self, file: NoteFile | None) -> None:
        """Go over to another note; of the same session what is known already is as new."""
        known, met = self.meeting, file.meeting if file else None
        self._file = file
        self._show(known if known and met and known.id == met.id else met)

    def put_present(self, present: tuple[MemberId, ...]) -> None:
        """Keep who was there; at least one was. No tag follows."""
        meeting = self.meeting
        if meeting is None or not self.is_open or self.is_held:
            return
        meetings = self._vault.cabinet.meetings
        self._ticked[meeting.id] = present
        self._show(meeting)
        self._unstored.put(meeting.id, lambda: meetings.set_present(meeting.id, present))

    def save_now(self) -> None:
        """Store what isn't stored yet, before a signature covers it."""
        self._unstored.try_now()

    def pending_saves(self) -> list[Save]:
        """Give a call for all that isn't stored yet, for the database's thread."""
        return self._unstored.pending

    def _show(self, meeting: Meeting | None) -> None:
        ticked = self._ticked.get(meeting.id) if meeting else None
        if meeting is not None and ticked is not None:
            meeting = replace(meeting, present=ticked)
        if self._file is not None:
            self._file = replace(self._file, meeting=meeting)
        self.changed.emit()

    def _on_settled(self) -> None:
        held = self._unstored.holds
        self._ticked = {met: there for met, there in self._ticked.items() if held(met)}
        self.trouble.emit(None)

    def _on_changed(self, changes: Changes) -> None:
        meeting = self.meeting
        if meeting is None or meeting.id not in changes.numbers(Noun.MEETING):
            return
        meetings = self._vault.cabinet.meetings

        def read(row: DayMeeting) -> None:
            if self.meeting is not None and self.meeting.id == row.meeting.id:
                self._show(row.meeting)

        # One that was taken away with its note is gone.
        Op(self, lambda: meetings.get(meeting.id)).success(read).on(self._vault.tasks)
