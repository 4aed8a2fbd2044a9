"""Where stretches of a paragraph stand: counted as Qt counts, and on the screen."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF, QTextBlock, QTextLine

from resources.tokens import Token
from ui.theme import colour

_WAVE = 2.0


def units(text: str, index: int) -> int:
    """Turn a place in a Python string into one in Qt's, which counts in UTF-16."""
    if text.isascii():
        return index
    return len(text[:index].encode("utf-16-le", "surrogatepass")) // 2


def index_of(text: str, place: int) -> int:
    """Turn a place that Qt counted into one in the Python string."""
    if text.isascii():
        return place
    whole = text.encode("utf-16-le", "surrogatepass")[: 2 * place]
    return len(whole.decode("utf-16-le", "replace"))


def areas(block: QTextBlock, start: int, end: int, origin: QPointF) -> Iterator[QRectF]:
    """Give the area of a stretch, one for each line that it is on; places as Qt counts them."""
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first < last:
            left, right = sorted((_x(line, first), _x(line, last)))
            top = origin.y() + line.y()
            height = line.ascent() + line.descent()
            yield QRectF(origin.x() + left, top, right - left, height)


def paint_wave(painter: QPainter, area: QRectF, token: Token) -> None:
    """Underline an area with a wave."""
    painter.setPen(QPen(colour(token), 1))
    foot = area.bottom()
    steps = range(int(area.width() / _WAVE) + 1)
    painter.drawPolyline(
        QPolygonF([QPointF(area.left() + _WAVE * at, foot - _WAVE * (at % 2)) for at in steps])
    )


def _x(line: QTextLine, place: int) -> float:
    # PySide answers the place as well, against its own stub.
    x: Any = line.cursorToX(place)
    return float(x[0])
