"""What a campaign counted, one JSON line each, for docs/assurance.md."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FIGURES = Path(__file__).parents[2] / "build" / "soak.jsonl"


@contextmanager
def figures(campaign: str) -> Iterator[dict[str, object]]:
    """Write what the block counted, and how many seconds it took, where it passed."""
    start = time.monotonic()
    counted: dict[str, object] = {"campaign": campaign}
    yield counted
    counted["seconds"] = round(time.monotonic() - start, 1)
    FIGURES.parent.mkdir(exist_ok=True)
    with FIGURES.open("a", encoding="utf-8") as file:
        file.write(json.dumps(counted) + "\n")
