"""Units: who is seen together.

Each client belongs to at least one unit; somebody seen alone is a unit of one.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vault.ids import ClientId, MemberId, UnitId


class UnitKind(StrEnum):
    """How many people are seen together, and as what."""

    INDIVIDUAL = "individual"
    COUPLE = "couple"
    FAMILY = "family"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody who joins a unit: a client, or a person without a file of their own."""

    client_id: ClientId | None = None
    name: str = ""
    role: str = ""
    joined_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that is about to be kept; members stand in the order of their tags."""

    kind: UnitKind
    opened_on: date
    members: tuple[NewMember, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a unit; `position` counts from 1 and is the key of the member's tag."""

    id: MemberId
    position: int
    called: str
    client_id: ClientId | None = None
    role: str = ""
    joined_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """Who is seen together, from when to when."""

    id: UnitId
    kind: UnitKind
    name: str
    opened_on: date
    closed_on: date | None = None
    members: tuple[Member, ...] = field(default_factory=tuple)

    @property
    def is_shared(self) -> bool:
        """Whether more than one person's words can stand in its notes."""
        return self.kind is not UnitKind.INDIVIDUAL

    def member_of(self, client_id: ClientId) -> Member | None:
        """Give the member that a client is here, if any."""
        return next((one for one in self.members if one.client_id == client_id), None)
