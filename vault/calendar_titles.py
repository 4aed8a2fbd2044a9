"""Whose meeting an event of a calendar is, as far as its title says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vault.folding import folded
from vault.ids import UnitId
from vault.units import UnitRow

_WORD = re.compile(r"\w+")

_BETWEEN = re.compile(r"[+&/]|\band\b")

Words = tuple[str, ...]


def names_several(title: str) -> bool:
    """Say whether a title names more than one person, who can't have one file."""
    return _BETWEEN.search(folded(title)) is not None


class Titles:
    """Finds the units that titles can mean; most titles of a calendar come again and again."""

    def __init__(self, units: Iterable[UnitRow]) -> None:
        self._units = {unit.id: _Named.of(unit) for unit in units}
        self._known: dict[Words, tuple[UnitId, ...]] = {}

    def fitting(self, title: str) -> tuple[UnitId, ...]:
        """Give the units of whose names most words stand in a title.

        A unit fits by its own name or case number, or when each of its people is named in full,
        by the name that they use or the one in their file; two and more also by their first names,
        where the title says nothing else.
        """
        words = _words(title)
        if words not in self._known:
            self._known[words] = self._find(words)
        return self._known[words]

    def names_another(self, title: str, unit_id: UnitId) -> bool:
        """Say whether more of a title names somebody else than whoever is in a unit."""
        fitting = self.fitting(title)
        if not fitting or unit_id in fitting:
            return False
        words, unit = _words(title), self._units.get(unit_id)
        there = frozenset(words)
        best = self._units[fitting[0]].count_in(words, there)
        return unit is None or unit.touched_in(words, there) < best

    def _find(self, words: Words) -> tuple[UnitId, ...]:
        there = frozenset(words)
        counts = {id_: unit.count_in(words, there) for id_, unit in self._units.items()}
        best = max(counts.values(), default=0)
        return tuple(one for one, count in counts.items() if best and count == best)


@dataclass(frozen=True, slots=True)
class _Named:
    """A unit by the words of its own names, and of each of its people's."""

    own: tuple[Words, ...]
    people: tuple[tuple[Words, ...], ...]

    @classmethod
    def of(cls, unit: UnitRow) -> "_Named":
        people = zip(unit.people, unit.recorded or unit.people, strict=True)
        return cls(
            (_words(unit.name), _words(unit.case_number)),
            tuple(tuple(map(_words, names)) for names in people),
        )

    def _by_first_names(self, words: Words) -> int:
        """Count the words of a title that is nothing but the first name of each person."""
        said = set(words) - {"and"}
        first = [{name[0] for name in names if name} for names in self.people]
        is_all = len(said) == len(first) > 1 and all(said & one for one in first)
        return len(said) if is_all and said <= set().union(*first) else 0

    def count_in(self, words: Words, there: frozenset[str]) -> int:
        """Count the words of a title that name this unit, 0 where it isn't meant."""
        own, people = self._counts(words, there)
        return max(own, sum(people) if all(people) else self._by_first_names(words))

    def touched_in(self, words: Words, there: frozenset[str]) -> int:
        """Count the words of a title that name this unit or anybody in it."""
        own, people = self._counts(words, there)
        return max(own, sum(people), self._by_first_names(words))

    def _counts(self, words: Words, there: frozenset[str]) -> tuple[int, list[int]]:
        """Count the words that name the unit itself, and those that name each of its people."""

        def longest(names: tuple[Words, ...]) -> int:
            return max((len(name) for name in names if _holds(words, there, name)), default=0)

        return longest(self.own), [longest(names) for names in self.people]


def _words(text: str) -> Words:
    return tuple(_WORD.findall(folded(text)))


def _holds(words: Words, there: frozenset[str], part: Words) -> bool:
    size = len(part)
    return (
        bool(part)
        and part[0] in there
        and any(words[at : at + size] == part for at in range(len(words) - size + 1))
    )
