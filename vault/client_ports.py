"""What keeps clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime

    from vault.clients import Client, ClientDetails, ClientRow, ClientStatus
    from vault.ids import ClientId


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
        """List clients, last met first, then by name; `needle` folds case and accents.

        Somebody whom nobody met yet stands where their file was opened.
        """

    def count(self, status: ClientStatus) -> int:
        """Count clients of one status."""
