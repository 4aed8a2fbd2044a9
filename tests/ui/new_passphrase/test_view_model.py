"""A new passphrase after the recovery kit, without a window."""

import random
from typing import Any

import pytest

from ui.hub import Hub
from ui.new_passphrase.view_model import NewPassphraseViewModel
from ui.strings import new_passphrase as words
from ui.tasks import Lane, Op
from vault.errors import DiskFull

WORDS = ("anchor", "basil", "copper", "dune", "ember", "fjord")


class AtOnce(Lane):
    """Runs an op where it stands."""

    def submit(self, op: Op[Any]) -> None:
        op.run()(Hub())


class Setting:
    """A view model, what it told, and what it set."""

    def __init__(self) -> None:
        self.set_to: list[bytes] = []
        self.problems: list[str] = []
        self.done = 0
        self.fails: Exception | None = None
        self.model = NewPassphraseViewModel(
            AtOnce(), self._change, lambda: WORDS, random.Random(3).randrange
        )
        self.model.problem.connect(self.problems.append)
        self.model.done.connect(self._on_done)

    def submit(self, typed: str, again: str | None = None) -> bytearray:
        first = bytearray(typed.encode())
        self.model.submit(first, bytearray((typed if again is None else again).encode()))
        return first

    def _change(self, passphrase: bytearray) -> None:
        if self.fails is not None:
            raise self.fails
        self.set_to.append(bytes(passphrase))

    def _on_done(self) -> None:
        self.done += 1


@pytest.fixture
def setting(qapp: object) -> Setting:
    return Setting()


def test_the_offered_words_are_taken_without_a_judgement(setting: Setting) -> None:
    offered = setting.model.offered
    typed = setting.submit(offered)
    assert setting.set_to == [offered.encode()]
    assert setting.done == 1
    assert not any(typed)


@pytest.mark.parametrize("weak", ["password1", "dana1990", ""])
def test_an_easy_or_empty_passphrase_is_refused(setting: Setting, weak: str) -> None:
    setting.submit(weak)
    assert setting.set_to == []
    assert len(setting.problems) == 1
    assert setting.done == 0


def test_two_different_ones_are_refused_and_wiped(setting: Setting) -> None:
    typed = setting.submit("orchid turbine velvet kayak", "orchid turbine velvet kayac")
    assert setting.problems == [words.different()]
    assert not any(typed)


def test_a_full_disk_is_told_and_nothing_is_done(setting: Setting) -> None:
    setting.fails = DiskFull()
    setting.submit("orchid turbine velvet kayak marble")
    assert setting.done == 0
    assert len(setting.problems) == 1


def test_other_words_are_drawn(setting: Setting) -> None:
    before = setting.model.offered
    setting.model.draw()
    assert setting.model.offered != before
