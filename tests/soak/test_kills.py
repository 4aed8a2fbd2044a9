"""The process is killed at any moment: nothing that was said to be kept is lost."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from storage.check import check
from tests.fast_keys import FAST_POLICY
from tests.soak.figures import figures
from tests.soak.writer import text_of
from tests.storage.opened import PASSPHRASE, keeper_of, new_vault
from vault.ids import NoteId
from vault.lifecycle import LockReason
from vault.ports import Store

pytestmark = pytest.mark.soak

CYCLES = int(os.environ.get("CASEKEEP_SOAK_CYCLES", "500"))
SEED = int(os.environ.get("CASEKEEP_SOAK_SEED", "1"))
LONGEST_LIFE_S = 0.3


def test_500_kills_while_writing_lose_nothing_that_was_kept(tmp_path: Path) -> None:
    folder, draw = tmp_path / "vault", Random(SEED)
    new_vault(folder)[0].close(LockReason.ASKED, 0)
    kept: dict[int, tuple[int, bool]] = {}
    with figures("kill -9 while writing") as counted:
        acknowledged = 0
        for _ in range(CYCLES):
            said = killed_after(folder, draw.uniform(0, LONGEST_LIFE_S))
            acknowledged += len(said)
            latest(kept, said)
            report = check(folder, PASSPHRASE, FAST_POLICY)
            assert report["result"] == "sound", report
            keeper = keeper_of(folder)
            store = keeper.unlock(PASSPHRASE)
            assert keeper.behind == 0
            assert lost(store, kept) == []
            keeper.close(LockReason.ASKED, 0)
        counted |= {"cycles": CYCLES, "acknowledged": acknowledged, "notes": len(kept)}
        counted |= {"lost": 0, "corrupt": 0, "seed": SEED}
    assert acknowledged > CYCLES


def killed_after(folder: Path, seconds: float) -> list[list[str]]:
    """Let a writer live for so long after it is loaded; answers what it said."""
    command = [sys.executable, "-m", "tests.soak.writer", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"loaded\n"
        # A pipe holds 64 KiB, thousands of lines: a writer never waits for its reader.
        time.sleep(seconds)
        assert writer.poll() is None
        writer.kill()
        said = writer.stdout.read()
    lines = said.decode("ascii").split("\n")
    return [line.split() for line in lines[:-1]]  # what follows the last newline was cut short


def latest(kept: dict[int, tuple[int, bool]], said: Iterable[list[str]]) -> None:
    """Note the newest version of each note that was said to be kept, and whether signed."""
    for verb, note, version in said:
        kept[int(note)] = (int(version), verb == "signed")


def lost(store: Store, kept: dict[int, tuple[int, bool]]) -> list[int]:
    """List the notes that are older than what was kept of them, or that say something else."""
    found = []
    with store.read() as work:
        for number, (version, signed) in kept.items():
            note = work.notes.get(NoteId(number))
            (passage,) = note.content.passages
            is_whole = passage.text == text_of(number, note.version)
            # One more save may have been kept and not yet been said.
            as_kept = is_whole and version <= note.version <= version + 1
            if not as_kept or (signed and not note.is_signed):
                found.append(number)
    return found
