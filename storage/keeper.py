"""Creates, opens and closes one vault folder.

Loads SQLCipher: import it after the first paint. What the unlock window needs before that is in
`storage.glance`.
"""

import contextlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from storage import vault_entries
from storage.audit_chain import SqlAuditTrail
from storage.blobs import FileBlobs
from storage.building import Building, complete_creation, require_empty
from storage.header import KeyFile, measured_parameters
from storage.new_vault import DrawnVault
from storage.opener import DATABASE_NAME, Database, create_database, open_database
from storage.outside import Outside
from storage.process_drawer import SqlProcessDrawer
from storage.tries import Failures, Tries
from storage.unit_of_work import SqlStore
from storage.vault_lock import VaultLock
from vault import header as headers
from vault import recovery
from vault.audit import AuditKind
from vault.errors import (
    CasekeepError,
    DiskFull,
    FaultError,
    KeyFileMissing,
    NoVaultThere,
    OutOfOrder,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryKey,
)
from vault.header import MOST_PRACTICE_CHARACTERS, Header, Notice, UnverifiedHeader
from vault.kdf import RELEASE_POLICY, KdfParameters, KdfPolicy
from vault.keys import ProcessKey, RandomBytes, SecretBytes, SubKeys, raw_key_literal
from vault.lifecycle import LockReason
from vault.ports import Clock, NewVault
from vault.process_notes import ClosedBy, ProcessNoteService
from vault.profile import Profile
from vault.settings import Settings

THIS_VERSION: Final = "0.1.0"
NEEDS: Final = "0.1.0"
_LOCK_WAIT_SECONDS: Final = 2.0


@dataclass(slots=True)
class _Open:
    """What is held while a vault is open."""

    header: Header
    sub_keys: SubKeys
    database: Database
    drawer: SqlProcessDrawer
    blobs: FileBlobs
    trail: SqlAuditTrail
    store: SqlStore
    lock: VaultLock
    recovery_key: SecretBytes | None = None
    rested_at: int = -1

    def let_go(self) -> None:
        """Close the database, wipe the keys and free the folder, whatever fails on the way."""
        with contextlib.ExitStack() as steps:
            steps.callback(self.lock.release)
            steps.callback(self.sub_keys.wipe)
            if self.recovery_key is not None:
                steps.callback(self.recovery_key.wipe)
            steps.callback(self.database.close)
            steps.callback(self.drawer.close)
            steps.callback(self.blobs.close)


