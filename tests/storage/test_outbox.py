import errno
import os
import stat
from pathlib import Path

import pytest

from storage.outbox import FileOutbox
from vault.errors import DiskFault, DiskFull, FolderGone, FolderReadOnly, InvalidField, Problem


def test_staged_bytes_are_private_and_have_no_telling_name(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        FileOutbox().stage(tmp_path / "Ann Ashgrove.pdf", b"sealed")
    finally:
        os.umask(before)
    (staged,) = tmp_path.iterdir()
    assert staged.read_bytes() == b"sealed"
    assert stat.S_IMODE(staged.stat().st_mode) == 0o600
    assert "Ashgrove" not in staged.name


def test_publishing_gives_the_bytes_their_name_and_nothing_is_left_beside(tmp_path: Path) -> None:
    destination = tmp_path / "file.pdf"
    destination.write_bytes(b"an older copy")
    destination.chmod(0o644)
    staged = FileOutbox().stage(destination, b"sealed")
    assert destination.read_bytes() == b"an older copy"
    staged.publish()
    staged.discard()
    assert destination.read_bytes() == b"sealed"
    assert stat.S_IMODE(destination.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["file.pdf"]


def test_a_folder_that_cannot_be_synced_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> None:
        raise OSError(errno.EINVAL, "")

    staged = FileOutbox().stage(tmp_path / "file.pdf", b"sealed")
    monkeypatch.setattr("storage.outbox.sync_folder", refuse)
    staged.publish()
    assert (tmp_path / "file.pdf").read_bytes() == b"sealed"


def test_discarded_bytes_leave_no_trace(tmp_path: Path) -> None:
    staged = FileOutbox().stage(tmp_path / "file.pdf", b"sealed")
    staged.discard()
    staged.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        FileOutbox().stage(tmp_path / "nowhere" / "file.pdf", b"x")


def test_a_folder_removed_after_staging_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    staged = FileOutbox().stage(folder / "file.pdf", b"x")
    folder.rename(tmp_path / "pulled out")
    with pytest.raises(FolderGone):
        staged.publish()


def test_a_file_that_may_not_survive_a_power_cut_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged = FileOutbox().stage(tmp_path / "file.pdf", b"x")

    def fail(_folder: Path) -> None:
        raise OSError(errno.EIO, "")

    monkeypatch.setattr("storage.outbox.sync_folder", fail)
    with pytest.raises(DiskFault):
        staged.publish()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> int:
        raise PermissionError(13, "")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FolderReadOnly):
        FileOutbox().stage(tmp_path / "file.pdf", b"x")


def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(28, "")

    monkeypatch.setattr("storage.outbox.sync", refuse)
    with pytest.raises(DiskFull):
        FileOutbox().stage(tmp_path / "file.pdf", b"x" * 100_000)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "problem"),
    [("folder", Problem.UNKNOWN_CHOICE), ("x" * 300, Problem.TOO_LONG)],
)
def test_a_destination_that_can_be_no_file_is_refused(
    tmp_path: Path, name: str, problem: Problem
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InvalidField) as caught:
        FileOutbox().stage(tmp_path / name, b"x")
    assert (caught.value.field, caught.value.problem) == ("destination", problem)


@pytest.mark.parametrize("name", ["vault.db", "vault.key", "copy.pdf"])
def test_nothing_is_ever_written_into_a_vault(tmp_path: Path, name: str) -> None:
    (tmp_path / "vault.key").write_bytes(b"key")
    (tmp_path / "vault.db").write_bytes(b"records")
    with pytest.raises(InvalidField):
        FileOutbox().stage(tmp_path / name, b"x")
    assert (tmp_path / "vault.db").read_bytes() == b"records"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["vault.db", "vault.key"]
