"""Coming back from the cover: the passphrase that is typed there, and what becomes of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.tasks import Op, Tasks


class Returning(QObject):
    """Checks passphrases, away from the window and the database.

    `wrong` comes with each that isn't the vault's, also where nobody waits for it any more;
    `answered` says whether the one that is waited for is right.
    """

    wrong = Signal()
    answered = Signal(bool)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._called_off = 0

    def check(self, passphrase: bytearray, is_right: Callable[[bytearray], bool]) -> None:
        """Ask `is_right` about a passphrase, which is wiped whatever comes of it."""

        def call() -> bool:
            try:
                return is_right(passphrase)
            finally:
                passphrase[:] = bytes(len(passphrase))

        answer = partial(self._answer, self._called_off)
        op = Op(self, call).success(answer).failure(lambda _error: answer(right=False))
        op.fault(lambda: answer(right=False)).on(self._tasks.checking)

    def call_off(self) -> None:
        """Wait no more for the passphrase that is being checked: it answers nothing."""
        self._called_off += 1

    def _answer(self, called_off: int, right: bool) -> None:
        if not right:
            self.wrong.emit()
        if called_off == self._called_off:
            self.answered.emit(right)
