import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import PySide6
import pytest

from tools import bootstrap

ROOT = Path(__file__).parents[2]
QT = Path(PySide6.__file__).parent
MODULES = ("QtCore", "QtDBus", "QtGui", "QtPrintSupport", "QtSvg", "QtWidgets")
PLUGINS = (
    "iconengines/*",
    "imageformats/libqsvg.so",
    "platforminputcontexts/libcompose*",
    "platforminputcontexts/libibus*",
    "platforms/libqoffscreen.so",
    "platforms/libqwayland.so",
    "platforms/libqxcb.so",
    "platformthemes/libqxdgdesktopportal.so",
    "printsupport/*",
    "wayland-*client/*",
    "wayland-shell-integration/*",
    "xcbglintegrations/*",
)
# Parts of Debian itself and of these packages, and gthread, which comes with glib.
EVERYWHERE = (
    *("ld-linux", "libc.", "libdl.", "libgcc_s.", "libm.", "libpthread.", "libstdc++."),
    *("libgthread-2.0.", "libpyside6.", "libshiboken6.", "libz.", "libzstd."),
)


def needed(library: Path) -> list[str]:
    """The sonames that a 64-bit, little-endian ELF file asks the dynamic linker for."""
    raw = library.read_bytes()
    (start,) = struct.unpack_from("<Q", raw, 32)
    size, count = struct.unpack_from("<HH", raw, 54)
    # type, flags, offset, virtual address, physical address, size in the file, ...
    parts = [struct.unpack_from("<IIQQQQQQ", raw, start + size * n) for n in range(count)]
    dynamic = next(part for part in parts if part[0] == 2)
    entries = list(struct.iter_unpack("<QQ", raw[dynamic[2] : dynamic[2] + dynamic[5]]))
    at = next(value for tag, value in entries if tag == 5)
    holder = next(part for part in parts if part[0] == 1 and part[3] <= at < part[3] + part[6])
    strings = holder[2] + at - holder[3]
    names = [strings + value for tag, value in entries if tag == 1]
    return [raw[name : raw.index(b"\0", name)].decode() for name in names]


def from_the_system(libraries: Iterable[Path]) -> set[str]:
    """The sonames that libraries, and those of Qt that they load, take from outside of Qt."""
    waiting, seen, outside = list(libraries), set[Path](), set[str]()
    while waiting:
        library = waiting.pop()
        if library in seen:
            continue
        seen.add(library)
        for soname in needed(library):
            bundled = QT / "Qt" / "lib" / soname
            if bundled.exists():
                waiting.append(bundled)
            elif not soname.startswith(EVERYWHERE):
                outside.add(soname)
    return outside


@pytest.mark.skipif(sys.platform != "linux", reason="reads ELF files")
def test_list_names_what_qt_takes_from_the_system_and_nothing_else() -> None:
    plugins = [sorted((QT / "Qt" / "plugins").glob(name)) for name in PLUGINS]
    assert all(plugins)
    modules = [QT / f"{name}.abi3.so" for name in MODULES]
    assert from_the_system([*modules, *chain(*plugins)]) == set(bootstrap.LIBRARIES)


class Machine:
    """A machine with some commands, and everything else missing, as `bootstrap` sees it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *commands: str, root: bool = False) -> None:
        self.ran: list[list[str]] = []
        self.libraries = False
        monkeypatch.setattr(bootstrap, "loads", lambda _: self.libraries)
        monkeypatch.setattr(bootstrap, "venv_can_be_made", lambda: self.libraries)
        monkeypatch.setattr(bootstrap, "root_prefix", lambda: [] if root else None)
        monkeypatch.setattr(bootstrap, "run", lambda command, **_: self.ran.append(command))
        monkeypatch.setattr(shutil, "which", lambda name: name if name in commands else None)


def test_user_without_root_is_told_the_whole_line_that_helps(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = Machine(monkeypatch, "apt-get", "sudo")
    with pytest.raises(SystemExit) as stopped:
        bootstrap.install_system_packages(with_tests=False)
    assert stopped.value.code == 1
    venv = f"python3.{sys.version_info.minor}-venv"
    packages = " ".join([*bootstrap.LIBRARIES.values(), venv])
    install = "sudo apt-get update && sudo apt-get install --no-install-recommends"
    assert capsys.readouterr().err.splitlines() == [
        f"System packages are missing. To install them, run: {install} {packages}"
    ]
    assert machine.ran == []


def test_line_is_for_root_where_there_is_no_sudo(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Machine(monkeypatch, "apt-get")
    with pytest.raises(SystemExit):
        bootstrap.install_system_packages(with_tests=True)
    said = capsys.readouterr().err
    assert "run as root: apt-get update && apt-get install" in said
    assert "sudo" not in said
    assert said.split()[-len(bootstrap.TEST_COMMANDS) :] == [*bootstrap.TEST_COMMANDS.values()]


def test_other_systems_are_told_the_names_without_a_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Machine(monkeypatch, root=True)
    with pytest.raises(SystemExit):
        bootstrap.install_system_packages(with_tests=False)
    said = capsys.readouterr().err
    assert said.startswith("Missing here, under their Debian names: libegl1 ")
    assert "apt-get" not in said


def test_missing_test_programs_stop_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Machine(monkeypatch, "apt-get", "sudo").libraries = True
    bootstrap.install_system_packages(with_tests=True)
    asked, told = capsys.readouterr().err.splitlines()
    assert asked.endswith(" ".join(bootstrap.TEST_COMMANDS.values()))
    assert told.startswith("Going on without them")


def test_root_gets_everything_missing_installed_without_a_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    machine = Machine(monkeypatch, "apt-get", "strace", root=True)
    bootstrap.install_system_packages(with_tests=True)
    update, install = machine.ran
    assert update[-1] == "update"
    assert {"-y", "libxcb-cursor0", "libwayland-cursor0", "xvfb"} <= set(install)
    assert "strace" not in install


def test_complete_machine_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = Machine(monkeypatch, "apt-get", *bootstrap.TEST_COMMANDS, root=True)
    machine.libraries = True
    bootstrap.install_system_packages(with_tests=True)
    assert machine.ran == []
    assert capsys.readouterr().err == ""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder whose .venv is up to date, with a second step that only says it was reached."""
    for name in ("tools", "requirements", ".venv/bin"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "bootstrap", tmp_path / "tools")
    (tmp_path / "tools" / "bootstrap.py").write_text("import sys; print('reached', sys.argv[1])")
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    for lock in (tmp_path / "requirements" / "dev.txt", tmp_path / ".venv" / "lock-dev.txt"):
        lock.write_text("pytest==9.2.0\n")
    return tmp_path


def first_step(project: Path, python: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHON": python}
    environment["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    command = [str(project / "tools" / "bootstrap"), "dev"]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment)


def test_second_run_does_nothing(project: Path) -> None:
    done = first_step(project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_changed_lock_is_installed(project: Path) -> None:
    (project / "requirements" / "dev.txt").write_text("pytest==9.2.1\n")
    assert first_step(project).stdout == "reached dev\n"


def test_lost_python_is_replaced(project: Path) -> None:
    (project / ".venv" / "bin" / "python").unlink()
    assert first_step(project).stdout == "reached dev\n"


def test_unfit_python_is_refused_by_name(project: Path) -> None:
    done = first_step(project, "/bin/false")
    assert done.returncode == 1
    assert (
        done.stderr == "Casekeep needs Python 3.11, 3.12 or 3.13, and /bin/false is none of them.\n"
    )
