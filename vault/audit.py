"""The audit trail: what was done, in a chain that shows where it was tampered with.

Each entry's MAC covers the entry and the MAC before it, under a key that only the open
vault has. Entries say what happened to which number, never what was written.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FIRST = bytes(32)


class AuditKind(StrEnum):
    """What can stand in the audit trail."""

    VAULT_CREATED = "vault.created"
    VAULT_UNLOCKED = "vault.unlocked"
    VAULT_RECOVERED = "vault.recovered"
    UNLOCK_FAILED = "vault.unlock_failed"
    VAULT_LOCKED = "vault.locked"
    VAULT_BEHIND = "vault.behind"
    SCREEN_HIDDEN = "screen.hidden"
    SCREEN_SHOWN = "screen.shown"
    FILE_OPENED = "file.opened"
    CLIENT_CREATED = "client.created"
    CLIENT_CHANGED = "client.changed"
    UNIT_FOUNDED = "unit.founded"
    UNIT_CHANGED = "unit.changed"
    MEETING_PLANNED = "meeting.planned"
    MEETING_CHANGED = "meeting.changed"
    MEETING_REMOVED = "meeting.removed"
    CALENDAR_IMPORTED = "calendar.imported"
    CALENDAR_IMPORT_UNDONE = "calendar.import_undone"
    NOTE_CREATED = "note.created"
    NOTE_EDITED = "note.edited"
    NOTE_SIGNED = "note.signed"
    NOTE_DELETED = "note.deleted"
    REVIEW_PLANNED = "review.planned"
    REVIEW_DONE = "review.done"
    MEASURE_RECORDED = "measure.recorded"
    MEASURE_CORRECTED = "measure.corrected"
    MEASURE_WITHDRAWN = "measure.withdrawn"
    MEASURE_LOOKED_AT = "measure.looked_at"
    DOCUMENT_ADDED = "document.added"
    DOCUMENT_OPENED = "document.opened"
    DOCUMENT_OPENED_OUTSIDE = "document.opened_outside"
    DOCUMENT_CHANGED = "document.changed"
    DOCUMENT_STRIPPED = "document.stripped"
    DOCUMENT_REMOVED = "document.removed"
    DOCUMENT_PUT_BACK = "document.put_back"
    PROCESS_OPENED = "process.opened"
    PROCESS_CLOSED = "process.closed"
    PROCESS_BEHIND = "process.behind"
    PROCESS_GIVEN_UP = "process.given_up"
    PROCESS_NOTE_CREATED = "process_note.created"
    PROCESS_NOTE_VIEWED = "process_note.viewed"
    PROCESS_NOTE_EDITED = "process_note.edited"
    PROCESS_NOTE_MOVED = "process_note.moved"
    PROCESS_NOTE_DELETED = "process_note.deleted"
    PROCESS_NOTE_RESTORED = "process_note.restored"
    REQUEST_RECEIVED = "request.received"
    RELEASE_HANDED_OVER = "release.handed_over"
    DELIVERY_WRITTEN = "delivery.written"
    DELIVERY_FAILED = "delivery.failed"
    PROFILE_CHANGED = "profile.changed"
    SETTING_CHANGED = "setting.changed"
    SETTING_WEAKENED = "setting.weakened"
    CLOCK_SET_BACK = "clock.set_back"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One link of the chain; `detail_hash` is the SHA-256 of a detail kept beside it."""

    seq: int
    epoch: int
    at_utc: datetime
    kind: AuditKind
    subject: str
    detail_hash: bytes
    prev: bytes
    mac: bytes


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far the chain reached when it was last vouched for, by count and newest MAC."""

    count: int = 0
    head: bytes = FIRST


def detail_hash(detail: str) -> bytes:
    """Give the SHA-256 of an entry's detail."""
    return hashlib.sha256(detail.encode()).digest()


def chain_mac(
    key: bytes,
    *,
    seq: int,
    epoch: int,
    at_utc: str,
    kind: str,
    subject: str,
    detail: bytes,
    prev: bytes,
) -> bytes:
    """Give an entry's HMAC-SHA256 over its fields and the MAC before it.

    Each field is preceded by its length (4 bytes, big-endian), so that no two entries can
    share their bytes.
    """
    parts = (str(seq), str(epoch), at_utc, kind, subject)
    message = hmac.new(key, digestmod=hashlib.sha256)
    for part in [*(one.encode() for one in parts), detail, prev]:
        message.update(len(part).to_bytes(4, "big"))
        message.update(part)
    return message.digest()


def first_bad(key: bytes, entries: Iterable[AuditEntry]) -> int | None:
    """Walk a chain from its first entry; give the first sequence number that is wrong, or None."""
    prev = FIRST
    expected = 1
    for entry in entries:
        mac = chain_mac(
            key,
            seq=entry.seq,
            epoch=entry.epoch,
            at_utc=entry.at_utc.isoformat(),
            kind=entry.kind,
            subject=entry.subject,
            detail=entry.detail_hash,
            prev=prev,
        )
        sound = entry.seq == expected and hmac.compare_digest(entry.prev, prev)
        if not sound or not hmac.compare_digest(mac, entry.mac):
            return expected
        prev = entry.mac
        expected += 1
    return None
