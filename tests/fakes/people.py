"""Clients in memory."""

from dataclasses import replace
from datetime import date, datetime

from tests.fakes.records import FakeRepo, found_in
from vault.clients import Client, ClientDetails, ClientRow, ClientStatus
from vault.errors import ChangedElsewhere
from vault.folding import folded
from vault.ids import (
    ClientId,
)
from vault.units import UnitKind


class FakeClientRepo(FakeRepo):
    def add(self, details: ClientDetails, opened_on: date, now_utc: datetime) -> ClientId:
        client_id = ClientId(self._records.next_number("client"))
        self._records.clients[client_id] = Client(
            id=client_id,
            case_number=f"C-{client_id:04d}",
            details=details,
            opened_on=opened_on,
            closed_on=None,
            version=1,
            created_at_utc=now_utc,
        )
        return client_id

    def get(self, client_id: ClientId) -> Client:
        return found_in(self._records.clients, client_id)

    def change(
        self,
        client_id: ClientId,
        details: ClientDetails,
        closed_on: date | None,
        now_utc: datetime,
        *,
        base_version: int,
    ) -> None:
        before = self.get(client_id)
        if before.version != base_version:
            raise ChangedElsewhere
        self._records.clients[client_id] = replace(
            before, details=details, closed_on=closed_on, version=base_version + 1
        )

    def rows(self, needle: str, status: ClientStatus | None) -> list[ClientRow]:
        sought = folded(needle)
        found = [
            client
            for client in self._records.clients.values()
            if status in {None, client.details.status}
            and sought in folded(f"{client.called}\n{client.details.name}")
        ]
        found.sort(key=lambda client: (folded(client.called), client.id))
        met = self._records.last_met
        found.sort(key=lambda client: met(client.id) or client.created_at_utc, reverse=True)
        return [self._row(client) for client in found]

    def count(self, status: ClientStatus) -> int:
        return sum(one.details.status is status for one in self._records.clients.values())

    def _row(self, client: Client) -> ClientRow:
        units = self._records.units_of(client.id)
        others = units[0].members if units else ()
        return ClientRow(
            id=client.id,
            called=client.called,
            status=client.details.status,
            kind=units[0].kind if units else UnitKind.INDIVIDUAL,
            unit_name=units[0].name if units else "",
            others=tuple(one.called for one in others if one.client_id != client.id),
            birth_date=client.details.birth_date,
            flags=client.details.flags,
            last_met_at_utc=self._records.last_met(client.id),
            closed_on=client.closed_on,
        )
