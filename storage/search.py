"""Looks through names, notes, documents and measures; any thread can stop a call of another."""

from typing import Any, Final

from storage.connection import Connection
from storage.interruption import Interruption
from storage.search_documents import find_documents
from storage.search_measures import find_measures
from storage.search_passages import Known, PassageSearch, known
from storage.times import from_stored
from vault.clients import ClientStatus
from vault.ids import ClientId
from vault.name_index import NameRow
from vault.search import DocumentHit, Mark, MeasureHit, PassagePage, Sought

_NAMES: Final = """
    SELECT id, coalesce(nullif(used_name, ''), name), name_folded, case_number, status,
        last_met_at_utc
    FROM client ORDER BY last_met_at_utc DESC, name_folded
"""


class SqlSearchRepo:
    """Search in one open vault."""

    def __init__(self, connection: Connection, interruption: Interruption) -> None:
        self._connection = connection
        self._interruption = interruption
        self._names: tuple[NameRow, ...] = ()
        self._names_as_of = -1
        self._known: tuple[Sought | None, int, Known] = None, -1, Known()

    def names(self) -> tuple[NameRow, ...]:
        """List every client, last met first; the very same list until anything is written."""
        if self._names_as_of != self._connection.total_changes:
            with self._interruption.allowed():
                self._names = tuple(map(_name, self._connection.execute(_NAMES)))
            self._names_as_of = self._connection.total_changes
        return self._names

    def passages(self, sought: Sought, after: Mark | None, limit: int) -> PassagePage:
        """Give the next hits in order; there may be none on a page although more follow."""
        with self._interruption.allowed():
            return PassageSearch(self._connection, sought, after, self._of(sought)).page(limit)

    def measures(self, sought: Sought, measures: frozenset[str], limit: int) -> list[MeasureHit]:
        """List results of these measures, by the time when they were taken."""
        with self._interruption.allowed():
            return find_measures(self._connection, sought, measures, limit)

    def documents(self, sought: Sought, limit: int) -> list[DocumentHit]:
        """List documents, each once, by the time when they were added."""
        with self._interruption.allowed():
            return find_documents(self._connection, sought, limit)

    def _of(self, sought: Sought) -> Known:
        """Ask the indexes once for all the calls that one question takes."""
        as_of = self._connection.total_changes
        if self._known[0] is not sought or self._known[1] != as_of:
            self._known = sought, as_of, known(self._connection, sought)
        return self._known[2]


def _name(row: tuple[Any, ...]) -> NameRow:
    client_id, called, folded, case_number, status, last_met = row
    return NameRow(
        id=ClientId(client_id),
        called=called,
        folded=folded,
        case_number=case_number,
        status=ClientStatus(status),
        last_met_at_utc=None if last_met is None else from_stored(last_met),
    )
