"""The audit trail as rows; `vault.audit` says how the chain is made."""

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from storage.connection import Connection
from storage.times import from_stored, to_stored
from vault import audit
from vault.audit import Anchor, AuditEntry, AuditKind
from vault.keys import SecretBytes
from vault.ports import Clock


class SqlAuditTrail:
    """The append-only chain of one vault; triggers refuse every change of it."""

    def __init__(self, connection: Connection, key: SecretBytes, epoch: int, clock: Clock) -> None:
        self._connection = connection
        self._key = key
        self._epoch = epoch
        self._clock = clock

    def append(self, kind: AuditKind, subject: str = "", detail: str = "") -> None:
        """Add an entry; `detail` must hold no client's words."""
        last = self.anchor()
        seq, moment = last.count + 1, self._clock.now_utc()
        hashed = audit.detail_hash(detail)
        mac = audit.chain_mac(
            bytes(self._key.buffer),
            seq=seq,
            epoch=self._epoch,
            at_utc=from_stored(to_stored(moment)).isoformat(),
            kind=kind,
            subject=subject,
            detail=hashed,
            prev=last.head,
        )
        self._connection.execute(
            "INSERT INTO audit (seq, epoch, at_utc, kind, subject, detail_hash, prev, mac)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (seq, self._epoch, to_stored(moment), kind.value, subject, hashed, last.head, mac),
        )
        if detail:
            self._connection.execute(
                "INSERT INTO audit_detail (seq, detail) VALUES (?, ?)", (seq, detail)
            )

    def entries(self) -> Iterator[AuditEntry]:
        """Walk the chain from its first entry."""
        rows = self._connection.execute(
            "SELECT seq, epoch, at_utc, kind, subject, detail_hash, prev, mac"
            " FROM audit ORDER BY seq"
        )
        for seq, epoch, at_utc, kind, subject, hashed, prev, mac in rows:
            # A kind that only a newer Casekeep knows is no reason to stop: the MAC covers it.
            yield AuditEntry(
                seq, epoch, from_stored(at_utc), cast("AuditKind", kind), subject, hashed, prev, mac
            )

    def anchor(self) -> Anchor:
        """Give the chain's length and newest MAC."""
        row = self._connection.execute(
            "SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return Anchor(*row) if row else Anchor()

    def first_bad(self) -> int | None:
        """Verify the chain and the details beside it; give the first bad seq, or None."""
        chain = audit.first_bad(bytes(self._key.buffer), self.entries())
        details = self._first_bad_detail()
        found = [seq for seq in (chain, details) if seq is not None]
        return min(found, default=None)

    def missing_behind(self, count: int, head: bytes) -> int:
        """Count the entries that the chain lost since it had this count and head, 0 where none.

        Where the chain is long enough and yet another one, at least one is missing.
        """
        here = self.anchor()
        if here.count < count:
            return count - here.count
        if count == 0:
            return 0
        row = self._connection.execute("SELECT mac FROM audit WHERE seq = ?", (count,)).fetchone()
        return 0 if row and row[0] == head else 1

    def last_at_utc(self) -> datetime | None:
        """Give the time of the newest entry, None where there is none."""
        row = self._connection.execute(
            "SELECT at_utc FROM audit ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return from_stored(row[0]) if row else None

    def last_day(self) -> datetime | None:
        """Give the time of the newest entry for a day, None where there is none."""
        row = self._connection.execute(
            "SELECT at_utc FROM audit WHERE kind = 'day' ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return from_stored(row[0]) if row else None

    def _first_bad_detail(self) -> int | None:
        rows = self._connection.execute(
            "SELECT audit.seq, detail_hash, coalesce(detail, '')"
            " FROM audit LEFT JOIN audit_detail USING (seq) ORDER BY seq"
        )
        for seq, hashed, detail in rows:
            if audit.detail_hash(detail) != hashed:
                return int(seq)
        return None
