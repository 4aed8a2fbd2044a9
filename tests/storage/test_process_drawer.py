import shutil
from pathlib import Path

import pytest

from storage.connection import Connection
from storage.migrations import PROCESS_NOTES
from storage.opener import DATABASE_NAME, memory_database, open_database
from storage.process_drawer import PROCESS_NAME, SqlProcessDrawer
from tests.builders import keep_alone
from tests.harness.secrecy import Canaries
from tests.storage.opened import PASSPHRASE, StillClock, keeper_of, new_vault
from vault.errors import (
    DatabaseDamaged,
    FolderGone,
    OutOfOrder,
    ProcessNotesDamaged,
    ProcessNotesMissing,
    WrongPassphrase,
)
from vault.ids import ProcessNoteId
from vault.keys import ProcessKey, SecretBytes, raw_key_literal
from vault.lifecycle import LockReason
from vault.ports import Store
from vault.process_notes import ClosedBy, ProcessNoteService
from vault.samples import SampleMaker

TEXT = "I wanted to rescue her."


def a_key(letter: bytes = b"p") -> ProcessKey:
    return ProcessKey(SecretBytes(letter * 32), SecretBytes(b"t" * 16))


def a_drawer(folder: Path) -> SqlProcessDrawer:
    return SqlProcessDrawer(folder, lambda _passphrase: a_key())


def service(store: Store) -> ProcessNoteService:
    made = ProcessNoteService(store, StillClock())
    made.open(made.key_for(PASSPHRASE))
    return made


