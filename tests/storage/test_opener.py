import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from storage.migrations import APPLICATION_ID, NEWEST
from storage.opener import (
    CIPHER_ANSWERS,
    PROCESS_SETTINGS,
    READING_SETTINGS,
    WRITING_SETTINGS,
    Database,
    create_database,
    memory_database,
    open_database,
    read_database,
)
from tests.storage.opened import DATABASE_KEY, DATABASE_SALT, RAW_KEY
from vault.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    FaultError,
    FolderGone,
    VaultTooNew,
)
from vault.keys import SecretBytes, raw_key_literal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed database of the newest shape."""
    made = tmp_path / "vault.db"
    create_database(made, RAW_KEY).close()
    return made


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = open_database(path, RAW_KEY)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("name", "expected"),
    [(name, expected) for name, _, expected in (*PROCESS_SETTINGS, *READING_SETTINGS)]
    + [(name, expected) for name, _, expected in WRITING_SETTINGS]
    + list(CIPHER_ANSWERS)
    + [
        ("cipher_status", "1"),
        ("page_size", "16384"),
        ("application_id", APPLICATION_ID),
        ("user_version", NEWEST),
        ("mmap_size", 0),
    ],
)
def test_every_setting_holds_on_an_open_vault(
    database: Database, name: str, expected: object
) -> None:
    assert database.connection.execute(f"PRAGMA {name}").fetchone() == (expected,)


def test_the_settings_are_those_of_the_design() -> None:
    chosen = {name: value for name, value, _ in (*PROCESS_SETTINGS, *READING_SETTINGS)}
    chosen |= {name: value for name, value, _ in WRITING_SETTINGS}
    assert chosen == {
        "cipher_log_level": "NONE",
        "cipher_memory_security": "OFF",
        "cipher_default_page_size": "16384",
        "cipher_default_hmac_algorithm": "HMAC_SHA256",
        "foreign_keys": "ON",
        "recursive_triggers": "ON",
        "trusted_schema": "OFF",
        "cell_size_check": "ON",
        "temp_store": "MEMORY",
        "cache_size": "-16384",
        "locking_mode": "EXCLUSIVE",
        "journal_mode": "WAL",
        "synchronous": "FULL",
        "fullfsync": "ON",
        "checkpoint_fullfsync": "ON",
        "secure_delete": "ON",
    }


def test_a_new_database_and_its_log_are_private_under_any_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        database = create_database(tmp_path / "vault.db", RAW_KEY)
        with_log = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
        database.close()
    finally:
        os.umask(before)
    assert with_log == {"vault.db": 0o600, "vault.db-wal": 0o600}


def test_an_open_vault_makes_no_file_of_shared_memory(database: Database) -> None:
    database.connection.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')")
    names = {each.name for each in database.path.parent.iterdir()}
    assert names == {"vault.db", "vault.db-wal"}


def test_the_file_shows_its_salt_and_nothing_else(path: Path) -> None:
    content = path.read_bytes()
    assert content[:16] == bytes(DATABASE_SALT.buffer)
    assert b"SQLite format 3" not in content
    assert b"CREATE TABLE" not in content


def test_a_key_without_its_literal_form_opens_nothing(path: Path) -> None:
    for passphrase in (RAW_KEY[2:-1], RAW_KEY[2:66], bytes(DATABASE_KEY.buffer)):
        with pytest.raises(DatabaseDamaged):
            open_database(path, passphrase)
    with pytest.raises(DatabaseDamaged):
        open_database(path, raw_key_literal(SecretBytes(b"K" * 32), DATABASE_SALT))
    open_database(path, RAW_KEY).close()


def test_a_vacuumed_copy_opens_with_the_same_key(database: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    database.connection.execute("VACUUM INTO ?", (str(copy),))
    open_database(copy, RAW_KEY).close()


def test_a_missing_database_is_missing_and_stays_so(tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing):
        open_database(tmp_path / "vault.db", RAW_KEY)
    with pytest.raises(DatabaseMissing):
        open_database(tmp_path / "nowhere" / "vault.db", RAW_KEY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"\0" * 16384, b"short", b"not a database " * 2000])
def test_what_is_no_database_is_damaged_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vault.db"
    path.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        open_database(path, RAW_KEY)
    assert path.read_bytes() == content


def test_a_plain_sqlite_file_is_never_opened_nor_changed(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    plain = dbapi2.connect(path)
    plain.execute("CREATE TABLE client (id INTEGER)")
    plain.commit()
    plain.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseDamaged):
        open_database(path, RAW_KEY)
    assert path.read_bytes() == before


def test_a_folder_in_place_of_the_database_is_damage(tmp_path: Path) -> None:
    (tmp_path / "vault.db").mkdir()
    with pytest.raises(DatabaseDamaged):
        open_database(tmp_path / "vault.db", RAW_KEY)


def test_an_encrypted_database_of_another_program_is_refused(path: Path) -> None:
    _change(path, "PRAGMA application_id = 7")
    with pytest.raises(DatabaseDamaged):
        open_database(path, RAW_KEY)


def test_an_encrypted_database_without_a_shape_is_refused(path: Path) -> None:
    _change(path, "PRAGMA user_version = 0")
    with pytest.raises(DatabaseDamaged):
        open_database(path, RAW_KEY)


def test_a_newer_shape_is_refused(path: Path) -> None:
    _change(path, f"PRAGMA user_version = {NEWEST + 10}")
    with pytest.raises(VaultTooNew):
        open_database(path, RAW_KEY)


def test_creation_never_overwrites(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(FaultError):
        create_database(path, RAW_KEY)
    assert path.read_bytes() == before


def test_a_name_with_signs_of_a_uri_is_only_a_name(tmp_path: Path) -> None:
    folder = tmp_path / "50% of Ann's #1 ?mode=memory é"
    folder.mkdir()
    create_database(folder / "vault.db", RAW_KEY).close()
    open_database(folder / "vault.db", RAW_KEY).close()
    assert (folder / "vault.db").stat().st_size > 0


def test_every_page_that_is_altered_is_refused_or_found(path: Path) -> None:
    content = path.read_bytes()
    found = 0
    for page in range(0, len(content) // 16384, 7):
        altered = bytearray(content)
        altered[page * 16384 + 5000] ^= 1
        path.write_bytes(altered)
        try:
            connection = read_database(path, RAW_KEY, immutable=True)
        except DatabaseDamaged:
            found += 1
            continue
        assert len(connection.execute("PRAGMA cipher_integrity_check").fetchall()) == 1
        found += 1
        connection.close()
    assert found > 5


def test_writes_that_only_reached_the_log_are_there_after_a_crash(
    path: Path, tmp_path: Path
) -> None:
    crashed = _crashed(path, tmp_path)
    database = open_database(crashed, RAW_KEY)
    assert database.connection.execute("SELECT value FROM setting").fetchall() == [("b",)]
    database.close()


def test_half_a_write_in_the_log_is_not_there_after_a_crash(path: Path, tmp_path: Path) -> None:
    crashed = _crashed(path, tmp_path)
    log = Path(f"{crashed}-wal")
    log.write_bytes(log.read_bytes()[:-5])
    database = open_database(crashed, RAW_KEY)
    assert database.connection.execute("SELECT value FROM setting").fetchall() == []
    database.close()


def test_a_log_of_garbage_loses_nothing_that_was_at_rest(path: Path) -> None:
    Path(f"{path}-wal").write_bytes(os.urandom(50_000))
    database = open_database(path, RAW_KEY)
    assert database.connection.execute("SELECT count(*) FROM counter").fetchone() == (1,)
    database.close()


def test_a_checkpoint_empties_the_log(database: Database) -> None:
    database.connection.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')")
    log = Path(f"{database.path}-wal")
    assert log.stat().st_size > 0
    database.checkpoint()
    assert log.stat().st_size == 0


def test_a_database_whose_folder_was_removed_is_gone(database: Database) -> None:
    database.require_in_place()
    shutil.rmtree(database.path.parent)
    with pytest.raises(FolderGone):
        database.require_in_place()


def test_another_file_under_the_same_name_is_not_the_database(database: Database) -> None:
    other = database.path.with_name("other")
    other.write_bytes(b"x")
    other.replace(database.path)
    with pytest.raises(FolderGone):
        database.require_in_place()


def test_reading_alone_changes_no_byte(path: Path) -> None:
    before = path.read_bytes(), path.stat().st_mtime_ns
    connection = read_database(path, RAW_KEY, immutable=True)
    with pytest.raises(dbapi2.OperationalError):
        connection.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')")
    connection.close()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [each.name for each in path.parent.iterdir()] == ["vault.db"]


def test_a_database_in_memory_has_the_newest_shape() -> None:
    connection = memory_database()
    assert connection.execute("PRAGMA user_version").fetchone() == (NEWEST,)
    connection.close()


def _change(path: Path, statement: str) -> None:
    database = open_database(path, RAW_KEY)
    database.connection.execute(statement)
    database.close()


def _crashed(path: Path, tmp_path: Path) -> Path:
    """Copy a database with its log as a crash would leave it after one write."""
    database = open_database(path, RAW_KEY)
    database.connection.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')")
    folder = tmp_path / "crashed"
    folder.mkdir()
    for each in (path, Path(f"{path}-wal")):
        shutil.copy(each, folder / each.name)
    database.close()
    return folder / path.name
