"""The page on which a calendar's events are looked through and brought in."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from resources.tokens import XL, XXL, L, M, S, Token, Tone
from ui.finder import Finder
from ui.meetings.import_model import CalendarImportModel, ImportRow
from ui.open_vault import OpenVault
from ui.row_list import RowList, paint_ground
from ui.row_model import Index, RowModel
from ui.strings import dates
from ui.strings import importing as words
from ui.theme.icons import paint as paint_icon
from ui.widgets import paint
from ui.widgets.banner import Banner
from ui.widgets.button import Button, YieldingButton
from ui.widgets.card import Card
from ui.widgets.choice import CheckBox
from ui.widgets.paint import ICON, mirrored
from ui.widgets.progress_line import ProgressLine
from ui.widgets.text import Line, Text
from vault.calendars import Intake, Step
from vault.ports import Clock
from vault.units import UnitRow

ROW_HEIGHT = 52
_WHEN_WIDTH = 150
_ICONS = {True: "square-check", False: "square"}


class CalendarImportView(QWidget):
    """Emits `closed` when it is given up, `came_in` with a sentence and the way back."""

    closed = Signal()
    came_in = Signal(str, object)

    def __init__(self, vault: OpenVault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._vm = CalendarImportModel(vault, self)
        self._covered = False
        self._choose = YieldingButton(words.choose_file(), icon="folder-open")
        self._progress = ProgressLine()
        self._banner = Banner()
        self._last = Banner()
        self._model = EventModel(vault.clock, self)
        self._list = EventList(self._model)
        self._card = Card(words.list_name(), flush=True)
        self._finder = Finder(self._vm.finder, words.find_unit())
        self._hint = Line(words.for_all(), "small", "ink-2")
        self._tick = CheckBox(words.wanted())
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
        below = QVBoxLayout()
        below.setContentsMargins(L, M, L, M)
        below.setSpacing(S)
        below.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignLeading)
        below.addWidget(self._finder)
        below.addWidget(self._hint)
        self._card.body.addLayout(below)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(XXL, XL - 2, XXL, XL)
        column.setSpacing(L)
        column.addLayout(head)
        column.addWidget(Text(words.what_it_does(), "body", "ink-2"))
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
        self._choose.clicked.connect(self._ask_for_file)
        self._list.pointed.connect(self._point_at)
        self._list.toggled.connect(self._toggle)
        self._tick.clicked.connect(self._on_tick)
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

    def _toggle(self, at: int) -> None:
        row = self._model.row(at)
        self._vm.want(row, not row.wanted)

    def _on_tick(self, on: bool) -> None:
        if self._vm.current is not None:
            self._vm.want(self._vm.current, on)

    def _on_chosen(self, unit: object) -> None:
        if isinstance(unit, UnitRow):
            self._vm.choose(unit)
            self._list.setFocus()

    def _show_rows(self) -> None:
        if self._covered:
            return
        vm = self._vm
        at = self._list.currentIndex().row()
        if self._model.set_rows(vm.rows):
            self._list.mark(min(at, len(vm.rows) - 1) if vm.current else -1)
        self._show_last()
        self._card.setVisible(bool(vm.rows))
        self._act.setVisible(bool(vm.rows))
        self._act.set_label(words.bring_in(len(vm.wanted), len(vm.planned)))
        self._act.setEnabled(bool(vm.wanted or vm.planned))
        self._card.aside.setText("")
        if vm.sheet is not None:
            untold = sum(row.must_be_told for row in vm.rows)
            self._card.aside.setText(words.summary(vm.sheet, untold))
            if not vm.rows:
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
        known = current is not None and current.can_be_chosen
        self._tick.setVisible(known)
        is_new = current is not None and current.proposal.step is Step.ADD
        self._finder.setVisible(is_new)
        self._hint.setVisible(is_new)
        if current is not None:
            self._tick.setChecked(current.wanted)
            self._tick.setEnabled(not current.must_be_told)

    def _show_trouble(self, error: object) -> None:
        self._banner.show_message(words.trouble(error), "stop")
        self._banner.show()

    def _on_came_in(self, intake: Intake) -> None:
        calendars = self._vault.cabinet.calendars
        self._vm.begin()
        self.came_in.emit(words.came_in(intake), lambda: calendars.undo(intake))


class EventList(RowList):
    """Emits `pointed` for the row that is looked at, `toggled` for one whose tick is meant."""

    pointed = Signal(int)
    toggled = Signal(int)

    def __init__(self, model: "EventModel", parent: QWidget | None = None) -> None:
        super().__init__(words.list_name(), model, EventDelegate(), "sheet", parent)
        self.clicked.connect(self._on_clicked)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Look closer at a row as soon as it is walked to."""
        super().currentChanged(current, previous)
        self.pointed.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks a row."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.toggled.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: Index) -> None:
        area = self.visualRect(self.model().index(index.row(), 0))
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        box = mirrored(self.layoutDirection(), area, _box(area))
        if box.adjusted(-S, 0, S, 0).contains(at):
            self.toggled.emit(index.row())


