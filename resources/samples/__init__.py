"""Invented names, people and sentences for a sample vault."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Literal

_FOLDER = Path(__file__).parent


@cache
def pack(name: Literal["documents", "names", "people", "phrases"]) -> dict[str, Any]:
    """Read one pack; callers must not change it."""
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]
