"""The first screen after unlocking."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from resources.tokens import XL, XXL, L, S, Token
from ui import names
from ui.curtain import Curtain
from ui.open_vault import OpenVault
from ui.page import Page
from ui.strings import dates
from ui.strings import errors as error_words
from ui.strings import importing as import_words
from ui.strings import meetings as meeting_words
from ui.strings import notes as note_words
from ui.strings import reviews as review_words
from ui.strings import today as words
from ui.today.rows import DayRow
from ui.today.sessions import DayCard
from ui.today.turning import DayTurner
from ui.today.view_model import TodayViewModel
from ui.unfinished import Unfinished
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.late_stack import LateStack
from ui.widgets.measured_sheet import MeasuredSheet
from ui.widgets.overlay_bar import OverlayBar
from ui.widgets.own_words import OwnBanner
from ui.widgets.text import Line, Text
from vault.changes import Done
from vault.meetings import DayMeeting
from vault.place import FormKind, Place
from vault.requests import Deadline, RequestKind
from vault.reviews import DueReview
from vault.risk_calls import RiskCall
from vault.today import Today, WaitingDraft

if TYPE_CHECKING:
    from ui.meetings.form import MeetingFormView
    from ui.meetings.importing import CalendarImportView

SCREEN = "today"
_WIDE = 1000


_DAY, _FORM, _IMPORT = range(3)


class TodayView(Page):
    """The day's sessions, and beside them what needs the counselor."""

    note_requested = Signal(object, object)
    result_requested = Signal(object, object)
    release_requested = Signal(object)
    client_requested = Signal(str)
    deadlines_counted = Signal(int)

    def __init__(self, vault: OpenVault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = vault.clock
        self._vm = TodayViewModel(vault, self)
        self._vault = vault
        self._pages = LateStack()
        self._form: MeetingFormView | None = None
        self._import: CalendarImportView | None = None
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(words.title())
        self._banner = OwnBanner()
        self._banner.hide()
        self._title = Line("", "title-large")
        self._summary = Line("", "body", "ink-2")
        self._turner = DayTurner(self)
        self._sessions = DayCard(vault.clock)
        self._needs = Card(words.needs_you(), flush=True)
        self._needs.title.setMinimumHeight(self._sessions.new.sizeHint().height())
        self._made: list[QWidget] = []
        self._stale = False
        self._lay_out()
        self._curtain = Curtain(self)
        self._vm.day_changed.connect(self._show_day)
        names.style.changed.connect(self._show_names)
        self._vm.note_wanted.connect(self.note_requested)
        self._vm.request_wanted.connect(self.release_requested)
        self._vm.trouble.connect(self._show_trouble)
        self._vm.undo_changed.connect(self._show_undo)
        self._banner.step_taken.connect(self._vm.take_back)
        self._turner.turned.connect(self._vm.turn)
        self._turner.present_asked.connect(lambda: self._vm.show_day(None))
        self._sessions.opened.connect(self._vm.open_meeting)
        self._sessions.new_asked.connect(lambda: self._ask_meeting(None))
        self._sessions.client_asked.connect(lambda: self.client_requested.emit(""))
        self._sessions.change_asked.connect(self._ask_meeting)
        self._sessions.cancel_asked.connect(self._cancel)
        self._sessions.import_asked.connect(self._ask_import)
        self._unfinished = Unfinished(vault, FormKind.MEETING)
        self._unfinished.ask(self, self._bring_back)
        self._vm.load()

    def _lay_out(self) -> None:
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        OverlayBar(self._scroll)
        self.setFocusProxy(self._scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._pages.add(lambda: self._scroll)
        self._pages.add(self._make_form)
        self._pages.add(self._make_import)
        self._pages.go_to(_DAY)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(XXL, XL - 2, XXL, XL)
        column.setSpacing(0)
        column.addWidget(self._banner)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._turner, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below one another where they would cut their rows beside one another."""
        super().resizeEvent(event)
        beside, below = QHBoxLayout.Direction.LeftToRight, QHBoxLayout.Direction.TopToBottom
        self._cards.setDirection(beside if self.width() >= _WIDE else below)

    def arrive(self) -> None:
        """Read the day anew, for it may be another one by now."""
        self._vm.forget()
        self._vm.show_day(None)
        if self._stale:
            self._show_day()

    def clear_texts(self) -> None:
        """Empty everything that shows records, down to the accessibility tree."""
        for part in self._covered_apart():
            part.cover()
        self._curtain.draw()

    def restore_texts(self) -> None:
        """Show what `clear_texts` took away, and what came since."""
        self._curtain.open()
        for part in self._covered_apart():
            part.uncover()
        self._bring_back()
        if self._stale:
            self._show_day()
            self._show_undo()

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give a call for a session's form that is half typed, for the database's thread."""
        form = self._form if self._pages.is_at(_FORM) else None
        return [*self._unfinished.pending({0: form.typed if form is not None else ()})]

    def place(self) -> Place:
        """Say that Today is where the counselor is."""
        return Place(SCREEN, scroll=self._scroll.verticalScrollBar().value())

    def _show_day(self) -> None:
        day = self._vm.day
        self._stale = self._curtain.is_drawn or self._is_put_away
        if day is not None:
            # What the releases page can show so far.
            access = [one for one in day.deadlines if one.request.kind is RequestKind.ACCESS]
            self.deadlines_counted.emit(len(access))
        if day is not None and not self._stale:
            self._render(day)

    def _show_names(self) -> None:
        """Show names as they are to be shown now, on a day that is put away as well."""
        if self._vm.day is not None and not self._curtain.is_drawn:
            self._render(self._vm.day)

    def _render(self, day: Today) -> None:
        self._title.setText(dates.full_day(day.day))
        due = [one for one in day.deadlines if one.request.due_on is not None]
        counts = (len(day.meetings), len(day.calls), len(due) + len(day.reviews), len(day.drafts))
        self._summary.setText(words.summary(*counts))
        for made in self._made:
            made.setParent(None)
            made.deleteLater()
        self._made = []
        self._turner.show_day(present=day.day == self._clock.today())
        self._sessions.show_day(
            day.day, day.meetings, self._vm.amended, has_clients=day.has_clients
        )
        self._fill_needs(day)

    @property
    def _is_put_away(self) -> bool:
        """Whether another page stands in its place; what changes then is shown on the way back."""
        return self.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide) and self.isHidden()

    def _covered_apart(self) -> list["MeetingFormView | CalendarImportView"]:
        return [one for one in (self._form, self._import) if one is not None]

    def _make_form(self) -> QWidget:
        from ui.meetings.form import WIDEST, MeetingFormView  # noqa: PLC0415 -- seldom needed

        self._form = MeetingFormView(self._vault)
        self._form.closed.connect(self._on_form_closed)
        self._form.kept.connect(self._on_kept)
        self._form.client_asked.connect(self.client_requested)
        return MeasuredSheet(self._form, WIDEST)

    def _make_import(self) -> QWidget:
        from ui.meetings.importing import CalendarImportView  # noqa: PLC0415 -- seldom needed

        self._import = CalendarImportView(self._vault)
        self._import.closed.connect(self._on_import_closed)
        self._import.came_in.connect(self._on_came_in)
        return self._import

    def _ask_meeting(self, meeting: DayMeeting | None) -> None:
        self._pages.go_to(_FORM)
        if self._form is not None:
            self._form.begin(self._vm.shown, meeting)

    def _bring_back(self) -> None:
        """Show again what was half typed when the vault was locked."""
        typed = () if self._curtain.is_drawn else self._unfinished.take(0)
        if typed:
            self._pages.go_to(_FORM)
        if typed and self._form is not None:
            self._form.bring_back(typed)

    def _ask_import(self) -> None:
        self._pages.go_to(_IMPORT)
        if self._import is not None:
            self._import.begin()

    def _come_back(self) -> None:
        self._pages.go_to(_DAY)
        if not self._curtain.is_drawn:
            self._sessions.new.setFocus()

    def _on_form_closed(self) -> None:
        self._come_back()
        if self._form is not None and self._form.holds_words:
            self._vm.tell_put_away(meeting_words.put_away(), self._show_form_again)

    def _on_import_closed(self) -> None:
        self._come_back()
        if self._import is not None and self._import.holds_choices:
            self._vm.tell_put_away(import_words.put_away(), self._show_import_again)

    def _show_form_again(self) -> None:
        if self._form is not None:
            self._pages.go_to(_FORM)
            self._form.go_on()

    def _show_import_again(self) -> None:
        if self._import is not None:
            self._pages.go_to(_IMPORT)
            self._import.go_on()

    def _on_kept(self, at: datetime) -> None:
        self._come_back()
        self._vm.show_day(at.date())
        self._vm.tell(meeting_words.planned(dates.full_day(at.date()), dates.clock_time(at)))

    def _on_came_in(self, sentence: str, back: Callable[[], Done[Any]]) -> None:
        self._come_back()
        self._vm.load()
        self._vm.tell(sentence, back)

    def _cancel(self, meeting: DayMeeting) -> None:
        at = self._clock.local(meeting.meeting.starts_at_utc)
        self._vm.cancel(meeting, meeting_words.cancelled(meeting, dates.clock_time(at)))

    def _show_undo(self) -> None:
        if self._curtain.is_drawn:
            self._stale = True
            return
        undo = self._vm.undo
        if undo is not None:
            step = meeting_words.undo() if undo.is_possible else ""
            self._banner.show_message(undo.sentence, "ok", step)
        self._banner.setVisible(undo is not None)

    def _show_trouble(self, error: object) -> None:
        sentence, step = error_words.words_for(error)
        self._banner.show_message(f"{sentence} {step}".strip(), "stop")
        self._banner.show()

    def _fill_needs(self, day: Today) -> None:
        for call in day.calls:
            self._add(self._needs, self._call_row(call))
        # Risk comes first, whether its assessment isn't begun or isn't signed.
        for draft in day.drafts:
            if draft.assesses_risk:
                self._add(self._needs, self._draft_row(draft))
        for deadline in day.deadlines:
            self._add(self._needs, self._deadline_row(deadline))
        for review in day.reviews:
            self._add(self._needs, self._review_row(review))
        for draft in day.drafts:
            if not draft.assesses_risk:
                self._add(self._needs, self._draft_row(draft))
        if not (day.calls or day.deadlines or day.reviews or day.drafts):
            quiet = Text(words.nothing_waits(), "body", "ink-2")
            quiet.setContentsMargins(L, L, L, L)
            self._add(self._needs, quiet)
        self._add(self._needs, _spring())

    def _add(self, card: Card, part: QWidget) -> None:
        card.body.addWidget(part)
        self._made.append(part)

    def _call_row(self, call: RiskCall) -> DayRow:
        today = self._clock.today()
        day = dates.short_day(self._clock.local(call.taken_at_utc).date(), today)
        line = words.risk_call_line(call, day)
        row = DayRow(words.risk_call(call), line, icon="triangle-alert", ink="stop")
        row.clicked.connect(lambda: self.result_requested.emit(call.client_id, call.result_id))
        button = Button(words.begin_risk_note(), "link")
        button.setAccessibleName(words.begin_risk_note_for(call.called))
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
