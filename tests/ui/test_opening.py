"""The way into a vault folder, over a keeper in memory."""

from typing import Any

import pytest
from PySide6.QtCore import QObject

from tests.builders import a_profile
from tests.fakes import (
    FakeCalendars,
    FakeClock,
    FakeKeeper,
    FakeNewVault,
    FakeOutbox,
    FakePress,
)
from tests.harness.messages import Messages
from tests.ui.desk import DeskLane
from ui.hub import Hub
from ui.opening import Opening
from vault.cabinet import Cabinet
from vault.errors import DiskFault, WrongPassphrase, WrongRecoveryKey
from vault.lifecycle import LockReason
from vault.ports import Keeper, Store
from vault.settings import Settings

RIGHT = "gravel teapot"


def cabinet(store: Store) -> Cabinet:
    return Cabinet.over(store, FakeClock(), FakePress(), FakeOutbox(), FakeCalendars)


class Door:
    """A vault that was made before, locked, and what comes of opening it."""

    def __init__(self, owner: QObject) -> None:
        self.keeper = FakeKeeper()
        self.keeper.create(
            FakeNewVault(), bytearray(RIGHT.encode()), a_profile(), Settings(idle_minutes=7)
        )
        self.keeper.close(LockReason.ASKED, 0)
        self.made = 0
        tasks: Any = DeskLane(Hub(owner))
        self.opening = Opening(tasks, cabinet, self.make, owner)
        self.opened: list[Any] = []
        self.refused: list[object] = []
        self.opening.opened.connect(self.opened.append)
        self.opening.refused.connect(self.refused.append)

    def make(self) -> Keeper:
        self.made += 1
        return self.keeper


@pytest.fixture
def door(qapp: QObject) -> Door:
    return Door(QObject(qapp))


def test_the_right_passphrase_brings_settings_and_place_and_is_wiped(door: Door) -> None:
    typed = bytearray(RIGHT.encode())
    door.opening.unlock(typed)
    assert [one.settings.idle_minutes for one in door.opened] == [7]
    assert door.refused == []
    assert not any(typed)


@pytest.mark.parametrize("set_back", [False, True])
def test_a_clock_that_was_set_back_is_passed_on(door: Door, set_back: bool) -> None:
    door.keeper.clock_set_back = set_back
    door.opening.unlock(bytearray(RIGHT.encode()))
    assert [one.clock_set_back for one in door.opened] == [set_back]


@pytest.mark.parametrize("fault", [None, DiskFault()])
def test_a_passphrase_that_opens_nothing_is_refused_and_wiped(
    door: Door, fault: Exception | None
) -> None:
    door.keeper.fail = fault
    typed = bytearray(b"wrong")
    door.opening.unlock(typed)
    assert door.opened == []
    assert [type(one) for one in door.refused] == [type(fault or WrongPassphrase())]
    assert not any(typed)


def test_a_fault_of_ours_is_refused_without_an_error(door: Door, messages: Messages) -> None:
    messages.expect("task.fault ZeroDivisionError")
    door.keeper.fail = ZeroDivisionError()
    typed = bytearray(RIGHT.encode())
    door.opening.unlock(typed)
    assert (door.opened, door.refused) == ([], [None])
    assert not any(typed)


def test_a_recovery_key_opens_too_and_a_wrong_one_is_refused(door: Door) -> None:
    door.opening.recover("-".join(["WRONG"] * 8))
    assert [type(one) for one in door.refused] == [WrongRecoveryKey]
    door.opening.recover(door.keeper.recovery_key)
    assert len(door.opened) == 1


def test_the_keeper_is_made_once_and_only_when_it_is_needed(door: Door) -> None:
    assert door.made == 0
    warm: list[int] = []
    door.opening.warm(lambda: warm.append(door.made))
    door.opening.warm(lambda: warm.append(door.made))
    door.opening.unlock(bytearray(RIGHT.encode()))
    assert warm == [1, 1]
    assert door.made == 1


def test_another_folder_gets_a_keeper_of_its_own(door: Door) -> None:
    door.opening.warm(lambda: None)
    other = FakeKeeper()
    door.opening.serve(lambda: other)
    assert door.opening.keeper is other


def test_a_vault_that_was_made_a_moment_ago_is_taken_over_with_its_keeper(door: Door) -> None:
    created: list[object] = []
    door.opening.created.connect(created.append)
    other = FakeKeeper()
    store = other.create(FakeNewVault(), bytearray(b"new"), a_profile(), Settings())
    door.opening.take_over(other, store)
    assert door.opening.keeper is other
    assert len(created) == 1
    assert door.made == 0
