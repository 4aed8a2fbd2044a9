"""A client's notes and units, as they are read together."""

from dataclasses import dataclass

from vault.cabinet import Cabinet
from vault.ids import ClientId
from vault.notes import NoteRow
from vault.units import Unit


@dataclass(frozen=True, slots=True)
class Timeline:
    """A client's notes and units."""

    rows: tuple[NoteRow, ...]
    units: tuple[Unit, ...]


def read_timeline(cabinet: Cabinet, client_id: ClientId) -> Timeline:
    """Read them, on the database's thread."""
    rows = tuple(cabinet.notes.timeline(client_id))
    return Timeline(rows, tuple(cabinet.units.of_client(client_id)))
