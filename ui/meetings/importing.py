"""The page on which a calendar's events are looked through and brought in."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import XL, XXL, L, M, S
from ui import names
from ui.finder import Finder
from ui.meetings.import_list import EventList, EventModel
from ui.meetings.import_model import LEFT_OUT, CalendarImportModel
from ui.open_vault import OpenVault
from ui.strings import dates
from ui.strings import importing as words
from ui.unfinished import Unfinished
from ui.widgets.banner import Banner
from ui.widgets.button import Button, YieldingButton
from ui.widgets.card import Card
from ui.widgets.choice import CheckBox
from ui.widgets.progress_line import ProgressLine
from ui.widgets.text import Line, Text
from vault.calendar_proposals import Step
from vault.calendars import Intake
from vault.place import FormWords
from vault.units import UnitRow


class CalendarImportView(QWidget):
    """Emits `closed` when it is given up, `came_in` with a sentence and the way back."""

    closed = Signal()
    came_in = Signal(str, object)

    def __init__(
        self, vault: OpenVault, unfinished: Unfinished, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._vm = CalendarImportModel(vault, unfinished, self)
        self._covered = False
        self._choose = YieldingButton(words.choose_file(), icon="folder-open")
        self._intro = Text(words.what_it_does(), "body", "ink-2")
        self._progress = ProgressLine()
        self._banner = Banner()
        self._last = Banner()
        self._model = EventModel(vault.clock, self)
        self._list = EventList(self._model)
        self._card = Card(words.list_name(), flush=True)
        self._finder = Finder(self._vm.finder, words.find_unit())
        self._hint = Text(words.for_all(), "small", "ink-2")
        self._tick = CheckBox(words.wanted())
        self._one_more = Button(words.one_more(), "link")
        self._below = QWidget()
        self._back = Button(words.back())
        self._act = Button(words.bring_in(0), "primary")
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Show the page without a file."""
        self._banner.hide()
        self._vm.begin()
        self._vm.look_back()
        self._choose.setFocus()

    def read(self, path: Path) -> None:
        """Read a file and show what it would bring."""
        self._banner.hide()
        self._vm.read(path)

    @property
    def typed(self) -> FormWords:
        """The calendar and what was chosen about it, as long as it stands there."""
        return self._vm.typed

    def bring_back(self, typed: FormWords) -> None:
        """Show again what was chosen."""
        self._vm.bring_back(typed)

    def cover(self) -> None:
        """Show nothing new while the page is covered."""
        self._covered = True

    def uncover(self) -> None:
        """Show what came in the meantime."""
        self._covered = False
        self._show_rows()
        self._show_last()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Line(words.title(), "title-large"), 1)
        head.addWidget(self._choose)
        self._card.body.addWidget(self._list, 1)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(L, M, L, M)
        below.setSpacing(S)
        ticks = QHBoxLayout()
        ticks.setSpacing(M)
        ticks.addWidget(self._tick)
        ticks.addWidget(self._one_more)
        ticks.addStretch(1)
        below.addLayout(ticks)
        below.addWidget(self._finder)
        below.addWidget(self._hint)
        self._card.body.addWidget(self._below)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(XXL, XL - 2, XXL, XL)
        column.setSpacing(L)
        column.addLayout(head)
        column.addWidget(self._intro)
        column.addWidget(self._progress)
        column.addWidget(self._banner)
        column.addWidget(self._last)
        column.addWidget(self._card, 1)
        column.addLayout(buttons)
        column.addStretch(0)

    def _connect(self) -> None:
        vm = self._vm
        vm.rows_changed.connect(self._show_rows)
        vm.busy_changed.connect(self._progress.setVisible)
        vm.refused.connect(self._show_trouble)
        vm.came_in.connect(self._on_came_in)
        vm.last_changed.connect(self._show_last)
        vm.taken_back.connect(self._on_taken_back)
        self._last.step_taken.connect(vm.take_back)
        names.style.changed.connect(self._show_names)
        self._choose.clicked.connect(self._ask_for_file)
        self._list.pointed.connect(self._point_at)
        self._list.toggled.connect(self._toggle)
        self._list.pressed.connect(self._ask_whose)
        self._tick.clicked.connect(self._on_tick)
        self._one_more.clicked.connect(vm.bring_as_one_more)
        self._finder.chosen.connect(self._on_chosen)
        self._back.clicked.connect(self._give_up)
        self._act.clicked.connect(vm.bring_in)

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, "", str(Path.home()), words.file_kind())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @property
    def holds_choices(self) -> bool:
        """Whether events stand there that weren't brought in."""
        return bool(self._vm.rows)

    @property
    def _untold(self) -> int:
        """How many events wait for being told whose they are."""
        return sum(row.is_untold for row in self._vm.rows)

    def go_on(self) -> None:
        """Take the keyboard again after it was put away."""
        self._list.setFocus()

    def _give_up(self) -> None:
        if not self.holds_choices:
            self._vm.begin()
        self.closed.emit()

    def _point_at(self, at: int) -> None:
        self._vm.point_at(at)
        self._show_current()

    def _ask_whose(self) -> None:
        """Let the name be typed at once where it has to be told."""
        if self._vm.current is not None and self._vm.current.must_be_told:
            self._finder.setFocus()

    def _toggle(self, at: int) -> None:
        row = self._model.row(at)
        self._vm.want(row, not row.wanted)

    def _on_tick(self, on: bool) -> None:
        if self._vm.current is not None:
            self._vm.want(self._vm.current, on)

    def _on_chosen(self, what: object) -> None:
        if isinstance(what, UnitRow):
            self._vm.choose(what)
        elif isinstance(what, str):
            self._vm.open_file(what)
        elif what is LEFT_OUT:
            self._vm.leave_out()
        self._list.setFocus()

    def _show_names(self) -> None:
        self._show_rows()
        if not self._covered:
            self._vm.suggest()

    def _show_rows(self) -> None:
        if self._covered:
            return
        vm = self._vm
        at = self._list.currentIndex().row()
        is_new = not self._model.rowCount()
        if self._model.set_rows(vm.rows):
            self._list.mark(min(at, len(vm.rows) - 1) if vm.current else -1)
        if is_new and vm.rows:
            self._list.start_at(next((at for at, row in enumerate(vm.rows) if row.is_open), 0))
        self._show_last()
        self._intro.setVisible(not vm.rows)
        self._card.setVisible(bool(vm.rows))
        self._act.setVisible(bool(vm.rows))
        self._act.set_label(words.bring_in(len(vm.wanted), len(vm.planned)))
        self._act.setEnabled(bool(vm.wanted or vm.planned))
        self._card.aside.setText("")
        if vm.sheet is not None:
            self._card.aside.setText(words.summary(vm.sheet, self._untold))
            told = words.to_be_heeded(vm.sheet, self._vault.clock.today())
            if told:
                self._banner.show_message(told, "warn")
                self._banner.show()
            elif not vm.rows:
                self._banner.show_message(words.nothing_found(), "accent")
                self._banner.show()
        self._show_current()

    def _show_last(self) -> None:
        """Offer the way back, until there is something else to look at."""
        if self._covered:
            return
        last = self._vm.last if self._vm.sheet is None else None
        if last is not None:
            at = self._vault.clock.local(last.came_at_utc)
            day = f"{dates.short_day(at.date(), self._vault.clock.today())} {dates.clock_time(at)}"
            sentence = words.last_import(last.intake, day)
            self._last.show_message(sentence, "accent", words.take_back())
        self._last.setVisible(last is not None)

    def _on_taken_back(self, stay: int) -> None:
        self._banner.show_message(words.taken_back(stay), "ok")
        self._banner.show()

    def _show_current(self) -> None:
        current = self._vm.current
        self._below.setVisible(current is not None and current.can_be_chosen)
        if current is None:
            return
        step, meeting = current.proposal.step, current.proposal.meeting
        is_moved, is_renamed = step is Step.MOVED, step is Step.RENAMED
        self._finder.setVisible(step is Step.ADD or is_renamed)
        self._one_more.setVisible(is_moved)
        self._tick.setText(words.wanted())
        self._hint.setText(words.for_all())
        self._hint.setVisible(step is Step.ADD or is_renamed)
        if meeting is not None and is_moved:
            self._tick.setText(words.move_it(self._model.moment(meeting.starts_at_utc)))
        if meeting is not None and is_renamed:
            at = self._model.moment(meeting.starts_at_utc)
            told = words.what_becomes_of(current.before, at)
            if current.proposal.in_its_place:
                told = words.whose_hour_it_is(current.before)
            self._hint.setText(told)
        self._tick.setChecked(current.wanted)
        self._tick.setVisible(current.can_come_in)

    def _show_trouble(self, error: object) -> None:
        self._banner.show_message(words.trouble(error), "stop")
        self._banner.show()

    def _on_came_in(self, intake: Intake) -> None:
        calendars, untold = self._vault.cabinet.calendars, self._untold
        self._vm.begin()
        self.came_in.emit(words.came_in(intake, untold), lambda: calendars.undo(intake))
