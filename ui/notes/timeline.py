"""A client's notes and units, as they are read together."""

from dataclasses import dataclass

from vault.cabinet import Cabinet
from vault.ids import ClientId
from vault.notes import NoteFile, NoteRow
from vault.units import Unit


@dataclass(frozen=True, slots=True)
class Timeline:
    """A client's notes, newest first, and units, the one that met last first."""

    rows: tuple[NoteRow, ...] = ()
    units: tuple[Unit, ...] = ()

    @property
    def open_units(self) -> tuple[Unit, ...]:
        """The units that a new note can be for; the closed ones where there is no other."""
        return tuple(unit for unit in self.units if unit.closed_on is None) or self.units

    def usual_unit(self, front: NoteFile | None) -> Unit | None:
        """Give the unit that a new note is for unless another is chosen; None where there is none.

        It is that of the note in front, or else the one that met last.
        """
        units, wanted = self.open_units, front.unit.id if front else None
        return next((one for one in units if one.id == wanted), next(iter(units), None))


def read_timeline(cabinet: Cabinet, client_id: ClientId) -> Timeline:
    """Read them, on the database's thread."""
    rows = tuple(cabinet.notes.timeline(client_id))
    return Timeline(rows, tuple(cabinet.units.of_client(client_id)))
