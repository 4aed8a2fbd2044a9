import dataclasses
import shutil
import threading
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage import keeper as keeping
from storage.audit_chain import SqlAuditTrail
from storage.header import KeyFile
from tests.storage.opened import (
    PASSPHRASE,
    PROFILE,
    StillClock,
    drawn,
    keeper_of,
    kinds,
)
from vault import recovery
from vault.audit import AuditKind
from vault.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    DiskFull,
    FaultError,
    FolderGone,
    InvalidField,
    KeyFileDamaged,
    KeyFileMissing,
    NoVaultThere,
    OutOfOrder,
    RecoveryKeyTypo,
    VaultInUse,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryKey,
)
from vault.keys import SecretBytes
from vault.lifecycle import LockReason
from vault.settings import Settings

if TYPE_CHECKING:
    from vault.ports import Keeper, NewVault

OTHER = bytearray(b"another passphrase of six words")


def open_and_close(folder: Path, passphrase: bytearray = PASSPHRASE) -> None:
    keeper = keeper_of(folder)
    keeper.unlock(passphrase)
    keeper.close(LockReason.ASKED, 0)


def test_the_keeper_and_the_drawn_keys_are_what_the_ports_say(tmp_path: Path) -> None:
    keeper: Keeper = keeper_of(tmp_path)
    plan: NewVault = drawn()
    keeper.rest()
    keeper.close(LockReason.ASKED, 0)
    plan.wipe()


def test_a_vault_unlocks_with_its_passphrase_and_holds_what_was_kept(folder: Path) -> None:
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    with store.read() as work:
        assert work.profile.get() == PROFILE
        assert work.settings.get() == Settings()
        assert work.audit.first_bad() is None
    assert (keeper.behind, keeper.failures, keeper.fell_back) == (0, None, False)
    keeper.close(LockReason.ASKED, 0)


def test_a_vault_at_rest_is_two_files_their_spare_and_a_lock_all_private(folder: Path) -> None:
    modes = {each.name: each.stat().st_mode & 0o777 for each in folder.iterdir()}
    assert modes == {
        "in-use.lock": 0o600,
        "vault.db": 0o600,
        "vault.key": 0o600,
        "vault.key.bak": 0o600,
    }
    assert folder.stat().st_mode & 0o777 == 0o700


def test_an_open_vault_adds_its_log_alone(folder: Path) -> None:
    keeper = keeper_of(folder)
    keeper.unlock(PASSPHRASE)
    assert (folder / "vault.db-wal").stat().st_mode & 0o777 == 0o600
    assert not (folder / "vault.db-shm").exists()
    keeper.close(LockReason.ASKED, 0)
    assert not (folder / "vault.db-wal").exists()


def test_the_first_entries_say_what_happened(folder: Path) -> None:
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    assert kinds(store) == [
        AuditKind.VAULT_CREATED,
        AuditKind.DAY,
        AuditKind.VAULT_LOCKED,
        AuditKind.VAULT_UNLOCKED,
    ]
    keeper.close(LockReason.ASKED, 0)


def test_each_new_day_has_an_entry_of_its_own(folder: Path) -> None:
    clock = StillClock()
    counts = []
    for hours in (1, 26, 1):
        clock.pass_by(hours=hours)
        keeper = keeper_of(folder, clock)
        counts.append(kinds(keeper.unlock(PASSPHRASE)).count(AuditKind.DAY))
        keeper.close(LockReason.ASKED, 0)
    assert counts == [1, 2, 2]


def test_the_passphrase_handed_in_is_left_to_its_owner(folder: Path) -> None:
    passphrase = bytearray(PASSPHRASE)
    open_and_close(folder, passphrase)
    assert passphrase == PASSPHRASE


def test_the_recovery_key_opens_the_vault_and_sets_a_new_passphrase(tmp_path: Path) -> None:
    plan, folder = drawn(), tmp_path / "vault"
    keeper = keeper_of(folder)
    keeper.create(plan, PASSPHRASE, PROFILE, Settings())
    printed = "-".join(plan.recovery_groups)
    keeper.close(LockReason.ASKED, 0)

    keeper = keeper_of(folder)
    store = keeper.recover(printed.lower())
    assert AuditKind.VAULT_RECOVERED in kinds(store)
    keeper.change_passphrase(OTHER)
    assert keeper.check_passphrase(OTHER)
    keeper.close(LockReason.ASKED, 0)
    with pytest.raises(WrongPassphrase):
        keeper_of(folder).unlock(PASSPHRASE)
    open_and_close(folder, OTHER)
    keeper = keeper_of(folder)
    keeper.recover(printed)
    keeper.close(LockReason.ASKED, 0)


