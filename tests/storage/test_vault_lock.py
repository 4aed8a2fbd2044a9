import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from storage.vault_lock import LOCK_FILE_NAME, VaultLock
from vault.errors import FolderGone, NotAFile, VaultInUse

HOLD = """
import sys
from pathlib import Path
from storage.vault_lock import VaultLock
VaultLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_window(folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_vault_open_in_another_process_is_in_use(tmp_path: Path) -> None:
    with another_window(tmp_path), pytest.raises(VaultInUse):
        VaultLock(tmp_path).acquire()


def test_the_lock_falls_with_its_process(tmp_path: Path) -> None:
    with another_window(tmp_path) as process:
        process.kill()
        process.wait()
        with VaultLock(tmp_path) as lock:
            lock.acquire()


def test_the_fresh_process_waits_for_the_old_one_to_end(tmp_path: Path) -> None:
    with another_window(tmp_path) as process:

        def old_one_ends(_: float) -> None:
            process.kill()
            process.wait()

        with VaultLock(tmp_path, pause=old_one_ends) as lock:
            lock.acquire(wait_seconds=5)


def test_waiting_ends_when_its_time_is_over(tmp_path: Path) -> None:
    clock = count(0.0, 0.5)
    pauses: list[float] = []
    waiting = VaultLock(tmp_path, clock=lambda: next(clock), pause=pauses.append)
    with VaultLock(tmp_path) as held:
        held.acquire()
        with pytest.raises(VaultInUse):
            waiting.acquire(wait_seconds=2)
    assert len(pauses) == 3


def test_two_locks_in_one_process_exclude_each_other(tmp_path: Path) -> None:
    first, second = VaultLock(tmp_path), VaultLock(tmp_path)
    first.acquire()
    with pytest.raises(VaultInUse):
        second.acquire()
    first.release()
    first.release()
    second.acquire()
    second.release()


def test_the_lock_file_stays_and_is_private(tmp_path: Path) -> None:
    with VaultLock(tmp_path) as lock:
        lock.acquire()
    assert stat.S_IMODE((tmp_path / LOCK_FILE_NAME).stat().st_mode) == 0o600


def test_the_process_started_at_lock_does_not_inherit_the_lock(tmp_path: Path) -> None:
    with VaultLock(tmp_path) as lock:
        lock.acquire()
        held = lock._descriptor
        assert held is not None
        assert not os.get_inheritable(held)


def test_a_folder_where_the_lock_belongs_is_said(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE_NAME).mkdir()
    with pytest.raises(NotAFile):
        VaultLock(tmp_path).acquire()


def test_a_vault_folder_that_went_away_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        VaultLock(tmp_path / "gone").acquire()


def test_a_lock_whose_file_was_taken_away_holds_nothing(tmp_path: Path) -> None:
    with VaultLock(tmp_path) as lock:
        assert not lock.holds()
        lock.acquire()
        assert lock.holds()
        (tmp_path / LOCK_FILE_NAME).unlink()
        assert not lock.holds()
        with VaultLock(tmp_path) as another:
            another.acquire()
            assert (lock.holds(), another.holds()) == (False, True)
