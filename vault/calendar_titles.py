"""Whose meeting an event of a calendar is, as far as its title says."""

import re
from collections.abc import Iterable

from vault.folding import folded
from vault.ids import UnitId
from vault.units import UnitRow

_WORD = re.compile(r"\w+")


def fitting_units(title: str, units: Iterable[UnitRow]) -> tuple[UnitId, ...]:
    """Give the units that a title can mean: those of whose names most words stand in it.

    A unit fits by its own name or case number, or when each of its people is named in full, by
    the name that they use or the one in their file.
    """
    words = _words(title)
    best, found = 0, []
    for unit in units:
        count = _named(words, unit)
        if count > best:
            best, found = count, [unit.id]
        elif count and count == best:
            found.append(unit.id)
    return tuple(found)


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _named(words: list[str], unit: UnitRow) -> int:
    """Count the words of a title that name this unit, 0 where it isn't meant."""
    own = (_words(unit.name), _words(unit.case_number))
    counts = [len(name) for name in own if _holds(words, name)]
    people = 0
    for called, recorded in zip(unit.people, unit.recorded or unit.people, strict=True):
        names = [name for name in (_words(called), _words(recorded)) if _holds(words, name)]
        if not names:
            break
        people += max(len(name) for name in names)
    else:
        counts.append(people)
    return max(counts, default=0)


def _holds(words: list[str], part: list[str]) -> bool:
    size = len(part)
    return bool(part) and any(words[at : at + size] == part for at in range(len(words) - size + 1))
