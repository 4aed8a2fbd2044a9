"""What the services need from outside: one protocol a purpose.

`storage` implements them over SQLCipher, `tests/fakes.py` in memory; one set of contract
tests runs against both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractContextManager
    from datetime import date, datetime
    from pathlib import Path

    from resources.measures import RiskPrompt
    from vault.audit import Anchor, AuditEntry, AuditKind
    from vault.blobs import Blobs
    from vault.clients import Client, ClientDetails, ClientRow, ClientStatus
    from vault.disclosures import Delivery, Disclosure, NewDisclosure
    from vault.document_ports import DocumentRepo
    from vault.ids import (
        ClientId,
        DisclosureId,
        MeasureResultId,
        MeetingId,
        MemberId,
        ReleaseId,
        RequestId,
        UnitId,
    )
    from vault.lifecycle import LockReason
    from vault.measures import Look, MeasureDraft, MeasureResult, Revision
    from vault.meetings import DayMeeting, Meeting, MeetingSource, NewMeeting
    from vault.note_ports import NoteRepo, ReviewRepo
    from vault.place import FormKind, FormWords, Place
    from vault.process_drawer import ProcessDrawer
    from vault.profile import Profile
    from vault.releases import Release, Selection
    from vault.requests import Deadline, Decision, IdentityCheck, NewRequest, Request
    from vault.risk_calls import RiskCall
    from vault.search_ports import SearchRepo
    from vault.settings import Settings
    from vault.units import Member, NewMember, NewUnit, Unit, UnitRow
    from vault.writing_ports import DictionaryRepo, PhraseRepo


class Clock(Protocol):
    """Tells the time."""

    def now_utc(self) -> datetime:
        """Give the present time, aware, in UTC."""

    def today(self) -> date:
        """Give the present day where the counselor is."""

    def local(self, at_utc: datetime) -> datetime:
        """Give a time as a clock on the counselor's wall shows it."""


class ClientRepo(Protocol):
    """Keeps clients. Every method that takes a number raises LookupError for a missing one."""

    def add(self, details: ClientDetails, opened_on: date, now_utc: datetime) -> ClientId:
        """Keep a new client under the next case number, such as C-0042."""

    def get(self, client_id: ClientId) -> Client:
        """Give a client."""

    def change(
        self,
        client_id: ClientId,
        details: ClientDetails,
        closed_on: date | None,
        now_utc: datetime,
        *,
        base_version: int,
    ) -> None:
        """Replace a client's details; raises ChangedElsewhere on an older `base_version`."""

    def rows(self, needle: str, status: ClientStatus | None) -> list[ClientRow]:
        """List clients, last met first, then by name; `needle` folds case and accents."""

    def count(self, status: ClientStatus) -> int:
        """Count clients of one status."""


class UnitRepo(Protocol):
    """Keeps units and their members."""

    def add(self, new: NewUnit) -> UnitId:
        """Keep a new unit."""

    def get(self, unit_id: UnitId) -> Unit:
        """Give a unit; raises LookupError."""

    def of_client(self, client_id: ClientId) -> list[Unit]:
        """List the units that a client is or was a member of, the newest meeting's first."""

    def rows(self, needle: str, limit: int) -> list[UnitRow]:
        """List open units, the newest meeting's first, at most `limit`, all where it is negative.

        `needle` is part of the unit's name or of a current member's, case and accents aside.
        """

    def change(self, unit_id: UnitId, *, name: str, closed_on: date | None) -> None:
        """Keep a unit's name, and since when it is closed; raises LookupError."""

    def add_member(self, unit_id: UnitId, new: NewMember) -> MemberId:
        """Keep another member, one position after the last; raises LookupError."""

    def change_member(self, member: Member) -> None:
        """Keep a member's role and days; raises LookupError."""

    def is_named(self, member_id: MemberId) -> bool:
        """Say whether any note, draft, document or meeting names a member."""

    def remove_member(self, member_id: MemberId) -> None:
        """Take away a member whom nothing names; raises LookupError."""


