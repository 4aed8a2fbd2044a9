import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from storage import outbox
from storage.outbox import FileOutbox
from vault.errors import DiskFault, DiskFull, FolderGone, FolderReadOnly, InvalidField, Problem

FAULTS = [
    (errno.ENOSPC, DiskFull),
    (errno.EIO, DiskFault),
    (errno.EROFS, FolderReadOnly),
    (errno.ENOENT, FolderGone),
]


@pytest.fixture(params=["nameless", "beside"], autouse=True)
def way(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """How bytes are staged: as on most disks of Linux, and as on a stick that knows only names."""
    if request.param == "beside":
        opened = os.open

        def only_names(path: Path, flags: int, mode: int = 0o777) -> int:
            if outbox._NAMELESS and flags & outbox._NAMELESS == outbox._NAMELESS:
                raise OSError(errno.EOPNOTSUPP, "")
            return opened(path, flags, mode)

        monkeypatch.setattr(os, "open", only_names)
    elif (descriptor := outbox._open_nameless(tmp_path)) is not None:
        os.close(descriptor)
    else:
        pytest.skip("no nameless files here")
    return str(request.param)


def open_files() -> int:
    """How many descriptors this process has, where that can be seen."""
    return len(list(Path("/proc/self/fd").glob("*")))


def test_staged_bytes_are_private_and_have_no_telling_name(tmp_path: Path, way: str) -> None:
    before = os.umask(0)
    try:
        staged = FileOutbox().stage(tmp_path / "Ann Ashgrove.pdf", b"sealed")
    finally:
        os.umask(before)
    beside = list(tmp_path.iterdir())
    assert len(beside) == (0 if way == "nameless" else 1)
    for file in beside:
        assert file.read_bytes() == b"sealed"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert "Ashgrove" not in file.name
    staged.discard()


def test_a_kill_after_staging_leaves_nothing_where_files_need_no_name(
    tmp_path: Path, way: str
) -> None:
    stage_and_die = (
        "import os, pathlib, signal, storage.outbox as outbox, sys\n"
        "outbox._NAMELESS *= sys.argv[2] == 'nameless'\n"
        "staged = outbox.FileOutbox().stage(pathlib.Path(sys.argv[1], 'file.pdf'), b'sealed')\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    command = [sys.executable, "-c", stage_and_die, str(tmp_path), way]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    left = [file.suffix for file in tmp_path.iterdir()]
    assert left == ([] if way == "nameless" else [".part"])


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
    staged.discard()


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
        raise PermissionError(errno.EACCES, "")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FolderReadOnly):
        FileOutbox().stage(tmp_path / "file.pdf", b"x")


@pytest.mark.parametrize("step", ["write_all", "sync"])
@pytest.mark.parametrize(("code", "error"), FAULTS)
def test_bytes_that_could_not_be_staged_leave_nothing_half_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    code: int,
    error: type[Exception],
) -> None:
    def fail(*_args: object) -> None:
        raise OSError(code, "")

    monkeypatch.setattr(f"storage.outbox.{step}", fail)
    before = open_files()
    with pytest.raises(error):
        FileOutbox().stage(tmp_path / "file.pdf", b"x" * 100_000)
    assert list(tmp_path.iterdir()) == []
    assert open_files() == before


@pytest.mark.parametrize(("code", "error"), FAULTS)
def test_bytes_that_could_not_get_their_name_leave_what_stands_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[Exception]
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise OSError(code, "")

    destination = tmp_path / "file.pdf"
    destination.write_bytes(b"an older copy")
    before = open_files()
    staged = FileOutbox().stage(destination, b"sealed")
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(error):
        staged.publish()
    staged.discard()
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"an older copy"]
    assert open_files() == before


def test_a_system_that_gives_no_name_afterwards_stages_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "_in_proc", lambda number: Path(f"/nowhere/{number}"))
    staged = FileOutbox().stage(tmp_path / "file.pdf", b"sealed")
    assert len(list(tmp_path.iterdir())) == 1
    staged.publish()
    assert (tmp_path / "file.pdf").read_bytes() == b"sealed"


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
