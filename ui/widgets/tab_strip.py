"""Underlined tabs."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from resources.tokens import XS, Token
from ui.theme import colour
from ui.theme.fonts import metrics, width
from ui.theme.icons import paint as paint_icon
from ui.widgets import paint
from ui.widgets.paint import SMALL_ICON, mirrored

_GAP = 22
_UNDERLINE = 2


class TabStrip(QTabBar):
    """Tabs as words with a line under the current one; arrow keys walk, Qt scrolls when narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)

    def add(self, label: str, *, icon: str = "") -> int:
        """Append a tab and return its index."""
        index = self.addTab(label)
        self.setTabData(index, icon)
        return index

    def tabSizeHint(self, index: int) -> QSize:
        """The word, its icon, and the gap to the next one."""
        wide = width("body-medium", self.tabText(index))
        lead = SMALL_ICON + XS if self.tabData(index) else 0
        return QSize(lead + wide + _GAP, metrics("body-medium").height() + 22)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Tabs scroll, they don't shrink."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, the line below all of them, and the mark under the current one."""
        del event
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour("line"))
        for index in range(self.count()):
            self._paint_tab(painter, index, self._word_area(index))

    def _word_area(self, index: int) -> QRect:
        area = self.tabRect(index)
        return mirrored(self.layoutDirection(), area, area.adjusted(0, 0, -_GAP, 0))

    def _paint_tab(self, painter: QPainter, index: int, area: QRect) -> None:
        current = index == self.currentIndex()
        token: Token = "accent" if current else "ink-2"
        direction = self.layoutDirection()
        label = area
        icon = self.tabData(index)
        if icon:
            mark = area.adjusted(0, 0, SMALL_ICON - area.width(), 0)
            paint_icon(painter, icon, token, mirrored(direction, area, mark))
            label = mirrored(direction, area, area.adjusted(SMALL_ICON + XS, 0, 0, 0))
        paint.text(painter, label, self.tabText(index), "body-medium", token)
        if current:
            foot = QRect(area.left(), area.bottom() - _UNDERLINE + 1, area.width(), _UNDERLINE)
            painter.fillRect(foot, colour("accent"))
            if self.hasFocus():
                paint.ring(painter, area.adjusted(-5, 5, 5, -5), radius=5)
