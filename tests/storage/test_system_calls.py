"""What a process that reads what nobody trusts may ask of Linux."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from storage import system_calls
from storage.system_calls import forbid_calls, rules_for

ROOT = Path(system_calls.__file__).parents[1]
FILTERED = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in {"x86_64", "aarch64"},
    reason="no filter for it",
)
ALLOWED, REFUSED, UNKNOWN, KILLED = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
THREAD, CHILD = 0x3D0F00, 0x1200011
WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def answer(machine: str, number: int, *arguments: int, foreign: bool = False) -> int:
    """Go through a filter as the system does (linux/filter.h)."""
    name = MACHINES[machine] ^ foreign
    found = {0: number, 4: name, **{16 + 8 * at: one for at, one in enumerate(arguments)}}
    rules, at, loaded = rules_for(machine), 0, 0
    while True:
        kind, yes, no, value = rules[at]
        if kind == 0x06:
            return value
        if kind == 0x20:
            loaded, skip = found[value], 0
        else:
            is_so = {0x15: loaded == value, 0x35: loaded >= value, 0x45: bool(loaded & value)}
            skip = yes if is_so[kind] else no
        at += 1 + skip


@pytest.mark.parametrize(
    ("machine", "read", "fork", "clone", "clone3", "openat", "tgkill"),
    [("x86_64", 0, 57, 56, 435, 257, 234), ("aarch64", 63, 221, 220, 435, 56, 131)],
)
def test_a_filter_lets_reading_and_threads_through_and_no_more(
    machine: str, read: int, fork: int, clone: int, clone3: int, openat: int, tgkill: int
) -> None:
    assert answer(machine, read) == ALLOWED
    assert answer(machine, read, foreign=True) == KILLED
    assert answer(machine, 0x40000000 + read) == REFUSED
    assert answer(machine, fork) == REFUSED
    assert answer(machine, clone, THREAD) == ALLOWED
    assert answer(machine, clone, CHILD) == REFUSED
    assert answer(machine, clone3) == UNKNOWN
    assert answer(machine, openat, 0, 0, os.O_RDONLY | os.O_CLOEXEC) == ALLOWED
    assert answer(machine, openat, 0, 0, WRITE) == REFUSED
    assert answer(machine, tgkill, os.getpid()) == ALLOWED
    assert answer(machine, tgkill, os.getppid()) == REFUSED


@FILTERED
@pytest.mark.parametrize(
    "wanted",
    [
        "os.fork()",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.execv('/bin/true', ['true'])",
        "socket.socket()",
        "os.kill(os.getppid(), 0)",
        "resource.prlimit(os.getppid(), resource.RLIMIT_CORE)",
        "open('there', 'a')",
        "os.truncate('kept', 0)",
        "os.rename('kept', 'there')",
        "os.unlink('kept')",
        "os.chmod('kept', 0)",
        "os.mkdir('there')",
    ],
)
def test_the_system_refuses_what_reading_never_needs(tmp_path: Path, wanted: str) -> None:
    kept = tmp_path / "kept"
    kept.write_text("words")
    code = (
        f"import os, resource, socket, sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from threading import Thread\n"
        "from storage.system_calls import forbid_calls\n"
        "assert forbid_calls()\n"
        "one = Thread(target=lambda: open('kept').read()); one.start(); one.join()\n"
        f"try: {wanted}\n"
        "except PermissionError: print('refused')\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False, timeout=60
    )
    assert (run.stdout, run.stderr) == (b"refused\n", b"")
    assert [one.name for one in tmp_path.iterdir()] == ["kept"]
    assert kept.read_text() == "words"


def test_on_a_machine_that_has_no_filter_nothing_is_forbidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert not forbid_calls()
