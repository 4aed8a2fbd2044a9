"""Small rounded labels."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from resources.tokens import Tone
from ui.widgets import paint


class Pill(QLabel):
    """A state or a person in one word or a few; the tone never says it alone."""

    def __init__(
        self, words: str, tone: Tone = "neutral", parent: QWidget | None = None, *, icon: str = ""
    ) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._icon = icon or None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(words)

    def show_state(self, words: str, tone: Tone, icon: str = "") -> None:
        """Change words, tone and icon together."""
        self._tone = tone
        self._icon = icon or None
        self.setText(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the whole label."""
        return paint.pill_size(self.text(), self._icon)

    def minimumSizeHint(self) -> QSize:
        """A long label gives way and ends in an ellipsis."""
        full = self.sizeHint()
        return QSize(min(full.width(), 5 * full.height()), full.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it with the same strokes as the lists do."""
        del event
        paint.pill(QPainter(self), self.rect(), self.text(), self._tone, self._icon)
