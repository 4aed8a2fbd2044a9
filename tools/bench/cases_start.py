"""How long until a window stands on the screen."""

from pathlib import Path

from tools.bench.cases import case
from tools.bench.disk import drop_caches
from tools.bench.starts import first_paint_ms

BARE = Path(__file__).parent / "bare_window.py"


@case("bare Qt window painted, warm disk")
def bare_warm(_: None) -> float:
    """Starts an empty window whose files are in memory."""
    return first_paint_ms(BARE)


@case("bare Qt window painted, cold disk", repeats=5)
def bare_cold(_: None) -> float:
    """Starts an empty window whose files are all read from the disk."""
    drop_caches()
    return first_paint_ms(BARE)
