"""Strokes that the widgets and the delegates of lists share; nothing here keeps state."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from resources.tokens import CONTROL_RADIUS, TONES, XS, TextRole, Token, Tone
from ui.theme import colour, font
from ui.theme.fonts import metrics, width
from ui.theme.icons import paint as paint_icon

SMALL_ICON = 14
ICON = 17
RING = 2

_PILL_PADDING = 9
_KEY_PADDING = 6


def mirrored(direction: Qt.LayoutDirection, outer: QRect, inner: QRect) -> QRect:
    """Where an area laid out from left to right stands in a window's own direction."""
    if direction == Qt.LayoutDirection.LeftToRight:
        return inner
    return inner.translated(outer.left() + outer.right() - inner.left() - inner.right(), 0)


def panel(
    painter: QPainter,
    area: QRect,
    fill: Token | None,
    border: Token | None = None,
    *,
    radius: float = CONTROL_RADIUS,
    stroke: float = 1,
) -> None:
    """A rounded ground with an edge of whole pixels inside the area."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(border), stroke) if border else Qt.PenStyle.NoPen)
    inset = stroke / 2 if border else 0
    edge = QRectF(area).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(edge, radius - inset, radius - inset)


def ring(
    painter: QPainter, area: QRect, ink: Token = "accent", *, radius: float = CONTROL_RADIUS
) -> None:
    """The mark of keyboard focus, inside the area."""
    panel(painter, area, None, ink, radius=radius, stroke=RING)


def text(
    painter: QPainter,
    area: QRect,
    words: str,
    role: TextRole,
    token: Token,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
) -> None:
    """One line of text, elided to the area and centred in its height.

    Leading follows the direction of the painter's window, not that of the text.
    """
    painter.setFont(font(role))
    painter.setPen(colour(token))
    fitting = metrics(role).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, align | Qt.AlignmentFlag.AlignVCenter, fitting)


def pill_size(words: str, icon: str | None = None) -> QSize:
    """What a pill takes up in full; a line feed begins another line."""
    lead, lines = SMALL_ICON + XS if icon else 0, words.split("\n")
    wide = lead + max(width("small-strong", line) for line in lines) + 2 * _PILL_PADDING
    return QSize(wide, len(lines) * metrics("small-strong").height() + 5)


def pill(painter: QPainter, area: QRect, words: str, tone: Tone, icon: str | None = None) -> None:
    """A rounded label that fills the area, on the ground of its tone."""
    token, ground = TONES[tone]
    lines = words.split("\n")
    border: Token | None = "line" if tone == "neutral" else None
    panel(painter, area, ground, border, radius=area.height() / 2 / len(lines))
    inner = area.adjusted(_PILL_PADDING, 0, -_PILL_PADDING, 0)
    direction = painter.layoutDirection()
    if icon:
        mark = QRect(inner.left(), inner.top(), SMALL_ICON, inner.height())
        paint_icon(painter, icon, token, mirrored(direction, inner, mark))
        rest = inner.adjusted(SMALL_ICON + XS, 0, 0, 0)
        inner = mirrored(direction, inner, rest)
    high = metrics("small-strong").height()
    inner.setTop(inner.center().y() + 1 - len(lines) * high // 2)
    for at, line in enumerate(lines):
        band = QRect(inner.left(), inner.top() + at * high, inner.width(), high)
        text(painter, band, line, "small-strong", token, Qt.AlignmentFlag.AlignHCenter)


def key_size(words: str) -> QSize:
    """What a key cap takes up."""
    return QSize(width("key", words) + 2 * _KEY_PADDING, metrics("key").height() + 3)


def key(painter: QPainter, area: QRect, words: str) -> None:
    """A key cap: a thin edge, thicker at its foot."""
    panel(painter, area, "line", None, radius=4)
    panel(painter, area.adjusted(1, 1, -1, -2), "sheet-2", None, radius=3)
    text(
        painter,
        area.adjusted(0, 0, 0, -1),
        words,
        "key",
        "ink-2",
        Qt.AlignmentFlag.AlignHCenter,
    )


def avatar(painter: QPainter, area: QRect, initials: str) -> None:
    """A circle with up to two letters."""
    token, ground = TONES["accent"]
    side = min(area.width(), area.height())
    circle = QRect(0, 0, side, side)
    circle.moveCenter(area.center())
    panel(painter, circle, ground, None, radius=side / 2)
    text(painter, circle, initials[:2], "small-strong", token, Qt.AlignmentFlag.AlignHCenter)
