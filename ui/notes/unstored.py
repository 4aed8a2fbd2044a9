"""What was left before it could be stored."""

from collections.abc import Hashable

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import RETRY_MS, MakeTimer, Save
from ui.tasks import Lane, Op
from vault.errors import FaultError


class Unstored(QObject):
    """Makes each call that stores something until it went well; a newer one takes its place.

    `trouble` carries the error of one that failed, `settled` comes with each that went well.
    """

    trouble = Signal(object)
    settled = Signal()

    def __init__(
        self, lane: Lane, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._lane = lane
        self._waiting: dict[Hashable, Save] = {}
        self._again = make_timer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.try_now)

    @property
    def pending(self) -> list[Save]:
        """The calls that didn't go well yet, in the order in which they came."""
        return list(self._waiting.values())

    def holds(self, key: Hashable) -> bool:
        """Whether a call is still to go well."""
        return key in self._waiting

    def put(self, key: Hashable, save: Save) -> None:
        """Make a call, and hold it until it went well."""
        self._waiting[key] = save
        self._make(key, save)

    def take(self, key: Hashable) -> Save | None:
        """Give up a call that is held, and hand it over."""
        return self._waiting.pop(key, None)

    def _make(self, key: Hashable, save: Save) -> None:
        def stored(_result: object) -> None:
            if self._waiting.get(key) is save:
                del self._waiting[key]
                self.settled.emit()

        def stuck(error: object = None) -> None:
            self._again.start(RETRY_MS)
            self.trouble.emit(error or FaultError())

        Op(self, save).success(stored).failure(stuck).fault(stuck).on(self._lane)

    def try_now(self) -> None:
        """Make every call that is held again, without waiting."""
        for key, save in list(self._waiting.items()):
            self._make(key, save)
