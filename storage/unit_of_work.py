"""Transactions: every repository over one state, kept whole or undone whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property

from storage.audit_chain import SqlAuditTrail
from storage.clients import SqlClientRepo
from storage.connection import Connection
from storage.disclosures import SqlDisclosureRepo
from storage.errors import sqlite_errors
from storage.meetings import SqlMeetingRepo
from storage.notes import SqlNoteRepo
from storage.profile import SqlProfileRepo
from storage.releases import SqlReleaseRepo
from storage.requests import SqlRequestRepo
from storage.settings import SqlSettingRepo
from storage.units import SqlUnitRepo
from vault.errors import FaultError


class SqlWork:
    """The repositories, each made when it is first asked for."""

    def __init__(self, connection: Connection, audit: SqlAuditTrail) -> None:
        self._connection = connection
        self._audit = audit

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


class SqlStore:
    """An open vault's records.

    `guard` raises FolderGone where the database isn't in its place any more: SQLite alone
    would go on, and keep nothing.
    """

    def __init__(
        self, connection: Connection, audit: SqlAuditTrail, guard: Callable[[], None]
    ) -> None:
        self._connection = connection
        self._guard = guard
        self._work = SqlWork(connection, audit)

    @contextmanager
    def write(self) -> Iterator[SqlWork]:
        """Begin a transaction; it is kept at the end of the block, or undone on an error.

        Raises DiskFull, DiskFault, FolderReadOnly, FolderGone and DatabaseDamaged. A block
        that changed nothing costs no write.
        """
        with self._transaction("BEGIN IMMEDIATE"):
            before = self._connection.total_changes
            yield self._work
            if self._connection.total_changes != before:
                self._connection.execute("UPDATE counter SET writes = writes + 1")
                self._guard()
                self._connection.execute("COMMIT")

    @contextmanager
    def read(self) -> Iterator[SqlWork]:
        """Look at one consistent state; a write inside is undone and raises FaultError."""
        with self._transaction("BEGIN"):
            before = self._connection.total_changes
            yield self._work
            if self._connection.total_changes != before:
                raise FaultError("a write where reading was announced")

    def writes(self) -> int:
        """Count the write transactions that this vault has ever kept."""
        with sqlite_errors(self._guard):
            return int(self._connection.execute("SELECT writes FROM counter").fetchone()[0])

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._require_outermost()
        with sqlite_errors(self._guard):
            self._connection.execute(begin)
            try:
                yield
            finally:
                # SQLite itself has rolled back already after some errors, a full disk's too.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _require_outermost(self) -> None:
        if self._connection.in_transaction:
            raise FaultError("a transaction inside another")
