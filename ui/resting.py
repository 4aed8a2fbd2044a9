"""When the vault rests: soon after the last write, and while writing goes on every so often."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ui.hub import Hub

PAUSE_MS = 2_000
LONGEST_MS = 15_000

MakeTimer = Callable[[QObject], QTimer]


class Resting(QObject):
    """Says when it is time to empty the log and to move the anchor; see `Keeper.rest`.

    `due` comes two seconds after the last change. Where changes follow one another, it comes
    fifteen seconds after the first one since the last rest: the anchor is never further behind.
    """

    due = Signal()

    def __init__(self, hub: Hub, parent: QObject, make_timer: MakeTimer = QTimer) -> None:
        super().__init__(parent)
        self._pause = make_timer(self)
        self._longest = make_timer(self)
        for timer in (self._pause, self._longest):
            timer.setSingleShot(True)
            timer.timeout.connect(self._on_timeout)
        hub.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        self._pause.start(PAUSE_MS)
        if not self._longest.isActive():
            self._longest.start(LONGEST_MS)

    def _on_timeout(self) -> None:
        self._pause.stop()
        self._longest.stop()
        self.due.emit()
