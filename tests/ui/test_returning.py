"""Passphrases that are typed on the cover."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject

from tests.harness.messages import Messages
from tests.ui.desk import DeskLane
from ui.hub import Hub
from ui.returning import Returning
from vault.errors import KeyFileMissing


class Cover:
    """What came of the passphrases that were checked."""

    def __init__(self, owner: QObject) -> None:
        tasks: Any = DeskLane(Hub(owner))
        self.lane = tasks
        self.returning = Returning(tasks, owner)
        self.told: list[object] = []
        self.returning.wrong.connect(lambda: self.told.append("wrong"))
        self.returning.answered.connect(self.told.append)


@pytest.fixture
def cover(qapp: QObject) -> Cover:
    return Cover(QObject(qapp))


def raising(error: Exception) -> Callable[[bytearray], bool]:
    def check(_passphrase: bytearray) -> bool:
        raise error

    return check


def test_the_right_passphrase_is_answered_and_wiped(cover: Cover) -> None:
    typed = bytearray(b"right")
    cover.returning.check(typed, lambda one: one == b"right")
    assert cover.told == [True]
    assert not any(typed)


@pytest.mark.parametrize("check", [lambda _one: False, raising(KeyFileMissing())])
def test_whatever_doesnt_prove_right_is_wrong_and_wiped(
    cover: Cover, check: Callable[[bytearray], bool]
) -> None:
    typed = bytearray(b"perhaps")
    cover.returning.check(typed, check)
    assert cover.told == ["wrong", False]
    assert not any(typed)


def test_a_fault_of_ours_lets_nobody_back(cover: Cover, messages: Messages) -> None:
    messages.expect("task.fault ZeroDivisionError")
    typed = bytearray(b"right")
    cover.returning.check(typed, raising(ZeroDivisionError()))
    assert cover.told == ["wrong", False]
    assert not any(typed)


def test_a_passphrase_that_was_called_off_answers_nothing_but_counts_as_wrong(
    cover: Cover,
) -> None:
    cover.lane.held = True
    cover.returning.check(bytearray(b"right"), lambda _one: True)
    cover.returning.check(bytearray(b"wrong"), lambda _one: False)
    cover.returning.call_off()
    cover.lane.let_go()
    assert cover.told == ["wrong"]
    cover.returning.check(bytearray(b"right"), lambda _one: True)
    assert cover.told == ["wrong", True]
