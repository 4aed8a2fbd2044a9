"""Scores of one measure over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.measures import Measure
from resources.tokens import XS, M, S, Token
from ui.strings import dates
from ui.strings import scores as words
from ui.theme import colour
from ui.theme.fonts import metrics, width
from ui.widgets import paint
from ui.widgets.announce import announce

_RADIUS = 4.5
_NEAR = 16
_HIGH = 220
_LABELLED_AT_MOST = 14
_GROUNDS: tuple[Token, ...] = ("sheet", "sheet-2")


@dataclass(frozen=True, slots=True)
class Point:
    """A score on its day; `label` stands at it, `said` is how a screen reader hears it."""

    number: int
    day: date
    score: float
    label: str
    said: str
    marked: bool = False


class ScorePlot(QWidget):
    """Points joined by a line, over the bands that they lie in.

    Nothing is said by colour alone: bands and the cutoff have their names beside them, a point
    that calls for a risk assessment is a diamond, and the description reads the whole series.
    The arrow keys walk from point to point. Time runs from left to right in every language.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measure: Measure | None = None
        self._points: tuple[Point, ...] = ()
        self._today = date.min
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, measure: Measure, points: Sequence[Point], today: date) -> None:
        """Show the scores of a measure, the oldest first."""
        self._measure = measure
        self._today = today
        self._points = tuple(points)
        self._at = len(self._points) - 1
        self.setAccessibleName(words.plot_name(measure.name))
        self._describe()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._measure, self._points, self._at = None, (), -1
        self.setAccessibleName("")
        self.setAccessibleDescription("")
        self.update()

    def mark(self, number: int) -> None:
        """Mark a result's point, or none where it has none."""
        self._at = next((at for at, one in enumerate(self._points) if one.number == number), -1)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide, and as high as ten lines of text."""
        return QSize(480, _HIGH)

    def minimumSizeHint(self) -> QSize:
        """Dates give way first."""
        return QSize(240, _HIGH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from point to point."""
        last = len(self._points) - 1
        goals = {
            Qt.Key.Key_Left: max(0, self._at - 1),
            Qt.Key.Key_Right: min(last, self._at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        goal = goals.get(Qt.Key(event.key()))
        if goal is None or last < 0:
            super().keyPressEvent(event)
        else:
            self._go_to(goal)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the point that is near."""
        near = [
            ((spot - event.position()).manhattanLength(), at)
            for at, spot in enumerate(self._spots())
        ]
        distance, at = min(near, default=(_NEAR + 1, -1))
        if distance <= _NEAR:
            self._go_to(at)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bands and cutoff, dates, the line, and the points on it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._measure is not None and self._points:
            self._paint_bands(painter)
            self._paint_cutoff(painter)
            self._paint_dates(painter)
            self._paint_line(painter)
        if self.hasFocus():
            paint.ring(painter, self.rect())

    def _go_to(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._describe()
            announce(self, self._points[at].said)
            self.update()
            self.chosen.emit(self._points[at].number)

    def _describe(self) -> None:
        rule = self._measure.scoring if self._measure else None
        range_ = words.plot_range(rule.lowest, rule.highest) if rule else ""
        series = ". ".join(point.said for point in self._points)
        self.setAccessibleDescription(f"{range_} {series}".strip())

    def _range(self) -> tuple[float, float]:
        """The lowest and the highest score that has a place on the axis."""
        rule = self._measure.scoring if self._measure else None
        if rule is not None:
            return rule.lowest, rule.highest
        return 0, max(10, ceil(max(point.score for point in self._points) / 10) * 10)

    def _area(self) -> QRect:
        """Where the points are: beside the scores, before the bands' names, above the dates."""
        low = metrics("small").height() + S
        top = metrics("small-strong").height() + S
        scores = max(width("small", words.points(edge)) for edge in self._range())
        return self.rect().adjusted(scores + M + S, top, -(self._name_width() + M + S), -low)

    def _name_width(self) -> int:
        rule = self._measure.scoring if self._measure else None
        if rule is None:
            return 0
        names = [words.band_name(one.name) for one in rule.bands]
        if rule.cutoff is not None and not names:
            names = [words.cutoff_label(rule.cutoff)]
        return max((width("small", one) for one in names), default=0)

    def _y(self, score: float) -> float:
        low, high = self._range()
        area = QRectF(self._area())
        return area.bottom() - (score - low) / (high - low) * area.height()

    def _spots(self) -> list[QPointF]:
        if not self._points:
            return []
        area = QRectF(self._area()).adjusted(M, 0, -M, 0)
        first, last = self._points[0].day, self._points[-1].day
        days = max(1, (last - first).days)
        middle = area.center().x()
        return [
            QPointF(
                area.left() + (point.day - first).days / days * area.width()
                if last > first
                else middle,
                self._y(point.score),
            )
            for point in self._points
        ]

    def _paint_bands(self, painter: QPainter) -> None:
        area = self._area()
        rule = self._measure.scoring if self._measure else None
        low, high = self._range()
        edges = [(band.low, band.high, band.name) for band in rule.bands] if rule else []
        if not edges:
            step = max(1, ceil((high - low) / 4))
            edges = [(at, at + step - 1, "") for at in range(int(low), int(high), step)]
        for place, (bottom, top, name) in enumerate(edges):
            upper = self._y(high if place == len(edges) - 1 else top + 0.5)
            lower = self._y(low if place == 0 else bottom - 0.5)
            band = QRectF(area.left(), upper, area.width(), lower - upper)
            painter.fillRect(band, colour(_GROUNDS[place % 2]))
            self._paint_edge(painter, lower)
            beside = QRect(area.right() + S, round(upper), self.width(), round(lower - upper))
            if name:
                paint.text(painter, beside, words.band_name(name), "small", "ink-2")
            self._paint_score(painter, bottom)
        self._paint_edge(painter, self._y(high))
        self._paint_score(painter, high)

    def _paint_edge(self, painter: QPainter, at: float) -> None:
        area = self._area()
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at))

    def _paint_score(self, painter: QPainter, score: float) -> None:
        if self._measure and self._measure.levels:
            return  # a level has its name, and its number means nothing
        high = metrics("small").height()
        at = round(self._y(score) - high / 2)
        place = QRect(0, at, self._area().left() - S, high)
        end = Qt.AlignmentFlag.AlignRight
        paint.text(painter, place, words.points(score), "small", "ink-2", end)

    def _paint_cutoff(self, painter: QPainter) -> None:
        rule = self._measure.scoring if self._measure else None
        if rule is None or rule.cutoff is None:
            return
        area = self._area()
        at = self._y(rule.cutoff.low - 0.5)
        painter.setPen(QPen(colour("ink-2"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at))
        label = words.cutoff_label(rule.cutoff)
        place = self._place_beside(at, width("small", label))
        if not rule.bands:
            place.moveLeft(area.right() + S)
            place.moveTop(round(at - place.height() / 2))
            self._paint_score(painter, rule.cutoff.low)
        paint.text(painter, place, label, "small", "ink-2")

    def _place_beside(self, at: float, wide: int) -> QRect:
        """Give room for words above a line or below it, where no point nor its label is."""
        area, high = self._area(), metrics("small").height()
        starts = (area.left() + XS, area.right() - XS - wide, area.center().x() - wide // 2)
        places = [
            QRect(start, top, wide + 1, high)
            for top in (round(at) - high, round(at) + 1)
            for start in starts
        ]
        return next((place for place in places if self._is_free(place)), places[0])

    def _is_free(self, place: QRect) -> bool:
        line, around = QPainterPath(), QPainterPathStroker()
        line.addPolygon(QPolygonF(self._spots()))
        around.setWidth(2 * _RADIUS)
        labels = [self._label_place(at) for at in range(len(self._points))]
        return not (
            around.createStroke(line).intersects(QRectF(place))
            or any(label.intersects(place) for label in labels)
        )

    def _paint_dates(self, painter: QPainter) -> None:
        area = self._area()
        top = area.bottom() + XS
        spots = self._spots()
        # The last day matters most, then the first; others stand where there is room.
        order = [len(spots) - 1, *range(len(spots) - 1)]
        taken: list[tuple[float, float]] = []
        for at in order:
            day = dates.short_day(self._points[at].day, self._today)
            wide = width("small", day)
            left = min(max(0.0, spots[at].x() - wide / 2), self.width() - wide)
            if any(left < end + M and start < left + wide + M for start, end in taken):
                continue
            taken.append((left, left + wide))
            place = QRect(round(left), top, wide + 1, metrics("small").height())
            paint.text(painter, place, day, "small", "ink-2")
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(
                QPointF(spots[at].x(), area.top()), QPointF(spots[at].x(), area.bottom())
            )

    def _paint_line(self, painter: QPainter) -> None:
        spots = self._spots()
        painter.setPen(QPen(colour("accent"), 1.75))
        painter.drawPolyline(QPolygonF(spots))
        for at, spot in enumerate(spots):
            self._paint_point(painter, at, spot)

    def _paint_point(self, painter: QPainter, at: int, spot: QPointF) -> None:
        point, here = self._points[at], at == self._at
        size = _RADIUS + (2 if here else 0)
        painter.setPen(QPen(colour("sheet"), 1.5))
        painter.setBrush(colour("stop" if point.marked else "accent"))
        if point.marked:
            corners = ((0, -size - 1), (size + 1, 0), (0, size + 1), (-size - 1, 0))
            painter.drawPolygon(QPolygonF([spot + QPointF(*corner) for corner in corners]))
        else:
            painter.drawEllipse(spot, size, size)
        if here or len(self._points) <= _LABELLED_AT_MOST:
            paint.text(painter, self._label_place(at), point.label, "small-strong", "ink")

    def _label_place(self, at: int) -> QRect:
        """Give room for a point's label: above it, or below where the line comes from above."""
        spot, area = self._spots()[at], self._area()
        wide, high = width("small-strong", self._points[at].label), metrics("small-strong").height()
        away = _RADIUS + 3
        above, below = spot.y() - away - high, spot.y() + away
        goes_below = self._is_dip(at) and below + high < area.bottom()
        left = min(max(spot.x() - wide / 2, area.left()), area.right() - wide)
        top = below if goes_below else max(0, above)
        return QRect(QPoint(round(left), round(top)), QSize(wide + 1, high))

    def _is_dip(self, at: int) -> bool:
        """Whether the line comes to a point from above, so that its label has room below."""
        scores = [point.score for point in self._points[max(0, at - 1) : at + 2]]
        return self._points[at].score == min(scores) < max(scores)
