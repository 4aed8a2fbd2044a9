import subprocess
import sys
from pathlib import Path

import pytest

from storage import doors
from storage.glance import glance
from storage.opener import DATABASE_NAME
from storage.sample_vault import make_sample_vault
from tests.storage.opened import PASSPHRASE, StillClock, keeper_of, new_vault
from vault.glance import Glance, Sight
from vault.keys import SecretBytes
from vault.lifecycle import LockReason


def test_a_locked_vault_shows_its_practice_and_what_locked_it(tmp_path: Path) -> None:
    clock = StillClock()
    new_vault(tmp_path, clock)[0].close(LockReason.IDLE, 2)
    seen = glance(tmp_path)
    assert (seen.sight, seen.practice) == (Sight.LOCKED, "Quill Counseling")
    assert seen.locked_at_utc is not None
    assert seen.locked_at_utc.replace(microsecond=0) == clock.now.replace(microsecond=0)
    assert (seen.reason, seen.drafts_saved, seen.fell_back) == ("idle", 2, False)


def test_a_vault_that_was_never_locked_has_no_notice(tmp_path: Path) -> None:
    keeper, _ = new_vault(tmp_path)
    assert glance(tmp_path) == Glance(Sight.LOCKED, practice="Quill Counseling")
    keeper.close(LockReason.ASKED, 0)


def test_a_sample_vault_that_nobody_opened_says_only_that_it_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "keeper", keeper_of)
    with SecretBytes(PASSPHRASE) as passphrase:
        make_sample_vault(tmp_path / "sample", passphrase, clients=2, notes=2, seed=1)
    seen = glance(tmp_path / "sample")
    assert (seen.sight, seen.reason) == (Sight.LOCKED, LockReason.JUST_MADE)


def test_folders_without_a_vault_are_no_vault(tmp_path: Path) -> None:
    assert glance(tmp_path) == Glance(Sight.NO_VAULT)
    assert glance(tmp_path / "nowhere") == Glance(Sight.NO_VAULT)


def test_a_missing_and_a_damaged_key_file_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"records")
    assert glance(tmp_path) == Glance(Sight.KEY_FILE_MISSING)
    (tmp_path / "vault.key").write_bytes(b"x" * 32768)
    assert glance(tmp_path) == Glance(Sight.KEY_FILE_DAMAGED)


def test_a_vault_is_looked_at_while_another_window_holds_it(tmp_path: Path) -> None:
    keeper, _ = new_vault(tmp_path)
    keeper.close(LockReason.ASKED, 0)
    keeper = keeper_of(tmp_path)
    keeper.unlock(PASSPHRASE)
    assert glance(tmp_path).sight is Sight.LOCKED
    keeper.close(LockReason.ASKED, 0)


def test_a_glance_loads_nothing_that_the_first_paint_would_wait_for() -> None:
    heavy = ("sqlcipher3", "argon2", "cryptography", "zxcvbn", "typst", "pikepdf", "keyring")
    code = f"import sys, storage.glance; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
