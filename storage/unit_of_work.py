"""Transactions: every repository over one state, kept whole or undone whole."""

from collections.abc import Callable
from functools import cached_property

from storage.audit_chain import SqlAuditTrail
from storage.blobs import FileBlobs
from storage.clients import SqlClientRepo
from storage.connection import Connection
from storage.dictionary import SqlDictionaryRepo
from storage.disclosures import SqlDisclosureRepo
from storage.documents import SqlDocumentRepo
from storage.interruption import Interruption
from storage.measures import SqlMeasureRepo
from storage.meetings import SqlMeetingRepo
from storage.notes import SqlNoteRepo
from storage.phrases import SqlPhraseRepo
from storage.profile import SqlProfileRepo
from storage.releases import SqlReleaseRepo
from storage.requests import SqlRequestRepo
from storage.reviews import SqlReviewRepo
from storage.search import SqlSearchRepo
from storage.settings import SqlSettingRepo
from storage.transactions import Transactions
from storage.units import SqlUnitRepo
from vault.errors import FaultError
from vault.process_drawer import ProcessDrawer


class SqlWork:
    """The repositories, each made when it is first asked for."""

    def __init__(self, connection: Connection, audit: SqlAuditTrail) -> None:
        self._connection = connection
        self._audit = audit
        self.interruption = Interruption(connection)

    @property
    def audit(self) -> SqlAuditTrail:
        """The audit trail."""
        return self._audit

    @cached_property
    def clients(self) -> SqlClientRepo:
        """The clients."""
        return SqlClientRepo(self._connection)

    @cached_property
    def units(self) -> SqlUnitRepo:
        """The units."""
        return SqlUnitRepo(self._connection)

    @cached_property
    def meetings(self) -> SqlMeetingRepo:
        """The meetings."""
        return SqlMeetingRepo(self._connection)

    @cached_property
    def notes(self) -> SqlNoteRepo:
        """The notes."""
        return SqlNoteRepo(self._connection)

    @cached_property
    def reviews(self) -> SqlReviewRepo:
        """The reviews of plans."""
        return SqlReviewRepo(self._connection)

    @cached_property
    def documents(self) -> SqlDocumentRepo:
        """The documents."""
        return SqlDocumentRepo(self._connection)

    @cached_property
    def measures(self) -> SqlMeasureRepo:
        """The results of measures."""
        return SqlMeasureRepo(self._connection)

    @cached_property
    def search(self) -> SqlSearchRepo:
        """The search."""
        return SqlSearchRepo(self._connection, self.interruption)

    @cached_property
    def requests(self) -> SqlRequestRepo:
        """The requests."""
        return SqlRequestRepo(self._connection)

    @cached_property
    def releases(self) -> SqlReleaseRepo:
        """The releases."""
        return SqlReleaseRepo(self._connection)

    @cached_property
    def disclosures(self) -> SqlDisclosureRepo:
        """The disclosures."""
        return SqlDisclosureRepo(self._connection)

    @cached_property
    def profile(self) -> SqlProfileRepo:
        """The profile."""
        return SqlProfileRepo(self._connection)

    @cached_property
    def settings(self) -> SqlSettingRepo:
        """The settings."""
        return SqlSettingRepo(self._connection)

    @cached_property
    def dictionary(self) -> SqlDictionaryRepo:
        """The vault's own dictionary."""
        return SqlDictionaryRepo(self._connection)

    @cached_property
    def phrases(self) -> SqlPhraseRepo:
        """The phrases."""
        return SqlPhraseRepo(self._connection)


class SqlStore(Transactions[SqlWork]):
    """An open vault's records, and the drawer of the process notes beside them."""

    def __init__(
        self,
        connection: Connection,
        audit: SqlAuditTrail,
        guard: Callable[[], None],
        process_notes: ProcessDrawer | None = None,
        blobs: FileBlobs | None = None,
    ) -> None:
        work = SqlWork(connection, audit)
        super().__init__(connection, work, guard)
        self._interruption = work.interruption
        self._process_notes = process_notes
        self._blobs = blobs

    def interrupt(self) -> None:
        """Stop a search that is running. Any thread may call it."""
        self._interruption.interrupt()

    @property
    def process_notes(self) -> ProcessDrawer:
        """The drawer of the process notes, which opens apart."""
        if self._process_notes is None:
            raise FaultError("records without a folder have no drawer beside them")
        return self._process_notes

    @property
    def blobs(self) -> FileBlobs:
        """The documents' contents; any thread may ask for them."""
        if self._blobs is None:
            raise FaultError("records without a folder have no blobs beside them")
        return self._blobs
