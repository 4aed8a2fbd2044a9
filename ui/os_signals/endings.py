"""Hears that the process is asked to end, and says so on the window's thread.

Python runs a signal's handler only when it next runs Python code; the wake-up socket makes
that at once also while Qt waits for events.
"""

import signal
import socket
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

_ENDINGS = ("SIGTERM", "SIGHUP", "SIGINT")


class Endings(QObject):
    """Calls `asked` when SIGTERM, SIGHUP or SIGINT arrives.

    Windows has no SIGHUP and no socket as wake-up here; there the handler runs with the
    window's next Python code, at the latest with the next second (not tried).
    """

    def __init__(self, parent: QObject, asked: Callable[[], None]) -> None:
        super().__init__(parent)
        self._asked = asked
        self._ours, theirs = socket.socketpair()
        self._theirs = theirs
        for end in (self._ours, theirs):
            end.setblocking(False)
        if sys.platform != "win32":
            signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        self._before = {
            name: signal.signal(getattr(signal, name), lambda *_: asked())
            for name in _ENDINGS
            if hasattr(signal, name)
        }

    def close(self) -> None:
        """Give the signals back to whom they belonged before."""
        self._notifier.setEnabled(False)
        if sys.platform != "win32":
            signal.set_wakeup_fd(-1)
        for name, handler in self._before.items():
            signal.signal(getattr(signal, name), handler)
        self._ours.close()
        self._theirs.close()

    def _on_woken(self) -> None:
        # Reading is enough: the interpreter runs the handler before the next line of Python.
        self._ours.recv(4096)
