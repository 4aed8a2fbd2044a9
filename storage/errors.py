"""SQLite's codes as what the user can act on; never its texts, which can hold what was typed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlcipher3 import dbapi2

from vault.errors import (
    CasekeepError,
    DatabaseDamaged,
    DiskFault,
    DiskFull,
    FaultError,
    FolderReadOnly,
    Stopped,
    VaultInUse,
)

SqliteError: Final = dbapi2.Error

_MEANING: Final[dict[int, type[CasekeepError]]] = {
    dbapi2.SQLITE_PERM: FolderReadOnly,
    dbapi2.SQLITE_BUSY: VaultInUse,
    dbapi2.SQLITE_LOCKED: VaultInUse,
    dbapi2.SQLITE_READONLY: FolderReadOnly,
    dbapi2.SQLITE_INTERRUPT: Stopped,
    dbapi2.SQLITE_IOERR: DiskFault,
    dbapi2.SQLITE_CORRUPT: DatabaseDamaged,
    dbapi2.SQLITE_FULL: DiskFull,
    dbapi2.SQLITE_CANTOPEN: FolderReadOnly,
    dbapi2.SQLITE_NOTADB: DatabaseDamaged,
}
_PRIMARY: Final = 0xFF


def _nothing() -> None:
    """Guard nothing."""


@contextmanager
def sqlite_errors(guard: Callable[[], None] = _nothing) -> Iterator[None]:
    """Turn an error of SQLite into one of the vault's, a FaultError where it is our own doing.

    `guard` is asked first: it raises FolderGone where the database isn't in its place any more,
    which SQLite reports in several ways or not at all.
    """
    try:
        yield
    except SqliteError as error:
        guard()
        raise _translated(error) from None


def _translated(error: Exception) -> CasekeepError:
    code = getattr(error, "sqlite_errorcode", None)
    meaning = _MEANING.get(code & _PRIMARY) if code is not None else None
    if meaning is not None:
        return meaning()
    # The name of the code, never the message: FTS5 repeats the search term in it.
    return FaultError("sqlite", getattr(error, "sqlite_errorname", type(error).__name__))
