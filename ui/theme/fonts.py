"""The type of the house, loaded in two helpings so that the first paint waits for little."""

import sys
from functools import cache
from math import ceil
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QFontMetricsF

from resources import fonts
from resources.tokens import TYPE, TextRole

# A point is a pixel on macOS; elsewhere 0.75 of one at 96 dpi, and it grows with the text size
# that the user has asked the desktop for.
_POINTS_PER_PIXEL = 1.0 if sys.platform == "darwin" else 0.75


def load_first() -> None:
    """Load what the unlock window draws with; call once, before the first window."""
    _load(fonts.FIRST)


def load_later() -> None:
    """Load the rest (the clock's numerals, the serif for running text), after the first paint."""
    _load(fonts.LATER)
    font.cache_clear()
    metrics.cache_clear()


def _load(files: tuple[Path, ...]) -> None:
    for path in files:
        QFontDatabase.addApplicationFont(str(path))


@cache
def font(role: TextRole) -> QFont:
    """The font for a role of text; callers must copy it before they change it."""
    style = TYPE[role]
    made = QFont(style.family)
    made.setPointSizeF(style.pixels * _POINTS_PER_PIXEL)
    made.setWeight(QFont.Weight(style.weight))
    made.setStyleHint(
        QFont.StyleHint.Serif if "Serif" in style.family else QFont.StyleHint.SansSerif
    )
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.tracking * style.pixels)
    return made


@cache
def metrics(role: TextRole) -> QFontMetrics:
    """The measures of a role's type, in whole device-independent pixels."""
    return QFontMetrics(font(role))


def width(role: TextRole, words: str) -> int:
    """What one line needs so that nothing of it is cut off, fractions of a pixel included."""
    return ceil(QFontMetricsF(font(role)).horizontalAdvance(words)) + 1
