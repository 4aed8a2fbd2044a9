"""The first screen after unlocking."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from resources.tokens import XL, XXL, L, S
from ui import names
from ui.curtain import Curtain
from ui.open_vault import OpenVault
from ui.page import Page
from ui.strings import dates
from ui.strings import errors as error_words
from ui.strings import notes as note_words
from ui.strings import today as words
from ui.today.rows import DayRow
from ui.today.view_model import TodayViewModel
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.overlay_bar import OverlayBar
from ui.widgets.text import Line, Text
from vault.meetings import DayMeeting
from vault.place import Place
from vault.requests import Deadline, RequestKind
from vault.today import Today, WaitingDraft

SCREEN = "today"


class TodayView(Page):
    """The day's sessions, and beside them what needs the counselor."""

    note_requested = Signal(object, object)
    release_requested = Signal(object)
    clients_requested = Signal()
    deadlines_counted = Signal(int)

    def __init__(self, vault: OpenVault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = vault.clock
        self._vm = TodayViewModel(vault, self)
        self._scroll = QScrollArea()
        self._banner = Banner()
        self._banner.hide()
        self._title = Line("", "title-large")
        self._summary = Line("", "body", "ink-2")
        self._sessions = Card(words.sessions(), flush=True)
        self._needs = Card(words.needs_you(), flush=True)
        self._made: list[QWidget] = []
        self._stale = False
        self._lay_out()
        self._curtain = Curtain(self)
        self._vm.day_changed.connect(self._show_day)
        self._vm.note_wanted.connect(self.note_requested)
        self._vm.request_wanted.connect(self.release_requested)
        self._vm.trouble.connect(self._show_trouble)
        self._vm.load()

    def _lay_out(self) -> None:
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        OverlayBar(self._scroll)
        self.setFocusProxy(self._scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(XXL, XL - 2, XXL, XL)
        column.setSpacing(0)
        column.addWidget(self._banner)
        column.addWidget(self._title)
        column.addSpacing(2)
        column.addWidget(self._summary)
        column.addSpacing(XL - 3)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(L + 5)
        self._cards.addWidget(self._sessions, 1)
        self._cards.addWidget(self._needs, 1)
        column.addLayout(self._cards)
        column.addStretch(1)
        self._scroll.setWidget(sheet)

    def arrive(self) -> None:
        """Read the day anew, for it may be another one by now."""
        self._banner.hide()
        self._vm.load()

    def clear_texts(self) -> None:
        """Empty everything that shows records, down to the accessibility tree."""
        self._curtain.draw()

    def restore_texts(self) -> None:
        """Show what `clear_texts` took away, and what came since."""
        self._curtain.open()
        if self._stale:
            self._show_day()

    def place(self) -> Place:
        """Say that Today is where the counselor is."""
        return Place(SCREEN, scroll=self._scroll.verticalScrollBar().value())

    def _show_day(self) -> None:
        day = self._vm.day
        self._stale = self._curtain.is_drawn
        if day is None or self._stale:
            return
        self._title.setText(dates.full_day(day.day))
        due = [one for one in day.deadlines if one.request.due_on is not None]
        counts = (len(day.meetings), len(due), len(day.drafts))
        self._summary.setText(words.summary(*counts))
        for made in self._made:
            made.setParent(None)
            made.deleteLater()
        self._made = []
        self._fill_sessions(day)
        self._fill_needs(day)
        # What the releases page can show so far.
        access = [one for one in day.deadlines if one.request.kind is RequestKind.ACCESS]
        self.deadlines_counted.emit(len(access))

    def _show_trouble(self, error: object) -> None:
        sentence, step = error_words.words_for(error)
        self._banner.show_message(f"{sentence} {step}".strip(), "stop")
        self._banner.show()

    def _fill_sessions(self, day: Today) -> None:
        for meeting in day.meetings:
            self._add(self._sessions, self._session_row(meeting))
        if not day.meetings:
            empty = EmptyState("calendar", words.no_sessions(), words.to_clients())
            empty.filled.connect(self.clients_requested)
            self._add(self._sessions, empty)
        self._add(self._sessions, _spring())

    def _fill_needs(self, day: Today) -> None:
        for deadline in day.deadlines:
            self._add(self._needs, self._deadline_row(deadline, day))
        for draft in day.drafts:
            self._add(self._needs, self._draft_row(draft))
        if not (day.deadlines or day.drafts):
            quiet = Text(words.nothing_waits(), "body", "ink-2")
            quiet.setContentsMargins(L, L, L, L)
            self._add(self._needs, quiet)
        self._add(self._needs, _spring())

    def _add(self, card: Card, part: QWidget) -> None:
        card.body.addWidget(part)
        self._made.append(part)

    def _session_row(self, meeting: DayMeeting) -> DayRow:
        people = names.joined(meeting.people)
        at = self._clock.local(meeting.meeting.starts_at_utc)
        row = DayRow(people, words.meeting_line(meeting), time=dates.clock_time(at))
        row.clicked.connect(lambda: self._vm.open_meeting(meeting))
        if meeting.note_id is None:
            button = Button(words.start_note(), "primary")
            button.setAccessibleName(words.start_note_for(people))
            button.clicked.connect(lambda: self._vm.open_meeting(meeting))
            row.set_button(button)
        elif meeting.note_id in self._vm.amended:
            row.set_pill(note_words.addendum_draft(), "warn")
        elif meeting.note_signed:
            row.set_pill(note_words.signed(), "ok")
        else:
            row.set_pill(note_words.draft(), "warn")
        return row

    def _deadline_row(self, deadline: Deadline, day: Today) -> DayRow:
        request = deadline.request
        due = words.due(request.due_on, day.day)
        late = request.due_on is not None and request.due_on < day.day
        court = request.kind in {RequestKind.SUBPOENA, RequestKind.COURT_ORDER}
        row = DayRow(
            words.asked(deadline),
            due,
            icon="gavel" if court else "file-clock",
            ink="stop" if late or court else "warn",
        )
        self._lead_on(row, lambda: self._vm.open_deadline(deadline))
        return row

    def _draft_row(self, draft: WaitingDraft) -> DayRow:
        at = self._clock.local(draft.row.happened_at_utc)
        day = dates.when(at, self._clock.today())
        line = words.draft_line(draft, day)
        row = DayRow(words.draft_waits(draft), line, icon="file-pen-line")
        self._lead_on(row, lambda: self._vm.open_draft(draft))
        return row

    def _lead_on(self, row: DayRow, act: object) -> None:
        button = Button(words.open_it(), "link")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(act)
        row.clicked.connect(act)
        row.set_button(button, top=True)


def _spring() -> QWidget:
    spring = QWidget()
    spring.setMinimumHeight(S)
    return spring