class VaultKeeper:
    """Keeps one vault folder; passphrases come as `vault.passphrases.encoded` gives them.

    After an unlock, `behind` counts the audit entries that are missing since the database was
    last vouched for, `failures` sums up the failed tries before it, `fell_back` tells that a
    copy of the key file was damaged and another one served, `clock_set_back` that the clock shows
    a time before the newest audit entry's, and `unrecorded` that a full disk kept the unlock out
    of the audit trail.
    """

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        random_bytes: RandomBytes = secrets.token_bytes,
        policy: KdfPolicy = RELEASE_POLICY,
        measure: Callable[[KdfPolicy], KdfParameters] = measured_parameters,
        lock_wait_seconds: float = _LOCK_WAIT_SECONDS,
    ) -> None:
        self.behind = 0
        self.failures: Failures | None = None
        self.fell_back = False
        self.clock_set_back = False
        self.unrecorded = False
        self._folder = folder
        self._clock = clock
        self._random_bytes = random_bytes
        self._policy = policy
        self._measure = measure
        self._lock_wait_seconds = lock_wait_seconds
        self._key_file = KeyFile(folder)
        self._tries = Tries(folder)
        self._open: _Open | None = None

    def create(
        self, plan: NewVault, passphrase: bytearray, profile: Profile, settings: Settings
    ) -> SqlStore:
        """Make a new vault from keys made beforehand, and leave it open.

        Raises VaultAlreadyThere, FolderReadOnly, FolderGone, DiskFull, DiskFault; after an
        error nothing of the vault is left behind, and the same keys serve for another try.
        """
        self._require_closed()
        if not isinstance(plan, DrawnVault):
            raise FaultError("a vault is made from drawn keys")
        require_empty(self._folder)
        with SecretBytes(passphrase) as secret:
            header, sub_keys = plan.sealed(
                secret,
                profile.shown_practice[:MOST_PRACTICE_CHARACTERS],
                self._measure(self._policy),
                self._policy,
                NEEDS,
                self._clock.now_utc(),
            )
        building = Building(self._folder)
        with building.undone_on_error():
            building.on_undo(sub_keys.wipe)
            lock = building.prepare()
            header = self._built(building.build_path, header, sub_keys, profile, settings)
            building.seal(header, sub_keys.header)
            building.complete()
            self._open = self._opened(header, sub_keys, lock)
        return self._open.store

    def unlock(self, passphrase: bytearray) -> SqlStore:
        """Open the vault.

        Raises WrongPassphrase, KeyFileDamaged, KeyFileMissing, DatabaseDamaged,
        DatabaseMissing, VaultTooNew, VaultInUse, NoVaultThere, NotEnoughMemory and the errors
        of the disk.
        """
        with SecretBytes(passphrase) as secret:
            return self._unlocked(
                lambda found: headers.open_with_passphrase(found, secret, self._policy),
                AuditKind.VAULT_UNLOCKED,
            ).store

    def recover(self, recovery_key: str) -> SqlStore:
        """Open the vault with the printed recovery key.

        Raises RecoveryKeyTypo, InvalidField, WrongRecoveryKey, and what `unlock` raises.
        """
        key = recovery.from_text(recovery_key)
        try:
            opened = self._unlocked(
                lambda found: headers.open_with_recovery(found, key), AuditKind.VAULT_RECOVERED
            )
        except BaseException:
            key.wipe()
            raise
        # Who forgot the passphrase sets a new one with it.
        opened.recovery_key = key
        return opened.store

    def check_passphrase(self, passphrase: bytearray) -> bool:
        """Say whether a passphrase is the open vault's, for coming back after hiding.

        Touches no database and no file, so that any thread may call it.
        """
        opened = self._open
        if opened is None:
            return False
        here = UnverifiedHeader(
            opened.header, fell_back=False, is_sealed_by=lambda key: key == opened.sub_keys.header
        )
        with SecretBytes(passphrase) as secret:
            try:
                _, sub_keys = headers.open_with_passphrase(here, secret, self._policy)
            except WrongPassphrase:
                return False
        sub_keys.wipe()
        return True

    def process_key(self, passphrase: bytearray) -> ProcessKey:
        """Derive what opens the process notes of the open vault, on any thread.

        Raises WrongPassphrase and NotEnoughMemory.
        """
        header = self._require_open().header
        with SecretBytes(passphrase) as secret:
            return headers.process_key(header, secret, self._policy)

    def change_passphrase(self, passphrase: bytearray, old: bytearray | None = None) -> None:
        """Give the open vault a new passphrase; the old one stops to open it.

        Takes the old passphrase, or the recovery key that the vault was opened with: the vault
        key isn't kept while the vault is open. Raises WrongPassphrase.
        """
        opened = self._require_open()
        arguments = self._measure(self._policy), self._policy, self._random_bytes
        with SecretBytes(passphrase) as new, SecretBytes(old or b"") as before:
            if old is None and opened.recovery_key is not None:
                changed = headers.set_passphrase_by_recovery(
                    opened.header, opened.recovery_key, new, *arguments
                )
            else:
                changed = headers.change_passphrase(opened.header, before, new, *arguments)
        with opened.store.write() as work:
            work.audit.append(AuditKind.SETTING_CHANGED, "passphrase")
            self._key_file.replace(changed, opened.sub_keys.header)
            opened.header = changed

    def rest(self) -> None:
        """Empty the write-ahead log and move the anchor, some seconds after the last write."""
        opened = self._open
        if opened is None:
            return
        writes = opened.store.writes()
        if writes != opened.rested_at:
            self._vouch(opened, opened.header.notice)
            opened.rested_at = writes
        opened.drawer.rest()

    def close(self, reason: LockReason, drafts_saved: int, drafts_lost: int = 0) -> None:
        """Checkpoint, move the anchor, say in the key file what locked the vault, close.

        Does nothing where no vault is open. Nothing stands in the way of closing: where the
        disk refuses the last entry or the anchor, the vault closes without them, and the next
        unlock records the lock.
        """
        opened = self._open
        if opened is None:
            return
        ProcessNoteService(opened.store, self._clock).close(ClosedBy.LOCKED)
        now = self._clock.now_utc()
        notice = Notice(now, reason.value, drafts_saved, drafts_lost=drafts_lost)
        try:
            with contextlib.suppress(CasekeepError), opened.store.write() as work:
                vault_entries.record_lock(work.audit, notice)
            with contextlib.suppress(CasekeepError):
                try:
                    self._vouch(opened, notice)
                except CasekeepError:
                    # A full disk may refuse the checkpoint; the notice takes no space.
                    told = replace(opened.header, notice=notice)
                    self._key_file.write(told, opened.sub_keys.header)
        finally:
            self._open = None
            opened.let_go()

    def _built(
        self,
        path: Path,
        header: Header,
        sub_keys: SubKeys,
        profile: Profile,
        settings: Settings,
    ) -> Header:
        """Make the database with its first rows, close it, and anchor its chain."""
        database = create_database(path, _raw_key(sub_keys))
        try:
            trail = SqlAuditTrail(database.connection, sub_keys.audit, header.epoch, self._clock)
            store = SqlStore(database.connection, trail, database.require_in_place)
            with store.write() as work:
                work.profile.put(profile)
                work.settings.put(settings)
                work.audit.append(AuditKind.VAULT_CREATED)
                work.audit.append(AuditKind.DAY)
            anchor = self._anchor(trail)
            database.checkpoint()
        finally:
            database.close()
        return replace(header, anchor=anchor)

    def _unlocked(
        self, derive: Callable[[UnverifiedHeader], tuple[Header, SubKeys]], kind: AuditKind
    ) -> _Open:
        self._require_closed()
        self._require_vault()
        self.unrecorded = False
        with contextlib.ExitStack() as undo:
            lock = VaultLock(self._folder)
            lock.acquire(self._lock_wait_seconds)
            undo.callback(lock.release)
            found = self._key_file.read()
            try:
                header, sub_keys = derive(found)
            except (WrongPassphrase, WrongRecoveryKey):
                self._tries.add(self._clock.now_utc())
                raise
            undo.callback(sub_keys.wipe)
            _require_known(header)
            complete_creation(self._folder)
            opened = self._opened(header, sub_keys, lock)
            undo.callback(opened.database.close)
            self._look_behind(opened)
            # Records that can't be read are worse than an unlock that isn't recorded.
            try:
                self._record_unlock(opened, kind)
            except DiskFull:
                self.unrecorded = True
            undo.pop_all()
        self.fell_back = found.fell_back
        self._open = opened
        return opened

    def _opened(self, header: Header, sub_keys: SubKeys, lock: VaultLock) -> _Open:
        database = open_database(self._folder / DATABASE_NAME, _raw_key(sub_keys))
        sub_keys.database.wipe()
        sub_keys.database_salt.wipe()
        trail = SqlAuditTrail(database.connection, sub_keys.audit, header.epoch, self._clock)
        drawer = SqlProcessDrawer(self._folder, self.process_key)
        blobs = FileBlobs(self._folder, sub_keys.blobs, self._random_bytes, Outside())
        store = SqlStore(database.connection, trail, database.require_in_place, drawer, blobs)
        return _Open(header, sub_keys, database, drawer, blobs, trail, store, lock)

    def _look_behind(self, opened: _Open) -> None:
        anchor = opened.header.anchor
        with opened.store.read() as work:
            self.behind = work.audit.missing_behind(anchor.count, anchor.head)
            self.clock_set_back = vault_entries.is_set_back(work.audit, self._clock)
        opened.blobs.keeps_orphans = bool(self.behind)
        self.failures = self._tries.failures()

    def _record_unlock(self, opened: _Open, kind: AuditKind) -> None:
        tries = self._tries.times()
        with opened.store.write() as work:
            if opened.header.notice is not None:
                vault_entries.record_missed_lock(work.audit, opened.header.notice)
            if self.clock_set_back:
                work.audit.append(AuditKind.CLOCK_SET_BACK)
            if self.behind:
                work.audit.append(AuditKind.VAULT_BEHIND, detail=f"missing={self.behind}")
            vault_entries.record_unlock(work.audit, kind, tries)
            vault_entries.record_day(work.audit, self._clock)
        self._tries.forget()

    def _vouch(self, opened: _Open, notice: Notice | None) -> None:
        """Bring the database to rest first: the anchor never tells of what could be lost."""
        opened.database.checkpoint()
        with opened.store.read() as work:
            practice = work.profile.get().shown_practice[:MOST_PRACTICE_CHARACTERS]
        before, reached = opened.header, self._anchor(opened.trail)
        practice = practice or before.practice
        if (reached.count, notice, practice) != (
            before.anchor.count,
            before.notice,
            before.practice,
        ):
            changed = replace(before, anchor=reached, notice=notice, practice=practice)
            self._key_file.write(changed, opened.sub_keys.header)
            opened.header = changed

    def _anchor(self, trail: SqlAuditTrail) -> headers.Anchor:
        reached = trail.anchor()
        return headers.Anchor(reached.count, reached.head, self._clock.now_utc())

    def _require_closed(self) -> None:
        if self._open is not None:
            raise OutOfOrder("open", "unlock")

    def _require_open(self) -> _Open:
        if self._open is None:
            raise OutOfOrder("locked", "use")
        return self._open

    def _require_vault(self) -> None:
        """Look before the lock makes its file, which only a vault's folder may hold."""
        if not any(map(os.path.lexists, (self._key_file.path, self._key_file.spare_path))):
            if os.path.lexists(self._folder / DATABASE_NAME):
                raise KeyFileMissing
            raise NoVaultThere


def _raw_key(sub_keys: SubKeys) -> bytes:
    return raw_key_literal(sub_keys.database, sub_keys.database_salt)


def _require_known(header: Header) -> None:
    if _numbers(header.needs) > _numbers(THIS_VERSION):
        raise VaultTooNew(header.needs)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())
