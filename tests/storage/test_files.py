import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import files
from vault.errors import (
    ActionableError,
    DiskFault,
    DiskFull,
    FolderGone,
    FolderReadOnly,
    NotAFile,
)

MEANINGS = [
    (errno.ENOSPC, DiskFull),
    (errno.EDQUOT, DiskFull),
    (errno.EROFS, FolderReadOnly),
    (errno.EACCES, FolderReadOnly),
    (errno.EPERM, FolderReadOnly),
    (errno.ENOENT, FolderGone),
    (errno.EIO, DiskFault),
    (errno.EISDIR, NotAFile),
    (errno.ELOOP, NotAFile),
]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def test_written_bytes_are_there_and_nothing_else_is(tmp_path: Path) -> None:
    files.write_durably(tmp_path / "a", b"old")
    files.write_durably(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert names(tmp_path) == ["a"]


@pytest.mark.usefixtures("open_umask")
def test_a_file_is_private_from_its_first_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    really_write = os.write

    def look_then_write(descriptor: int, content: bytes) -> int:
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return really_write(descriptor, content)

    monkeypatch.setattr(os, "write", look_then_write)
    files.write_durably(tmp_path / "a", b"secret")
    assert seen == [0o600]
    assert mode(tmp_path / "a") == 0o600


def test_bytes_and_name_are_synced_in_this_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    really_replace = Path.replace

    def sync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        steps.append("sync folder" if is_folder else "sync file")

    def replace(self: Path, target: Path) -> Path:
        steps.append("rename")
        return really_replace(self, target)

    monkeypatch.setattr(files, "sync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    files.write_durably(tmp_path / "a", b"content")
    assert steps == ["sync file", "rename", "sync folder"]


def test_a_disk_that_takes_few_bytes_at_a_time_gets_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, part: really_write(descriptor, part[:7]))
    files.write_durably(tmp_path / "a", bytes(range(100)))
    files.overwrite_durably(tmp_path / "a", 50, b"x" * 50)
    assert (tmp_path / "a").read_bytes() == bytes(range(50)) + b"x" * 50


@pytest.mark.parametrize(("number", "meaning"), MEANINGS)
@pytest.mark.parametrize("step", ["write", "fsync"])
def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    number: int,
    meaning: type[ActionableError],
) -> None:
    def fail(*_: object) -> int:
        raise OSError(number, "invented", "/invented/path")

    files.write_durably(tmp_path / "a", b"old")
    with monkeypatch.context() as broken:
        broken.setattr(os, step, fail)
        with pytest.raises(meaning) as caught:
            files.write_durably(tmp_path / "a", b"new")
    assert caught.value.__suppress_context__
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_what_a_crash_left_beside_is_cleared_by_the_next_write(tmp_path: Path) -> None:
    (tmp_path / ".a.new").write_bytes(b"half")
    files.write_durably(tmp_path / "a", b"new")
    assert names(tmp_path) == ["a"]


def test_an_error_of_no_known_meaning_is_not_dressed_up() -> None:
    with pytest.raises(OSError, match="invented"), files.disk_errors():
        raise OSError(errno.EMFILE, "invented")


def test_a_folder_that_went_away_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        files.write_durably(tmp_path / "gone" / "a", b"content")
    with pytest.raises(FolderGone):
        files.overwrite_durably(tmp_path / "gone" / "a", 0, b"content")


def test_overwriting_that_reads_back_otherwise_is_a_disk_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.write_durably(tmp_path / "a", bytes(100))
    really_read = os.read
    monkeypatch.setattr(os, "read", lambda *asked: really_read(*asked).replace(b"x", b"y"))
    with pytest.raises(DiskFault):
        files.overwrite_durably(tmp_path / "a", 10, b"xxx")


def test_overwriting_makes_no_new_file(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        files.overwrite_durably(tmp_path / "a", 0, b"content")
    assert names(tmp_path) == []


def test_reading_is_bounded(tmp_path: Path) -> None:
    files.write_durably(tmp_path / "a", b"0123456789")
    assert files.read_bounded(tmp_path / "a", 4) == b"0123"
    assert files.read_bounded(tmp_path / "a", 400) == b"0123456789"


def test_what_is_not_there_or_no_file_reads_as_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("missing", ".", "pipe", "loop"):
        assert files.read_bounded(tmp_path / name, 10) is None


def test_a_folder_where_a_file_belongs_is_said_and_stays(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(NotAFile):
        files.write_durably(tmp_path / "a", b"content")
    with pytest.raises(NotAFile):
        files.overwrite_durably(tmp_path / "a", 0, b"content")
    assert names(tmp_path) == ["a"]


@pytest.mark.usefixtures("open_umask")
def test_a_folder_lets_only_its_owner_in(tmp_path: Path) -> None:
    files.ensure_private_folder(tmp_path / "outer" / "vault")
    assert mode(tmp_path / "outer" / "vault") == 0o700
    (tmp_path / "shared").mkdir(mode=0o777)
    files.ensure_private_folder(tmp_path / "shared")
    assert mode(tmp_path / "shared") == 0o700


def test_a_file_in_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderGone):
        files.ensure_private_folder(tmp_path / "file" / "vault")
