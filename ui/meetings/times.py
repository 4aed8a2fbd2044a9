"""Reads a time of day however a person is likely to type it."""

import re
from datetime import time

_TYPED = re.compile(
    r"\s*(\d{1,2})(?:[:.h ]?(\d{2}))?\s*([ap])?\.?m?\.?\s*", re.ASCII | re.IGNORECASE
)


def read(typed: str) -> time:
    """Read "14:00", "1400", "14", "2pm" or "2:30 p.m."; raises ValueError for anything else."""
    found = _TYPED.fullmatch(typed)
    if found is None:
        raise ValueError
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)
