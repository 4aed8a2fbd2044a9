"""Two empty pages of which F9 shows the other: the least that hiding could cost.

usage: bare_stack.py FD
"""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from tools.bench.remote import Remote, memory_mb


class Stack(QWidget):
    """A window that is as large as the real one."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(1440, 900)
        self._pages = QStackedLayout(self)
        for colour in ("white", "navy"):
            page = QWidget()
            page.setStyleSheet(f"background: {colour}")
            self._pages.addWidget(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Swaps the pages and paints at once."""
        if event.key() == Qt.Key.Key_F9:
            self._pages.setCurrentIndex(1)
            self.repaint()

    def show_again(self) -> None:
        """Goes back to the first page."""
        self._pages.setCurrentIndex(0)
        self.repaint()
        remote.answer()

    def memory(self) -> None:
        """Says how much memory this process has."""
        remote.answer(**memory_mb())


application = QApplication(sys.argv[:1])
window = Stack()
remote = Remote(int(sys.argv[1]), {"show": window.show_again, "memory": window.memory})
window.show()
window.repaint()
remote.answer()
sys.exit(application.exec())
