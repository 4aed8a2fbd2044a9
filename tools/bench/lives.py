"""The window's life from its start to its end at a lock, measured all along.

Several cases look at the same lives: a life takes seconds, and what one case needs of it the
others leave undisturbed.
"""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tools.bench.driven import Driven
from tools.bench.sample_vaults import SampleVault, sample_vault
from tools.bench.screen import CONTROL, L, Screen, screen

REAL = Path(__file__).parent / "real_window.py"


@dataclass(frozen=True)
class Life:
    """What one life cost: times in milliseconds, memory in megabytes."""

    beside_derivation: float
    block_typing: float
    block_unlocking: float
    opening: float
    block_opening: float
    locking: float
    rss_locked: float
    pss_locked: float
    rss_open: float
    pss_open: float


class Lives:
    """The lives over one vault; each case takes them one by one from the first."""

    def __init__(self, sample: SampleVault, shown_on: Screen) -> None:
        self.sample = sample
        self._screen = shown_on
        self._lives: list[Life] = []
        self._taken: Counter[str] = Counter()

    def take(self, fact: str) -> float:
        """Returns a fact of the next life that was not asked for it yet."""
        at = self._taken[fact]
        self._taken[fact] += 1
        if at == len(self._lives):
            self._lives.append(self._live())
        return float(getattr(self._lives[at], fact))

    def _live(self) -> Life:
        sample = self.sample
        with Driven(REAL, self._screen.environment, str(sample.folder)) as window:
            locked = window.ask("memory")
            unlocked = window.ask("unlock")
            opened = window.ask("open", client=sample.busiest)
            draft = window.ask("open", client=sample.drafting, note=sample.draft)
            memory = window.ask("memory")
            window.ask("type")
            start_ns = self._screen.press(CONTROL, L)
            end_ns = window.wait_for_end()
        return Life(
            beside_derivation=unlocked["usable_ms"] - unlocked["derivation_ms"],
            block_typing=unlocked["typing_block_ms"],
            block_unlocking=unlocked["block_ms"],
            opening=opened["ms"],
            block_opening=max(opened["block_ms"], draft["block_ms"]),
            locking=(end_ns - start_ns) / 1e6,
            rss_locked=locked["rss"],
            pss_locked=locked["pss"],
            rss_open=memory["rss"],
            pss_open=memory["pss"],
        )


@functools.cache
def lives(notes: int) -> Lives:
    """Returns the lives over the vault of so many notes."""
    return Lives(sample_vault(notes), screen("real"))
