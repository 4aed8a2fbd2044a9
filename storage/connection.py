"""What the repositories use of a database connection, typed; sqlcipher3 has no types."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

Parameters = Sequence[object] | Mapping[str, object]


class Cursor(Protocol):
    """The answer to one statement."""

    @property
    def lastrowid(self) -> int:
        """The number that the last INSERT gave."""

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""

    def fetchone(self) -> Any:  # noqa: ANN401 -- a row of whatever was asked for, or None
        """Take the next row, or None."""

    def fetchall(self) -> list[Any]:
        """Take all rows."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """An open, unlocked database; only the thread that opened it may use it."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    @property
    def total_changes(self) -> int:
        """How many rows were changed since the connection was opened."""

    def execute(self, sql: str, parameters: Parameters = (), /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> Cursor:
        """Run one statement once for each set of parameters."""

    def set_key(self, key: bytes, /) -> None:
        """Give SQLCipher the key, before anything is read."""

    def interrupt(self) -> None:
        """Stop the running statement; the one method that another thread may call."""

    def close(self) -> None:
        """Close the database."""
