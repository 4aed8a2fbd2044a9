"""The lists of the Measures tab: the measures that were given, and the results of one."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from resources.tokens import XS, M, S, TextRole, Token, Tone
from ui.measures.series import Reading, Risk, Series
from ui.row_list import paint_ground
from ui.row_model import Index, RowModel
from ui.strings import dates
from ui.strings import measures as words
from ui.strings import scores as score_words
from ui.theme.fonts import width
from ui.widgets import paint
from ui.widgets.paint import mirrored
from vault.ports import Clock

SERIES_HIGH = 62
RESULT_HIGH = 40
_CALL_HIGH = 26


def said_of(reading: Reading) -> str:
    """Say what a result comes to: "14, moderate", "Not scored", "Withdrawn"."""
    if reading.result.is_withdrawn:
        return words.was_withdrawn()
    return score_words.score(reading.measure, reading.total)


def risk_mark(risk: Risk) -> tuple[str, Tone, str]:
    """Give words, tone and icon of what became of a call for a risk assessment."""
    if risk is Risk.ASSESSED:
        return words.assessed(), "ok", "circle-check"
    if risk is Risk.LOOKED_AT:
        return words.was_looked_at(), "neutral", "eye"
    if risk is Risk.BEGUN:
        return words.assessment_begun(), "warn", "file-pen-line"
    return words.assess(), "stop", "triangle-alert"


class SeriesModel(RowModel[Series]):
    """The measures that a client filled in, the newest first."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock

    def lines(self, at: int) -> tuple[str, str, str, str]:
        """Give a row's name, day, score and change."""
        series = self.row(at)
        newest = series.newest
        taken_on = self._clock.local(newest.result.entry.taken_at_utc).date()
        since = newest.since_last
        change = score_words.changed_brief(since) if since else ""
        day = dates.short_day(taken_on, self._clock.today())
        return series.measure.name, day, said_of(newest), change

    def mark(self, at: int) -> tuple[str, Tone, str] | None:
        """Give words, tone and icon of what a measure's row asks for, if anything."""
        call = self.row(at).call
        return risk_mark(call.risk) if call is not None and call.risk and call.waits else None

    def spoken(self, at: int) -> str:
        """Say what a screen reader hears of a measure."""
        mark = self.mark(at)
        return words.row_for_reader(*self.lines(at), mark[0] if mark else "")


class SeriesDelegate(QStyledItemDelegate):
    """Paints a measure: name and day, the score and how it changed, and what it asks for."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A row that asks for a risk assessment has a line more than the others."""
        model = index.model()
        mark = model.mark(index.row()) if isinstance(model, SeriesModel) else None
        return QSize(120, SERIES_HIGH + (_CALL_HIGH if mark else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, on the ground of the selection where it is selected."""
        model = index.model()
        if not isinstance(model, SeriesModel):
            return
        name, day, score, change = model.lines(index.row())
        area = option.rect.adjusted(S - 1, 1, -S, -1)
        paint_ground(painter, option, area)
        inner = area.adjusted(M + 2, 0, -M - 2, 0)
        rows: tuple[tuple[int, str, str, TextRole, Token], ...] = (
            (inner.top() + 9, name, day, "body-medium", "ink"),
            (inner.top() + 31, score, change, "small", "ink-2"),
        )
        for top, first, second, role, ink in rows:
            wide = width("small", second) if second else 0
            near = QRect(inner.left(), top, inner.width() - wide - (S if wide else 0), 20)
            far = QRect(inner.right() - wide + 1, top, wide, 20)
            direction = option.direction
            paint.text(painter, mirrored(direction, inner, near), first, role, ink)
            paint.text(painter, mirrored(direction, inner, far), second, "small", "ink-2")
        mark = model.mark(index.row())
        if mark is not None:
            label, tone, icon = mark
            size = paint.pill_size(label, icon)
            pill = QRect(inner.left() - XS, inner.top() + 54, size.width(), size.height())
            paint.pill(painter, mirrored(option.direction, inner, pill), label, tone, icon)


class ResultModel(RowModel[Reading]):
    """The results of one measure, the newest first; `day` gives the day of a time."""

    def __init__(self, day: Callable[[datetime], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._day = day

    def lines(self, at: int) -> tuple[str, str, str]:
        """Give a row's day, score and change."""
        reading = self.row(at)
        since = reading.since_last
        change = score_words.changed_brief(since) if since else ""
        day = dates.dated(self._day(reading.result.entry.taken_at_utc))
        return day, said_of(reading), change

    def mark(self, at: int) -> tuple[str, Tone, str | None] | None:
        """Give words, tone and icon of the pill at a row's end, if any."""
        reading = self.row(at)
        if reading.risk is not None:
            return risk_mark(reading.risk)
        if reading.result.version > 1 and not reading.result.is_withdrawn:
            return words.was_corrected(), "neutral", None
        return None

    def spoken(self, at: int) -> str:
        """Say what a screen reader hears of a result."""
        mark = self.mark(at)
        return words.row_for_reader(*self.lines(at), mark[0] if mark else "")


class ResultDelegate(QStyledItemDelegate):
    """Paints a result in one line: day, score, change and mark."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Each row is as high as the others."""
        return QSize(120, RESULT_HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, on the ground of the selection where it is selected."""
        model = index.model()
        if not isinstance(model, ResultModel):
            return
        day, score, change = model.lines(index.row())
        mark = model.mark(index.row())
        direction = option.direction
        area = option.rect.adjusted(S - 1, 1, -S, -1)
        paint_ground(painter, option, area)
        inner = area.adjusted(M, 0, -M, 0)
        first = width("body-medium", dates.dated(date(2028, 9, 28))) + M
        rest = inner.adjusted(first, 0, 0, 0)
        if mark is not None:
            size = paint.pill_size(mark[0], mark[2])
            pill = QRect(rest.right() - size.width() + 1, 0, size.width(), size.height())
            pill.moveTop(inner.center().y() - size.height() // 2)
            paint.pill(painter, mirrored(direction, inner, pill), *mark)
            rest.setRight(pill.left() - S)
        if width("body", score) + S + width("small", change) > rest.width():
            change = ""  # the score and the mark say more
        wide = width("small", change)
        far = rest.adjusted(rest.width() - wide, 0, 0, 0)
        near = rest.adjusted(0, 0, -wide - S, 0)
        start = QRect(inner.topLeft(), QSize(first, inner.height()))
        ink: Token = "ink-2" if model.row(index.row()).result.is_withdrawn else "ink"
        paint.text(painter, mirrored(direction, inner, start), day, "body-medium", ink)
        paint.text(painter, mirrored(direction, inner, near), score, "body", ink)
        end = Qt.AlignmentFlag.AlignTrailing
        paint.text(painter, mirrored(direction, inner, far), change, "small", "ink-2", end)