def test_a_wrong_or_mistyped_recovery_key_is_told_apart(folder: Path) -> None:
    other = recovery.to_text(SecretBytes(b"r" * 20))
    with pytest.raises(WrongRecoveryKey):
        keeper_of(folder).recover(other)
    with pytest.raises(RecoveryKeyTypo) as caught:
        keeper_of(folder).recover(other[:-1] + ("0" if other[-1] != "0" else "1"))
    assert caught.value.group == 8
    with pytest.raises(InvalidField):
        keeper_of(folder).recover(" ")


def test_a_new_passphrase_takes_the_old_one_and_replaces_it(folder: Path) -> None:
    keeper = keeper_of(folder)
    keeper.unlock(PASSPHRASE)
    for old in (None, OTHER):
        with pytest.raises(WrongPassphrase):
            keeper.change_passphrase(OTHER, old)
    assert keeper.check_passphrase(PASSPHRASE)
    keeper.change_passphrase(OTHER, PASSPHRASE)
    assert not keeper.check_passphrase(PASSPHRASE)
    assert keeper.check_passphrase(OTHER)
    keeper.close(LockReason.ASKED, 0)
    with pytest.raises(WrongPassphrase):
        keeper_of(folder).unlock(PASSPHRASE)
    open_and_close(folder, OTHER)


def test_the_passphrase_is_checked_from_another_thread(folder: Path) -> None:
    keeper = keeper_of(folder)
    assert not keeper.check_passphrase(PASSPHRASE)
    keeper.unlock(PASSPHRASE)
    answers: list[bool] = []
    thread = threading.Thread(
        target=lambda: answers.extend(map(keeper.check_passphrase, (PASSPHRASE, OTHER)))
    )
    thread.start()
    thread.join()
    assert answers == [True, False]
    assert not (folder / "tries").exists()
    keeper.close(LockReason.ASKED, 0)
    assert not keeper.check_passphrase(PASSPHRASE)


def test_a_second_keeper_finds_the_vault_in_use_and_disturbs_nothing(folder: Path) -> None:
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    with pytest.raises(VaultInUse):
        keeper_of(folder).unlock(PASSPHRASE)
    with store.write() as work:
        work.audit.append(AuditKind.SCREEN_HIDDEN)
    keeper.close(LockReason.ASKED, 0)
    open_and_close(folder)


def test_an_open_keeper_opens_nothing_else(folder: Path) -> None:
    keeper = keeper_of(folder)
    keeper.unlock(PASSPHRASE)
    with pytest.raises(OutOfOrder):
        keeper.unlock(PASSPHRASE)
    keeper.close(LockReason.ASKED, 0)
    with pytest.raises(OutOfOrder):
        keeper.change_passphrase(OTHER, PASSPHRASE)


def test_closing_says_what_locked_the_vault_and_anchors_its_chain(folder: Path) -> None:
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    with store.write() as work:
        work.profile.put(dataclasses.replace(PROFILE, practice="Quill & Quill"))
    keeper.close(LockReason.IDLE, 2)
    header = KeyFile(folder).read().header
    assert header.notice is not None
    assert (header.notice.reason, header.notice.drafts_saved) == ("idle", 2)
    assert header.practice == "Quill & Quill"
    assert header.anchor.count == 5
    keeper.close(LockReason.IDLE, 2)


def test_resting_empties_the_log_and_moves_the_anchor_once(folder: Path) -> None:
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    keeper.rest()
    assert (folder / "vault.db-wal").stat().st_size == 0
    assert KeyFile(folder).read().header.anchor.count == 4
    before = (folder / "vault.key").read_bytes()
    keeper.rest()
    with store.write() as work:
        work.settings.put(Settings(idle_minutes=7))
    keeper.rest()
    assert (folder / "vault.db-wal").stat().st_size == 0
    assert (folder / "vault.key").read_bytes() == before
    with store.write() as work:
        work.audit.append(AuditKind.SCREEN_HIDDEN)
    keeper.rest()
    assert KeyFile(folder).read().header.anchor.count == 5
    keeper.close(LockReason.ASKED, 0)


def test_an_old_database_put_back_is_found_counted_and_recorded(folder: Path) -> None:
    old = (folder / "vault.db").read_bytes()
    open_and_close(folder)
    open_and_close(folder)
    (folder / "vault.db").write_bytes(old)
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    assert keeper.behind == 4
    assert AuditKind.VAULT_BEHIND in kinds(store)
    keeper.close(LockReason.ASKED, 0)
    keeper = keeper_of(folder)
    keeper.unlock(PASSPHRASE)
    assert keeper.behind == 0
    keeper.close(LockReason.ASKED, 0)


