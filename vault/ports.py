"""What the services need from outside: one protocol a purpose.

What keeps one noun, or a few that belong together, is in `vault/<noun>_ports.py`. `storage`
implements them over SQLCipher, `tests/fakes` in memory; one set of contract tests runs against
both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from datetime import date, datetime
    from pathlib import Path

    from vault.audit import Anchor, AuditEntry, AuditKind
    from vault.blobs import Blobs
    from vault.client_ports import ClientRepo
    from vault.desk_ports import DisclosureRepo, ReleaseRepo, RequestRepo
    from vault.document_ports import DocumentRepo
    from vault.lifecycle import LockReason
    from vault.measure_ports import MeasureRepo
    from vault.meeting_ports import MeetingRepo
    from vault.note_ports import NoteRepo, ReviewRepo
    from vault.place import FormKey, FormKind, FormWords, Place
    from vault.process_drawer import ProcessDrawer
    from vault.profile import Profile
    from vault.search_ports import SearchRepo
    from vault.settings import Settings
    from vault.unit_ports import UnitRepo
    from vault.writing_ports import DictionaryRepo, PhraseRepo


class Clock(Protocol):
    """Tells the time."""

    def now_utc(self) -> datetime:
        """Give the present time, aware, in UTC."""

    def today(self) -> date:
        """Give the present day where the counselor is."""

    def local(self, at_utc: datetime) -> datetime:
        """Give a time as a clock on the counselor's wall shows it."""


class ProfileRepo(Protocol):
    """Keeps the counselor's profile."""

    def get(self) -> Profile:
        """Give the profile, an empty one where none was kept."""

    def put(self, profile: Profile) -> None:
        """Keep the profile."""


class SettingRepo(Protocol):
    """Keeps settings, the place to come back to, and forms that were half typed."""

    def get(self) -> Settings:
        """Give the settings, the safe ones where none were kept."""

    def put(self, settings: Settings) -> None:
        """Keep the settings."""

    def place(self) -> Place:
        """Give the place to come back to."""

    def put_place(self, place: Place) -> None:
        """Keep the place to come back to."""

    def unfinished(self, kind: FormKind) -> dict[int, FormWords]:
        """Give what stood in the forms of a kind, by the number of what each is about."""

    def put_unfinished(self, kind: FormKind, about: int, typed: FormWords) -> None:
        """Keep what stands in a form; nothing forgets it."""

    def finish_form(self, form: FormKey | None) -> None:
        """Forget what was kept of a form, for it is finished; None where there is no form."""

    def process_mark(self) -> int | None:
        """Say how many writes the process notes had at least; None before there were any."""

    def put_process_mark(self, writes: int | None) -> None:
        """Keep how far the process notes have come; None forgets that there were any."""


class AuditTrail(Protocol):
    """The append-only chain of what was done."""

    def append(self, kind: AuditKind, subject: str = "", detail: str = "") -> None:
        """Add an entry; `detail` must hold no client's words."""

    def entries(self) -> Iterable[AuditEntry]:
        """Walk the chain from its first entry."""

    def anchor(self) -> Anchor:
        """Give the chain's length and newest MAC."""

    def first_bad(self) -> int | None:
        """Verify the chain; give the first sequence number that is wrong, or None."""


class Work(Protocol):
    """One transaction: every repository over the same state."""

    @property
    def clients(self) -> ClientRepo:
        """The clients."""

    @property
    def units(self) -> UnitRepo:
        """The units."""

    @property
    def meetings(self) -> MeetingRepo:
        """The meetings."""

    @property
    def notes(self) -> NoteRepo:
        """The notes."""

    @property
    def reviews(self) -> ReviewRepo:
        """The reviews of plans."""

    @property
    def documents(self) -> DocumentRepo:
        """The documents."""

    @property
    def measures(self) -> MeasureRepo:
        """The results of measures."""

    @property
    def search(self) -> SearchRepo:
        """The search."""

    @property
    def requests(self) -> RequestRepo:
        """The requests."""

    @property
    def releases(self) -> ReleaseRepo:
        """The releases."""

    @property
    def disclosures(self) -> DisclosureRepo:
        """The disclosures."""

    @property
    def profile(self) -> ProfileRepo:
        """The profile."""

    @property
    def settings(self) -> SettingRepo:
        """The settings."""

    @property
    def dictionary(self) -> DictionaryRepo:
        """The vault's own dictionary."""

    @property
    def phrases(self) -> PhraseRepo:
        """The phrases."""

    @property
    def audit(self) -> AuditTrail:
        """The audit trail."""


