"""The way to search, in the shape of a search field."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.tokens import M
from ui.theme.fonts import metrics
from ui.theme.icons import paint as paint_icon
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.paint import ICON, mirrored


class SearchButton(Button):
    """Looks like a field, opens search where typing really happens."""

    def __init__(self, label: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(label, "secondary", parent, icon="search", key=key)
        self._label = label
        self._cap = key
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the picture's."""
        return QSize(420, metrics("body").height() + 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A field with a lens, what it searches, and its key."""
        del event
        painter = QPainter(self)
        paint.panel(painter, self.rect(), "sheet", "line")
        if self.hasFocus():
            paint.ring(painter, self.rect())
        direction = self.layoutDirection()
        inner = self.rect().adjusted(M, 0, -M, 0)
        size = paint.key_size(self._cap)
        top = (self.height() - size.height()) // 2
        cap = QRect(inner.right() - size.width() + 1, top, size.width(), size.height())
        paint.key(painter, mirrored(direction, inner, cap), self._cap)
        mark = QRect(inner.left(), 0, ICON, self.height())
        paint_icon(painter, "search", "ink-2", mirrored(direction, inner, mark))
        label = QRect(mark.right() + M - 3, 0, cap.left() - mark.right() - 2 * M, self.height())
        paint.text(painter, mirrored(direction, inner, label), self._label, "body", "ink-2")
