"""What becomes of a document's tag when the document goes to another unit's record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.errors import InvalidField, Problem
from vault.passages import UNTAGGED, About, AboutKind

if TYPE_CHECKING:
    from vault.ids import ClientId
    from vault.units import Unit


def carried_over(about: About, before: Unit | None, after: Unit) -> About | None:
    """Give whom a document is about in the words of another unit; None where nobody can tell.

    Members are the same where they are the same clients. "All of them" means other people there,
    and a document that is tagged with nobody must be said to be about somebody where no tag is
    shown.
    """
    if about.kind is AboutKind.THIRD_PERSON:
        return about
    if about.kind is AboutKind.UNTAGGED:
        return about if after.is_shared else None
    clients = {one.client_id: one.id for one in after.members if one.client_id is not None}
    called = {one.id: one.client_id for one in before.members} if before is not None else {}
    members = [clients.get(client) for one in about.members if (client := called.get(one))]
    known = [one for one in members if one is not None]
    return About.of(*known) if known and len(known) == len(about.members) else None


def tagged_anew(unit: Unit) -> About:
    """Give whom a document is about that nobody tagged yet: the one person, or nobody."""
    return UNTAGGED if unit.is_shared else About.of(unit.members[0].id)


def require_members(about: About, unit: Unit | None) -> None:
    """Refuse a tag that names somebody who isn't in the unit. Raises InvalidField."""
    members = {one.id for one in unit.members} if unit is not None else set()
    if not members.issuperset(about.members):
        raise InvalidField("about", Problem.UNKNOWN_CHOICE)


def require_shared_client(client_id: ClientId | None, before: Unit | None, after: Unit) -> None:
    """Refuse a unit that none of the document's clients is in. Raises InvalidField."""
    own = {client_id} if before is None else {one.client_id for one in before.members}
    if not (own - {None}) & {one.client_id for one in after.members}:
        raise InvalidField("unit", Problem.UNKNOWN_CHOICE)