def test_a_kill_loses_nothing_that_was_committed(folder: Path, tmp_path: Path) -> None:
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    with store.write() as work:
        work.audit.append(AuditKind.SCREEN_HIDDEN)
    killed = tmp_path / "killed"
    shutil.copytree(folder, killed)
    keeper.close(LockReason.ASKED, 0)
    again = keeper_of(killed)
    assert AuditKind.SCREEN_HIDDEN in kinds(again.unlock(PASSPHRASE))
    assert again.behind == 0
    again.close(LockReason.ASKED, 0)


def test_closing_succeeds_where_the_folder_is_gone(folder: Path) -> None:
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    shutil.rmtree(folder)
    with pytest.raises(FolderGone), store.write() as work:
        work.audit.append(AuditKind.DAY)
    with pytest.raises(FolderGone):
        keeper.rest()
    keeper.close(LockReason.ASKED, 0)
    assert not keeper.check_passphrase(PASSPHRASE)


def test_keys_are_wiped_when_the_vault_closes(folder: Path) -> None:
    keeper = keeper_of(folder)
    keeper.unlock(PASSPHRASE)
    assert keeper._open is not None
    held = keeper._open.sub_keys
    assert not any(held.database.buffer)
    assert any(held.audit.buffer)
    keeper.close(LockReason.ASKED, 0)
    for name in held.__slots__:
        assert not any(getattr(held, name).buffer), name


def test_a_folder_without_a_vault_is_left_without_a_trace(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NoVaultThere):
            keeper_of(folder).unlock(PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_what_is_missing_or_damaged_is_told_apart(folder: Path) -> None:
    database, key, spare = (folder / name for name in ("vault.db", "vault.key", "vault.key.bak"))
    kept = database.read_bytes(), key.read_bytes()
    database.unlink()
    with pytest.raises(DatabaseMissing):
        keeper_of(folder).unlock(PASSPHRASE)
    for content in (b"", b"\0" * 50_000):
        database.write_bytes(content)
        with pytest.raises(DatabaseDamaged):
            keeper_of(folder).unlock(PASSPHRASE)
    database.write_bytes(kept[0])
    key.unlink()
    open_and_close(folder)
    for each in (key, spare):
        each.write_bytes(b"x" * 32768)
    with pytest.raises(KeyFileDamaged):
        keeper_of(folder).unlock(PASSPHRASE)
    key.unlink()
    spare.unlink()
    with pytest.raises(KeyFileMissing):
        keeper_of(folder).unlock(PASSPHRASE)
    assert not (folder / "tries").exists()


def test_one_damaged_copy_of_the_key_file_is_told(folder: Path) -> None:
    content = bytearray((folder / "vault.key").read_bytes())
    content[100] ^= 1
    (folder / "vault.key").write_bytes(content)
    keeper = keeper_of(folder)
    keeper.unlock(PASSPHRASE)
    assert keeper.fell_back
    keeper.close(LockReason.ASKED, 0)


def test_a_full_disk_keeps_nobody_from_their_records(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise DiskFull

    monkeypatch.setattr(SqlAuditTrail, "append", refuse)
    keeper = keeper_of(folder)
    with keeper.unlock(PASSPHRASE).read() as work:
        assert work.profile.get() == PROFILE
    assert keeper.unrecorded
    keeper.close(LockReason.ASKED, 0)


def test_a_failed_unlock_frees_the_folder(folder: Path) -> None:
    keeper = keeper_of(folder)
    with pytest.raises(WrongPassphrase):
        keeper.unlock(OTHER)
    keeper.unlock(PASSPHRASE)
    keeper.close(LockReason.ASKED, 0)


def test_a_vault_that_needs_a_newer_casekeep_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "THIS_VERSION", "0.0.9")
    with pytest.raises(VaultTooNew) as caught:
        keeper_of(folder).unlock(PASSPHRASE)
    assert caught.value.needs == keeping.NEEDS


def test_the_version_is_the_projects() -> None:
    project = Path(__file__).parents[2] / "pyproject.toml"
    assert tomllib.loads(project.read_text())["project"]["version"] == keeping.THIS_VERSION


def test_a_vault_is_made_of_drawn_keys_only(tmp_path: Path) -> None:
    class Foreign:
        recovery_groups = ("",)
        sealed_block = ""

        def wipe(self) -> None: ...

    with pytest.raises(FaultError):
        keeper_of(tmp_path).create(Foreign(), PASSPHRASE, PROFILE, Settings())
    assert list(tmp_path.iterdir()) == []
