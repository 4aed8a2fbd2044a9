"""A store that is there later, so that a window can be built while the key is derived."""

from contextlib import AbstractContextManager

from vault.blobs import Blobs
from vault.errors import OutOfOrder
from vault.ports import Store, Work
from vault.process_drawer import ProcessDrawer


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

    def interrupt(self) -> None:
        """Stop a search that is running; any thread may call it."""
        if self._store is not None:
            self._store.interrupt()

    @property
    def process_notes(self) -> ProcessDrawer:
        """The drawer of the process notes."""
        return self._there().process_notes

    @property
    def blobs(self) -> Blobs:
        """The documents' contents."""
        return self._there().blobs

    def _there(self) -> Store:
        if self._store is None:
            raise OutOfOrder("locked", "read")
        return self._store
