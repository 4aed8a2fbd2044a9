"""The time until an open vault locks by itself, asked for once a second."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from vault.autolock import AutoLock, Clocks
from vault.settings import Settings

TICK_MS = 1_000


class Countdown(QObject):
    """Asks an AutoLock from `start` to `stop`; `verdict` carries each Verdict."""

    verdict = Signal(object)

    def __init__(self, read_clocks: Callable[[], Clocks], parent: QObject) -> None:
        super().__init__(parent)
        self._read_clocks = read_clocks
        self._autolock: AutoLock | None = None
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.ask)

    def start(self, settings: Settings) -> None:
        """Count by a vault's limits."""
        self._autolock = AutoLock(self._read_clocks(), **_limits(settings))
        self._tick.start()

    def stop(self) -> None:
        """Ask no more by itself."""
        self._tick.stop()

    def take_settings(self, settings: Settings) -> None:
        """Count by new limits from now on."""
        if self._autolock is not None:
            self._autolock.set_limits(**_limits(settings))

    def touch(self, monotonic: float) -> None:
        """Note the counselor's own input."""
        if self._autolock is not None:
            self._autolock.touch(monotonic)

    def hide(self) -> None:
        """Count hidden time."""
        if self._autolock is not None:
            self._autolock.hide(time.monotonic())

    def show(self) -> None:
        """Count idle time again."""
        if self._autolock is not None:
            self._autolock.show(time.monotonic())

    def ask(self) -> None:
        """Ask now."""
        self.pass_time(self._read_clocks())

    def pass_time(self, now: Clocks) -> None:
        """Ask as of a reading of the clocks."""
        if self._autolock is not None:
            self.verdict.emit(self._autolock.ask(now))


def _limits(settings: Settings) -> dict[str, float]:
    return {
        "idle_seconds": settings.idle_minutes * 60.0,
        "hidden_seconds": settings.hidden_minutes * 60.0,
    }
