"""Reads a birth date however a person is likely to type it."""

import re
from datetime import date

from vault.errors import Problem

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTS = re.compile(r"[^\W_]+")


class NotADayError(ValueError):
    """What was typed isn't a day, and why; carries no words of it."""

    def __init__(self, problem: Problem = Problem.NOT_A_DATE) -> None:
        super().__init__()
        self.problem = problem


def read(typed: str) -> date | None:
    """Read "1990-04-27", "27 Apr 1990", "April 27, 1990", "4/27/1990" or "27.4.1990".

    Between slashes the month comes first, as it does in the United States, unless it can't be
    a month; between dots the day comes first. A year takes four digits. Raises NotADayError, and
    gives None for nothing.
    """
    try:
        return _read(typed)
    except NotADayError:
        raise
    except ValueError:
        raise NotADayError from None


def _read(typed: str) -> date | None:
    parts = _PARTS.findall(typed)
    if not parts:
        return None
    if len(parts) != 3:
        raise ValueError
    month_at = [at for at, part in enumerate(parts) if part[:3].lower() in _MONTHS]
    if month_at:
        return _with_name(parts, month_at[0])
    first, second, third = (_number(part) for part in parts)
    if len(parts[0]) == 4:
        return date(first, second, third)
    if len(parts[2]) != 4:
        raise NotADayError(Problem.SHORT_YEAR)
    day_first = "." in typed or first > 12
    day, month = (first, second) if day_first else (second, first)
    return date(third, month, day)


def _with_name(parts: list[str], at: int) -> date:
    month = _MONTHS.index(parts[at][:3].lower()) + 1
    rest = [_number(part.rstrip("sthndr") or part) for i, part in enumerate(parts) if i != at]
    texts = [part for i, part in enumerate(parts) if i != at]
    year_at = next((i for i, text in enumerate(texts) if len(text) == 4 and text.isdigit()), None)
    if year_at is None:
        raise NotADayError(Problem.SHORT_YEAR)
    return date(rest[year_at], month, rest[1 - year_at])


def _number(part: str) -> int:
    if not (part.isascii() and part.isdigit()):
        raise ValueError
    return int(part)
