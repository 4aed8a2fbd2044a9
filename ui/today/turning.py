"""Turning the pages of the days."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.tokens import S
from ui.strings import meetings as words
from ui.widgets.button import Button, IconButton


class DayTurner(QWidget):
    """Goes a day back or on (Alt+Left and Alt+Right within `page`), or to the present one."""

    turned = Signal(int)
    present_asked = Signal()

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        before = IconButton("chevron-left", words.previous_day())
        after = IconButton("chevron-right", words.next_day())
        self._present = Button(words.present_day())
        before.clicked.connect(lambda: self.turned.emit(-1))
        after.clicked.connect(lambda: self.turned.emit(1))
        self._present.clicked.connect(self.present_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self._present)
        row.addWidget(before)
        row.addWidget(after)
        for keys, days in (("Alt+Left", -1), ("Alt+Right", 1)):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda days=days: self.turned.emit(days))

    def show_day(self, *, present: bool) -> None:
        """Offer the way back where another day is shown."""
        self._present.setVisible(not present)
