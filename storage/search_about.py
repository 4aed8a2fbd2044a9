"""Passages by whom they are about."""

import json
from collections.abc import Iterable
from typing import Final

from storage.connection import Connection
from vault.ids import MemberId
from vault.passages import About, AboutKind
from vault.search import is_about

Whom = tuple[About, dict[MemberId, str]]
"""A tag, and what its members are called."""

_MEMBERS: Final = """
    SELECT member.id, coalesce(nullif(used_name, ''), client.name, member.name)
    FROM unit_member AS member LEFT JOIN client ON client.id = client_id
"""
_THIRD_PERSONS: Final = "SELECT DISTINCT third_person FROM passage WHERE third_person > ''"
_PASSAGES: Final = """
    SELECT passage_id FROM passage_about WHERE member_id IN (SELECT value FROM json_each(:members))
    UNION ALL
    SELECT id FROM passage
    WHERE third_person > '' AND third_person IN (SELECT value FROM json_each(:others))
    LIMIT :most
"""
_ABOUT: Final = """
    SELECT passage.id, about_kind, third_person, (
        SELECT json_group_object(
            member.id, coalesce(nullif(used_name, ''), client.name, member.name)
        )
        FROM passage_about JOIN unit_member AS member ON member.id = member_id
        LEFT JOIN client ON client.id = member.client_id
        WHERE passage_id = passage.id
    )
    FROM passage WHERE id IN (SELECT value FROM json_each(?))
"""


def passages_about(connection: Connection, wanted: str, most: int) -> frozenset[int] | None:
    """Give every passage about people of a folded name; None where there are more than `most`.

    None as well where it isn't about people of a name.
    """
    if any(is_about(wanted, About(kind), {}) for kind in AboutKind):
        return None
    members = [
        number
        for number, called in connection.execute(_MEMBERS)
        if is_about(wanted, About.of(number), {number: called})
    ]
    others = [
        called
        for (called,) in connection.execute(_THIRD_PERSONS)
        if is_about(wanted, About(AboutKind.THIRD_PERSON, third_person=called), {})
    ]
    values = {"members": json.dumps(members), "others": json.dumps(others), "most": most + 1}
    rows = connection.execute(_PASSAGES, values).fetchall()
    return frozenset(number for (number,) in rows) if len(rows) <= most else None


def about_whom(connection: Connection, passages: Iterable[int]) -> dict[int, Whom]:
    """Give whom each passage is about."""
    rows = connection.execute(_ABOUT, (json.dumps(list(passages)),))
    return {number: whom(*row) for number, *row in rows}


def whom(kind: str, third_person: str, members: str) -> Whom:
    """Read a tag, with its members' names as a JSON object by number."""
    called = {MemberId(int(one)): name for one, name in json.loads(members).items()}
    return About(AboutKind(kind), tuple(called), third_person), called
