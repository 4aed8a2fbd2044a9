"""An empty window that seals a long file beside itself, and says how long it answered nothing.

usage: sealing_window.py FD
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tools.bench.cases_documents import PASSWORD, long_file
from tools.bench.real_window import REST_MS, GapWatch
from tools.bench.remote import Remote
from ui.hub import Hub
from ui.tasks import Op, Tasks


class Sealing(QWidget):
    """The window; what is sealed is set before it shows."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._made = long_file()
        self._tasks = Tasks(Hub(self))
        self._gaps = GapWatch()
        self._gaps.stop()
        self._remote = Remote(descriptor, {"seal": self._seal})
        self.show()
        QTimer.singleShot(REST_MS, self._remote.answer)

    def _seal(self) -> None:
        """Seals the file as the desk does; answers with the longest block meanwhile."""
        press, pdf = self._made.press, self._made.pdf

        def seal() -> int:
            return press.verify(press.encrypt(pdf, PASSWORD), PASSWORD)

        self._gaps.start()
        op = Op(self, seal)
        op.success(lambda _pages: self._remote.answer(block_ms=self._gaps.stop()))
        op.on(self._tasks.aside)


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    window = Sealing(int(sys.argv[1]))
    sys.exit(application.exec())
