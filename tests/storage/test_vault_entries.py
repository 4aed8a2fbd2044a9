"""A clock that was set back while the vault was locked."""

from pathlib import Path

from tests.storage.opened import PASSPHRASE, StillClock, keeper_of, kinds
from vault.audit import AuditKind
from vault.lifecycle import LockReason


def test_a_clock_that_was_set_back_while_locked_is_found_and_recorded_once(folder: Path) -> None:
    clock = StillClock()
    clock.pass_by(days=40)
    keeper = keeper_of(folder, clock)
    keeper.unlock(PASSPHRASE)
    assert not keeper.clock_set_back
    keeper.close(LockReason.ASKED, 0)
    clock.pass_by(days=-39.9)
    keeper = keeper_of(folder, clock)
    store = keeper.unlock(PASSPHRASE)
    assert keeper.clock_set_back
    assert kinds(store)[-3:] == [
        AuditKind.CLOCK_SET_BACK,
        AuditKind.VAULT_UNLOCKED,
        AuditKind.DAY,
    ]
    keeper.close(LockReason.ASKED, 0)
    keeper = keeper_of(folder, clock)
    keeper.unlock(PASSPHRASE)
    assert not keeper.clock_set_back
    keeper.close(LockReason.ASKED, 0)


def test_a_clock_that_was_put_right_by_a_minute_was_not_set_back(folder: Path) -> None:
    clock = StillClock()
    clock.pass_by(minutes=-1)
    keeper = keeper_of(folder, clock)
    store = keeper.unlock(PASSPHRASE)
    assert not keeper.clock_set_back
    assert AuditKind.CLOCK_SET_BACK not in kinds(store)
    keeper.close(LockReason.ASKED, 0)
