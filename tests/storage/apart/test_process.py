"""Processes that read what nobody trusts: they can do anything, and the program goes on."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from storage.apart import process
from storage.apart.frames import Frame, Head
from storage.apart.process import Apart
from storage.doors import program
from tests.storage.pdf.test_book import a_pdf
from vault.errors import ContentDamaged, ContentGivenUp

ROOT = Path(process.__file__).parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone confines all of it")
ANSWERS = "import sys, struct; from storage.apart.frames import *; "
PIPES = "into, out = sys.stdin.buffer, sys.stdout.buffer; receive(into); "


def instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let a process do something else than read; `code` begins after the first question."""
    monkeypatch.chdir(ROOT)
    command = [sys.executable, "-c", ANSWERS + PIPES + code]
    monkeypatch.setattr(process, "program", lambda: command)


def is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def gone(pid: int) -> bool:
    """Wait until a process is gone, not only dead."""
    give_up_at = time.monotonic() + 10
    while is_there(pid) and time.monotonic() < give_up_at:
        time.sleep(0.01)  # nothing tells when a process that is no child of ours ended
    return not is_there(pid)


@pytest.mark.parametrize(
    "code",
    [
        "sys.exit(0)",
        "import os; os.abort()",
        "out.write(b'noise that is longer than a head')",
        "out.write(struct.pack('>IQ', 2, 2**40) + b'{}'); out.flush(); input()",
        "send(out, {'want': [0]}); input()",
        "import time; time.sleep(60)",
        "out.write(struct.pack('>IQ', 9, 9)); out.flush(); import time; time.sleep(60)",
        "sys.stdout.close(); import time; time.sleep(60)",
    ],
)
def test_whatever_the_process_does_it_is_given_up_and_nothing_of_it_stays(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    instead(monkeypatch, code)
    files = open_files()
    apart = Apart("pdf")
    with pytest.raises(ContentGivenUp):
        apart.ask({}, seconds=0.5)
    assert gone(apart.pid)
    with pytest.raises(ContentGivenUp):
        apart.ask({}, seconds=0.5)
    apart.end()
    assert open_files() == files


@pytest.mark.skipif(sys.platform == "win32", reason="nothing forks there")
@pytest.mark.parametrize("leaves", ["", "os.setsid();"])
@pytest.mark.parametrize("first", ["os._exit(0)", "into.read()"])
def test_a_fork_that_keeps_the_pipe_holds_nobody_up(
    monkeypatch: pytest.MonkeyPatch, leaves: str, first: str
) -> None:
    # The fork ends itself when the pipe into it is closed.
    instead(monkeypatch, f"import os\nif os.fork(): {first}\nelse: {leaves} into.read()")
    files = open_files()
    apart = Apart("pdf")
    with pytest.raises(ContentGivenUp):
        apart.ask({}, seconds=0.5)
    assert gone(apart.pid)
    assert open_files() == files


@LINUX
def test_what_the_process_started_ends_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "fork = os.fork()\nif fork: send(out, {'want': [fork]})\ntime.sleep(60)"
    instead(monkeypatch, f"import os, time\n{code}")
    forks: list[int] = []

    def serve(head: Head) -> Frame:
        forks.extend(head["want"])
        return {}, b""

    apart = Apart("pdf")
    with pytest.raises(ContentGivenUp):
        apart.ask({}, seconds=0.5, serve=serve)
    assert [gone(one) for one in forks] == [True]


def test_one_that_asks_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "\nwhile True: send(out, {'want': [0]}); receive(into)")
    apart = Apart("pdf")
    with pytest.raises(ContentGivenUp):
        apart.ask({}, seconds=0.5, serve=lambda _head: ({}, b""))
    assert gone(apart.pid)


def test_a_process_that_takes_nothing_in_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "send(out, {'want': [0]}); import time; time.sleep(60)")
    apart = Apart("pdf")
    with pytest.raises(ContentGivenUp):
        apart.ask({}, seconds=0.5, serve=lambda _head: ({}, bytes(10_000_000)))
    assert gone(apart.pid)


def test_what_goes_wrong_while_it_is_served_is_told_and_ends_it() -> None:
    apart = Apart("pdf")

    def serve(_head: Head) -> Frame:
        raise ContentDamaged

    with pytest.raises(ContentDamaged):
        apart.ask({"do": "open", "size": 900}, seconds=20, serve=serve)
    assert gone(apart.pid)


def test_one_that_is_killed_tells_whoever_waits_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "send(out, {'want': [0]}); import time; time.sleep(60)")
    apart, asked = Apart("pdf"), threading.Event()
    told: list[type[Exception]] = []

    def serve(_head: Head) -> Frame:
        asked.set()
        return {}, b""

    def ask() -> None:
        try:
            apart.ask({}, seconds=60, serve=serve)
        except ContentGivenUp as error:
            told.append(type(error))

    waiting = threading.Thread(target=ask)
    waiting.start()
    assert asked.wait(10)
    apart.end()
    waiting.join(10)
    assert told == [ContentGivenUp]
    assert gone(apart.pid)


def test_where_no_process_can_be_started_reading_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "program", lambda: ["/nowhere/casekeep"])
    with pytest.raises(ContentGivenUp):
        Apart("pdf")


@LINUX
def test_neither_arguments_nor_surroundings_tell_what_is_read() -> None:
    apart = Apart("pdf")
    pdf = a_pdf("quixotic")
    apart.ask({"do": "open", "size": len(pdf)}, seconds=20, serve=lambda _head: ({}, pdf))
    words = Path(f"/proc/{apart.pid}/cmdline").read_bytes().split(b"\0")
    assert words == [*(one.encode() for one in program()), b"apart", b""]
    surroundings = Path(f"/proc/{apart.pid}/environ").read_bytes()
    assert b"quixotic" not in surroundings
    assert {path.resolve() for path in Path(f"/proc/{apart.pid}/fd").iterdir()} & {ROOT} == set()
    apart.end()


@LINUX
def test_it_loads_neither_window_nor_database_nor_keys() -> None:
    heavy = ("PySide6", "sqlcipher3", "argon2", "keyring", "typst")
    apart = Apart("pdf")
    pdf = a_pdf("x")
    apart.ask({"do": "open", "size": len(pdf)}, seconds=20, serve=lambda _head: ({}, pdf))
    loaded = Path(f"/proc/{apart.pid}/maps").read_text("utf-8")
    apart.end()
    assert "pdfium" in loaded
    assert [one for one in heavy if one.casefold() in loaded.casefold()] == []


@LINUX
def test_it_ends_with_the_program_however_that_ends() -> None:
    code = (
        "import os; from storage.apart.process import Apart; apart = Apart('pdf');"
        "apart.ask({'do': 'open', 'size': 0}, seconds=20); print(apart.pid, flush=True);"
        "os._exit(1)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    assert gone(int(run.stdout))


@LINUX
@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("bytearray(300_000_000)", "MemoryError"),
        ("open('there', 'wb', 0).write(b'words')", "PermissionError"),
        ("limit_work(1)\nwhile True: pass", "SIGXCPU"),
    ],
)
def test_a_confined_process_gets_nothing_that_it_does_not_need(
    tmp_path: Path, wanted: str, told: str
) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from storage.hardening import confine_process, limit_work\n"
        f"confine_process(250_000_000)\n{wanted}\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False, timeout=60
    )
    if told == "SIGXCPU":
        assert run.returncode == -signal.SIGXCPU
    else:
        assert told in run.stderr.decode()
    assert [path for path in tmp_path.iterdir() if path.stat().st_size] == []
