"""A store in memory: transactions, the audit chain, and failures on demand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from tests.fakes.desk import FakeDisclosureRepo, FakeReleaseRepo, FakeRequestRepo
from tests.fakes.documents import FakeBlobs, FakeDocumentRepo
from tests.fakes.measures import FakeMeasureRepo
from tests.fakes.meetings import FakeMeetingRepo
from tests.fakes.notes import FakeNoteRepo
from tests.fakes.outside import FakeClock
from tests.fakes.people import FakeClientRepo
from tests.fakes.practice import FakeProfileRepo, FakeSettingRepo
from tests.fakes.process_notes import FakeProcessDrawer
from tests.fakes.records import FakeRecords
from tests.fakes.reviews import FakeReviewRepo
from tests.fakes.search import FakeSearchRepo
from tests.fakes.units import FakeUnitRepo
from tests.fakes.writing import FakeDictionaryRepo, FakePhraseRepo
from vault import audit
from vault.audit import Anchor, AuditEntry, AuditKind
from vault.errors import FaultError
from vault.ports import Clock

AUDIT_KEY = bytes(range(32))


class FakeAuditTrail:
    """The real chain, kept in a list; `details` holds what stands beside the entries."""

    def __init__(self, records: FakeRecords, clock: Clock) -> None:
        self._records = records
        self._clock = clock

    def append(self, kind: AuditKind, subject: str = "", detail: str = "") -> None:
        last = self.anchor()
        at_utc = self._clock.now_utc()
        hashed = audit.detail_hash(detail)
        mac = audit.chain_mac(
            AUDIT_KEY,
            seq=last.count + 1,
            epoch=1,
            at_utc=at_utc.isoformat(),
            kind=kind,
            subject=subject,
            detail=hashed,
            prev=last.head,
        )
        entry = AuditEntry(last.count + 1, 1, at_utc, kind, subject, hashed, last.head, mac)
        self._records.audit.append(entry)
        self._records.details.append(detail)

    def entries(self) -> Iterator[AuditEntry]:
        return iter(self._records.audit)

    def anchor(self) -> Anchor:
        entries = self._records.audit
        return Anchor(len(entries), entries[-1].mac) if entries else Anchor()

    def first_bad(self) -> int | None:
        return audit.first_bad(AUDIT_KEY, self._records.audit)


class FakeWork:
    """Every repository over the same records."""

    def __init__(self, records: FakeRecords, clock: Clock) -> None:
        self._records = records
        self._clock = clock

    @cached_property
    def clients(self) -> FakeClientRepo:
        return FakeClientRepo(self._records)

    @cached_property
    def units(self) -> FakeUnitRepo:
        return FakeUnitRepo(self._records)

    @cached_property
    def meetings(self) -> FakeMeetingRepo:
        return FakeMeetingRepo(self._records)

    @cached_property
    def notes(self) -> FakeNoteRepo:
        return FakeNoteRepo(self._records)

    @cached_property
    def reviews(self) -> FakeReviewRepo:
        return FakeReviewRepo(self._records)

    @cached_property
    def documents(self) -> FakeDocumentRepo:
        return FakeDocumentRepo(self._records)

    @cached_property
    def measures(self) -> FakeMeasureRepo:
        return FakeMeasureRepo(self._records)

    @cached_property
    def search(self) -> FakeSearchRepo:
        return FakeSearchRepo(self._records)

    @cached_property
    def requests(self) -> FakeRequestRepo:
        return FakeRequestRepo(self._records)

    @cached_property
    def releases(self) -> FakeReleaseRepo:
        return FakeReleaseRepo(self._records)

    @cached_property
    def disclosures(self) -> FakeDisclosureRepo:
        return FakeDisclosureRepo(self._records)

    @cached_property
    def profile(self) -> FakeProfileRepo:
        return FakeProfileRepo(self._records)

    @cached_property
    def settings(self) -> FakeSettingRepo:
        return FakeSettingRepo(self._records)

    @cached_property
    def dictionary(self) -> FakeDictionaryRepo:
        return FakeDictionaryRepo(self._records)

    @cached_property
    def phrases(self) -> FakePhraseRepo:
        return FakePhraseRepo(self._records)

    @cached_property
    def audit(self) -> FakeAuditTrail:
        return FakeAuditTrail(self._records, self._clock)


@dataclass
class FakeStore:
    """Records in memory.

    `fail_next_commit` is raised at the end of the next write, once, and undoes it; `events`
    gets a "commit" for each write that was kept.
    """

    clock: Clock = field(default_factory=FakeClock)
    events: list[str] = field(default_factory=list)
    records: FakeRecords = field(default_factory=FakeRecords)
    process_notes: FakeProcessDrawer = field(default_factory=FakeProcessDrawer)
    blobs: FakeBlobs = field(default_factory=FakeBlobs)
    fail_next_commit: Exception | None = None
    _busy: bool = False

    @contextmanager
    def write(self) -> Iterator[FakeWork]:
        with self._block() as before:
            yield FakeWork(self.records, self.clock)
            error, self.fail_next_commit = self.fail_next_commit, None
            if error is not None:
                raise error
            if self.records != before:
                self.events.append("commit")

    @contextmanager
    def read(self) -> Iterator[FakeWork]:
        with self._block() as before:
            yield FakeWork(self.records, self.clock)
            if self.records != before:
                raise FaultError("a write where reading was announced")

    def interrupt(self) -> None:
        self.events.append("interrupt")

    @contextmanager
    def _block(self) -> Iterator[FakeRecords]:
        if self._busy:
            raise FaultError("a transaction inside another")
        before = self.records.snapshot()
        self._busy = True
        try:
            yield before
        except BaseException:
            self.records.put_back(before)
            raise
        finally:
            self._busy = False
