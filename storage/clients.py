"""Clients, with the ways to reach them."""

import itertools
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from storage.connection import Connection
from storage.dates import from_text, to_text
from storage.times import from_stored, to_stored
from vault.clients import (
    Client,
    ClientDetails,
    ClientFlags,
    ClientRow,
    ClientStatus,
    EmergencyContact,
    Reach,
    ReachKind,
)
from vault.errors import ChangedElsewhere
from vault.folding import folded
from vault.ids import ClientId, UnitId
from vault.units import UnitKind

_FLAGS = "minor, part2_records, paid_in_full, legal_hold, no_records_election"
# Few combinations occur; a list of thousands of rows shares their values.
_FLAGS_OF = {bits: ClientFlags(*map(bool, bits)) for bits in itertools.product((0, 1), repeat=5)}


class SqlClientRepo:
    """The clients of one open vault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, details: ClientDetails, opened_on: date, now_utc: datetime) -> ClientId:
        """Keep a new client under the next case number, such as C-0042."""
        now = to_stored(now_utc)
        client_id = ClientId(
            self._connection.execute(
                f"""
                INSERT INTO client (
                    name, used_name, name_folded, pronouns, birth_date, status, {_FLAGS},
                    case_number, opened_on, created_at_utc, changed_at_utc
                )
                VALUES (
                    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    (SELECT printf('C-%04d', coalesce(max(seq), 0) + 1)
                     FROM sqlite_sequence WHERE name = 'client'),
                    ?, ?, ?
                )
                """,  # noqa: S608 -- names of columns, written above
                (*_columns(details), opened_on.isoformat(), now, now),
            ).lastrowid
        )
        self._add_reaches(client_id, details)
        return client_id

    def get(self, client_id: ClientId) -> Client:
        """Give a client; raises LookupError."""
        row = self._connection.execute(
            f"""
            SELECT case_number, opened_on, closed_on, version, created_at_utc,
                name, used_name, pronouns, birth_date, status, {_FLAGS}
            FROM client WHERE id = ?
            """,  # noqa: S608 -- names of columns, written above
            (client_id,),
        ).fetchone()
        if row is None:
            raise LookupError(client_id)
        case_number, opened_on, closed_on, version, created_at_utc = row[:5]
        return Client(
            id=client_id,
            case_number=case_number,
            details=self._details(client_id, row[5:]),
            opened_on=date.fromisoformat(opened_on),
            closed_on=from_text(closed_on),
            version=version,
            created_at_utc=from_stored(created_at_utc),
        )

    def change(
        self,
        client_id: ClientId,
        details: ClientDetails,
        closed_on: date | None,
        now_utc: datetime,
        *,
        base_version: int,
    ) -> None:
        """Replace a client's details; raises ChangedElsewhere on an older `base_version`."""
        row = self._connection.execute(
            "SELECT version FROM client WHERE id = ?", (client_id,)
        ).fetchone()
        if row is None:
            raise LookupError(client_id)
        if row[0] != base_version:
            raise ChangedElsewhere
        self._connection.execute(
            f"""
            UPDATE client
            SET (name, used_name, name_folded, pronouns, birth_date, status, {_FLAGS})
                = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?),
                closed_on = ?, changed_at_utc = ?, version = version + 1
            WHERE id = ?
            """,  # noqa: S608 -- names of columns, written above
            (*_columns(details), to_text(closed_on), to_stored(now_utc), client_id),
        )
        self._connection.execute("DELETE FROM reach WHERE client_id = ?", (client_id,))
        self._connection.execute("DELETE FROM emergency_contact WHERE client_id = ?", (client_id,))
        self._add_reaches(client_id, details)

    def rows(self, needle: str, status: ClientStatus | None) -> list[ClientRow]:
        """List clients, last met first, then by name; `needle` folds case and accents.

        Somebody whom nobody met yet stands where their file was opened.
        """
        others = self._others()
        rows = self._connection.execute(
            f"""
            SELECT client.id, coalesce(nullif(used_name, ''), client.name), birth_date, status,
                last_met_at_utc, client.closed_on,
                unit.id, coalesce(unit.kind, 'individual'), coalesce(unit.name, ''), {_FLAGS}
            FROM client LEFT JOIN unit ON unit.id = (
                SELECT unit_id FROM unit_member AS own
                WHERE own.client_id = client.id
                ORDER BY (SELECT max(starts_at_utc) FROM meeting
                          WHERE meeting.unit_id = own.unit_id) DESC, unit_id DESC
                LIMIT 1
            )
            WHERE {"status = :status" if status else "true"} AND instr(name_folded, :needle) > 0
            ORDER BY coalesce(last_met_at_utc, client.created_at_utc) DESC, name_folded, client.id
            """,  # noqa: S608 -- fixed words, chosen above
            {"status": status, "needle": folded(needle)},
        )
        return [_row(row, others) for row in rows]

    def count(self, status: ClientStatus) -> int:
        """Count clients of one status."""
        return int(
            self._connection.execute(
                "SELECT count(*) FROM client WHERE status = ?", (status,)
            ).fetchone()[0]
        )

    def _others(self) -> Mapping[UnitId, list[tuple[ClientId | None, str]]]:
        """Give who is in each unit of several people; where there is one, there are no others."""
        found: defaultdict[UnitId, list[tuple[ClientId | None, str]]] = defaultdict(list)
        rows = self._connection.execute(
            """
            SELECT unit_id, client_id, coalesce(nullif(used_name, ''), client.name, member.name)
            FROM unit_member AS member LEFT JOIN client ON client.id = client_id
            WHERE unit_id IN (SELECT unit_id FROM unit_member WHERE position > 1)
            ORDER BY unit_id, position
            """
        )
        for unit_id, client_id, called in rows:
            found[unit_id].append((client_id, called))
        return found

    def _details(self, client_id: ClientId, row: tuple[Any, ...]) -> ClientDetails:
        name, used_name, pronouns, birth_date, status, *flags = row
        reaches = self._connection.execute(
            """
            SELECT kind, value, label, voicemail_ok, text_ok, mail_ok, code_name
            FROM reach WHERE client_id = ? ORDER BY position
            """,
            (client_id,),
        )
        contacts = self._connection.execute(
            """
            SELECT name, relationship, phone, note
            FROM emergency_contact WHERE client_id = ? ORDER BY position
            """,
            (client_id,),
        )
        return ClientDetails(
            name=name,
            used_name=used_name,
            pronouns=pronouns,
            birth_date=from_text(birth_date),
            reaches=tuple(_reach(one) for one in reaches),
            emergency_contacts=tuple(EmergencyContact(*one) for one in contacts),
            status=ClientStatus(status),
            flags=_FLAGS_OF[tuple(flags)],
        )

    def _add_reaches(self, client_id: ClientId, details: ClientDetails) -> None:
        self._connection.executemany(
            """
            INSERT INTO reach (
                client_id, position, kind, value, label, voicemail_ok, text_ok, mail_ok, code_name
            )
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                (
                    client_id,
                    position,
                    one.kind,
                    one.value,
                    one.label,
                    one.voicemail_ok,
                    one.text_ok,
                    one.mail_ok,
                    one.code_name,
                )
                for position, one in enumerate(details.reaches, start=1)
            ],
        )
        self._connection.executemany(
            """
            INSERT INTO emergency_contact (client_id, position, name, relationship, phone, note)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                (client_id, position, one.name, one.relationship, one.phone, one.note)
                for position, one in enumerate(details.emergency_contacts, start=1)
            ],
        )


