"""The drawer of the process notes: a second encrypted file, opened apart from the records."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from storage.building import remove_database
from storage.files import disk_errors, sync_folder
from storage.migrations import PROCESS_NOTES
from storage.opener import Database, create_database, open_database
from storage.process_notes import SqlProcessNoteRepo
from storage.transactions import Transactions
from vault.errors import (
    CasekeepError,
    DatabaseDamaged,
    DatabaseMissing,
    OutOfOrder,
    ProcessNotesDamaged,
    ProcessNotesMissing,
)
from vault.keys import ProcessKey, raw_key_literal

PROCESS_NAME: Final = "process.db"


class SqlProcessDrawer:
    """The process notes of one vault folder; see `ProcessDrawer`.

    `key_for` makes the key from a passphrase. The key is wiped as soon as SQLCipher has it, and
    SQLCipher forgets it when the drawer is closed.
    """

    def __init__(self, folder: Path, key_for: Callable[[bytearray], ProcessKey]) -> None:
        self._path = folder / PROCESS_NAME
        self._key_for = key_for
        self._database: Database | None = None
        self._notes: Transactions[SqlProcessNoteRepo] | None = None

    @property
    def is_open(self) -> bool:
        """Whether notes can be read and written."""
        return self._database is not None

    def key_for(self, passphrase: bytearray) -> ProcessKey:
        """Make the key from the passphrase, on any thread."""
        return self._key_for(passphrase)

    def unlock(self, key: ProcessKey, *, is_first: bool) -> None:
        """Open the drawer, made now where this is the first time, and wipe the key."""
        try:
            if self._database is None:
                with _of_process_notes():
                    self._open(raw_key_literal(key.key, key.salt), is_first=is_first)
        finally:
            key.wipe()

    def close(self) -> None:
        """Empty the write-ahead log and close, whatever the disk says to the first."""
        database, self._database, self._notes = self._database, None, None
        if database is not None:
            with suppress(CasekeepError):
                database.checkpoint()
            database.close()

    def rest(self) -> None:
        """Empty the write-ahead log, some seconds after the last write."""
        if self._database is not None:
            self._database.checkpoint()

    def writes(self) -> int:
        """Count the write transactions that the drawer has ever kept."""
        return self._opened().writes()

    @contextmanager
    def write(self) -> Iterator[SqlProcessNoteRepo]:
        """Begin a transaction; it is kept at the end of the block, or undone on an error."""
        with _of_process_notes(), self._opened().write() as notes:
            yield notes

    @contextmanager
    def read(self) -> Iterator[SqlProcessNoteRepo]:
        """Look at one consistent state."""
        with _of_process_notes(), self._opened().read() as notes:
            yield notes

    def _open(self, raw_key: bytes, *, is_first: bool) -> None:
        if is_first and not os.path.lexists(self._path):
            _make(self._path, raw_key)
        database = open_database(self._path, raw_key, PROCESS_NOTES)
        self._database = database
        self._notes = Transactions(
            database.connection,
            SqlProcessNoteRepo(database.connection),
            database.require_in_place,
        )

    def _opened(self) -> Transactions[SqlProcessNoteRepo]:
        if self._notes is None:
            raise OutOfOrder("closed", "process_notes")
        return self._notes


def _make(path: Path, raw_key: bytes) -> None:
    """Make an empty drawer under another name first: a crash leaves none, or a whole one."""
    build = path.with_name(f"{path.name}.new")
    remove_database(build)
    try:
        create_database(build, raw_key, PROCESS_NOTES).close()
        with disk_errors():
            build.rename(path)
            sync_folder(path.parent)
    except BaseException:
        remove_database(build)
        raise


@contextmanager
def _of_process_notes() -> Iterator[None]:
    """Let no error name the records where it is the process notes that are meant."""
    try:
        yield
    except DatabaseDamaged:
        raise ProcessNotesDamaged from None
    except DatabaseMissing:
        raise ProcessNotesMissing from None
