"""The shelf beside the desk: what is asked for, and what was handed over."""

from dataclasses import dataclass

from vault.cabinet import Cabinet
from vault.disclosures import Disclosure
from vault.ids import ClientId, RequestId
from vault.releases import Waiting


@dataclass(frozen=True, slots=True)
class Shelf:
    """The open requests, the most urgent first, and what was handed over, the newest first."""

    waiting: tuple[Waiting, ...] = ()
    handed: tuple[Disclosure, ...] = ()

    def waiting_for(self, client_id: ClientId) -> Waiting | None:
        """Give the release that waits for a client, if any does."""
        own = (one for one in self.waiting if one.client_id == client_id)
        return next((one for one in own if one.release_id is not None), None)

    def asked(self, request_id: RequestId | None) -> Waiting | None:
        """Give an open request by its number."""
        return next((one for one in self.waiting if one.request.id == request_id), None)


def read_shelf(cabinet: Cabinet) -> Shelf:
    """Read the shelf, on the database's thread."""
    releases = cabinet.releases
    return Shelf(tuple(releases.waiting()), tuple(releases.handed_over()))
