"""The process dies at each call that changes the disk, while a vault is made or rekeyed.

A killed process leaves what the system has taken from it, in order. What a power cut could
reorder isn't shown here.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.check import check
from tests.fast_keys import FAST_POLICY
from tests.soak.figures import figures
from tests.storage.opened import PASSPHRASE, PROFILE, drawn, keeper_of, new_vault
from vault.errors import WrongPassphrase
from vault.lifecycle import LockReason
from vault.settings import Settings

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace does the killing"),
]

# With "?", a call that this kind of processor doesn't have is passed over.
CHANGES = (
    "fsync,fdatasync,write,pwrite64,ftruncate,?rename,renameat,renameat2,?unlink,unlinkat,"
    "?mkdir,mkdirat,?chmod,fchmodat"
)
MOST_CALLS = 2_000
OTHER = bytearray(b"another passphrase of six words")


def test_a_kill_at_any_change_of_the_disk_leaves_no_vault_or_a_whole_one(tmp_path: Path) -> None:
    with figures("kill at each disk change of a creation") as counted:
        outcomes = {"absent": 0, "whole": 0}
        for number in range(1, MOST_CALLS):
            folder = tmp_path / str(number)
            ended = killed_at(number, "create", folder)
            outcomes[state_of(folder)] += 1
            shutil.rmtree(folder, ignore_errors=True)
            if ended:
                break
        counted |= {"kills": number - 1, **outcomes}
    assert ended
    assert outcomes["absent"]
    assert outcomes["whole"]


def test_a_kill_at_any_change_of_the_disk_leaves_the_old_passphrase_or_the_new(
    tmp_path: Path,
) -> None:
    pattern = tmp_path / "pattern"
    new_vault(pattern)[0].close(LockReason.ASKED, 0)
    with figures("kill at each disk change of a new passphrase") as counted:
        outcomes = {"old": 0, "new": 0}
        for number in range(1, MOST_CALLS):
            folder = tmp_path / str(number)
            shutil.copytree(pattern, folder)
            ended = killed_at(number, "change", folder)
            opens = [opens_with(folder, one) for one in (PASSPHRASE, OTHER)]
            assert opens.count(True) == 1
            outcomes["old" if opens[0] else "new"] += 1
            shutil.rmtree(folder)
            if ended:
                break
        counted |= {"kills": number - 1, **outcomes}
    assert ended
    assert outcomes["old"]
    assert outcomes["new"]


def killed_at(number: int, deed: str, folder: Path) -> bool:
    """Kill a process at its so-manieth change of the disk; answers whether it ended before."""
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={CHANGES}"]
    command += ["-e", f"inject={CHANGES}:signal=KILL:when={number}"]
    command += [sys.executable, "-B", "-m", "tests.soak.test_crashes", deed, str(folder)]
    return subprocess.run(command, check=False).returncode == 0


def state_of(folder: Path) -> str:
    """Say whether a folder holds no vault or a whole one; anything else fails."""
    result = check(folder, PASSPHRASE, FAST_POLICY)["result"]
    if result == "no_vault":
        # Nothing stands in the way of the next try.
        keeper = keeper_of(folder)
        keeper.create(drawn(), PASSPHRASE, PROFILE, Settings())
        keeper.close(LockReason.ASKED, 0)
        return "absent"
    assert result == "sound"
    assert opens_with(folder, PASSPHRASE)
    return "whole"


def opens_with(folder: Path, passphrase: bytearray) -> bool:
    """Say whether a vault opens, and leave it closed."""
    keeper = keeper_of(folder)
    try:
        keeper.unlock(passphrase)
    except WrongPassphrase:
        return False
    keeper.close(LockReason.ASKED, 0)
    return True


def _change(folder: Path) -> None:
    keeper = keeper_of(folder)
    keeper.unlock(PASSPHRASE)
    keeper.change_passphrase(OTHER, PASSPHRASE)
    keeper.close(LockReason.ASKED, 0)


DEEDS: dict[str, Callable[[Path], None]] = {
    "create": lambda folder: new_vault(folder)[0].close(LockReason.ASKED, 0),
    "change": _change,
}

if __name__ == "__main__":
    DEEDS[sys.argv[1]](Path(sys.argv[2]))
