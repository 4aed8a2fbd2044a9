"""What is taken in: a file as it stands, or nothing."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from storage import blob_intake
from storage.blobs import FileBlobs
from tests.storage.shelf import LARGE, files, finish, take_in
from vault.errors import (
    DiskFault,
    DiskFull,
    DocumentTooLarge,
    SourceTrouble,
    SourceUnreadable,
)


def test_too_little_space_is_said_before_anything_is_written(
    blobs: FileBlobs, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(vault)._replace(free=len(LARGE))
    monkeypatch.setattr("storage.blob_intake.shutil.disk_usage", lambda _path: usage)
    with pytest.raises(DiskFull):
        blobs.intake(LARGE)
    assert files(vault) == []


@pytest.mark.parametrize(("code", "error"), [(errno.ENOSPC, DiskFull), (errno.EIO, DiskFault)])
@pytest.mark.parametrize("step", ["write_all", "sync", "sync_folder"])
def test_a_disk_that_fails_in_the_middle_leaves_nothing(
    blobs: FileBlobs,
    vault: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    code: int,
    error: type[Exception],
) -> None:
    intake = blobs.intake(LARGE)

    def fail(*_arguments: object) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(blob_intake, step, fail)
    with pytest.raises(error):
        finish(intake)
    assert files(vault) == []


def test_a_file_is_taken_in_from_its_place(blobs: FileBlobs, tmp_path: Path) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(LARGE)
    assert blobs.read(take_in(blobs, source)) == LARGE


def test_a_file_that_changes_meanwhile_is_refused(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    source = tmp_path / "growing.bin"
    for change in (lambda: os.truncate(source, 99), lambda: source.write_bytes(LARGE * 9)):
        source.write_bytes(LARGE)
        intake = blobs.intake(source)
        change()
        with pytest.raises(SourceUnreadable) as refused:
            finish(intake)
        assert refused.value.trouble is SourceTrouble.CHANGED
    assert files(vault) == []


def test_what_is_no_readable_file_is_refused(blobs: FileBlobs, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for source, trouble in (
        (tmp_path / "missing", SourceTrouble.GONE),
        (tmp_path, SourceTrouble.FOLDER),
        (pipe, SourceTrouble.OTHER),
        (Path("/dev/zero"), SourceTrouble.OTHER),
    ):
        with pytest.raises(SourceUnreadable) as refused:
            blobs.intake(source)
        assert refused.value.trouble is trouble


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (errno.EACCES, SourceTrouble.NOT_ALLOWED),
        (errno.ENOENT, SourceTrouble.GONE),
        (errno.EIO, SourceTrouble.OTHER),
    ],
)
def test_a_file_that_cannot_be_opened_says_why(
    blobs: FileBlobs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    trouble: SourceTrouble,
) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(LARGE)

    def fail(*_arguments: object) -> int:
        raise OSError(code, "no")

    monkeypatch.setattr("storage.blob_intake.os.open", fail)
    with pytest.raises(SourceUnreadable) as refused:
        blobs.intake(source)
    assert refused.value.trouble is trouble


def test_a_file_that_goes_bad_while_it_is_read_leaves_nothing(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(LARGE)
    intake = blobs.intake(source)
    intake._source.close()  # as a stick that is pulled out
    with pytest.raises(SourceUnreadable):
        finish(intake)
    assert files(vault) == []


def test_the_vaults_own_files_are_never_opened(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    database = vault / "vault.db"
    database.write_bytes(b"records")
    (tmp_path / "link").symlink_to(database)
    os.link(database, tmp_path / "second-name")
    for source in (database, tmp_path / "link", tmp_path / "second-name"):
        with pytest.raises(SourceUnreadable) as refused:
            blobs.intake(source)
        assert refused.value.trouble is SourceTrouble.OURS


def test_more_than_500_mib_is_refused_before_it_is_read(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    source = tmp_path / "sparse"
    with source.open("wb") as file:
        file.truncate(500 * 1024 * 1024 + 1)
    with pytest.raises(DocumentTooLarge):
        blobs.intake(source)
    assert files(vault) == []