class EventModel(RowModel[ImportRow]):
    """The lines of a dry run."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock

    def when(self, row: ImportRow) -> str:
        """Say when a line's event is."""
        at, today = self._clock.local(row.proposal.starts_at_utc), self._today
        return f"{dates.short_day(at.date(), today)} {dates.clock_time(at)}"

    def lines(self, row: ImportRow) -> tuple[str, str]:
        """Give what a line says: whose it is, and what the calendar calls it."""
        event = row.proposal.event
        if event is None:
            return words.whose(row.unit), words.without_event()
        second = f"{words.minutes(event.minutes)} · {words.row_line(event.title, None)}"
        return words.whose(row.unit) or words.row_line(event.title, None), second

    def state(self, row: ImportRow) -> tuple[str, Tone]:
        """Give a line's pill."""
        step = row.proposal.step
        several = len(row.proposal.fitting) > 1
        if row.can_be_chosen and not row.wanted and not row.must_be_told:
            return (words.file_closed(), "warn") if row.is_closed else (words.left_out(), "neutral")
        label = words.step(step, told=not row.must_be_told, several=several)
        tones: dict[Step, Tone] = {Step.ADD: "ok", Step.CHANGE: "accent", Step.REMOVE: "warn"}
        return label, "warn" if row.must_be_told else tones.get(step, "neutral")

    def spoken(self, at: int) -> str:
        """Say what a screen reader hears of a line."""
        row = self.row(at)
        return words.row_for_reader(self.when(row), *self.lines(row), self.state(row)[0])

    @property
    def _today(self) -> date:
        return self._clock.today()


class EventDelegate(QStyledItemDelegate):
    """Paints a line: tick, time, whose it is over what the calendar calls it, and the state."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Each row is as high as the others."""
        return QSize(240, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, on the ground of the selection where it is selected."""
        model = index.model()
        if not isinstance(model, EventModel):
            return
        row, direction = model.row(index.row()), option.direction
        area = option.rect
        paint_ground(painter, option, area)
        if row.can_be_chosen:
            ink: Token = "accent" if row.wanted else "ink-2"
            paint_icon(painter, _ICONS[row.wanted], ink, mirrored(direction, area, _box(area)))
        inner = area.adjusted(L + ICON + M, 0, -L, 0)
        when = QRect(inner.left(), inner.top(), _WHEN_WIDTH, inner.height())
        paint.text(painter, mirrored(direction, area, when), model.when(row), "body", "ink")
        label, tone = model.state(row)
        size = paint.pill_size(label)
        top = inner.center().y() - size.height() // 2
        pill = QRect(inner.right() - size.width() + 1, top, size.width(), size.height())
        paint.pill(painter, mirrored(direction, area, pill), label, tone)
        text = inner.adjusted(_WHEN_WIDTH, 0, -size.width() - M, 0)
        first, second = model.lines(row)
        upper = QRect(text.left(), text.top() + 7, text.width(), 19)
        lower = QRect(text.left(), text.top() + 27, text.width(), 17)
        paint.text(painter, mirrored(direction, area, upper), first, "body-medium", "ink")
        paint.text(painter, mirrored(direction, area, lower), second, "small", "ink-2")


def _box(area: QRect) -> QRect:
    return QRect(area.left() + L, area.top(), ICON, area.height())
