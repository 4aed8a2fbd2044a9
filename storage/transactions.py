"""Transactions on one connection: kept whole or undone whole, and counted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from storage.connection import Connection
from storage.errors import sqlite_errors
from vault.errors import FaultError

W = TypeVar("W")


class Transactions(Generic[W]):
    """Gives `work`, the repositories over one database, a transaction at a time.

    `guard` raises FolderGone where the database isn't in its place any more: SQLite alone
    would go on, and keep nothing.
    """

    def __init__(self, connection: Connection, work: W, guard: Callable[[], None]) -> None:
        self._connection = connection
        self._work = work
        self._guard = guard

    @contextmanager
    def write(self) -> Iterator[W]:
        """Begin a transaction; it is kept at the end of the block, or undone on an error.

        Raises DiskFull, DiskFault, FolderReadOnly, FolderGone and DatabaseDamaged. A block
        that changed nothing costs no write.
        """
        with self._transaction("BEGIN IMMEDIATE"):
            before = self._connection.total_changes
            yield self._work
            if self._connection.total_changes != before:
                self._connection.execute("UPDATE counter SET writes = writes + 1")
                self._guard()
                self._connection.execute("COMMIT")

    @contextmanager
    def read(self) -> Iterator[W]:
        """Look at one consistent state; a write inside is undone and raises FaultError."""
        with self._transaction("BEGIN"):
            before = self._connection.total_changes
            yield self._work
            if self._connection.total_changes != before:
                raise FaultError("a write where reading was announced")

    def writes(self) -> int:
        """Count the write transactions that this database has ever kept."""
        with sqlite_errors(self._guard):
            return int(self._connection.execute("SELECT writes FROM counter").fetchone()[0])

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._require_outermost()
        with sqlite_errors(self._guard):
            self._connection.execute(begin)
            try:
                yield
            finally:
                # SQLite itself has rolled back already after some errors, a full disk's too.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _require_outermost(self) -> None:
        if self._connection.in_transaction:
            raise FaultError("a transaction inside another")
