"""The first screen after unlocking."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from resources.tokens import XL, XXL, L, S
from ui import names
from ui.clients.tab import may_take_keyboard
from ui.curtain import Curtain
from ui.open_vault import OpenVault
from ui.page import Page
from ui.strings import dates
from ui.strings import errors as error_words
from ui.strings import importing as import_words
from ui.strings import meetings as meeting_words
from ui.strings import today as words
from ui.today.needs import NeedsCard
from ui.today.sessions import DayCard
from ui.today.turning import DayTurner
from ui.today.view_model import TodayViewModel
from ui.widgets.late_stack import LateStack
from ui.widgets.measured_sheet import MeasuredSheet
from ui.widgets.overlay_bar import OverlayBar
from ui.widgets.own_words import OwnBanner
from ui.widgets.text import Line
from vault.changes import Done
from vault.meetings import DayMeeting
from vault.place import FormWords, Place
from vault.today import Today

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
    request_requested = Signal(object)
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
        self._needs = NeedsCard(self._vm, vault.clock)
        self._needs.title.setMinimumHeight(self._sessions.new.sizeHint().height())
        self._stale = False
        self._lay_out()
        self._curtain = Curtain(self)
        self._vm.day_changed.connect(self._show_day)
        names.style.changed.connect(self._show_names)
        self._vm.note_wanted.connect(self.note_requested)
        self._vm.request_wanted.connect(self.request_requested)
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
        self._needs.result_asked.connect(self.result_requested)
        self._vm.meeting_form.follow(lambda: self._unfinished(_FORM))
        self._vm.import_form.follow(lambda: self._unfinished(_IMPORT))
        self._vm.meeting_form.ask(self._bring_back)
        self._vm.import_form.ask(self._bring_back)
        self._vm.load()

    def _lay_out(self) -> None:
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        OverlayBar(self._scroll)
        self.setFocusProxy(self._scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._pages.add(self._make_day)
        self._pages.add(self._make_form)
        self._pages.add(self._make_import)
        self._pages.go_to(_DAY)

    def _make_day(self) -> QWidget:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(XXL, XL - 2, XXL, XL)
        column.setSpacing(0)
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
        # Below the day, which doesn't move under the hand when something is told.
        told = QVBoxLayout()
        told.setContentsMargins(XXL, S, XXL, L)
        told.addWidget(self._banner)
        day = QWidget()
        whole = QVBoxLayout(day)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(told)
        return day

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

    def come_home(self) -> None:
        """Go to the present day; a form in its place is put away as Esc does it."""
        if self._pages.is_at(_FORM):
            self._on_form_closed()
        elif self._pages.is_at(_IMPORT):
            self._on_import_closed()
        self._vm.show_day(None)

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
        """Give a call for what isn't finished in the day's place, for the database's thread."""
        return [*self._vm.meeting_form.pending(), *self._vm.import_form.pending()]

    def place(self) -> Place:
        """Say that Today is where the counselor is."""
        return Place(SCREEN, scroll=self._scroll.verticalScrollBar().value())

    def _show_day(self) -> None:
        day = self._vm.day
        self._stale = self._curtain.is_drawn or self._is_put_away
        if day is not None:
            self.deadlines_counted.emit(len(day.deadlines))
        if day is not None and not self._stale:
            self._render(day)

    def _show_names(self) -> None:
        """Show names as they are to be shown now, on a day that is put away as well."""
        if self._vm.day is not None and not self._curtain.is_drawn:
            self._render(self._vm.day)

    def _render(self, day: Today) -> None:
        self._title.setText(dates.full_day(day.day))
        due = [one for one in day.deadlines if one.request.due_on is not None]
        begun = {one.note_id for one in day.meetings if one.note_id and not one.note_signed}
        drafts = begun | {one.row.id for one in day.drafts}
        counts = (len(day.meetings), len(day.calls), len(due) + len(day.reviews), len(drafts))
        self._summary.setText(words.summary(*counts))
        self._turner.show_day(present=day.day == self._clock.today())
        self._sessions.show_day(
            day.day, day.meetings, self._vm.amended, has_clients=day.has_clients
        )
        self._needs.show_day(day)

    @property
    def _is_put_away(self) -> bool:
        """Whether another page stands in its place; what changes then is shown on the way back."""
        return self.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide) and self.isHidden()

    def _covered_apart(self) -> list["MeetingFormView | CalendarImportView"]:
        return [one for one in (self._form, self._import) if one is not None]

    def _make_form(self) -> QWidget:
        from ui.meetings.form import WIDEST, MeetingFormView  # noqa: PLC0415 -- seldom needed

        self._form = MeetingFormView(self._vault, self._vm.meeting_form)
        self._form.closed.connect(self._on_form_closed)
        self._form.kept.connect(self._on_kept)
        self._form.client_asked.connect(self.client_requested)
        return MeasuredSheet(self._form, WIDEST)

    def _make_import(self) -> QWidget:
        from ui.meetings.importing import CalendarImportView  # noqa: PLC0415 -- seldom needed

        self._import = CalendarImportView(self._vault, self._vm.import_form)
        self._import.closed.connect(self._on_import_closed)
        self._import.came_in.connect(self._on_came_in)
        return self._import

    def _unfinished(self, at: int) -> dict[int, FormWords]:
        page = self._page(at) if self._pages.is_at(at) else None
        return {0: page.typed} if page is not None else {}

    def _page(self, at: int) -> "MeetingFormView | CalendarImportView | None":
        return self._form if at == _FORM else self._import

    def _ask_meeting(self, meeting: DayMeeting | None) -> None:
        self._pages.go_to(_FORM)
        if self._form is not None:
            self._form.begin(self._vm.shown, meeting)

    def _bring_back(self) -> None:
        """Show again what wasn't finished when the vault was last open."""
        for at, form in ((_FORM, self._vm.meeting_form), (_IMPORT, self._vm.import_form)):
            typed = () if self._curtain.is_drawn else form.take(0)
            if typed:
                self._pages.go_to(at)
            page = self._page(at)
            if typed and page is not None:
                page.bring_back(typed)
                if may_take_keyboard(page):
                    page.go_on()

    def _ask_import(self) -> None:
        self._pages.go_to(_IMPORT)
        if self._import is not None:
            self._import.begin()

    def _come_back(self) -> None:
        self._pages.go_to(_DAY)
        self._touch()
        if not self._curtain.is_drawn:
            self._sessions.new.setFocus()

    def _touch(self) -> None:
        self._vm.meeting_form.touch()
        self._vm.import_form.touch()

    def _on_form_closed(self) -> None:
        self._come_back()
        if self._form is not None and self._form.holds_words:
            self._vm.tell_put_away(meeting_words.put_away(), lambda: self._show_again(_FORM))

    def _on_import_closed(self) -> None:
        self._come_back()
        if self._import is not None and self._import.holds_choices:
            self._vm.tell_put_away(import_words.put_away(), lambda: self._show_again(_IMPORT))

    def _show_again(self, at: int) -> None:
        page = self._page(at)
        if page is not None:
            self._pages.go_to(at)
            page.go_on()
            self._touch()

    def _on_kept(self, at: datetime) -> None:
        self._come_back()
        self._vm.show_day(at.date())
        self._vm.tell(meeting_words.planned(dates.full_day(at.date()), dates.clock_time(at)))

    def _on_came_in(self, sentence: str, back: Callable[[], Done[Any]]) -> None:
        self._come_back()
        self._vm.load()
        self._vm.tell(sentence, back, import_words.taken_back)

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
