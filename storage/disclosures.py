"""Disclosures, append-only, each with the words on its delivery."""

from datetime import datetime
from typing import Any

from storage.connection import Connection
from storage.times import from_stored, to_stored
from vault.disclosures import Delivery, Disclosure, NewDisclosure
from vault.ids import ClientId, DisclosureId


class SqlDisclosureRepo:
    """The disclosures of one open vault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewDisclosure) -> DisclosureId:
        """Record a disclosure."""
        disclosure_id = DisclosureId(
            self._connection.execute(
                """
                INSERT INTO disclosure (
                    release_id, client_id, at_utc, recipient, recipient_role, ground, purpose,
                    description, sha256, size, pages, in_accounting
                )
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                (
                    new.release_id,
                    new.client_id,
                    to_stored(new.at_utc),
                    new.recipient,
                    new.recipient_role,
                    new.ground,
                    new.purpose,
                    new.description,
                    new.sha256,
                    new.size,
                    new.pages,
                    new.in_accounting,
                ),
            ).lastrowid
        )
        self._connection.executemany(
            "INSERT INTO disclosure_note (disclosure_id, position, note_id) VALUES (?, ?, ?)",
            [
                (disclosure_id, position, note_id)
                for position, note_id in enumerate(new.notes, start=1)
            ],
        )
        return disclosure_id

    def deliver(self, disclosure_id: DisclosureId, delivery: Delivery, now_utc: datetime) -> None:
        """Record what became of its bytes; raises LookupError."""
        row = self._connection.execute(
            "SELECT 1 FROM disclosure WHERE id = ?", (disclosure_id,)
        ).fetchone()
        if row is None:
            raise LookupError(disclosure_id)
        self._connection.execute(
            "INSERT INTO disclosure_delivery (disclosure_id, outcome, at_utc) VALUES (?, ?, ?)",
            (disclosure_id, delivery, to_stored(now_utc)),
        )

    def all(self) -> list[Disclosure]:
        """List every disclosure, newest first."""
        return self._found("", ())

    def of_client(self, client_id: ClientId) -> list[Disclosure]:
        """List a client's disclosures, newest first."""
        return self._found("WHERE client_id = ?", (client_id,))

    def _found(self, which: str, numbers: tuple[int, ...]) -> list[Disclosure]:
        rows = self._connection.execute(
            f"""
            SELECT id,
                (SELECT outcome FROM disclosure_delivery
                 WHERE disclosure_id = disclosure.id ORDER BY id DESC LIMIT 1),
                release_id, client_id, at_utc, recipient, recipient_role, ground, purpose,
                description, sha256, size, pages, in_accounting
            FROM disclosure {which} ORDER BY at_utc DESC, id DESC
            """,  # noqa: S608 -- `which` is one of the two literals above
            numbers,
        ).fetchall()
        return [self._disclosure(row) for row in rows]

    def _disclosure(self, row: tuple[Any, ...]) -> Disclosure:
        disclosure_id, outcome, release_id, client_id, at_utc, recipient, role = row[:7]
        ground, purpose, description, sha256, size, pages, in_accounting = row[7:]
        notes = self._connection.execute(
            "SELECT note_id FROM disclosure_note WHERE disclosure_id = ? ORDER BY position",
            (disclosure_id,),
        )
        facts = NewDisclosure(
            release_id=release_id,
            client_id=client_id,
            at_utc=from_stored(at_utc),
            recipient=recipient,
            recipient_role=role,
            ground=ground,
            purpose=purpose,
            description=description,
            sha256=sha256,
            size=size,
            pages=pages,
            in_accounting=bool(in_accounting),
            notes=tuple(note_id for (note_id,) in notes),
        )
        return Disclosure(disclosure_id, facts, Delivery(outcome or Delivery.RECORDED))
