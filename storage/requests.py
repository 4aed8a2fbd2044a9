"""Requests, and their decisions."""

from datetime import date, datetime
from typing import Any

from storage.connection import Connection
from storage.dates import from_text, to_text
from storage.times import from_stored, to_stored
from vault.errors import OutOfOrder
from vault.ids import RequestId
from vault.requests import (
    AskedHow,
    Deadline,
    Decision,
    IdentityCheck,
    NewRequest,
    Request,
    RequestKind,
)

_REQUEST = (
    "request.id, kind, client_id, received_on, asked_how, identity, due_on, decision, closed_at_utc"
)


class SqlRequestRepo:
    """The requests of one open vault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewRequest, due_on: date | None) -> RequestId:
        """Keep a new, open request."""
        return RequestId(
            self._connection.execute(
                """
                INSERT INTO request (kind, client_id, received_on, asked_how, identity, due_on)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                (
                    new.kind,
                    new.client_id,
                    new.received_on.isoformat(),
                    new.asked_how,
                    new.identity,
                    to_text(due_on),
                ),
            ).lastrowid
        )

    def get(self, request_id: RequestId) -> Request:
        """Give a request; raises LookupError."""
        row = self._connection.execute(
            f"SELECT {_REQUEST} FROM request WHERE id = ?",  # noqa: S608 -- names of columns
            (request_id,),
        ).fetchone()
        if row is None:
            raise LookupError(request_id)
        return _request(row)

    def set_identity(self, request_id: RequestId, identity: IdentityCheck) -> None:
        """Keep how it was made sure who asks."""
        self.get(request_id)
        self._connection.execute(
            "UPDATE request SET identity = ? WHERE id = ?", (identity, request_id)
        )

    def close(self, request_id: RequestId, decision: Decision, now_utc: datetime) -> None:
        """Close a request with its decision; raises OutOfOrder on a closed one."""
        if self.get(request_id).decision is not None:
            raise OutOfOrder("closed", "close")
        self._connection.execute(
            "UPDATE request SET decision = ?, closed_at_utc = ? WHERE id = ?",
            (decision, to_stored(now_utc), request_id),
        )

    def reopen(self, request_id: RequestId) -> None:
        """Open a request again whose answer never reached its destination."""
        self.get(request_id)
        self._connection.execute(
            "UPDATE request SET decision = NULL, closed_at_utc = NULL WHERE id = ?", (request_id,)
        )

    def open_ones(self) -> list[Deadline]:
        """List open requests, the most urgent first; those without a clock come last."""
        rows = self._connection.execute(
            f"""
            SELECT {_REQUEST}, coalesce(nullif(used_name, ''), name)
            FROM request JOIN client ON client.id = client_id
            WHERE decision IS NULL
            ORDER BY due_on NULLS LAST, request.id
            """  # noqa: S608 -- names of columns
        )
        return [Deadline(_request(row[:-1]), row[-1]) for row in rows]


def _request(row: tuple[Any, ...]) -> Request:
    number, kind, client_id, received_on, asked_how, identity, due_on, decision, closed = row
    return Request(
        id=number,
        kind=RequestKind(kind),
        client_id=client_id,
        received_on=date.fromisoformat(received_on),
        asked_how=AskedHow(asked_how),
        identity=IdentityCheck(identity),
        due_on=from_text(due_on),
        decision=Decision(decision) if decision else None,
        closed_at_utc=None if closed is None else from_stored(closed),
    )
