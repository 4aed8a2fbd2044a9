"""The card with what needs the counselor."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from resources.tokens import L, S, Token
from ui import names
from ui.strings import dates
from ui.strings import notes as note_words
from ui.strings import requests as request_words
from ui.strings import reviews as review_words
from ui.strings import today as words
from ui.today.rows import DayRow
from ui.today.view_model import TodayViewModel
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.discard import discard
from ui.widgets.text import Text
from vault.meetings import DayMeeting
from vault.ports import Clock
from vault.requests import Deadline, RequestKind
from vault.reviews import DueReview
from vault.risk_calls import RiskCall
from vault.today import Today, WaitingDraft


class NeedsCard(Card):
    """Shows what waits and leads to it; `result_asked` carries a client's and a result's number."""

    result_asked = Signal(object, object)

    def __init__(
        self, view_model: TodayViewModel, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(words.needs_you(), parent=parent, flush=True)
        self._vm = view_model
        self._clock = clock
        self._made: list[QWidget] = []

    def show_day(self, day: Today) -> None:
        """Show what waits, whichever day it is of."""
        for made in self._made:
            discard(made)
        self._made = []
        rows = self._rows(day)
        for row in rows:
            self._add(row)
        if not rows:
            quiet = Text(words.nothing_waits(), "body", "ink-2")
            quiet.setContentsMargins(L, L, L, L)
            self._add(quiet)
        spring = QWidget()
        spring.setMinimumHeight(S)
        self._add(spring)

    def _add(self, part: QWidget) -> None:
        self.body.addWidget(part)
        self._made.append(part)

    def _rows(self, day: Today) -> list[DayRow]:
        """Risk comes first, whether its assessment isn't begun or isn't signed."""
        risks = [one for one in day.drafts if one.assesses_risk]
        return [
            *map(self._call_row, day.calls),
            *map(self._draft_row, risks),
            *map(self._deadline_row, day.deadlines),
            *map(self._review_row, day.reviews),
            *([self._unwritten_row(day.unwritten)] if day.unwritten else ()),
            *(self._draft_row(one) for one in day.drafts if not one.assesses_risk),
        ]

    def _call_row(self, call: RiskCall) -> DayRow:
        today = self._clock.today()
        day = dates.short_day(self._clock.local(call.taken_at_utc).date(), today)
        begun = call.begun(self._clock) is not None
        line = words.risk_call_line(call, day, begun=begun)
        ink: Token = "warn" if begun else "stop"
        row = DayRow(words.risk_call(call), line, icon="triangle-alert", ink=ink)
        row.clicked.connect(lambda: self.result_asked.emit(call.client_id, call.result_id))
        button = Button(words.open_it() if begun else words.begin_risk_note(), "link")
        button.setAccessibleName(words.risk_note_for(call.called, begun=begun))
        button.clicked.connect(lambda: self._vm.assess(call))
        row.set_button(button, top=True)
        return row

    def _deadline_row(self, deadline: Deadline) -> DayRow:
        request = deadline.request
        today = self._clock.today()
        due = words.due(request.due_on, today)
        late = request.due_on is not None and request.due_on < today
        court = request.kind in {RequestKind.SUBPOENA, RequestKind.COURT_ORDER}
        row = DayRow(
            request_words.asked(request.kind, names.shown(deadline.called)),
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
        ink: Token = "stop" if draft.is_very_old else "warn"
        row = DayRow(words.draft_waits(draft), line, icon="file-pen-line", ink=ink)
        self._lead_on(row, lambda: self._vm.open_draft(draft))
        return row

    def _review_row(self, due: DueReview) -> DayRow:
        today = self._clock.today()
        sentence = review_words.due(note_words.type_name(due.type), due.review.due_on, today)
        ink: Token = "stop" if due.review.due_on < today else "warn"
        row = DayRow(names.shown(due.called), sentence, icon="clipboard-check", ink=ink)
        self._lead_on(row, lambda: self._vm.open_review(due))
        return row

    def _unwritten_row(self, unwritten: tuple[DayMeeting, ...]) -> DayRow:
        oldest = unwritten[0]
        at = self._clock.local(oldest.meeting.starts_at_utc)
        line = words.oldest(dates.when(at, self._clock.today()), names.joined(oldest.people))
        row = DayRow(words.without_note(len(unwritten)), line, icon="calendar-clock")
        self._lead_on(row, lambda: self._vm.show_day(at.date()))
        return row

    def _lead_on(self, row: DayRow, act: object) -> None:
        button = Button(words.open_it(), "link")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(act)
        row.clicked.connect(act)
        row.set_button(button, top=True)
