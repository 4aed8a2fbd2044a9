"""A keeper of one vault in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.store import FakeStore
from vault.errors import (
    NoVaultThere,
    VaultAlreadyThere,
    VaultInUse,
    WrongPassphrase,
    WrongRecoveryKey,
)
from vault.lifecycle import LockReason
from vault.ports import NewVault, Store
from vault.profile import Profile
from vault.settings import Settings


@dataclass
class FakeNewVault:
    """Keys that open nothing."""

    recovery_groups: tuple[str, ...] = tuple(f"{letter * 5}" for letter in "ABCDEFGH")
    sealed_block: str = "sealed"
    wiped: bool = False

    def wipe(self) -> None:
        self.wiped = True


@dataclass
class FakeKeeper:
    """A vault folder in memory.

    `fail` is raised by the next call that makes, opens or changes the vault, once.
    `closed_for`, `drafts_saved` and `drafts_lost` tell what `close` was told; `rests` counts.
    """

    make_store: Callable[[], FakeStore] = FakeStore
    store: FakeStore | None = None
    passphrase: bytes = b""
    recovery_key: str = ""
    fail: Exception | None = None
    is_open: bool = False
    clock_set_back: bool = False
    closed_for: list[LockReason] = field(default_factory=list)
    drafts_saved: int = 0
    drafts_lost: int = 0
    rests: int = 0

    def create(
        self, plan: NewVault, passphrase: bytearray, profile: Profile, settings: Settings
    ) -> Store:
        self._fail()
        if self.store is not None:
            raise VaultAlreadyThere
        self.store = self.make_store()
        self.passphrase = bytes(passphrase)
        self.recovery_key = "-".join(plan.recovery_groups)
        with self.store.write() as work:
            work.profile.put(profile)
            work.settings.put(settings)
        self.is_open = True
        return self.store

    def unlock(self, passphrase: bytearray) -> Store:
        return self._opened(bytes(passphrase) == self.passphrase, WrongPassphrase())

    def recover(self, recovery_key: str) -> Store:
        return self._opened(recovery_key == self.recovery_key, WrongRecoveryKey())

    def check_passphrase(self, passphrase: bytearray) -> bool:
        return bytes(passphrase) == self.passphrase

    def change_passphrase(self, passphrase: bytearray) -> None:
        self._fail()
        self.passphrase = bytes(passphrase)

    def rest(self) -> None:
        self.rests += 1

    def close(self, reason: LockReason, drafts_saved: int, drafts_lost: int = 0) -> None:
        if self.is_open:
            self.is_open = False
            self.closed_for.append(reason)
            self.drafts_saved = drafts_saved
            self.drafts_lost = drafts_lost

    def _opened(self, fits: bool, refusal: Exception) -> Store:
        self._fail()
        if self.store is None:
            raise NoVaultThere
        if self.is_open:
            raise VaultInUse
        if not fits:
            raise refusal
        self.is_open = True
        return self.store

    def _fail(self) -> None:
        error, self.fail = self.fail, None
        if error is not None:
            raise error
