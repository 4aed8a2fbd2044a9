"""When the vault rests, by timers whose time the test lets pass."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from tests.ui.desk import StillTimer, timers_of
from ui.autosave import DELAY_MS
from ui.hub import Hub
from ui.resting import LONGEST_MS, PAUSE_MS, Resting
from vault.changes import Changes, Noun

STEP_MS = 100


class Bench:
    """A hub that hears of writes, and when the vault rested, in milliseconds."""

    def __init__(self, parent: QObject) -> None:
        self._hub = Hub(parent)
        self._resting = Resting(self._hub, parent, StillTimer)
        self._resting.due.connect(self._on_due)
        self._now = 0
        self.rests: list[int] = []

    def write(self) -> None:
        self._hub.announce(Changes.of(Noun.NOTE, 1))

    def let_pass(self, msec: int) -> None:
        """Let time pass, and each timer go off at its time."""
        for _ in range(msec // STEP_MS):
            self._now += STEP_MS
            for timer in timers_of(self._resting):
                if timer.waits is not None:
                    timer.waits -= STEP_MS
                    if timer.waits <= 0:
                        timer.go_off()

    def _on_due(self) -> None:
        self.rests.append(self._now)


@pytest.fixture
def bench(qapp: object) -> Iterator[Bench]:
    parent = QObject()
    yield Bench(parent)
    parent.deleteLater()


def test_a_vault_that_nobody_writes_to_does_not_rest(bench: Bench) -> None:
    bench.let_pass(10 * LONGEST_MS)
    assert bench.rests == []


def test_it_rests_once_two_seconds_after_the_last_write(bench: Bench) -> None:
    bench.write()
    bench.let_pass(1_000)
    bench.write()
    bench.let_pass(10 * LONGEST_MS)
    assert bench.rests == [1_000 + PAUSE_MS]


def test_steady_typing_puts_the_rest_off_for_fifteen_seconds_at_most(bench: Bench) -> None:
    minute = range(0, 60_000, DELAY_MS)
    for _ in minute:
        bench.write()
        bench.let_pass(DELAY_MS)
    # The next fifteen seconds begin with the first write after a rest.
    gaps = [after - before for before, after in zip([0, *bench.rests], bench.rests, strict=False)]
    assert len(gaps) == len(minute) * DELAY_MS // (LONGEST_MS + DELAY_MS)
    assert all(LONGEST_MS <= gap <= LONGEST_MS + DELAY_MS for gap in gaps)