class Store(Protocol):
    """An open vault's records. All calls come from the one thread that opened it.

    Raises DiskFull, DiskFault, FolderReadOnly, FolderGone and DatabaseDamaged.
    """

    def write(self) -> AbstractContextManager[Work]:
        """Begin a transaction; it is kept at the end of the block, or undone on an error."""

    def read(self) -> AbstractContextManager[Work]:
        """Look at one consistent state."""

    def interrupt(self) -> None:
        """Stop a search that is running, and nothing else. Any thread may call it."""

    @property
    def process_notes(self) -> ProcessDrawer:
        """The drawer of the process notes, which opens apart."""

    @property
    def blobs(self) -> Blobs:
        """The documents' contents; any thread may ask for them."""


class OutgoingFile(Protocol):
    """Bytes that lie beside their destination, durable, not yet under their name."""

    def publish(self) -> None:
        """Give the bytes their name, durably. Raises the errors of `Outbox.stage`."""

    def discard(self) -> None:
        """Take the bytes away; does nothing after `publish`."""


class Outbox(Protocol):
    """The one way for bytes to leave the vault."""

    def stage(self, path: Path, data: bytes) -> OutgoingFile:
        """Write bytes beside `path`, 0600, flushed to the disk.

        Raises DiskFull, DiskFault, FolderReadOnly, FolderGone.
        """


class Keeper(Protocol):
    """Creates, opens and closes one vault folder. One thread uses it.

    After an unlock, `clock_set_back` tells that the clock shows a time before what was done last.
    """

    clock_set_back: bool

    def create(
        self, plan: NewVault, passphrase: bytearray, profile: Profile, settings: Settings
    ) -> Store:
        """Make a new vault from keys made beforehand, and leave it open.

        Raises VaultAlreadyThere, FolderReadOnly, FolderGone, DiskFull, DiskFault; after an
        error nothing of the vault is left behind.
        """

    def unlock(self, passphrase: bytearray) -> Store:
        """Open the vault.

        Raises WrongPassphrase, KeyFileDamaged, KeyFileMissing, DatabaseDamaged,
        DatabaseMissing, VaultTooNew, VaultInUse, NoVaultThere and the errors of the disk.
        """

    def recover(self, recovery_key: str) -> Store:
        """Open the vault with the printed recovery key.

        Raises RecoveryKeyTypo, WrongRecoveryKey, and what `unlock` raises.
        """

    def check_passphrase(self, passphrase: bytearray) -> bool:
        """Say whether a passphrase is the open vault's, for coming back after hiding."""

    def change_passphrase(self, passphrase: bytearray) -> None:
        """Give the open vault a new passphrase; the old one stops to open it."""

    def rest(self) -> None:
        """Empty the write-ahead log and move the anchor, some seconds after the last write."""

    def close(self, reason: LockReason, drafts_saved: int, drafts_lost: int = 0) -> None:
        """Checkpoint, move the anchor, say in the key file what locked the vault, close.

        `drafts_lost` counts the texts whose last changes couldn't be stored. Does nothing where
        no vault is open.
        """


class NewVault(Protocol):
    """Keys made for a vault that doesn't exist yet; wiped when the wizard is left."""

    @property
    def recovery_groups(self) -> tuple[str, ...]:
        """The recovery key's eight groups, as they are printed."""

    @property
    def sealed_block(self) -> str:
        """The recovery slot as text, for the kit's QR code; useless without the key."""

    def wipe(self) -> None:
        """Overwrite what is secret."""
