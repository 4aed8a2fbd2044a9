"""Real processes of the program, and how to find the one that took another's place."""

import json
import os
import secrets
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from storage.clock import SystemClock
from storage.header import KeyFile
from storage.keeper import VaultKeeper
from storage.new_vault import DrawnVault
from tests.journeys.home import PASSPHRASE, PROFILE
from vault.cabinet import Cabinet
from vault.kdf import KdfParameters, KdfPolicy
from vault.keys import (
    SecretBytes,
    SlotKind,
    derive_process_key,
    derive_sub_keys,
    unwrap_with_passphrase,
)
from vault.lifecycle import LockReason
from vault.ports import Store
from vault.settings import Settings

ROOT = Path(__file__).parents[2]
PATIENCE_S = 30.0

# The cheapest that the release policy reads, so that the real program opens the vault.
CHEAP = KdfParameters(memory_kib=16 * 1024, passes=1, lanes=1)
CHEAP_POLICY = KdfPolicy(
    start=CHEAP,
    floor=CHEAP,
    readable_from=CHEAP,
    readable_to=KdfParameters(64 * 1024, 20, 4),
    memory_ceiling_kib=64 * 1024,
)


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """A vault that the real program can open too, open in this process."""
    keeper = VaultKeeper(folder, SystemClock(), policy=CHEAP_POLICY, measure=lambda _: CHEAP)
    if folder.exists():
        store = keeper.unlock(bytearray(PASSPHRASE.encode()))
    else:
        # By chance, so that a key found in memory is no accident.
        plan = DrawnVault(secrets.token_bytes)
        store = keeper.create(plan, bytearray(PASSPHRASE.encode()), PROFILE, Settings())
    try:
        yield store
    finally:
        keeper.close(LockReason.ASKED, 0)


def keys_of(folder: Path) -> dict[str, bytes]:
    """Derive every key of a vault from its passphrase and its key file, as the program does."""
    header = KeyFile(folder).read().header
    slot = next(one for one in header.slots if one.kind is SlotKind.PASSPHRASE)
    with SecretBytes(PASSPHRASE.encode()) as passphrase:
        vault_key = unwrap_with_passphrase(slot, passphrase, header.place, CHEAP_POLICY)
    derived = derive_sub_keys(vault_key, header.vault_id)
    found = {"vault": vault_key} | {one.name: getattr(derived, one.name) for one in fields(derived)}
    # No secret: SQLCipher begins its file with it.
    del found["database_salt"]
    found["process_notes"] = derive_process_key(vault_key, header.vault_id).key
    return {name: bytes(key.buffer) for name, key in found.items()}


def cabinet_over(store: Store) -> Cabinet:
    """The services, of which these tests use none that press documents."""
    from storage import doors

    return Cabinet.over(store, SystemClock(), doors.press(), doors.outbox(), doors.calendars)


class TypistProcess:
    """A window in a process of its own; see `tests/journeys/typist.py`."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.typist", str(folder)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        for end in (self._process.stdin, self._process.stdout, self._process.stderr):
            if end is not None:
                end.close()
        for locked in locked_processes(self.folder):
            os.kill(locked, signal.SIGKILL)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def send(self, line: str) -> None:
        """Send a line without waiting for its answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")

    def say(self, line: str) -> Any:
        """Send a line and give its answer."""
        self.send(line)
        return self.answer()

    def answer(self) -> Any:
        """Give the next answer."""
        out = self._process.stdout
        assert out is not None
        ready, _, _ = select.select([out], [], [], PATIENCE_S)
        line = out.readline() if ready else ""
        assert line, self.complaint()
        return json.loads(line)

    def complaint(self) -> str:
        """Say what a process left on standard error that gave no answer."""
        self.kill()
        assert self._process.stderr is not None
        return self._process.stderr.read()

    def wait(self) -> int:
        """Wait for the process to end by itself; give its exit code."""
        return self._process.wait(PATIENCE_S)

    def stop(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """End the process at once, as a power cut would."""
        self._process.kill()
        self._process.wait(PATIENCE_S)


def locked_processes(folder: Path) -> list[int]:
    """Find the running programs that stand before one vault's lock."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                command = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"--vault" in command and str(folder).encode() in command:
                found.append(int(entry.name))
    return found


def the_locked_process(folder: Path) -> int:
    """Wait for the process that took the place of a locked one."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if found := locked_processes(folder):
            return found[0]
        time.sleep(0.02)
    raise AssertionError("no locked process was started")
