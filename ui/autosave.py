"""Saving by itself: what was typed is stored inside a second.

The clock starts with the first key that isn't stored yet, so that steady typing is saved as
often as typing with pauses. One save is under way at a time; one that failed is tried again.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.tasks import Lane, Op
from vault.errors import ActionableError

DELAY_MS = 900
REST_MS = 5_000
RETRY_MS = 3_000

Save = Callable[[], Any]
MakeTimer = Callable[[QObject], QTimer]


class Autosave(QObject):
    """Saves one text at a time, that of the source in force.

    A source is asked on the window's thread for a call that stores what stands there at that
    moment; the call is made on the database's thread.
    """

    saved = Signal(object)
    failed = Signal(object)
    rested = Signal()

    def __init__(
        self, lane: Lane, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._lane = lane
        self._source: Callable[[], Save] | None = None
        self._epoch = 0
        self._dirty = False
        self._saving = False
        self._due = make_timer(self)
        self._rest = make_timer(self)
        for timer in (self._due, self._rest):
            timer.setSingleShot(True)
        self._due.timeout.connect(self.save_now)
        self._rest.timeout.connect(self.rested)

    @property
    def is_dirty(self) -> bool:
        """Whether anything stands there that isn't known to be stored."""
        return self._dirty or self._saving

    def follow(self, source: Callable[[], Save] | None) -> None:
        """Go over to another text, or to none; what the last one still held is the caller's."""
        self._source = source
        self._epoch += 1
        self._dirty = False
        self._saving = False
        self._due.stop()
        self._rest.stop()

    def touch(self) -> None:
        """Note that something was typed."""
        if self._source is None:
            return
        self._dirty = True
        self._rest.stop()
        if not self._due.isActive() and not self._saving:
            self._due.start(DELAY_MS)

    def save_now(self) -> None:
        """Save without waiting; while a save is under way the next follows it."""
        self._due.stop()
        if self._source is None or not self._dirty or self._saving:
            return
        self._dirty = False
        self._saving = True
        epoch = self._epoch
        op: Op[Any] = Op(self, self._source())
        op.success(lambda result: self._on_saved(epoch, result))
        op.failure(lambda error: self._on_failed(epoch, error))
        op.fault(lambda: self._on_failed(epoch, None)).on(self._lane)

    def hold(self) -> None:
        """Stop trying until something is typed again, for what another try can't mend."""
        self._due.stop()

    def pending(self) -> list[Save]:
        """Give the call that stores what isn't stored yet, if anything isn't."""
        return [self._source()] if self._source is not None and self.is_dirty else []

    def _on_saved(self, epoch: int, result: object) -> None:
        if epoch != self._epoch:
            return
        self._saving = False
        self.saved.emit(result)
        if self._dirty:
            self._due.start(DELAY_MS)
        else:
            self._rest.start(REST_MS)

    def _on_failed(self, epoch: int, error: ActionableError | None) -> None:
        if epoch != self._epoch:
            return
        self._saving = False
        self._dirty = True
        self._due.start(RETRY_MS)
        self.failed.emit(error)
