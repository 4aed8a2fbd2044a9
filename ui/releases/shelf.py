"""The shelf beside the desk: what waits, and what was handed over."""

from dataclasses import dataclass

from vault.cabinet import Cabinet
from vault.disclosures import Disclosure
from vault.ids import ClientId
from vault.releases import Waiting


@dataclass(frozen=True, slots=True)
class Shelf:
    """What waits, the newest first, and what was handed over, the newest first."""

    waiting: tuple[Waiting, ...] = ()
    handed: tuple[Disclosure, ...] = ()

    def waiting_for(self, client_id: ClientId) -> Waiting | None:
        """Give the release that waits for a client, if any does."""
        return next((one for one in self.waiting if one.client_id == client_id), None)


def read_shelf(cabinet: Cabinet) -> Shelf:
    """Read the shelf, on the database's thread."""
    releases = cabinet.releases
    return Shelf(tuple(releases.on_desk()), tuple(releases.handed_over()))
