"""Finds what a test left running or alive: threads, Qt timers and threads, and windows."""

from __future__ import annotations

import gc
import sys
import threading
import traceback
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

GRACE_S = 2.0  # a thread that was told to stop may take a moment to get there
QT_OWNED = {"QTipLabel"}  # Qt keeps one hidden tool tip and reuses it
HARNESS = Path(__file__).parent
Undo = list["Callable[[], None]"]


class LeakWatch:
    """Remembers what runs before a test and tells afterwards what the test added."""

    def __init__(self) -> None:
        self._threads = set(threading.enumerate())
        self._started: list[tuple[weakref.ref[Any], str]] = []
        self._undo: Undo = []
        self._windows: set[int] = set()
        if (widgets := _qt_widgets()) is not None:
            core = sys.modules["PySide6.QtCore"]
            for cls in (core.QTimer, core.QThread):
                self._watch_start(cls)
            if widgets.QApplication.instance() is not None:
                self._windows = {_address(w) for w in widgets.QApplication.topLevelWidgets()}

    def close(self) -> list[str]:
        """Ends the watch and returns one line for each leak, naming the culprit."""
        found = [f"thread {name}" for name in self._live_threads()]
        if _qt_widgets() is not None:
            found += self._live_qt()
        for undo in reversed(self._undo):
            undo()
        return found

    def _watch_start(self, cls: Any) -> None:
        original = cls.start

        def start(started: Any, *args: Any) -> None:
            self._started.append((weakref.ref(started), _caller()))
            original(started, *args)

        cls.start = start
        self._undo.append(lambda: setattr(cls, "start", original))

    def _live_threads(self) -> list[str]:
        ours = [
            thread
            for thread in threading.enumerate()
            # A thread of Qt's that ran Python stays listed as a dummy after its end.
            if thread not in self._threads and not isinstance(thread, threading._DummyThread)
        ]
        for thread in ours:
            thread.join(GRACE_S)
        return [repr(thread) for thread in ours if thread.is_alive()]

    def _live_qt(self) -> list[str]:
        core, widgets = sys.modules["PySide6.QtCore"], sys.modules["PySide6.QtWidgets"]
        if widgets.QApplication.instance() is not None:
            core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
        if self._running() or self._new_windows():
            # Only a suspicion pays for it: a cycle is not a leak, nor one that a window froze.
            gc.unfreeze()
            gc.collect()
        found = [f"{type(o).__name__} still running, started at {at}" for o, at in self._running()]
        found += [
            f"window {type(w).__name__} {w.objectName()!r} still alive" for w in self._new_windows()
        ]
        if core.QThreadPool.globalInstance().activeThreadCount():
            core.QThreadPool.globalInstance().waitForDone(int(GRACE_S * 1000))
        if active := core.QThreadPool.globalInstance().activeThreadCount():
            found.append(f"{active} task(s) still running in the global QThreadPool")
        self._clear_away()
        return found

    def _running(self) -> list[tuple[Any, str]]:
        shiboken, core = sys.modules["shiboken6"], sys.modules["PySide6.QtCore"]
        running: dict[int, tuple[Any, str]] = {}
        for reference, at in self._started:
            started = reference()
            if started is None or not shiboken.isValid(started):
                continue
            is_timer = isinstance(started, core.QTimer)
            if started.isActive() if is_timer else started.isRunning():
                running[id(started)] = (started, at)
        return list(running.values())

    def _new_windows(self) -> list[Any]:
        widgets = sys.modules["PySide6.QtWidgets"]
        if widgets.QApplication.instance() is None:
            return []
        return [
            window
            for window in widgets.QApplication.topLevelWidgets()
            if _address(window) not in self._windows and type(window).__name__ not in QT_OWNED
        ]

    def _clear_away(self) -> None:
        """Ends what leaked, so that the next test starts clean and is not blamed."""
        core = sys.modules["PySide6.QtCore"]
        for started, _ in self._running():
            if isinstance(started, core.QTimer):
                started.stop()
            else:
                started.quit()
                started.wait(int(GRACE_S * 1000))
        for window in self._new_windows():
            window.deleteLater()
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


def _qt_widgets() -> Any | None:
    return sys.modules.get("PySide6.QtWidgets")


def _address(window: Any) -> int:
    address: int = sys.modules["shiboken6"].getCppPointer(window)[0]
    return address


def _caller() -> str:
    for frame in reversed(traceback.extract_stack()):
        if Path(frame.filename).parent != HARNESS:
            return f"{frame.filename}:{frame.lineno}"
    return "an unknown place"
