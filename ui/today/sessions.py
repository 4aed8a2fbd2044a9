"""The card with a day's meetings."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from resources.tokens import S
from ui import names
from ui.strings import actions as action_words
from ui.strings import dates
from ui.strings import errors as error_words
from ui.strings import meetings as meeting_words
from ui.strings import notes as note_words
from ui.strings import today as words
from ui.today.rows import DayRow
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.discard import discard
from ui.widgets.empty_state import EmptyState
from ui.widgets.menus import pop_up
from vault.errors import MeetingHeld
from vault.ids import MeetingId, NoteId
from vault.meetings import DayMeeting, overlapping
from vault.ports import Clock


class DayCard(Card):
    """Shows a day's meetings; `opened`, `change_asked` and `cancel_asked` carry one of them.

    `client_asked` comes for the first file of all: without one there is nobody to meet.
    """

    opened = Signal(object)
    change_asked = Signal(object)
    cancel_asked = Signal(object)
    new_asked = Signal()
    client_asked = Signal()
    import_asked = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(words.sessions(), parent=parent, flush=True)
        self._clock = clock
        self._made: list[QWidget] = []
        self.new = Button(meeting_words.new(), "link", icon="plus")
        imported = Button(words.from_calendar(), "link-quiet", icon="import")
        self.new.clicked.connect(self.new_asked)
        imported.clicked.connect(self.import_asked)
        for button in (imported, self.new):
            self.head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_day(
        self,
        day: date,
        meetings: tuple[DayMeeting, ...],
        amended: frozenset[NoteId],
        *,
        has_clients: bool = True,
    ) -> None:
        """Show a day; `amended` are signed notes with an addendum that isn't."""
        for made in self._made:
            discard(made)
        self._made = []
        clashing = overlapping(one.meeting for one in meetings)
        first = next((one for one in meetings if one.note_id is None), None)
        for meeting in meetings:
            self._add(self._row(meeting, clashing, amended, is_next=meeting is first))
        if not has_clients:
            empty = EmptyState("user-plus", words.no_clients(), action_words.new_client())
            empty.filled.connect(self.client_asked)
            self._add(empty)
        elif not meetings:
            sentence = words.no_sessions(present=day == self._clock.today())
            empty = EmptyState("calendar", sentence, meeting_words.new())
            empty.filled.connect(self.new_asked)
            self._add(empty)
        spring = QWidget()
        spring.setMinimumHeight(S)
        self._add(spring)

    def _add(self, part: QWidget) -> None:
        self.body.addWidget(part)
        self._made.append(part)

    def _row(
        self,
        meeting: DayMeeting,
        clashing: frozenset[MeetingId],
        amended: frozenset[NoteId],
        *,
        is_next: bool,
    ) -> DayRow:
        people = names.joined(meeting.people)
        at = self._clock.local(meeting.meeting.starts_at_utc)
        line = words.meeting_line(meeting, clashes=meeting.meeting.id in clashing)
        row = DayRow(people, line, time=dates.clock_time(at))
        row.clicked.connect(lambda: self.opened.emit(meeting))
        if meeting.note_id is None:
            button = Button(words.start_note(), "primary" if is_next else "secondary")
            button.setAccessibleName(words.start_note_for(people))
            button.clicked.connect(lambda: self.opened.emit(meeting))
            row.set_button(button)
        elif meeting.note_id in amended:
            row.set_pill(note_words.signed_with_addendum_draft(), "warn")
        elif meeting.note_signed:
            row.set_pill(note_words.signed(), "ok")
        else:
            row.set_pill(note_words.draft(), "warn")
        if not meeting.note_signed:
            more = IconButton("ellipsis-vertical", meeting_words.more(people))
            more.clicked.connect(lambda: self._open_menu(meeting, more))
            row.set_menu(more)
        return row

    def _open_menu(self, meeting: DayMeeting, below: QWidget) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        change = menu.addAction(meeting_words.change())
        change.triggered.connect(lambda: self.change_asked.emit(meeting))
        if meeting.meeting.held:
            change.setDisabled(True)
            for line in error_words.words_for(MeetingHeld()):
                menu.addAction(line).setDisabled(True)
        if meeting.note_id is None:
            cancel = menu.addAction(meeting_words.cancel_it())
            cancel.triggered.connect(lambda: self.cancel_asked.emit(meeting))
        pop_up(menu, below)
