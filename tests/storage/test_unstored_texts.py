"""What a lock says of texts that it couldn't store, on a disk that refuses."""

from pathlib import Path

import pytest

from storage.glance import glance
from storage.keeper import VaultKeeper
from tests.storage.full_disk import full_disk
from tests.storage.opened import PASSPHRASE, StillClock, keeper_of, new_vault
from vault.audit import AuditKind
from vault.lifecycle import LockReason


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def keeper(tmp_path: Path, clock: StillClock) -> VaultKeeper:
    keeper, _plan = new_vault(tmp_path / "vault", clock)
    clock.pass_by(seconds=1)
    return keeper


def locks(folder: Path, clock: StillClock) -> list[str]:
    """Unlock, and give the details of all recorded locks."""
    clock.pass_by(seconds=1)
    keeper = keeper_of(folder, clock)
    store = keeper.unlock(PASSPHRASE)
    assert keeper._open is not None
    rows = keeper._open.database.connection.execute(
        "SELECT detail FROM audit JOIN audit_detail USING (seq) WHERE kind = ? ORDER BY seq",
        (AuditKind.VAULT_LOCKED,),
    ).fetchall()
    with store.read() as work:
        assert work.audit.first_bad() is None
    keeper.close(LockReason.ASKED, 0)
    return [detail for (detail,) in rows]


def test_lost_texts_are_told_from_outside_and_recorded(
    tmp_path: Path, clock: StillClock, keeper: VaultKeeper
) -> None:
    keeper.close(LockReason.IDLE, 2, 1)
    seen = glance(tmp_path / "vault")
    assert (seen.drafts_saved, seen.drafts_lost) == (2, 1)
    assert locks(tmp_path / "vault", clock) == ["reason=idle drafts=2 lost=1"]


def test_a_full_disk_still_tells_what_was_lost(
    tmp_path: Path, clock: StillClock, keeper: VaultKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full_disk(monkeypatch):
        keeper.close(LockReason.IDLE, 0, 1)
    seen = glance(tmp_path / "vault")
    assert (seen.reason, seen.drafts_lost) == ("idle", 1)


def test_a_lock_that_could_not_be_recorded_is_recorded_once_at_the_next_unlock(
    tmp_path: Path, clock: StillClock, keeper: VaultKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = clock.now.isoformat()
    with full_disk(monkeypatch):
        keeper.close(LockReason.IDLE, 0, 1)
    missed = f"at={at} reason=idle drafts=0 lost=1"
    assert locks(tmp_path / "vault", clock) == [missed]
    assert locks(tmp_path / "vault", clock) == [missed, "reason=asked drafts=0"]
