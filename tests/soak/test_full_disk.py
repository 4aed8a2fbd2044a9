"""The disk is full at every size from nothing on: said so, nothing lost, and it still locks."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.check import check
from storage.glance import glance
from tests.fast_keys import FAST_POLICY
from tests.soak.figures import figures
from tests.soak.test_kills import lost
from tests.soak.writer import content_of, unit
from tests.storage.opened import PASSPHRASE, PROFILE, StillClock, drawn, keeper_of
from vault.errors import DiskFull
from vault.lifecycle import LockReason
from vault.note_service import NoteService
from vault.notes import NoteType
from vault.passages import Template
from vault.ports import Store
from vault.settings import Settings

pytestmark = pytest.mark.soak

STEP_KIB = 20
LARGEST_KIB = 6_000
OTHER = bytearray(b"another passphrase of six words")

Kept = dict[int, tuple[int, bool]]


def test_a_full_disk_at_any_stage_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with figures("full disk at each size") as counted:
        sizes = range(STEP_KIB, LARGEST_KIB, STEP_KIB)
        outcomes = {"no vault made": 0, "stopped while writing": 0}
        for size in sizes:
            with mounted(disk, size):
                outcomes[_worked_until_full(disk)] += 1
        counted |= {"sizes": len(sizes), **outcomes, "lost": 0}
    assert all(outcomes.values())


def _worked_until_full(disk: Path) -> str:
    folder, kept = disk / "vault", Kept()
    keeper = keeper_of(folder)
    try:
        store = keeper.create(drawn(), PASSPHRASE, PROFILE, Settings())
    except DiskFull:
        assert not folder.exists()
        return "no vault made"
    with pytest.raises(DiskFull):
        _write(store, kept)
    with contextlib.suppress(DiskFull):
        keeper.change_passphrase(OTHER, PASSPHRASE)
    keeper.close(LockReason.ASKED, 0, 1)
    assert glance(folder).drafts_lost == 1
    passphrase = next(one for one in (PASSPHRASE, OTHER) if _opens(folder, one))
    _mount("remount,size=64m", disk)
    report = check(folder, passphrase, FAST_POLICY)
    assert report["result"] == "sound", report
    keeper = keeper_of(folder)
    assert lost(keeper.unlock(passphrase), kept) == []
    keeper.close(LockReason.ASKED, 0)
    return "stopped while writing"


def _write(store: Store, kept: Kept) -> None:
    notes = NoteService(store, StillClock())
    unit_id = unit(store)
    while True:
        note_id = notes.start(unit_id, NoteType.FREE, Template.FREE).value
        version = notes.open(note_id).note.version
        for _ in range(5):
            content = content_of(note_id, version + 1)
            version = notes.save_draft(note_id, content, base_version=version).value
            kept[note_id] = (version, False)
        notes.settle(note_id)


def _opens(folder: Path, passphrase: bytearray) -> bool:
    # Also on the disk that is still full.
    return bool(check(folder, passphrase, FAST_POLICY)["result"] != "wrong_passphrase")


@contextlib.contextmanager
def mounted(disk: Path, size_kib: int) -> Iterator[None]:
    """Put a small disk in memory there."""
    disk.mkdir(exist_ok=True)
    try:
        _mount(f"size={size_kib}k", disk, "-t", "tmpfs", "tmpfs")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk of its own needs mount(8) and root")
    try:
        yield
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _mount(options: str, disk: Path, *kind: str) -> None:
    command = ["mount", *kind, "-o", options, str(disk)]
    subprocess.run(command, check=True, capture_output=True)
