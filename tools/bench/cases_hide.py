"""From the key that hides everything to the pixels of the cover, whatever is open."""

from __future__ import annotations

import contextlib
import functools
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench.cases import PERCENTILE_NEEDS, Must, case
from tools.bench.driven import Driven
from tools.bench.lives import REAL
from tools.bench.sample_vaults import sample_vault
from tools.bench.screen import F9, Point, Screen, differing, screen

if TYPE_CHECKING:
    from collections.abc import Iterator

BARE = Path(__file__).parent / "bare_stack.py"
NOTES = 50_000
SETTLE_S = 0.4
SCENES = {
    "note": "a note open",
    "menu": "a menu open",
    "dialog": "a modal dialog open",
    "query": "the database at work",
}


@dataclass
class Hiding:
    """A window that F9 covers, on a screen of its own."""

    window: Driven
    shown_on: Screen
    scene: str = ""
    points: list[Point] | None = None

    def hide(self) -> float:
        """Presses F9 and returns the milliseconds until the whole cover is seen."""
        if self.scene:
            self.window.ask("scene", name=self.scene)
        before = None if self.points else self.shown_on.picture()
        pressed_ns = self.shown_on.press(F9)
        if before is not None:
            # The first time shows which pixels change, and does not count.
            time.sleep(SETTLE_S)
            self.points = differing(before, self.shown_on.picture())
        covered_ns = self.shown_on.wait_for(self.points or [])
        self.window.ask("show")
        return (covered_ns - pressed_ns) / 1e6


@contextlib.contextmanager
def _both(scene: str) -> Iterator[tuple[Hiding, Hiding]]:
    sample = sample_vault(NOTES)
    real, bare = screen("real"), screen("bare")
    with (
        Driven(REAL, real.environment, str(sample.folder)) as window,
        Driven(BARE, bare.environment) as floor,
    ):
        window.ask("unlock")
        window.ask("open", client=sample.drafting, note=sample.draft)
        yield Hiding(window, real, scene), Hiding(floor, bare)


def _hide(both: tuple[Hiding, Hiding]) -> float:
    return both[0].hide()


def _swap(both: tuple[Hiding, Hiding]) -> float:
    return both[1].hide()


for _scene, _words in SCENES.items():
    case(
        f"key press to hidden pixels, {_words}",
        repeats=PERCENTILE_NEEDS,
        must=[Must("p95", 30), Must("max", 100)],
        setup=functools.partial(_both, _scene),
        floor=_swap,
    )(_hide)
