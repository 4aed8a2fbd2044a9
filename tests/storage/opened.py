"""Real databases for tests: the real shape, real PRAGMAs, keys that cost nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from storage.audit_chain import SqlAuditTrail
from storage.connection import Connection
from storage.keeper import VaultKeeper
from storage.new_vault import DrawnVault
from storage.opener import create_database, memory_database
from storage.process_drawer import SqlProcessDrawer
from storage.unit_of_work import SqlStore
from tests.fast_keys import FAST_PARAMETERS, FAST_POLICY
from vault.errors import WrongPassphrase
from vault.keys import ProcessKey, SecretBytes, raw_key_literal
from vault.ports import Clock, Store
from vault.profile import Profile
from vault.settings import Settings

AUDIT_KEY = SecretBytes(b"a" * 32)
DATABASE_KEY = SecretBytes(b"k" * 32)
DATABASE_SALT = SecretBytes(b"s" * 16)
RAW_KEY = raw_key_literal(DATABASE_KEY, DATABASE_SALT)
PASSPHRASE = bytearray(b"six words that nobody guesses")
PROFILE = Profile(name="Mara Quill", credential="LMFT", practice="Quill Counseling", state="OR")
ZONE = timezone(timedelta(hours=-7))


class StillClock:
    """A clock that stands until a test moves it."""

    def __init__(self, now: datetime = datetime(2026, 3, 9, 17, 8, 41, 123456, UTC)) -> None:
        self.now = now

    def now_utc(self) -> datetime:
        return self.now

    def today(self) -> date:
        return self.local(self.now).date()

    def local(self, at_utc: datetime) -> datetime:
        return at_utc.astimezone(ZONE)

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


class CountingBytes:
    """Randomness that repeats itself: each call gives other bytes, each run the same."""

    def __init__(self) -> None:
        self._calls = 0

    def __call__(self, count: int) -> bytes:
        self._calls += 1
        return bytes((self._calls * 37 + place) % 256 for place in range(count))


def memory_store(clock: Clock | None = None) -> SqlStore:
    """Open a store over a new database in memory."""
    return store_over(memory_database(), clock)


def store_over(connection: Connection, clock: Clock | None = None) -> SqlStore:
    """Open a store over a database that is open already."""
    trail = SqlAuditTrail(connection, AUDIT_KEY, 1, clock or StillClock())
    return SqlStore(connection, trail, lambda: None)


@contextmanager
def file_store(folder: Path, clock: Clock | None = None) -> Iterator[SqlStore]:
    """Open a store over a new encrypted file."""
    database = create_database(folder / "vault.db", RAW_KEY)
    trail = SqlAuditTrail(database.connection, AUDIT_KEY, 1, clock or StillClock())
    drawer = SqlProcessDrawer(folder, _process_key)
    try:
        yield SqlStore(database.connection, trail, database.require_in_place, drawer)
    finally:
        drawer.close()
        database.close()


def _process_key(passphrase: bytearray) -> ProcessKey:
    """Take one passphrase without deriving anything."""
    if passphrase != PASSPHRASE:
        raise WrongPassphrase
    return ProcessKey(SecretBytes(b"p" * 32), SecretBytes(b"t" * 16))


def keeper_of(folder: Path, clock: Clock | None = None) -> VaultKeeper:
    """Make a keeper whose key derivation costs nothing."""
    return VaultKeeper(
        folder,
        clock or StillClock(),
        random_bytes=CountingBytes(),
        policy=FAST_POLICY,
        measure=lambda _policy: FAST_PARAMETERS,
        lock_wait_seconds=0.0,
    )


def drawn() -> DrawnVault:
    """Draw the keys of a new vault, the same in every run."""
    return DrawnVault(CountingBytes())


def new_vault(folder: Path, clock: Clock | None = None) -> tuple[VaultKeeper, SqlStore]:
    """Create a vault under PASSPHRASE and leave it open."""
    keeper = keeper_of(folder, clock)
    return keeper, keeper.create(drawn(), PASSPHRASE, PROFILE, Settings())


def kinds(store: Store) -> list[str]:
    """Name what the audit trail tells of, oldest first."""
    with store.read() as work:
        return [entry.kind for entry in work.audit.entries()]
