"""Vaults of invented people, made once in each run."""

from __future__ import annotations

import atexit
import contextlib
import functools
import secrets
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from storage.clock import SystemClock
from storage.keeper import VaultKeeper
from storage.new_vault import DrawnVault
from tools.bench.unlocking import PARAMETERS, PASSPHRASE
from vault.lifecycle import LockReason
from vault.samples import SampleMaker, sample_profile
from vault.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.connection import Connection
    from vault.ports import Store

CLOCK = SystemClock()
SEED = 1
NOTES_A_CLIENT = 120

_BUSIEST = """
    SELECT client_id FROM unit_member JOIN note USING (unit_id)
    WHERE client_id IS NOT NULL GROUP BY client_id ORDER BY count(*) DESC LIMIT 1
"""
_DRAFT = """
    SELECT client_id, note.id FROM note JOIN unit_member USING (unit_id)
    WHERE state = 'draft' AND client_id IS NOT NULL AND note.id IN (SELECT note_id FROM passage)
    ORDER BY (SELECT count(*) FROM note AS other WHERE other.unit_id = note.unit_id) DESC LIMIT 1
"""


@dataclass(frozen=True)
class SampleVault:
    """A closed vault, and a copy of its rows in plain SQLite.

    `busiest` is the client with the most notes, `draft` an unsigned note with words in it, and
    `drafting` the client whose it is.
    """

    folder: Path
    plain: Path
    busiest: int
    drafting: int
    draft: int

    @contextlib.contextmanager
    def opened(self) -> Iterator[Store]:
        """Opens the vault for the length of a block."""
        keeper = VaultKeeper(self.folder, CLOCK)
        try:
            yield keeper.unlock(bytearray(PASSPHRASE))
        finally:
            keeper.close(LockReason.ASKED, 0)

    @contextlib.contextmanager
    def opened_plain(self) -> Iterator[Connection]:
        """Opens the plain copy, as durable as the vault is."""
        connection = plain_connection(self.plain)
        try:
            yield connection
        finally:
            connection.close()


def sample_vault(notes: int, clients: int = 0) -> SampleVault:
    """Returns a vault, by default of a client for every 120 notes; it lasts as long as the run."""
    return _made(notes, clients or notes // NOTES_A_CLIENT)


@functools.cache
def _made(notes: int, clients: int) -> SampleVault:
    print(f"making a vault of {notes:,} notes", file=sys.stderr, flush=True)
    folder = _folder() / f"{notes}-{clients}"
    plan = DrawnVault(secrets.token_bytes)
    keeper = VaultKeeper(folder, CLOCK, measure=lambda _policy: PARAMETERS)
    store = keeper.create(plan, bytearray(PASSPHRASE), sample_profile(), Settings())
    SampleMaker(store, CLOCK, SEED).make(clients, notes)
    plain = folder.with_suffix(".plain")
    _export(store._connection, plain)  # noqa: SLF001 - the export is no part of the program
    keeper.close(LockReason.ASKED, 0)
    connection = plain_connection(plain)
    (busiest,) = connection.execute(_BUSIEST).fetchone()
    drafting, draft = connection.execute(_DRAFT).fetchone()
    connection.close()
    return SampleVault(folder, plain, busiest, drafting, draft)


def plain_connection(path: Path) -> Connection:
    """Opens a database of the same SQLite without a key."""
    connection: Connection = dbapi2.connect(str(path), isolation_level=None)
    for setting in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {setting}").fetchone()
    return connection


@functools.cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="casekeep-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _export(connection: Connection, path: Path) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
    connection.execute("SELECT sqlcipher_export('plain')").fetchone()
    connection.execute("DETACH DATABASE plain")
