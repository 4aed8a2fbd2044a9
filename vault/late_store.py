"""A store that is there later, so that a window can be built while the key is derived."""

from contextlib import AbstractContextManager

from vault.errors import OutOfOrder
from vault.ports import Store, Work


class LateStore:
    """Passes everything on to the store that `put` brings; before that it raises OutOfOrder."""

    def __init__(self) -> None:
        self._store: Store | None = None

    def put(self, store: Store) -> None:
        """Bring the store; called on the thread that opened it."""
        self._store = store

    def write(self) -> AbstractContextManager[Work]:
        """Begin a transaction."""
        return self._there().write()

    def read(self) -> AbstractContextManager[Work]:
        """Look at one consistent state."""
        return self._there().read()

    def _there(self) -> Store:
        if self._store is None:
            raise OutOfOrder("locked", "read")
        return self._store