def _columns(details: ClientDetails) -> tuple[object, ...]:
    flags = details.flags
    called = details.used_name or details.name
    return (
        details.name,
        details.used_name,
        folded(f"{called}\n{details.name}"),
        details.pronouns,
        to_text(details.birth_date),
        details.status,
        flags.minor,
        flags.part2_records,
        flags.paid_in_full,
        flags.legal_hold,
        flags.no_records_election,
    )


def _row(
    row: tuple[Any, ...], members: Mapping[UnitId, list[tuple[ClientId | None, str]]]
) -> ClientRow:
    client_id, called, birth_date, status, last_met, closed_on, unit_id, kind, name, *flags = row
    return ClientRow(
        id=client_id,
        called=called,
        status=ClientStatus(status),
        kind=UnitKind(kind),
        unit_name=name,
        others=tuple([one for number, one in members.get(unit_id, ()) if number != client_id]),
        birth_date=from_text(birth_date),
        flags=_FLAGS_OF[tuple(flags)],
        last_met_at_utc=None if last_met is None else from_stored(last_met),
        closed_on=from_text(closed_on),
    )


def _reach(row: tuple[Any, ...]) -> Reach:
    kind, value, label, voicemail_ok, text_ok, mail_ok, code_name = row
    return Reach(
        kind=ReachKind(kind),
        value=value,
        label=label,
        voicemail_ok=bool(voicemail_ok),
        text_ok=bool(text_ok),
        mail_ok=bool(mail_ok),
        code_name=code_name,
    )