class MeetingRepo(Protocol):
    """Keeps meetings."""

    def add(self, new: NewMeeting) -> MeetingId:
        """Keep a meeting; its number is the next one of its unit."""

    def get(self, meeting_id: MeetingId) -> Meeting:
        """Give a meeting; raises LookupError."""

    def remove(self, meeting_id: MeetingId) -> None:
        """Take away a meeting that no note is about; raises LookupError."""

    def change(self, meeting: Meeting) -> None:
        """Keep all of a meeting but its unit and number; a draft about it moves along in time.

        Raises LookupError.
        """

    def row(self, meeting_id: MeetingId) -> DayMeeting:
        """Give a meeting as Today shows it; raises LookupError."""

    def of_unit(self, unit_id: UnitId) -> list[tuple[Meeting, bool]]:
        """List a unit's meetings by number, each with whether a note is about it.

        Who was present is left out.
        """

    def renumber(self, numbers: Mapping[MeetingId, int]) -> None:
        """Give meetings of one unit other numbers."""

    def link(self, meeting_id: MeetingId, source: MeetingSource) -> None:
        """Keep which event of a calendar a meeting follows; goes with the meeting."""

    def unlink(self, meeting_id: MeetingId) -> None:
        """Let a meeting follow no event any more."""

    def source_of(self, meeting_id: MeetingId) -> MeetingSource | None:
        """Give the event that a meeting follows, if it follows one."""

    def last_imported(self) -> list[DayMeeting]:
        """List the meetings that are left of those which came in last, in order."""

    def linked(self, uids: Iterable[str]) -> dict[MeetingSource, Meeting]:
        """Give the meetings that follow these events."""

    def between(self, from_utc: datetime, to_utc: datetime) -> list[DayMeeting]:
        """List meetings that start in a span (its end not included), in order."""


class MeasureRepo(Protocol):
    """Keeps results of measures; nothing entered is ever changed, only entered over."""

    def add(self, client_id: ClientId, measure_id: str, revision: Revision) -> MeasureResultId:
        """Keep a new result."""

    def revise(self, result_id: MeasureResultId, revision: Revision) -> None:
        """Enter over a result; raises LookupError."""

    def get(self, result_id: MeasureResultId) -> MeasureResult:
        """Give a result; raises LookupError."""

    def of_client(self, client_id: ClientId) -> list[MeasureResult]:
        """List a client's results, the one that was taken first before the others."""

    def look_at(self, result_id: MeasureResultId, look: Look) -> None:
        """Keep that somebody looked at what holds now of a result; raises LookupError."""

    def taken(self) -> frozenset[str]:
        """Name the measures that any client has a result of."""

    def calls(self, measure_id: str, prompt: RiskPrompt) -> list[RiskCall]:
        """Give each client's newest result that isn't withdrawn and reaches a prompt.

        One that was looked at isn't among them, nor then are the client's earlier ones.
        """

    def assessed_at_utc(self, client_id: ClientId) -> datetime | None:
        """Give the time of the newest risk assessment about a client, if there is one.

        A signed one of a unit of several is about those whom its passages are about.
        """

    def names_meeting(self, meeting_id: MeetingId) -> bool:
        """Say whether a result was ever said to be of a meeting."""

    def draft(self, client_id: ClientId) -> MeasureDraft | None:
        """Give a client's unfinished form, if any."""

    def put_draft(self, client_id: ClientId, draft: MeasureDraft, now_utc: datetime) -> None:
        """Keep a client's unfinished form in place of the last one."""

    def drop_draft(self, client_id: ClientId) -> None:
        """Forget a client's unfinished form, if there is any."""


class RequestRepo(Protocol):
    """Keeps requests."""

    def add(self, new: NewRequest, due_on: date | None) -> RequestId:
        """Keep a new, open request."""

    def get(self, request_id: RequestId) -> Request:
        """Give a request; raises LookupError."""

    def set_identity(self, request_id: RequestId, identity: IdentityCheck) -> None:
        """Keep how it was made sure who asks."""

    def close(self, request_id: RequestId, decision: Decision, now_utc: datetime) -> None:
        """Close a request with its decision; raises OutOfOrder on a closed one."""

    def reopen(self, request_id: RequestId) -> None:
        """Open a request again whose answer never reached its destination."""

    def open_ones(self) -> list[Deadline]:
        """List open requests, the most urgent first."""


class ReleaseRepo(Protocol):
    """Keeps what stands on the release desk."""

    def add(self, request_id: RequestId, client_id: ClientId, now_utc: datetime) -> ReleaseId:
        """Put a new release on the desk."""

    def get(self, release_id: ReleaseId) -> Release:
        """Give a release; raises LookupError."""

    def open_ones(self) -> list[Release]:
        """List the releases that wait on the desk, newest first."""

    def select(self, release_id: ReleaseId, selection: Selection) -> None:
        """Keep what was chosen so far."""

    def hand_over(self, release_id: ReleaseId, now_utc: datetime) -> None:
        """Mark a release as handed over."""

    def put_back(self, release_id: ReleaseId) -> None:
        """Put a release on the desk again whose bytes never reached their destination."""


class DisclosureRepo(Protocol):
    """Records disclosures; nothing recorded is ever changed."""

    def add(self, new: NewDisclosure) -> DisclosureId:
        """Record a disclosure."""

    def deliver(self, disclosure_id: DisclosureId, delivery: Delivery, now_utc: datetime) -> None:
        """Record what became of its bytes."""

    def all(self) -> list[Disclosure]:
        """List every disclosure, newest first."""

    def of_client(self, client_id: ClientId) -> list[Disclosure]:
        """List a client's disclosures, newest first."""


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
    """Creates, opens and closes one vault folder. One thread uses it."""

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
