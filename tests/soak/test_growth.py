"""Locking and unlocking again and again leaves nothing behind in the process."""

import gc
import os
import sys
import threading
from pathlib import Path

import pytest

from tests.soak.figures import figures
from tests.storage.opened import PASSPHRASE, keeper_of, new_vault
from vault.lifecycle import LockReason

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]

CYCLES = 200
WARM_UP = 20
MOST_GROWTH_KIB = 1_024


def test_200_locks_and_unlocks_leave_no_file_thread_or_memory_behind(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    new_vault(folder)[0].close(LockReason.ASKED, 0)
    with figures("lock and unlock") as counted:
        _cycles(folder, WARM_UP)
        before = _held()
        _cycles(folder, CYCLES)
        after = _held()
        counted |= {"cycles": CYCLES, "growth_kib": after[2] - before[2]}
    assert after[:2] == before[:2]
    assert after[2] - before[2] < MOST_GROWTH_KIB


def _cycles(folder: Path, count: int) -> None:
    for _ in range(count):
        keeper = keeper_of(folder)
        keeper.unlock(PASSPHRASE)
        keeper.close(LockReason.ASKED, 0)


def _held() -> tuple[int, int, int]:
    """Count open files, threads, and resident memory in KiB."""
    gc.collect()
    status = Path("/proc/self/status").read_text("ascii")
    (resident,) = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    files = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 -- holds no descriptor afterwards
    return files, threading.active_count(), int(resident.split()[1])
