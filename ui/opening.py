"""The way into a vault: its keeper, and what unlocking reads for the window."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QObject, Signal

from ui.lifecycle_parts import Opened
from ui.tasks import Op, Tasks
from vault.cabinet import Cabinet
from vault.ports import Keeper, Store


class Opening(QObject):
    """Opens one vault folder on the database's thread.

    `opened` comes where a key fitted, `refused` with the error where none did, which is None
    where the fault is ours; `created` comes with a vault that was made a moment ago.
    """

    opened = Signal(object)
    refused = Signal(object)
    created = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        open_cabinet: Callable[[Store], Cabinet],
        make_keeper: Callable[[], Keeper],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._open_cabinet = open_cabinet
        self.serve(make_keeper)

    def serve(self, make_keeper: Callable[[], Keeper]) -> None:
        """Go over to another vault folder."""
        self._make_keeper: Callable[[], Keeper] = cache(make_keeper)
        self._is_warm = False

    @property
    def keeper(self) -> Keeper:
        """The keeper, made when it is first needed: that loads SQLCipher."""
        return self._make_keeper()

    def warm(self, then: Callable[[], object]) -> None:
        """Load what keeps the vault, unless it is loaded already; then go on."""
        if self._is_warm:
            then()
            return
        self._is_warm = True
        op = Op(self, self._make_keeper).success(lambda _keeper: then())
        op.failure(lambda _error: then()).fault(then).on(self._tasks)

    def unlock(self, passphrase: bytearray) -> None:
        """Try a passphrase; it is wiped afterwards, whatever comes of it."""

        def unlocked(keeper: Keeper) -> Store:
            try:
                return keeper.unlock(passphrase)
            finally:
                passphrase[:] = bytes(len(passphrase))

        self._open(unlocked)

    def recover(self, recovery_key: str) -> None:
        """Try a recovery key."""
        self._open(lambda keeper: keeper.recover(recovery_key))

    def take_over(self, keeper: Keeper, store: Store) -> None:
        """Go on with the vault that a keeper just made and left open."""
        self._make_keeper = lambda: keeper
        Op(self, lambda: self._read(store)).success(self.created.emit).on(self._tasks)

    def _open(self, way: Callable[[Keeper], Store]) -> None:
        op = Op(self, lambda: self._read(way(self.keeper)))
        op.success(self.opened.emit).failure(self.refused.emit)
        op.fault(lambda: self.refused.emit(None)).on(self._tasks)

    def _read(self, store: Store) -> Opened:
        cabinet = self._open_cabinet(store)
        practice, set_back = cabinet.practice, self.keeper.clock_set_back
        return Opened(cabinet, practice.settings(), practice.place(), clock_set_back=set_back)
