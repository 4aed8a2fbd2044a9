"""Copies in clear for other programs: private, without a name, and taken back."""

import errno
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import main
from storage.blobs import FileBlobs
from storage.outside import NoOutside, Outside
from storage.vault_lock import LOCK_FILE_NAME, VaultLock
from tests.storage.shelf import LARGE, opened, take_in
from vault.errors import ContentDamaged, DiskFull, FaultError, FolderGone, FolderReadOnly


def test_a_copy_outside_is_private_nameless_and_taken_back(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    path = blobs.lay_outside(take_in(blobs), "pdf")
    assert path.read_bytes() == LARGE
    assert path.suffix == ".pdf"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert blobs.take_back() == 0
    assert not path.exists()


def left_in(parent: Path) -> list[str]:
    found = (parent / "casekeep-outside").rglob("*")
    return [one.name for one in found if one.is_file() and one.name != LOCK_FILE_NAME]


def crash(outside: Outside | NoOutside) -> None:
    """Let the lock go, as the system does for a process that ended."""
    assert isinstance(outside, Outside)
    outside._lock.release()


def test_the_next_opening_takes_back_what_a_crash_left_outside(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    path = blobs.lay_outside(take_in(blobs), "pdf")
    crash(blobs._outside)
    opened(vault, tmp_path)
    assert not path.exists()
    assert not (tmp_path / "casekeep-outside").exists()


def test_a_second_window_leaves_what_another_program_shows_for_the_first(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    path = blobs.lay_outside(take_in(blobs), "pdf")
    second = opened(vault, tmp_path)
    another = second.lay_outside(take_in(second), "pdf")
    second.take_back()
    assert (path.exists(), another.exists()) == (True, False)
    second.close()
    assert path.exists()
    blobs.take_back()
    assert not (tmp_path / "casekeep-outside").exists()


def test_what_an_older_casekeep_left_is_taken_away(tmp_path: Path) -> None:
    folder = tmp_path / "casekeep-outside"
    folder.mkdir()
    (folder / "5e5e.pdf").write_bytes(LARGE)
    Outside(tmp_path).sweep()
    assert not folder.exists()


def test_a_damaged_content_leaves_nothing_outside(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    blob = take_in(blobs)
    path = vault / "blobs" / blob.id
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(ContentDamaged):
        blobs.lay_outside(blob, "pdf")
    assert left_in(tmp_path) == []


def test_a_start_takes_back_what_a_crash_left_before_any_vault_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    outside = Outside()
    path = outside.lay([LARGE], "pdf")
    crash(outside)
    assert path.is_relative_to(tmp_path)
    monkeypatch.setattr("storage.doors.harden", lambda: None)
    monkeypatch.setattr("ui.fault_reports.install", lambda _where: None)
    main._harden()
    assert not path.exists()


def test_a_copy_that_is_written_while_the_vault_closes_does_not_stay(
    blobs: FileBlobs, tmp_path: Path
) -> None:
    blob = take_in(blobs)
    lay = blobs._outside.lay

    def slowly(content: Iterable[bytes], ending: str) -> Path:
        path = lay(content, ending)
        blobs.close()
        return lay([LARGE], ending) if not path.exists() else path

    blobs._outside.lay = slowly  # type: ignore[method-assign]
    with pytest.raises(FaultError):
        blobs.lay_outside(blob, "pdf")
    assert not (tmp_path / "casekeep-outside").exists()


def test_a_full_disk_leaves_no_half_copy_outside(
    blobs: FileBlobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob = take_in(blobs)

    def fail(descriptor: int, part: bytes) -> None:
        os.write(descriptor, part[:9])
        raise OSError(errno.ENOSPC, "no")

    monkeypatch.setattr("storage.outside.write_all", fail)
    with pytest.raises(DiskFull):
        blobs.lay_outside(blob, "pdf")
    assert left_in(tmp_path) == []


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, happens: Callable[[], object]
) -> None:
    """Let something happen once, right before a function goes to work."""
    goes_on = getattr(owner, name)

    def method(*some: object, **named: object) -> object:
        monkeypatch.setattr(owner, name, goes_on)
        happens()
        return goes_on(*some, **named)

    monkeypatch.setattr(owner, name, method)


@pytest.mark.parametrize(
    ("owner", "name"), [(Outside, "_is_ours"), (Path, "chmod"), (VaultLock, "acquire")]
)
def test_a_sweep_at_any_moment_of_a_laying_takes_nothing_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: type, name: str
) -> None:
    outside = Outside(tmp_path)
    meanwhile(monkeypatch, owner, name, Outside(tmp_path).sweep)
    path = outside.lay([LARGE], "pdf")
    Outside(tmp_path).sweep()
    assert path.read_bytes() == LARGE
    assert outside.take_back() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_that_comes_late_to_a_left_folder_leaves_who_took_it_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, paths = Outside(tmp_path), []
    left.lay([LARGE], "pdf")
    crash(left)

    def swept_and_laid_anew() -> None:
        Outside(tmp_path).sweep()
        paths.append(left.lay([LARGE], "pdf"))

    # The late one has opened the lock file that the other one takes away.
    opens = os.open

    def slowly(path: Path, flags: int, mode: int) -> int:
        monkeypatch.setattr("storage.vault_lock.os.open", opens)
        descriptor = opens(path, flags, mode)
        swept_and_laid_anew()
        return descriptor

    monkeypatch.setattr("storage.vault_lock.os.open", slowly)
    Outside(tmp_path).sweep()
    assert [path.read_bytes() for path in paths] == [LARGE]
    left.take_back()


@pytest.mark.parametrize(("owner", "name"), [(Path, "unlink"), (VaultLock, "release")])
def test_a_sweep_at_any_moment_of_a_taking_back_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: type, name: str
) -> None:
    outside = Outside(tmp_path)
    outside.lay([LARGE], "pdf")
    meanwhile(monkeypatch, owner, name, Outside(tmp_path).sweep)
    assert outside.take_back() == 0
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_a_sweep_counts_as_no_copy_that_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = Outside(tmp_path)
    with VaultLock(outside.lay([LARGE], "pdf").parent) as sweeping:
        meanwhile(monkeypatch, os, "rmdir", sweeping.acquire)
        assert outside.take_back() == 0
    Outside(tmp_path).sweep()
    assert list(tmp_path.iterdir()) == []


def test_what_lost_its_lock_is_taken_back_all_the_same(tmp_path: Path) -> None:
    outside = Outside(tmp_path)
    path = outside.lay([LARGE], "pdf")
    (path.parent / LOCK_FILE_NAME).unlink()
    assert outside.take_back() == 0
    assert list(tmp_path.iterdir()) == []


def test_where_the_place_is_gone_nothing_is_laid(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        Outside(tmp_path / "gone").lay([LARGE], "pdf")


def test_nothing_is_laid_where_a_link_leads_elsewhere(blobs: FileBlobs, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("not ours")
    (tmp_path / "casekeep-outside").symlink_to(elsewhere)
    with pytest.raises(FolderReadOnly):
        blobs.lay_outside(take_in(blobs), "pdf")
    blobs.take_back()
    assert [one.name for one in elsewhere.iterdir()] == ["kept.txt"]


def test_a_folder_that_everybody_may_read_is_made_private_first(
    blobs: FileBlobs, tmp_path: Path
) -> None:
    folder = tmp_path / "casekeep-outside"
    folder.mkdir(mode=0o777)
    blobs.lay_outside(take_in(blobs), "pdf")
    assert folder.stat().st_mode & 0o777 == 0o700


def test_memory_is_told_from_a_disk_by_what_is_mounted_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    monkeypatch.setattr("storage.outside._MOUNTS", mounts)
    disk, memory = f"/dev/sda1 {tmp_path} ext4 rw 0 0\n", f"tmpfs {tmp_path} tmpfs rw 0 0\n"
    for lines, is_memory in ((disk, False), (disk + memory, True), (memory + disk, False)):
        mounts.write_text("/dev/root / ext4 rw 0 0\n" + lines)
        assert Outside(tmp_path).is_memory is is_memory
