"""What the audit trail says of unlocking and locking."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from storage.audit_chain import SqlAuditTrail
from vault.audit import AuditKind
from vault.autolock import SET_BACK_SECONDS
from vault.header import Notice
from vault.ports import Clock

_MOST_TRIES: Final = 100


def record_lock(trail: SqlAuditTrail, notice: Notice) -> None:
    """Record the lock that is under way."""
    trail.append(AuditKind.VAULT_LOCKED, detail=_said_of(notice))


def record_missed_lock(trail: SqlAuditTrail, notice: Notice) -> None:
    """Record the last lock now, where the disk refused to take it then."""
    newest = trail.last_at_utc()
    if newest is None or newest < notice.locked_at_utc:
        at = f"at={notice.locked_at_utc.isoformat()} "
        trail.append(AuditKind.VAULT_LOCKED, detail=at + _said_of(notice))


def is_set_back(trail: SqlAuditTrail, clock: Clock) -> bool:
    """Say whether the clock shows a time well before the newest entry's."""
    newest = trail.last_at_utc()
    return newest is not None and (newest - clock.now_utc()).total_seconds() > SET_BACK_SECONDS


def record_unlock(trail: SqlAuditTrail, kind: AuditKind, tries: Sequence[datetime]) -> None:
    """Record an unlock, and the failed tries before it."""
    for at_utc in tries[:_MOST_TRIES]:
        trail.append(AuditKind.UNLOCK_FAILED, detail=f"at={at_utc.isoformat()}")
    if len(tries) > _MOST_TRIES:
        trail.append(AuditKind.UNLOCK_FAILED, detail=f"more={len(tries) - _MOST_TRIES}")
    trail.append(kind)


def record_day(trail: SqlAuditTrail, clock: Clock) -> None:
    """Record that a new day began, once a day."""
    last = trail.last_day()
    if last is None or clock.local(last).date() != clock.today():
        trail.append(AuditKind.DAY)


def _said_of(notice: Notice) -> str:
    lost = f" lost={notice.drafts_lost}" if notice.drafts_lost else ""
    return f"reason={notice.reason} drafts={notice.drafts_saved}{lost}"
