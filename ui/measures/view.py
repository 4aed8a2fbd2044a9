"""The Measures tab: what was given, one measure over time, and the form."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from resources.measures import all_measures
from resources.tokens import L, S
from ui.clients.tab import ClientTab
from ui.measures.detail import MeasureDetail
from ui.measures.form import ResultForm
from ui.measures.models import SeriesDelegate, SeriesModel
from ui.measures.series import Series
from ui.measures.view_model import MeasuresViewModel, measure_of
from ui.open_vault import OpenVault
from ui.row_list import RowList
from ui.strings import dates
from ui.strings import errors as error_words
from ui.strings import measures as words
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Rule
from ui.widgets.empty_state import EmptyState
from ui.widgets.menus import pop_up
from vault.clients import Client
from vault.measures import MeasureDraft, MeasureResult
from vault.meetings import Meeting

_LIST_WIDTH = 232
_FORM = "form"


class MeasuresView(ClientTab):
    """Shows a client's measures.

    `risk_note_asked` wants the draft of a risk assessment opened, with None one begun.
    """

    risk_note_asked = Signal(object)

    def __init__(
        self, vault: OpenVault, view_model: MeasuresViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = vault.clock
        self._vm = view_model
        self._covered = False
        self._stale = False
        self._shown: str | None = None
        self._goal = ""
        self._error: object = None
        self._form: ResultForm | None = None
        self._model = SeriesModel(vault.clock)
        self._list = RowList(words.list_name(), self._model, SeriesDelegate(), "paper")
        self._new = Button(words.new_result(), icon="plus", opens_menu=True)
        self._notice = Banner()
        self._list.setUniformItemSizes(False)
        self._detail = MeasureDetail(vault.clock, view_model.withdrawals, view_model.looks)
        self._empty = EmptyState("chart-line", words.none_yet(), words.new_result())
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        for reasons in (view_model.withdrawals, view_model.looks):
            reasons.ask(self._detail.bring_back)
        self._show_results()

    def show_client(self, client: Client) -> None:
        """Show a client's measures."""
        if client.id != self._vm.client_id:
            self._shown = None
            self._goal = ""
        self._vm.show_client(client.id)

    def leave(self) -> None:
        """Store the form as it stands."""
        self._vm.leave()

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give a call for the form, where it isn't stored yet."""
        return [*self._vm.pending_saves()]

    def mark(self) -> str:
        """Say whether the form is open, else which result is shown."""
        return _FORM if self._form is not None else str(self._detail.chosen or "")

    def go_to_mark(self, mark: str) -> None:
        """Show a result by its number, or the form that waits; as soon as they are read."""
        self._goal = mark
        if mark.isdecimal():
            self._vm.close_form()
        self._arrive()

    def cover(self) -> None:
        """Show nothing new while the page is covered, nor any score."""
        self._covered = True
        self._detail.clear_texts()
        if self._form is not None:
            self._form.clear_texts()

    def uncover(self) -> None:
        """Show what came in the meantime."""
        self._covered = False
        if self._form is not None:
            self._form.restore_texts()
        self._show_results()
        if self._stale:
            self._stale = False
            self._show_form()

    def showEvent(self, event: QShowEvent) -> None:
        """Learn of a risk assessment that was written on another tab."""
        super().showEvent(event)
        self._vm.come_up_to_date()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from the form, keeping it, or from the results to the list."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._form is not None:
            self._vm.close_form()
        elif self._detail.step_back():
            self._detail.focus_results()
        elif self._list.hasFocus() or not self._vm.series:
            super().keyPressEvent(event)
        else:
            self._list.setFocus()

    def open_menu(self, below: QWidget) -> None:
        """Offer the measures below a button, or go on with the form that waits."""
        if self._vm.draft is not None:
            self._vm.go_on()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in all_measures():
            action = menu.addAction(words.menu_entry(one))
            action.triggered.connect(lambda _checked=False, one=one: self._vm.start(one))
        pop_up(menu, below)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, L, 0, 0)
        left.setSpacing(S)
        button = QHBoxLayout()
        button.setContentsMargins(L, 0, L, 0)
        button.addWidget(self._new, 1)
        left.addLayout(button)
        left.addWidget(self._list, 1)
        side = QWidget()
        side.setLayout(left)
        side.setFixedWidth(_LIST_WIDTH)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._detail, 1)
        overview = QWidget()
        row = QHBoxLayout(overview)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(Rule(upright=True))
        row.addLayout(right, 1)
        self._overview = overview
        self._pages.addWidget(self._empty)
        self._pages.addWidget(overview)
        notice = QVBoxLayout()
        notice.setContentsMargins(L, L, L, 0)
        notice.addWidget(self._notice)
        self._above = QWidget()
        self._above.setLayout(notice)
        self._above.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._above)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        vm = self._vm
        vm.set_reader(self._typed)
        vm.results_changed.connect(self._show_results)
        vm.form_changed.connect(self._show_form)
        vm.meetings_changed.connect(self._show_meetings)
        vm.recorded.connect(self._on_recorded)
        vm.refused.connect(self._on_refused)
        vm.trouble.connect(self._on_trouble)
        self._new.clicked.connect(lambda: self.open_menu(self._new))
        self._empty.filled.connect(lambda: self.open_menu(self._empty.button))
        self._notice.step_taken.connect(self._on_notice)
        self._list.chosen.connect(lambda row: self._choose(self._model.row(row)))
        self._list.entered_row.connect(lambda _: self._detail.focus_results())
        self._detail.correction_asked.connect(vm.correct)
        self._detail.withdrawal_asked.connect(vm.withdraw)
        self._detail.look_given.connect(vm.look_at)
        self._detail.risk_note_asked.connect(self.risk_note_asked)

    def _typed(self) -> MeasureDraft | None:
        return self._form.typed() if self._form is not None else None

    def _choose(self, series: Series, result_id: int | None = None) -> None:
        self._shown = series.measure.id
        self._list.mark(self._model.place_of(series.id))
        self._detail.show_series(series, result_id)

    def _show_results(self) -> None:
        if self._covered:
            return
        series = self._vm.series
        self._model.set_rows(series)
        wanted = next((one for one in series if one.measure.id == self._shown), None)
        if wanted is not None or series:
            self._choose(wanted or series[0])
        self._detail.let_correct(self._vm.draft is None)
        self._show_notice()
        if self._form is None:
            self._pages.setCurrentWidget(self._overview if series else self._empty)
        self._arrive()

    def _arrive(self) -> None:
        """Go on to the result or the form that is meant, once it is there."""
        vm, goal = self._vm, self._goal
        if self._covered or self._form is not None or not vm.is_loaded:
            return
        if goal == _FORM:
            self._goal = ""
            vm.go_on()
            return
        for series in vm.series:
            if any(str(one.id) == goal for one in series.readings):
                self._goal = ""
                self._choose(series, int(goal))
                self._detail.focus_results()

    def _show_notice(self) -> None:
        vm = self._vm
        waits = vm.draft or vm.discarded or self._error
        self._above.setVisible(self._form is None and waits is not None)
        if self._error is not None:
            sentence = error_words.words_for(self._error)[0]
            self._notice.show_message(words.not_stored(sentence), "stop")
        elif vm.draft is not None:
            name = measure_of(vm.draft).name
            self._notice.show_message(words.unfinished(name), "warn", words.go_on())
        elif vm.discarded is not None:
            name = measure_of(vm.discarded).name
            self._notice.show_message(words.discarded(name), "accent", words.bring_back())

    def _on_notice(self) -> None:
        if self._vm.draft is not None:
            self._vm.go_on()
        else:
            self._vm.bring_back()

    def _show_form(self) -> None:
        if self._covered:
            self._stale = True
            return
        before, self._form = self._form, None
        has_focus = before is not None and before.isAncestorOf(self.window().focusWidget())
        draft = self._vm.form
        if draft is None:
            self._show_results()
            if has_focus:
                # Or it would fall to whatever comes next in the window.
                (self._list if self._vm.series else self._empty.button).setFocus()
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()
        if draft is None:
            return
        measure = measure_of(draft)
        heading = words.menu_entry(measure)
        if draft.corrects is not None:
            heading = words.correcting(measure.name, draft.taken_on)
        form = self._form = ResultForm(draft, heading)
        form.edited.connect(self._vm.touch)
        form.saved.connect(self._vm.save)
        form.discarded.connect(self._vm.discard)
        form.left.connect(self._vm.close_form)
        self._above.hide()
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)
        form.focus_first()

    def _show_meetings(self) -> None:
        if self._form is not None and not self._covered:
            self._form.show_meetings([(one.id, self._called(one)) for one in self._vm.meetings])

    def _called(self, meeting: Meeting) -> str:
        starts_at = dates.clock_time(self._clock.local(meeting.starts_at_utc))
        return words.meeting_entry(meeting.number, starts_at)

    def _on_recorded(self, result: MeasureResult) -> None:
        self._detail.finish()
        self._shown = result.measure_id
        self._goal = str(result.id)
        self._arrive()

    def _on_refused(self, error: object) -> None:
        if self._covered:
            return
        if self._form is not None:
            self._form.refuse(error)
        else:
            self._detail.refuse(error_words.words_for(error)[0])

    def _on_trouble(self, error: object) -> None:
        self._error = error
        if self._covered:
            return
        if self._form is not None:
            self._form.show_trouble(error)
        else:
            self._show_notice()
