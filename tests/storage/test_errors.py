from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from storage.errors import sqlite_errors
from storage.opener import create_database, memory_database, open_database
from tests.storage.opened import RAW_KEY, file_store
from vault.errors import (
    DatabaseDamaged,
    DiskFault,
    DiskFull,
    FaultError,
    FolderGone,
    FolderReadOnly,
    VaultInUse,
)


def sqlite_error(code: int, name: str = "SQLITE_X", text: str = "") -> Exception:
    error: Exception = dbapi2.OperationalError(text)
    vars(error).update(sqlite_errorcode=code, sqlite_errorname=name)
    return error


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (dbapi2.SQLITE_BUSY, VaultInUse),
        (dbapi2.SQLITE_LOCKED, VaultInUse),
        (dbapi2.SQLITE_READONLY, FolderReadOnly),
        (dbapi2.SQLITE_PERM, FolderReadOnly),
        (dbapi2.SQLITE_CANTOPEN, FolderReadOnly),
        (dbapi2.SQLITE_IOERR, DiskFault),
        (dbapi2.SQLITE_IOERR | 4 << 8, DiskFault),  # SQLITE_IOERR_FSYNC
        (dbapi2.SQLITE_CORRUPT, DatabaseDamaged),
        (dbapi2.SQLITE_CORRUPT | 3 << 8, DatabaseDamaged),  # SQLITE_CORRUPT_INDEX
        (dbapi2.SQLITE_NOTADB, DatabaseDamaged),
        (dbapi2.SQLITE_FULL, DiskFull),
    ],
)
def test_a_code_of_sqlite_has_a_meaning_for_the_user(code: int, meaning: type[Exception]) -> None:
    with pytest.raises(meaning), sqlite_errors():
        raise sqlite_error(code)


def test_a_mistake_of_ours_is_a_fault_that_names_the_code_alone() -> None:
    with pytest.raises(FaultError) as caught, sqlite_errors():
        memory_database().execute("SELECT * FROM passage_fts WHERE passage_fts MATCH '\"Ashgrove'")
    assert caught.value.args == ("sqlite", "SQLITE_ERROR")
    assert caught.value.__suppress_context__


def test_an_error_of_the_driver_without_a_code_is_a_fault() -> None:
    connection = memory_database()
    connection.close()
    with pytest.raises(FaultError) as caught, sqlite_errors():
        connection.execute("SELECT 1")
    assert caught.value.args == ("sqlite", "ProgrammingError")


def test_a_folder_that_is_gone_is_said_before_what_sqlite_makes_of_it() -> None:
    def gone() -> None:
        raise FolderGone

    with pytest.raises(FolderGone), sqlite_errors(gone):
        raise sqlite_error(dbapi2.SQLITE_IOERR)


def test_other_errors_pass_unchanged() -> None:
    with pytest.raises(LookupError), sqlite_errors():
        raise LookupError


def test_a_full_disk_is_said_and_undoes_the_write(tmp_path: Path) -> None:
    with file_store(tmp_path) as store:
        connection = store._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        rows = [(f"n{number}", "x" * 1000) for number in range(200)]
        with pytest.raises(DiskFull), store.write():
            connection.executemany("INSERT INTO setting (name, value) VALUES (?, ?)", rows)
        assert not connection.in_transaction
        assert connection.execute("SELECT count(*) FROM setting").fetchone() == (0,)
        assert store.writes() == 0


def test_a_second_connection_finds_the_vault_in_use(tmp_path: Path) -> None:
    database = create_database(tmp_path / "vault.db", RAW_KEY)
    with pytest.raises(VaultInUse):
        open_database(database.path, RAW_KEY)
    database.close()
