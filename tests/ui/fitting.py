"""What a person can't read for want of room, measured on a window as it is painted."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea, QWidget

from ui.widgets.text import Text

_FIELD_INSET, _ACTION = 8, 22


class Watch:
    """Sees which lines are painted with an ellipsis, and which parts lack room."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._elided: list[str] = []
        fit = QFontMetrics.elidedText

        def told(
            metrics: QFontMetrics, words: str, mode: Qt.TextElideMode, wide: int, flags: int = 0
        ) -> str:
            fitting = fit(metrics, words, mode, wide, flags)
            if fitting != words:
                self._elided.append(words)
            return fitting

        monkeypatch.setattr(QFontMetrics, "elidedText", told)

    def cut(self, window: QWidget) -> list[str]:
        """Paint a window, and give the words that can't be read in it."""
        self._elided.clear()
        window.grab()
        return [*self._elided, *_clipped(window)]


def _clipped(window: QWidget) -> Iterator[str]:
    for part in window.findChildren(QWidget):
        seen = part.visibleRegion().boundingRect()
        if not part.isVisible() or seen.isEmpty():
            continue
        if isinstance(part, Text) and part.heightForWidth(part.width()) > part.height():
            yield part.text()
        if isinstance(part, QLabel | QAbstractButton) and seen.width() < part.width():
            yield part.text() or part.accessibleName()
        if isinstance(part, QLineEdit):
            told = part.text() if part.echoMode() is QLineEdit.EchoMode.Normal else ""
            words = told or part.placeholderText()
            room = part.width() - 2 * _FIELD_INSET - _ACTION * len(part.actions())
            if part.fontMetrics().horizontalAdvance(words) > room:
                yield words
        if isinstance(part, QScrollArea) and part.horizontalScrollBar().maximum():
            yield f"sideways: {part.accessibleName()}"
