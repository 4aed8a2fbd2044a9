"""The sheet that pages lie on: one below the other, zoomed, turned, with what was found marked."""

from bisect import bisect_right

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from resources.tokens import L, M
from ui import names
from ui.documents.viewing import Hit, Wanted
from ui.strings import documents as words
from ui.theme import colour, font
from ui.widgets.page_image import paint_page
from vault.blobs import Spot

PIXELS_A_POINT = 96 / 72
ZOOM_STEP = 1.25
LEAST_ZOOM, MOST_ZOOM = 0.1, 5.0
_KEPT_PIXELS = 10_000_000
_SCROLL_STEP = 48
_FURTHEST = 2**31 - 1


class PageSheet(QAbstractScrollArea):
    """Shows pages that it is given piece by piece.

    `wanted` carries the pages to draw, the first one first; `page_changed` the page in front;
    `zoomed` comes with another zoom.
    """

    wanted = Signal(object)
    page_changed = Signal(int)
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._tops: list[float] = []
        self._images: dict[int, tuple[Wanted, QImage]] = {}
        self._hits: list[Hit] = []
        self._current = -1
        self._turns = 0
        self._zoom = 1.0
        self._fits = True
        self._page = 0
        self._asked: list[Wanted] = []
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        names.style.changed.connect(self.viewport().update)

    @property
    def zoom(self) -> float:
        """How large a page is beside its real size."""
        return self._zoom

    @property
    def page(self) -> int:
        """The page in front, counted from 0."""
        return self._page

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def show_pages(self, sizes: tuple[tuple[float, float], ...]) -> None:
        """Begin with other pages, or with none."""
        self._sizes = sizes
        self._images.clear()
        self._hits = []
        self._current = -1
        self._turns = 0
        self._fits = True
        self._page = 0
        self._asked = []
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self._describe()

    def take(self, wanted: Wanted, image: QImage) -> None:
        """Take a page's pixels."""
        page, _, turns = wanted
        if turns == self._turns and page < len(self._sizes):
            self._images[page] = (wanted, image)
            self._forget_far_pages()
            self.viewport().update()

    def fit(self) -> None:
        """Let pages be as wide as there is room."""
        self._fits = True
        self._lay_out(keep=True)

    def zoom_by(self, steps: int) -> None:
        """Make pages larger or smaller."""
        self._fits = False
        self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, self._zoom * ZOOM_STEP**steps))
        self._lay_out(keep=True)

    def turn(self) -> None:
        """Turn every page clockwise."""
        self._turns = (self._turns + 1) % 4
        self._images.clear()
        self._lay_out(keep=True)

    def show_hits(self, hits: list[Hit], current: int) -> None:
        """Mark what was found; the current one is brought into sight."""
        moved = current != self._current and 0 <= current < len(hits)
        self._hits, self._current = hits, current
        if moved:
            self._show_spot(hits[current])
        self.viewport().update()

    def go_to_page(self, page: int) -> None:
        """Bring a page to the top, the nearest one there is."""
        if self._sizes:
            nearest = max(0, min(page, len(self._sizes) - 1))
            self.verticalScrollBar().setValue(round(self._tops[nearest] - M))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page in front where it is."""
        super().resizeEvent(event)
        self._lay_out(keep=True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the arrows, turn pages with the page keys, Home and End."""
        bar = self.verticalScrollBar()
        places = {
            Qt.Key.Key_Up: bar.value() - _SCROLL_STEP,
            Qt.Key.Key_Down: bar.value() + _SCROLL_STEP,
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: bar.maximum(),
        }
        place = places.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the pages in sight, and the marks on them."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colour("paper"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        missing: list[Wanted] = []
        for page in self._in_sight():
            area = self._area(page)
            # A page is paper: white in the dark theme too, until its pixels are there.
            painter.fillRect(area, Qt.GlobalColor.white)
            wanted = self._wanted(page, area)
            held = self._images.get(page)
            if held is not None and not held[1].isNull():
                paint_page(painter, area, held[1])
            elif held is not None:
                self._paint_refusal(painter, area)
            if held is None or held[0] != wanted:
                missing.append(wanted)
            self._paint_hits(painter, page, area)
            painter.setPen(colour("line"))
            painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        if missing != self._asked:
            self._asked = missing
            self.wanted.emit(missing)

    def _paint_refusal(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(Qt.GlobalColor.darkGray)
        painter.setFont(font("body"))
        middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area.adjusted(M, M, -M, -M), middle, words.page_not_drawn())

    def _paint_hits(self, painter: QPainter, page: int, area: QRectF) -> None:
        soft, strong = QColor(colour("warn")), QColor(colour("accent"))
        soft.setAlphaF(0.30)
        strong.setAlphaF(0.45)
        for number, hit in enumerate(self._hits):
            if hit.page == page:
                for spot in hit.spots:
                    ink = strong if number == self._current else soft
                    painter.fillRect(_placed(spot.turned(self._turns), area), ink)

    def _lay_out(self, *, keep: bool = False) -> None:
        share = self._share_of_page() if keep else 0.0
        sizes = [self._turned(size) for size in self._sizes]
        widest = max((wide for wide, _ in sizes), default=1.0) * PIXELS_A_POINT
        view = self.viewport()
        if self._fits:
            room = max(1.0, view.width() - 2 * M)
            self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, room / widest))
            if len(sizes) == 1:
                # A picture is never blown up beyond its own pixels just because there is room.
                self._zoom = min(self._zoom, max(1.0, 600 / widest))
        scale = self._zoom * PIXELS_A_POINT
        self._tops = []
        below = float(M)
        for _, high in sizes:
            self._tops.append(below)
            below += high * scale + L
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setPageStep(view.height())
        bar.setSingleStep(_SCROLL_STEP)
        bar.setRange(0, max(0, round(min(below, _FURTHEST)) - view.height()))
        across.setPageStep(view.width())
        across.setRange(0, max(0, round(widest * self._zoom) + 2 * M - view.width()))
        if keep and self._sizes:
            high = self._turned(self._sizes[self._page])[1] * scale
            bar.setValue(round(self._tops[self._page] + share * high))
        self._asked = []
        self.zoomed.emit()
        view.update()

    def _share_of_page(self) -> float:
        """Say how far the page in front is scrolled past the edge, in its own height."""
        if not self._sizes or not self._tops:
            return 0.0
        high = self._area(self._page).height()
        return (self.verticalScrollBar().value() - self._tops[self._page]) / max(1.0, high)

    def _turned(self, size: tuple[float, float]) -> tuple[float, float]:
        wide, high = size
        return (high, wide) if self._turns % 2 else (wide, high)

    def _area(self, page: int) -> QRectF:
        wide, high = self._turned(self._sizes[page])
        scale = self._zoom * PIXELS_A_POINT
        room = self.viewport().width()
        left = max(float(M), (room - wide * scale) / 2) - self.horizontalScrollBar().value()
        top = self._tops[page] - self.verticalScrollBar().value()
        return QRectF(left, top, wide * scale, high * scale)

    def _in_sight(self) -> range:
        if not self._tops:
            return range(0)
        above = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, above) - 1)
        last = bisect_right(self._tops, above + self.viewport().height())
        return range(first, max(first + 1, last))

    def _wanted(self, page: int, area: QRectF) -> Wanted:
        return page, max(1, round(area.width() * self.devicePixelRatioF())), self._turns

    def _forget_far_pages(self) -> None:
        """Keep the pages in sight, and of others what memory may hold."""
        near = sorted(self._images, key=lambda page: abs(page - self._page))
        pixels = 0
        for at, page in enumerate(near):
            image = self._images[page][1]
            pixels += image.width() * image.height()
            if pixels > _KEPT_PIXELS and at > 1:
                del self._images[page]

    def _show_spot(self, hit: Hit) -> None:
        if not hit.spots:
            self.go_to_page(hit.page)
            return
        area = self._area(hit.page)
        spot = _placed(hit.spots[0].turned(self._turns), area)
        view = QRectF(self.viewport().rect()).adjusted(0, 40, 0, -40)
        if not view.contains(QPointF(view.center().x(), spot.center().y())):
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + spot.center().y() - view.height() / 3))
        if not view.contains(spot.center()):
            across = self.horizontalScrollBar()
            across.setValue(round(across.value() + spot.left() - view.width() / 3))

    def _on_scrolled(self) -> None:
        if not self._tops:
            return
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        page = max(0, bisect_right(self._tops, middle) - 1)
        if page != self._page:
            self._page = page
            self._describe()
            self.page_changed.emit(page)

    def _describe(self) -> None:
        several = len(self._sizes) > 1
        name = words.page_of(self._page + 1, len(self._sizes)) if several else words.picture()
        self.setAccessibleName(name if self._sizes else "")
        self.setAccessibleDescription("")


def _placed(spot: Spot, area: QRectF) -> QRectF:
    return QRectF(
        area.left() + spot.left * area.width(),
        area.top() + spot.top * area.height(),
        max(2.0, spot.width * area.width()),
        max(2.0, spot.height * area.height()),
    )
