from datetime import UTC, datetime

import pytest
from sqlcipher3 import dbapi2

from storage.audit_chain import SqlAuditTrail
from storage.opener import memory_database
from tests.storage.opened import AUDIT_KEY, StillClock
from vault.audit import FIRST, Anchor, AuditKind
from vault.keys import SecretBytes


@pytest.fixture
def trail() -> SqlAuditTrail:
    return SqlAuditTrail(memory_database(), AUDIT_KEY, 1, StillClock())


def test_an_empty_chain_is_sound_and_anchored_at_nothing(trail: SqlAuditTrail) -> None:
    assert trail.anchor() == Anchor(0, FIRST)
    assert trail.first_bad() is None
    assert list(trail.entries()) == []
    assert trail.last_day() is None


def test_entries_come_back_as_they_were_made(trail: SqlAuditTrail) -> None:
    trail.append(AuditKind.VAULT_CREATED)
    trail.append(AuditKind.NOTE_SIGNED, "note:7", "sha")
    first, second = trail.entries()
    assert (first.seq, first.kind, first.subject, first.prev) == (1, "vault.created", "", FIRST)
    assert (second.seq, second.subject, second.prev) == (2, "note:7", first.mac)
    assert second.at_utc == datetime(2026, 3, 9, 17, 8, 41, 123456, UTC)
    assert trail.anchor() == Anchor(2, second.mac)
    assert trail.first_bad() is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET subject = 'note:8' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 3",
        "UPDATE audit_detail SET detail = 'x'",
        "DELETE FROM audit_detail",
        (
            "INSERT OR REPLACE INTO audit SELECT seq, epoch, at_utc, kind, 'x', detail_hash,"
            " prev, mac FROM audit WHERE seq = 2"
        ),
        (
            "INSERT INTO audit SELECT seq + 5, epoch, at_utc, kind, 'x', detail_hash, prev, mac"
            " FROM audit WHERE seq = 3"
        ),
    ],
)
def test_the_database_refuses_to_change_the_trail(trail: SqlAuditTrail, statement: str) -> None:
    _three(trail)
    with pytest.raises(dbapi2.IntegrityError):
        trail._connection.execute(statement)
    assert trail.first_bad() is None


@pytest.mark.parametrize(
    ("statement", "bad"),
    [
        ("UPDATE audit SET subject = 'note:8' WHERE seq = 2", 2),
        ("UPDATE audit SET at_utc = at_utc + 1 WHERE seq = 2", 2),
        ("UPDATE audit SET kind = 'day' WHERE seq = 2", 2),
        ("UPDATE audit SET epoch = 2 WHERE seq = 3", 3),
        ("UPDATE audit SET mac = zeroblob(32) WHERE seq = 1", 1),
        ("UPDATE audit SET detail_hash = zeroblob(32) WHERE seq = 2", 2),
        ("UPDATE audit_detail SET detail = 'other' WHERE seq = 2", 2),
        ("DELETE FROM audit_detail WHERE seq = 2", 2),
        ("INSERT INTO audit_detail (seq, detail) VALUES (1, 'more')", 1),
        ("DELETE FROM audit WHERE seq = 1", 1),
        ("UPDATE audit SET seq = 9 WHERE seq = 2", 2),
    ],
)
def test_tampering_is_named_by_its_first_entry(
    trail: SqlAuditTrail, statement: str, bad: int
) -> None:
    _three(trail)
    connection = trail._connection
    connection.execute("PRAGMA foreign_keys = OFF")
    for name in ("audit_update", "audit_delete", "audit_detail_update", "audit_detail_delete"):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    assert trail.first_bad() == bad


def test_a_chain_under_another_key_is_bad_from_its_first_entry(trail: SqlAuditTrail) -> None:
    _three(trail)
    other = SqlAuditTrail(trail._connection, SecretBytes(b"b" * 32), 1, StillClock())
    assert other.first_bad() == 1


def test_entries_lost_at_the_end_show_against_the_anchor(trail: SqlAuditTrail) -> None:
    _three(trail)
    reached = trail.anchor()
    assert trail.missing_behind(reached.count, reached.head) == 0
    assert trail.missing_behind(0, FIRST) == 0
    assert trail.missing_behind(reached.count + 12, b"h" * 32) == 12
    trail.append(AuditKind.DAY)
    assert trail.missing_behind(reached.count, reached.head) == 0


def test_a_chain_of_the_same_length_that_went_another_way_is_behind(trail: SqlAuditTrail) -> None:
    _three(trail)
    assert trail.missing_behind(3, b"h" * 32) == 1
    assert trail.missing_behind(2, b"h" * 32) == 1


def test_a_kind_that_only_a_newer_casekeep_knows_breaks_no_chain(trail: SqlAuditTrail) -> None:
    class Newer(str):
        __slots__ = ()
        value = "moon.landed"

    trail.append(Newer("moon.landed"))  # type: ignore[arg-type]
    trail.append(AuditKind.DAY)
    assert trail.first_bad() is None
    assert [entry.kind for entry in trail.entries()] == ["moon.landed", "day"]


def test_the_newest_entry_for_a_day_gives_its_time(trail: SqlAuditTrail) -> None:
    trail.append(AuditKind.DAY)
    trail.append(AuditKind.FILE_OPENED, "client:1")
    assert trail.last_day() == datetime(2026, 3, 9, 17, 8, 41, 123456, UTC)


def _three(trail: SqlAuditTrail) -> None:
    trail.append(AuditKind.VAULT_CREATED)
    trail.append(AuditKind.NOTE_SIGNED, "note:7", "sha")
    trail.append(AuditKind.DAY)


def test_the_newest_day_is_found_without_reading_the_chain() -> None:
    plan = memory_database().execute(
        "EXPLAIN QUERY PLAN SELECT at_utc FROM audit WHERE kind = 'day' ORDER BY seq DESC LIMIT 1"
    )
    assert "audit_by_day" in " ".join(str(row) for row in plan.fetchall())
