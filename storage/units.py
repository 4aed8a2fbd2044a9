"""Units and their members."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from storage.connection import Connection
from storage.dates import from_text, to_text
from vault.clients import ClientStatus
from vault.folding import folded
from vault.ids import ClientId, MemberId, UnitId
from vault.units import Member, NewMember, NewUnit, Unit, UnitKind, UnitRow

# A draft that doesn't rest yet holds its tags in its own text; see `storage.passages.to_body`.
_NAMED = """
    SELECT EXISTS (SELECT 1 FROM attendance WHERE member_id = :id)
        OR EXISTS (SELECT 1 FROM passage_about WHERE member_id = :id)
        OR EXISTS (SELECT 1 FROM passage WHERE said_by = :id)
        OR EXISTS (SELECT 1 FROM document_about WHERE member_id = :id)
        OR EXISTS (
            SELECT 1
            FROM note JOIN note_draft ON note_id = note.id
            JOIN json_each(body, '$[1]') AS draft
            WHERE unit_id = (SELECT unit_id FROM unit_member WHERE id = :id)
            AND (draft.value ->> 5 = :id
                OR EXISTS (SELECT 1 FROM json_each(draft.value, '$[3]') AS about
                           WHERE about.value = :id))
        )
"""


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
        for one in new.members:
            self.add_member(unit_id, one)
        return unit_id

    def add_member(self, unit_id: UnitId, new: NewMember) -> MemberId:
        """Keep another member, one position after the last; raises LookupError."""
        self._require(unit_id)
        return MemberId(
            self._connection.execute(
                """
                INSERT INTO unit_member (unit_id, position, client_id, name, role, joined_on)
                VALUES (
                    :unit_id,
                    (SELECT coalesce(max(position), 0) + 1
                     FROM unit_member WHERE unit_id = :unit_id),
                    :client_id, :name, :role, :joined_on
                )
                """,
                {
                    "unit_id": unit_id,
                    "client_id": new.client_id,
                    "name": new.name,
                    "role": new.role,
                    "joined_on": to_text(new.joined_on),
                },
            ).lastrowid
        )

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

    def rows(self, needle: str, limit: int) -> list[UnitRow]:
        """List open units, the newest meeting's first, at most `limit`, all where it is negative.

        `needle` is part of the unit's name or of a current member's, case and accents aside.
        """
        sought = folded(needle)
        people = self._current()
        rows = self._connection.execute(
            """
            SELECT unit.id, kind, name, (
                SELECT case_number FROM unit_member JOIN client ON client.id = client_id
                WHERE unit_id = unit.id AND left_on IS NULL ORDER BY position LIMIT 1
            )
            FROM unit
            WHERE closed_on IS NULL
            ORDER BY (SELECT max(starts_at_utc) FROM meeting WHERE unit_id = unit.id) DESC,
                unit.id DESC
            """
        )
        found: list[UnitRow] = []
        for unit_id, kind, name, case_number in rows:
            if len(found) == limit:
                break
            inside = people[unit_id]
            called, recorded, states = zip(*inside, strict=True) if inside else ((), (), ())
            if not sought or sought in folded("\n".join((name, *called, *recorded))):
                is_closed = set(states) - {None} == {ClientStatus.CLOSED}
                number = case_number or ""
                found.append(
                    UnitRow(unit_id, UnitKind(kind), name, called, recorded, number, is_closed)
                )
        return found

    def change(self, unit_id: UnitId, *, name: str, closed_on: date | None) -> None:
        """Keep a unit's name, and since when it is closed; raises LookupError."""
        self._require(unit_id)
        self._connection.execute(
            "UPDATE unit SET name = ?, closed_on = ? WHERE id = ?",
            (name, to_text(closed_on), unit_id),
        )

    def change_member(self, member: Member) -> None:
        """Keep a member's role and days; raises LookupError."""
        changed = self._connection.execute(
            "UPDATE unit_member SET role = ?, joined_on = ?, left_on = ? WHERE id = ?",
            (member.role, to_text(member.joined_on), to_text(member.left_on), member.id),
        ).rowcount
        if not changed:
            raise LookupError(member.id)

    def is_named(self, member_id: MemberId) -> bool:
        """Say whether any note, draft, document or meeting names a member."""
        return bool(self._connection.execute(_NAMED, {"id": member_id}).fetchone()[0])

    def remove_member(self, member_id: MemberId) -> None:
        """Take away a member whom nothing names; raises LookupError."""
        if not self._connection.execute(
            "DELETE FROM unit_member WHERE id = ?", (member_id,)
        ).rowcount:
            raise LookupError(member_id)

    def _require(self, unit_id: UnitId) -> None:
        row = self._connection.execute("SELECT 1 FROM unit WHERE id = ?", (unit_id,)).fetchone()
        if row is None:
            raise LookupError(unit_id)

    def _current(self) -> defaultdict[UnitId, list[tuple[str, str, str | None]]]:
        """Give who is in each unit: as they are called, as recorded, and a client's status."""
        rows = self._connection.execute(
            """
            SELECT unit_id, coalesce(nullif(used_name, ''), client.name, member.name),
                coalesce(client.name, member.name), status
            FROM unit_member AS member LEFT JOIN client ON client.id = client_id
            WHERE left_on IS NULL
            ORDER BY unit_id, position
            """
        )
        found: defaultdict[UnitId, list[tuple[str, str, str | None]]] = defaultdict(list)
        for unit_id, called, recorded, status in rows:
            found[unit_id].append((called, recorded, status))
        return found

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
