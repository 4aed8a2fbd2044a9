"""A creation that is cut short at any step leaves no vault or a whole one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import building, keeper
from storage.header import KeyFile
from storage.opener import Database
from storage.vault_lock import VaultLock
from tests.storage.opened import PASSPHRASE, PROFILE, drawn, keeper_of, new_vault
from vault.errors import (
    ActionableError,
    DiskFull,
    FolderReadOnly,
    KeyFileMissing,
    NoVaultThere,
    VaultAlreadyThere,
    VaultInUse,
)
from vault.lifecycle import LockReason
from vault.settings import Settings

STEPS: list[tuple[object, str]] = [
    (building, "ensure_private_folder"),
    (VaultLock, "acquire"),
    (keeper, "create_database"),
    (Database, "checkpoint"),
    (building, "KeyFile"),
    (KeyFile, "create"),
    (building, "complete_creation"),
    (keeper, "open_database"),
]


def around(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, act: Callable[[], None]
) -> None:
    """Do something right after a step of the creation."""
    step = getattr(owner, name)

    def wrapped(*args: object, **named: object) -> object:
        answer = step(*args, **named)
        act()
        return answer

    monkeypatch.setattr(owner, name, wrapped)


@pytest.mark.parametrize(("owner", "name"), STEPS, ids=lambda value: str(value).rsplit(".")[-1])
@pytest.mark.parametrize("folder_is_there", [True, False])
def test_an_error_at_any_step_leaves_nothing_behind_and_another_try_succeeds(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    owner: object,
    name: str,
    folder_is_there: bool,
) -> None:
    folder, plan = tmp_path / "vault", drawn()
    if folder_is_there:
        folder.mkdir()
        (folder / "letter.txt").write_text("somebody's own")

    def fail() -> None:
        raise DiskFull

    made = keeper_of(folder)
    with monkeypatch.context() as patched:
        around(patched, owner, name, fail)
        with pytest.raises(DiskFull):
            made.create(plan, PASSPHRASE, PROFILE, Settings())
    left = [each.name for each in folder.iterdir()] if folder.exists() else None
    assert left == (["letter.txt"] if folder_is_there else None)
    made.create(plan, PASSPHRASE, PROFILE, Settings())
    made.close(LockReason.ASKED, 0)


@pytest.mark.parametrize(("owner", "name"), STEPS, ids=lambda value: str(value).rsplit(".")[-1])
def test_a_crash_after_any_step_leaves_no_vault_or_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    folder, crashed = tmp_path / "vault", tmp_path / "crashed"

    def look() -> None:
        if folder.exists() and not crashed.exists():
            shutil.copytree(folder, crashed)

    with monkeypatch.context() as patched:
        around(patched, owner, name, look)
        new_vault(folder)[0].close(LockReason.ASKED, 0)
    _whole_or_absent(crashed)


def test_a_crash_between_the_two_key_files_leaves_a_whole_vault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, crashed = tmp_path / "vault", tmp_path / "crashed"

    def look() -> None:
        if not crashed.exists():
            shutil.copytree(folder, crashed)

    with monkeypatch.context() as patched:
        around(patched, __import__("storage.header").header, "write_durably", look)
        new_vault(folder)[0].close(LockReason.ASKED, 0)
    assert not (crashed / "vault.key").exists()
    _whole_or_absent(crashed)


def test_a_key_file_that_appears_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "vault"

    def appear() -> None:
        (folder / "vault.key").write_bytes(b"somebody's")

    around(monkeypatch, Database, "checkpoint", appear)
    with pytest.raises(VaultAlreadyThere):
        new_vault(folder)
    assert [each.name for each in folder.iterdir()] == ["vault.key"]


def test_an_unfinished_build_without_a_key_file_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    for name in ("vault.db.new", "vault.db.new-wal"):
        (folder / name).write_bytes(b"half of it")
    with pytest.raises(NoVaultThere):
        keeper_of(folder).unlock(PASSPHRASE)
    made, _ = new_vault(folder)
    made.close(LockReason.ASKED, 0)
    assert not any(each.name.startswith("vault.db.") for each in folder.iterdir())


@pytest.mark.parametrize("part", ["vault.db", "vault.key", "vault.key.bak"])
def test_no_part_of_a_vault_is_ever_replaced_by_a_new_one(tmp_path: Path, part: str) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / part).write_bytes(b"somebody's")
    with pytest.raises(VaultAlreadyThere):
        new_vault(folder)
    assert [each.name for each in folder.iterdir()] == [part]
    assert (folder / part).read_bytes() == b"somebody's"


def test_a_database_whose_key_file_is_lost_stays(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    new_vault(folder)[0].close(LockReason.ASKED, 0)
    before = (folder / "vault.db").read_bytes()
    (folder / "vault.key").unlink()
    (folder / "vault.key.bak").unlink()
    with pytest.raises(KeyFileMissing):
        keeper_of(folder).unlock(PASSPHRASE)
    with pytest.raises(VaultAlreadyThere):
        new_vault(folder)
    assert (folder / "vault.db").read_bytes() == before


def test_two_creations_in_one_folder_are_kept_apart(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    lock = VaultLock(folder)
    lock.acquire()
    with pytest.raises(VaultInUse):
        new_vault(folder)
    lock.release()
    new_vault(folder)[0].close(LockReason.ASKED, 0)


def test_a_folder_that_may_not_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise PermissionError(13, "")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(FolderReadOnly):
        new_vault(tmp_path / "vault")


def _whole_or_absent(crashed: Path) -> None:
    """Unlock the vault where there is one, else make one in its place."""
    if not crashed.exists():
        return
    again = keeper_of(crashed)
    try:
        with again.unlock(PASSPHRASE).read() as work:
            assert work.profile.get() == PROFILE
            assert work.audit.first_bad() is None
        assert again.behind == 0
    except NoVaultThere:
        again.create(drawn(), PASSPHRASE, PROFILE, Settings())
    except ActionableError as error:  # pragma: no cover
        pytest.fail(type(error).__name__)
    again.close(LockReason.ASKED, 0)
    assert {each.name for each in crashed.iterdir()} == {
        "in-use.lock",
        "vault.db",
        "vault.key",
        "vault.key.bak",
    }
