"""Stops a statement that only reads, from another thread, and never any other statement."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from storage.connection import Connection


class Interruption:
    """Knows when a statement is running that may be stopped."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._allowed = False

    @contextmanager
    def allowed(self) -> Iterator[None]:
        """Let what is read in this block be stopped; it raises Stopped then."""
        self._allow(allowed=True)
        try:
            yield
        finally:
            # From here on nothing is interrupted any more: a write may come next.
            self._allow(allowed=False)

    def interrupt(self) -> None:
        """Stop what is running, if it may be stopped. Any thread may call it."""
        with self._lock:
            if self._allowed:
                self._connection.interrupt()

    def _allow(self, *, allowed: bool) -> None:
        with self._lock:
            self._allowed = allowed
