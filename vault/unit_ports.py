"""What keeps units and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from vault.ids import ClientId, MemberId, UnitId
    from vault.units import Member, NewMember, NewUnit, Unit, UnitRow


class UnitRepo(Protocol):
    """Keeps units and their members."""

    def add(self, new: NewUnit) -> UnitId:
        """Keep a new unit."""

    def get(self, unit_id: UnitId) -> Unit:
        """Give a unit; raises LookupError."""

    def of_client(self, client_id: ClientId) -> list[Unit]:
        """List the units that a client is or was a member of, the newest meeting's first."""

    def rows(self, needle: str, limit: int) -> list[UnitRow]:
        """List open units, the newest meeting's first, at most `limit`, all where it is negative.

        `needle` is part of the unit's name or of a current member's, case and accents aside.
        """

    def change(self, unit_id: UnitId, *, name: str, closed_on: date | None) -> None:
        """Keep a unit's name, and since when it is closed; raises LookupError."""

    def add_member(self, unit_id: UnitId, new: NewMember) -> MemberId:
        """Keep another member, one position after the last; raises LookupError."""

    def change_member(self, member: Member) -> None:
        """Keep a member's role and days; raises LookupError."""

    def is_named(self, member_id: MemberId) -> bool:
        """Say whether any note, draft, document or meeting names a member."""

    def remove_member(self, member_id: MemberId) -> None:
        """Take away a member whom nothing names; raises LookupError."""
