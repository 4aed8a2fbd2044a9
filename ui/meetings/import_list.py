"""The list of a calendar's events, and what each would become."""

from datetime import datetime

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from resources.tokens import L, M, S, Token, Tone
from ui.meetings.import_rows import ImportRow
from ui.row_list import RowList, paint_ground
from ui.row_model import Index, RowModel
from ui.strings import dates
from ui.strings import importing as words
from ui.theme.icons import paint as paint_icon
from ui.widgets import paint
from ui.widgets.paint import ICON, mirrored
from vault.calendar_proposals import Step
from vault.ports import Clock

ROW_HEIGHT = 52
_WHEN_WIDTH = 150
_ICONS = {True: "square-check", False: "square"}
_TONES: dict[Step, Tone] = {
    Step.ADD: "ok",
    Step.CHANGE: "accent",
    Step.MOVED: "accent",
    Step.REMOVE: "warn",
}


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

    def start_at(self, row: int) -> None:
        """Begin with a row at the top, without looking closer at it."""
        self.scrollTo(self.model().index(row, 0), self.ScrollHint.PositionAtTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the row that is looked at in sight, also while what is about it opens below."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

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
        return self.moment(row.proposal.starts_at_utc)

    def moment(self, at_utc: datetime) -> str:
        """Say when something is, on the counselor's clock."""
        at = self._clock.local(at_utc)
        return f"{dates.short_day(at.date(), self._clock.today())} {dates.clock_time(at)}"

    def lines(self, row: ImportRow) -> tuple[str, str]:
        """Give what a line says: whose it is, and what the calendar calls it."""
        event, meeting = row.proposal.event, row.proposal.meeting
        if event is None:
            return words.whose(row.unit), words.without_event()
        whose = words.new_file(row.proposal.opens) if row.proposal.opens else words.whose(row.unit)
        second = f"{words.minutes(event.minutes)} · {words.called(event.title)}"
        if row.is_asked and meeting is not None:
            other = row.before if row.before != row.unit else None
            second = f"{second} · {words.so_far(other, self.moment(meeting.starts_at_utc))}"
        if row.is_twin:
            second = f"{second} · {words.twin()}"
        elif row.overlaps is not None:
            at = self._clock.local(row.overlaps.starts_at_utc)
            second = f"{second} · {words.overlaps(row.beside, dates.clock_time(at))}"
        return whose or words.called(event.title), second

    def state(self, row: ImportRow) -> tuple[str, Tone]:
        """Give a line's pill."""
        step = row.proposal.step
        if row.must_be_told:
            return words.asks(step, several=len(row.proposal.fitting) > 1), "warn"
        if step is Step.MOVED and not row.wanted:
            return words.perhaps_moved(), "warn"
        if row.keeps:
            return words.step(Step.SAME), "neutral"
        if row.is_twin and not row.wanted:
            return words.same_time(), "warn"
        if row.can_be_chosen and not row.wanted:
            return (words.file_closed(), "warn") if row.is_closed else (words.left_out(), "neutral")
        if step is Step.RENAMED:
            step = Step.CHANGE if row.unit == row.before else Step.ADD
        return words.step(step), _TONES.get(step, "neutral")

    def spoken(self, at: int) -> str:
        """Say what a screen reader hears of a line."""
        row = self.row(at)
        return words.row_for_reader(self.when(row), *self.lines(row), self.state(row)[0])


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
