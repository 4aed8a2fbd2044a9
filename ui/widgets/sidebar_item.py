"""An entry of the sidebar."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from resources.tokens import S, Token
from ui.strings import widgets as words
from ui.theme.fonts import metrics, width
from ui.theme.icons import paint as paint_icon
from ui.widgets import paint
from ui.widgets.paint import ICON, mirrored

_PADDING = 10


class SidebarItem(QPushButton):
    """A page of the window: icon, name, and how many things wait there."""

    def __init__(self, label: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._icon = icon
        self._count = 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setAccessibleName(label)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """Show how many things wait; zero shows nothing."""
        self._count = count
        name = self.text()
        self.setAccessibleName(words.with_count(name, count) if count else name)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the whole entry with a badge."""
        wide = width("body-medium", self.text())
        return QSize(2 * _PADDING + ICON + _PADDING + wide + 4 * S, self._height())

    def minimumSizeHint(self) -> QSize:
        """The name gives way before the window does."""
        return QSize(2 * _PADDING + ICON, self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, name and badge in reading order."""
        del event
        painter = QPainter(self)
        if self.isChecked():
            paint.panel(painter, self.rect(), "accent-soft")
        elif self.underMouse():
            paint.panel(painter, self.rect(), "hover")
        if self.hasFocus():
            paint.ring(painter, self.rect())
        token: Token = "accent" if self.isChecked() else "ink-2"
        direction = self.layoutDirection()
        inner = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        mark = QRect(inner.left(), 0, ICON, self.height())
        paint_icon(painter, self._icon, token, mirrored(direction, inner, mark))
        label = inner.adjusted(ICON + _PADDING, 0, 0, 0)
        if self._count:
            badge = self._badge_area(inner)
            label.setRight(badge.left() - S)
            paint.pill(painter, mirrored(direction, inner, badge), str(self._count), "warn")
        area = mirrored(direction, inner, label)
        paint.text(painter, area, self.text(), "body-medium", token)

    def _badge_area(self, inner: QRect) -> QRect:
        size = paint.pill_size(str(self._count))
        top = (self.height() - size.height()) // 2
        return QRect(inner.right() - size.width() + 1, top, size.width(), size.height())

    def _height(self) -> int:
        return metrics("body-medium").height() + 18
