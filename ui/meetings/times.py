"""Times of day and lengths as a person is likely to type them."""

import re
from datetime import datetime, time, timedelta

from vault.meetings import LONGEST_MINUTES

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


def next_hour(now: datetime) -> datetime:
    """Give the next full hour; in the last one of a day, which has none after it, `now` itself."""
    soon = (now + timedelta(hours=1)).replace(minute=0)
    return soon if soon.date() == now.date() else now


def may_last(typed: str) -> bool:
    """Say whether a meeting may last so many minutes, or nothing was typed yet."""
    try:
        return 1 <= int(typed) <= LONGEST_MINUTES
    except ValueError:
        return not typed.strip()
