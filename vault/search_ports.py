"""What the search service needs of a transaction; see `vault.ports`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from vault.name_index import NameRow
    from vault.search import DocumentHit, Mark, MeasureHit, PassagePage, Sought


class SearchRepo(Protocol):
    """Looks through everything that was settled. Raises Stopped after `Store.interrupt`."""

    def names(self) -> tuple[NameRow, ...]:
        """List every client, last met first; the very same list until anything is written."""

    def passages(self, sought: Sought, after: Mark | None, limit: int) -> PassagePage:
        """Give the next hits in order, whole notes of them, so that there can be a few more.

        A page that is empty isn't the end: that is where nothing is `next`.
        """

    def measures(self, sought: Sought, measures: frozenset[str], limit: int) -> list[MeasureHit]:
        """List results of these measures, by the time when they were taken.

        Of a question only the clients, the days and the order count here.
        """

    def documents(self, sought: Sought, limit: int) -> list[DocumentHit]:
        """List documents, each once, by the time when they were added."""
