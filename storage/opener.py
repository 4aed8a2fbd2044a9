"""Opens the encrypted database, and believes nothing that it can ask SQLCipher about.

The key goes in through `set_key`, never as SQL text. It is always the raw form `x'…'` of
`vault.keys.raw_key_literal`; SQLCipher would silently take any other for a passphrase.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from storage.connection import Connection
from storage.errors import sqlite_errors
from storage.files import PRIVATE_FILE, disk_errors
from storage.migrations import RECORDS, Shape, migrate, version
from vault.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    FaultError,
    FolderGone,
    NotAFile,
    VaultTooNew,
)

DATABASE_NAME: Final = "vault.db"

Setting = tuple[str, str, object]
"""A PRAGMA, the value to give it, and what it must answer afterwards."""

# The defaults are the process's. They come before the key, so that every later database,
# VACUUM INTO's too, has the same pages.
PROCESS_SETTINGS: Final[tuple[Setting, ...]] = (
    ("cipher_log_level", "NONE", "NONE"),
    ("cipher_memory_security", "OFF", "0"),
    ("cipher_default_page_size", "16384", "16384"),
    ("cipher_default_hmac_algorithm", "HMAC_SHA256", "HMAC_SHA256"),
)
CIPHER_ANSWERS: Final = (
    ("cipher_page_size", "16384"),
    ("cipher_hmac_algorithm", "HMAC_SHA256"),
    ("cipher_use_hmac", "1"),
    ("cipher_plaintext_header_size", "0"),
)
READING_SETTINGS: Final[tuple[Setting, ...]] = (
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("cache_size", "-16384", -16384),
)
# EXCLUSIVE comes before anything is read, so that no file of shared memory is ever made.
WRITING_SETTINGS: Final[tuple[Setting, ...]] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
    ("secure_delete", "ON", 1),
)


@dataclass(frozen=True, slots=True)
class Database:
    """An open database, and the file that it was when it was opened."""

    connection: Connection
    path: Path
    identity: tuple[int, int]

    def require_in_place(self) -> None:
        """Raise FolderGone where the path doesn't lead to this file any more.

        On a folder that was removed, SQLite goes on writing to a file without a name.
        """
        try:
            found = _identity(self.path)
        except OSError:
            raise FolderGone from None
        if found != self.identity:
            raise FolderGone

    def checkpoint(self) -> None:
        """Move the write-ahead log into the database and empty it."""
        with sqlite_errors(self.require_in_place):
            busy = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise FaultError("a transaction is open at the checkpoint")

    def close(self) -> None:
        """Close the database."""
        self.connection.close()


def create_database(path: Path, raw_key: bytes, shape: Shape = RECORDS) -> Database:
    """Make a new database, readable by its owner only, in the newest shape.

    Raises the errors of the disk; a file that stands at `path` is refused with a FaultError.
    """
    try:
        with disk_errors():
            # SQLite alone would make it 0644 less the umask; -wal takes its mode from it.
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    except FileExistsError:
        raise FaultError("a database is made where a file stands") from None
    connection = _connect(path, "rw")
    try:
        with sqlite_errors():
            _prepare(connection, raw_key, WRITING_SETTINGS)
            migrate(connection, shape.migrations)
    except BaseException:
        connection.close()
        raise
    return Database(connection, path, _identity(path))


def open_database(path: Path, raw_key: bytes, shape: Shape = RECORDS) -> Database:
    """Open a vault's database for reading and writing, in the newest shape.

    Raises DatabaseMissing, DatabaseDamaged (also for an empty file and for one that isn't
    encrypted), VaultTooNew, VaultInUse, FolderReadOnly and DiskFault.
    """
    _require_content(path)
    connection = _connect(path, "rw")
    try:
        with sqlite_errors():
            _prepare(connection, raw_key, WRITING_SETTINGS)
            _require_ours(connection, shape)
            migrate(connection, shape.migrations)
    except BaseException:
        connection.close()
        raise
    return Database(connection, path, _identity(path))


def read_database(
    path: Path, raw_key: bytes, shape: Shape = RECORDS, *, immutable: bool
) -> Connection:
    """Open a vault's database without the means to change it. Raises what `open_database` does.

    `immutable` leaves even the write-ahead log alone, so it is right only where that is empty.
    """
    _require_content(path)
    connection = _connect(path, "ro&immutable=1" if immutable else "ro")
    try:
        with sqlite_errors():
            _prepare(connection, raw_key, ())
            _require_ours(connection, shape)
    except BaseException:
        connection.close()
        raise
    return connection


def memory_database(
    settings: Iterable[Setting] = READING_SETTINGS, shape: Shape = RECORDS
) -> Connection:
    """Make an empty database in memory, in the newest shape."""
    connection: Connection = dbapi2.connect(":memory:", isolation_level=None)
    _apply(connection, settings)
    migrate(connection, shape.migrations)
    return connection


def _connect(path: Path, mode: str) -> Connection:
    with sqlite_errors():
        connection: Connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=0
        )
    return connection


def _prepare(connection: Connection, raw_key: bytes, settings: tuple[Setting, ...]) -> None:
    """Set everything in the one order that works, and make sure that it took."""
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise FaultError("this SQLite doesn't encrypt")
    _apply(connection, PROCESS_SETTINGS)
    connection.set_key(raw_key)
    _apply(connection, settings)
    _apply(connection, READING_SETTINGS)
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if _answer(connection, "cipher_status") != "1":
        raise FaultError("the database isn't encrypted")
    for name, expected in CIPHER_ANSWERS:
        if _answer(connection, name) != expected:
            raise FaultError("sqlcipher", name)


def _apply(connection: Connection, settings: Iterable[Setting]) -> None:
    for name, value, expected in settings:
        connection.execute(f"PRAGMA {name} = {value}").fetchone()
        if _answer(connection, name) != expected:
            raise FaultError("sqlcipher", name)


def _answer(connection: Connection, name: str) -> object:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None


def _require_content(path: Path) -> None:
    """Refuse what SQLite would take for a new database: nothing, and a file of no length."""
    try:
        with disk_errors():
            size = path.stat().st_size
    except FolderGone:
        raise DatabaseMissing from None
    except NotAFile:
        raise DatabaseDamaged from None
    if size == 0 or not path.is_file():
        raise DatabaseDamaged


def _require_ours(connection: Connection, shape: Shape) -> None:
    number = version(connection)
    if _answer(connection, "application_id") != shape.application_id or number == 0:
        raise DatabaseDamaged
    if number > shape.newest:
        raise VaultTooNew("")


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