def a_note(store: Store, text: str = TEXT) -> ProcessNoteId:
    with store.write() as work:
        _, unit_id = keep_alone(work)
    notes = service(store)
    note_id = notes.start(unit_id).value
    notes.save(note_id, text)
    return note_id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed vault with one process note."""
    made = tmp_path / "vault"
    keeper, store = new_vault(made)
    a_note(store)
    keeper.close(LockReason.ASKED, 0)
    return made


def test_there_is_no_file_before_they_are_opened_and_a_private_one_afterwards(
    tmp_path: Path,
) -> None:
    keeper, store = new_vault(tmp_path / "vault")
    path = tmp_path / "vault" / PROCESS_NAME
    assert not path.exists()
    service(store)
    modes = {each.name: each.stat().st_mode & 0o777 for each in path.parent.glob("process*")}
    assert modes == {PROCESS_NAME: 0o600, f"{PROCESS_NAME}-wal": 0o600}
    keeper.close(LockReason.ASKED, 0)
    assert [each.name for each in path.parent.glob("process*")] == [PROCESS_NAME]


def test_locking_closes_and_keeps_them(folder: Path) -> None:
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    notes = service(store)
    assert notes.read(ProcessNoteId(1)).value.text == TEXT
    keeper.close(LockReason.IDLE, 0)
    assert not store.process_notes.is_open
    store = keeper.unlock(PASSPHRASE)
    with store.read() as work:
        kinds = [one.kind for one in work.audit.entries()]
    assert kinds[-3:] == ["process.closed", "vault.locked", "vault.unlocked"]
    keeper.close(LockReason.ASKED, 0)


def test_the_file_is_sealed_by_another_key_than_the_records(folder: Path) -> None:
    keeper = keeper_of(folder)
    keeper.unlock(PASSPHRASE)
    key = keeper.process_key(PASSPHRASE)
    raw_key = raw_key_literal(key.key, key.salt)
    keeper.close(LockReason.ASKED, 0)
    open_database(folder / PROCESS_NAME, raw_key, PROCESS_NOTES).close()
    with pytest.raises(DatabaseDamaged):
        open_database(folder / DATABASE_NAME, raw_key)


def test_a_wrong_passphrase_opens_nothing(folder: Path) -> None:
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        store.process_notes.key_for(bytearray(b"some other words"))
    assert not store.process_notes.is_open
    keeper.close(LockReason.ASKED, 0)
    with pytest.raises(OutOfOrder):
        store.process_notes.key_for(PASSPHRASE)


def test_a_new_passphrase_opens_them_and_the_old_one_does_not(folder: Path) -> None:
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    new = bytearray(b"another passphrase of six words")
    keeper.change_passphrase(new, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        store.process_notes.key_for(PASSPHRASE)
    notes = ProcessNoteService(store, StillClock())
    notes.open(notes.key_for(new))
    assert notes.read(ProcessNoteId(1)).value.text == TEXT
    keeper.close(LockReason.ASKED, 0)


def test_another_key_reads_nothing(tmp_path: Path) -> None:
    drawer = a_drawer(tmp_path)
    drawer.unlock(a_key(), is_first=True)
    drawer.close()
    with pytest.raises(ProcessNotesDamaged):
        drawer.unlock(a_key(b"q"), is_first=False)
    assert not drawer.is_open


@pytest.mark.parametrize("content", [b"", b"not a database" * 4096])
def test_damage_is_told_apart_from_a_wrong_passphrase(folder: Path, content: bytes) -> None:
    (folder / PROCESS_NAME).write_bytes(content)
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    with pytest.raises(ProcessNotesDamaged):
        service(store)
    keeper.close(LockReason.ASKED, 0)


def test_a_file_of_records_is_not_taken_for_process_notes(tmp_path: Path) -> None:
    drawer = a_drawer(tmp_path)
    drawer.unlock(a_key(), is_first=True)
    drawer.close()
    key = a_key()
    with pytest.raises(DatabaseDamaged):
        open_database(tmp_path / PROCESS_NAME, raw_key_literal(key.key, key.salt))


def test_notes_that_were_there_are_missed_and_never_made_anew(folder: Path) -> None:
    (folder / PROCESS_NAME).unlink()
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    with pytest.raises(ProcessNotesMissing):
        service(store)
    assert not (folder / PROCESS_NAME).exists()
    keeper.close(LockReason.ASKED, 0)


def test_an_older_file_put_back_is_found_and_counted(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / PROCESS_NAME, tmp_path / "older")
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    service(store).save(ProcessNoteId(1), "Newer.")
    keeper.close(LockReason.ASKED, 0)
    shutil.copy(tmp_path / "older", folder / PROCESS_NAME)
    store = keeper.unlock(PASSPHRASE)
    notes = ProcessNoteService(store, StillClock())
    assert notes.open(notes.key_for(PASSPHRASE)).value == 1
    keeper.close(LockReason.ASKED, 0)


def test_a_making_that_was_cut_short_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / f"{PROCESS_NAME}.new").write_bytes(b"half of it")
    (tmp_path / f"{PROCESS_NAME}.new-wal").write_bytes(b"and its log")
    drawer = a_drawer(tmp_path)
    drawer.unlock(a_key(), is_first=True)
    drawer.close()
    assert [each.name for each in tmp_path.iterdir()] == [PROCESS_NAME]


def test_what_was_kept_survives_a_kill(tmp_path: Path) -> None:
    folder, copied = tmp_path / "vault", tmp_path / "copied"
    keeper, store = new_vault(folder)
    a_note(store)
    # A copy of the folder with its logs is what a kill at this moment would leave.
    shutil.copytree(folder, copied)
    keeper.close(LockReason.ASKED, 0)
    second = keeper_of(copied)
    assert service(second.unlock(PASSPHRASE)).read(ProcessNoteId(1)).value.text == TEXT
    second.close(LockReason.ASKED, 0)


def test_resting_empties_the_log(tmp_path: Path) -> None:
    keeper, store = new_vault(tmp_path / "vault")
    a_note(store)
    log = tmp_path / "vault" / f"{PROCESS_NAME}-wal"
    assert log.stat().st_size > 0
    keeper.rest()
    assert log.stat().st_size == 0
    keeper.close(LockReason.ASKED, 0)


def test_closing_works_where_the_folder_is_gone(tmp_path: Path) -> None:
    keeper, store = new_vault(tmp_path / "vault")
    note_id = a_note(store)
    (tmp_path / "vault").rename(tmp_path / "elsewhere")
    with pytest.raises(FolderGone):
        ProcessNoteService(store, StillClock()).save(note_id, "Lost.")
    ProcessNoteService(store, StillClock()).close(ClosedBy.IDLE)
    assert not store.process_notes.is_open
    keeper.close(LockReason.ASKED, 0)


def test_no_word_stands_in_any_file_nor_in_the_records(tmp_path: Path) -> None:
    canaries = Canaries("word", "destroyed")
    folder = tmp_path / "vault"
    keeper, store = new_vault(folder)
    notes = service(store)
    a_note(store, f"I heard {canaries['word']}.")
    destroyed = a_note(store, canaries["destroyed"])
    notes.remove(destroyed)
    keeper.rest()
    assert canaries.in_folders(folder) == []
    drawer = store.process_notes
    assert isinstance(drawer, SqlProcessDrawer)
    assert drawer._database is not None
    assert canaries.in_bytes(dump(store._connection)) == set()
    assert {label for label, _ in canaries.in_bytes(dump(drawer._database.connection))} == {"word"}
    keeper.close(LockReason.ASKED, 0)


def test_a_sample_vault_has_none(tmp_path: Path) -> None:
    keeper, store = new_vault(tmp_path / "vault")
    SampleMaker(store, StillClock(), 1).make(4, 6)
    keeper.close(LockReason.ASKED, 0)
    assert not (tmp_path / "vault" / PROCESS_NAME).exists()


def test_there_is_no_index_of_words() -> None:
    connection = memory_database(shape=PROCESS_NOTES)
    rows = connection.execute("SELECT coalesce(sql, '') FROM sqlite_schema").fetchall()
    assert not any("VIRTUAL" in sql or "fts" in sql.lower() for (sql,) in rows)
    connection.close()


def test_the_shape_takes_literal_rows_and_its_counter_only_grows() -> None:
    connection = memory_database(shape=PROCESS_NOTES)
    connection.execute("INSERT INTO process_note VALUES (1, 4, '2026-11-12', 'Words.', 1000)")
    connection.execute("UPDATE counter SET writes = 5")
    for wrong in (
        "INSERT INTO process_note VALUES (2, 4, '12 Nov', 'Words.', 1000)",
        "INSERT INTO process_note VALUES (2, 4, '2026-11-12', 7, 'now')",
        "UPDATE counter SET writes = 4",
        "DELETE FROM counter",
    ):
        with pytest.raises(Exception, match=r"CHECK|cannot store|only grows"):
            connection.execute(wrong)
    connection.close()


def dump(connection: Connection) -> bytes:
    """Every row of every table, decrypted, those behind the search index too."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    rows = [connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables]
    return repr(rows).encode()
