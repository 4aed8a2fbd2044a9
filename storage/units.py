"""Units and their members."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from storage.connection import Connection
from storage.dates import from_text, to_text
from vault.ids import ClientId, MemberId, UnitId
from vault.units import Member, NewUnit, Unit, UnitKind


class SqlUnitRepo:
    """The units of one open vault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewUnit) -> UnitId:
        """Keep a new unit."""
        unit_id = UnitId(
            self._connection.execute(
                "INSERT INTO unit (kind, name, opened_on) VALUES (?, ?, ?)",
                (new.kind, new.name, new.opened_on.isoformat()),
            ).lastrowid
        )
        self._connection.executemany(
            """
            INSERT INTO unit_member (unit_id, position, client_id, name, role, joined_on)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                (unit_id, position, one.client_id, one.name, one.role, to_text(one.joined_on))
                for position, one in enumerate(new.members, start=1)
            ],
        )
        return unit_id

    def get(self, unit_id: UnitId) -> Unit:
        """Give a unit; raises LookupError."""
        found = self._units([unit_id])
        if not found:
            raise LookupError(unit_id)
        return found[0]

    def of_client(self, client_id: ClientId) -> list[Unit]:
        """List the units that a client is or was a member of, the newest meeting's first."""
        rows = self._connection.execute(
            """
            SELECT DISTINCT unit_id,
                (SELECT max(starts_at_utc) FROM meeting WHERE meeting.unit_id = own.unit_id) AS met
            FROM unit_member AS own
            WHERE client_id = ?
            ORDER BY met DESC, unit_id DESC
            """,
            (client_id,),
        )
        return self._units([unit_id for unit_id, _ in rows])

    def _units(self, unit_ids: list[UnitId]) -> list[Unit]:
        members = members_of(self._connection, unit_ids)
        rows = self._connection.execute(
            """
            SELECT unit.id, kind, name, opened_on, closed_on
            FROM json_each(?) AS wanted JOIN unit ON unit.id = wanted.value
            ORDER BY wanted.key
            """,
            (json.dumps(unit_ids),),
        )
        return [
            Unit(
                id=unit_id,
                kind=UnitKind(kind),
                name=name,
                opened_on=date.fromisoformat(opened_on),
                closed_on=from_text(closed_on),
                members=members[unit_id],
            )
            for unit_id, kind, name, opened_on, closed_on in rows
        ]


def members_of(
    connection: Connection, unit_ids: Iterable[UnitId]
) -> defaultdict[UnitId, tuple[Member, ...]]:
    """Give the members of each of these units by position, called as they are called now."""
    rows = connection.execute(
        """
        SELECT unit_id, member.id, position,
            coalesce(nullif(used_name, ''), client.name, member.name),
            client_id, role, joined_on, left_on
        FROM unit_member AS member LEFT JOIN client ON client.id = client_id
        WHERE unit_id IN (SELECT value FROM json_each(?))
        ORDER BY unit_id, position
        """,
        (json.dumps(list(unit_ids)),),
    )
    found: defaultdict[UnitId, list[Member]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(_member(row[1:]))
    return defaultdict(tuple, ((unit_id, tuple(members)) for unit_id, members in found.items()))


def _member(row: tuple[Any, ...]) -> Member:
    member_id, position, called, client_id, role, joined_on, left_on = row
    return Member(
        id=MemberId(member_id),
        position=position,
        called=called,
        client_id=client_id,
        role=role,
        joined_on=from_text(joined_on),
        left_on=from_text(left_on),
    )
