"""Finds names however they are typed: by their beginnings, and with a letter wrong.

Each word that was typed must be found in a name, in any order. A wrong, missing, doubled or
swapped letter is forgiven once in a word of three letters and more, twice from six on.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import nsmallest

from vault.clients import ClientStatus
from vault.folding import folded
from vault.ids import ClientId

_WHOLE, _BEGINNING, _WITHIN, _LIKE = 0, 1, 3, 6
_BETWEEN = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class NameRow:
    """A client as names are looked through; `folded` holds all that the client is called."""

    id: ClientId
    called: str
    folded: str
    case_number: str
    status: ClientStatus
    last_met_at_utc: datetime | None


class NameIndex:
    """Names in the order in which they are wanted where they fit equally well."""

    def __init__(self, rows: Iterable[NameRow]) -> None:
        self._rows = tuple(rows)
        # Names share most of their words: each word is looked at once, whoever bears it.
        self._bearers: defaultdict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(self._rows):
            for word in {*_split(row.folded), folded(row.case_number)}:
                self._bearers[word].append(at)
        self._masks = {word: mask(word) for word in self._bearers}

    def find(self, typed: str, limit: int | None = None, *, enough: int = 3) -> list[NameRow]:
        """Give the names that fit best, where not `enough` do also those with a letter wrong.

        Without a limit all that fit.
        """
        wanted = words_of(typed)
        found = self._best(wanted, self._fitting)
        if len(found) < enough:
            found = self._best(wanted, self._alike) | found
        most = len(found) if limit is None else limit
        chosen = nsmallest(most, ((cost, at) for at, cost in found.items()))
        return [self._rows[at] for _, at in chosen]

    def fits(self, typed: str) -> bool:
        """Say whether somebody's name has each of these words, as it stands or within another."""
        return bool(self._best(words_of(typed), self._fitting))

    def bearers(self, words: Sequence[str]) -> list[NameRow]:
        """Give those in whose name each of these folded words stands as a whole."""
        borne = [set(self._bearers.get(word, ())) for word in words]
        return [self._rows[at] for at in sorted(set.intersection(*borne))] if borne else []

    def _best(
        self, wanted: Sequence[str], costs: Callable[[str], Iterator[tuple[int, str]]]
    ) -> dict[int, int]:
        """Give what each name costs that every word was found in."""
        total: dict[int, int] | None = None
        for typed in wanted:
            best: dict[int, int] = {}
            for cost, word in sorted(costs(typed)):
                for at in self._bearers[word]:
                    best.setdefault(at, cost)
            if total is None:
                total = best
            else:
                total = {at: total[at] + best[at] for at in total.keys() & best.keys()}
            if not total:
                break
        return total or {}

    def _fitting(self, typed: str) -> Iterator[tuple[int, str]]:
        for word in self._bearers:
            if typed in word:
                if word.startswith(typed):
                    yield (_WHOLE if typed == word else _BEGINNING), word
                elif len(typed) > 1:
                    yield _WITHIN, word

    def _alike(self, typed: str) -> Iterator[tuple[int, str]]:
        yield from self._fitting(typed)
        most, sought = forgiven(typed), mask(typed)
        for word, letters in self._masks.items():
            # Each letter that the name doesn't have is a mistake of its own.
            if (sought & ~letters).bit_count() <= most:
                wrong = distance(typed, word, most)
                if wrong <= most:
                    yield _LIKE * wrong + _BEGINNING, word


def words_of(text: str) -> list[str]:
    """Give a text's words, folded; hyphens and apostrophes part words."""
    return _split(folded(text))


def _split(plain: str) -> list[str]:
    return _BETWEEN.sub(" ", plain).split()


def marks(called: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Give where in a name the words begin and end that were typed; others aren't marked."""
    wanted = sorted(words_of(typed), key=len, reverse=True)
    found = []
    for word in _WORD.finditer(called):
        fitting = next((one for one in wanted if folded(word[0]).startswith(one)), None)
        if fitting is not None:
            found.append((word.start(), word.start() + _length(word[0], len(fitting))))
    return tuple(found)


def _length(word: str, letters: int) -> int:
    """Say how much of a word folds to so many letters."""
    return next((at for at in range(1, len(word)) if len(folded(word[:at])) >= letters), len(word))


def forgiven(word: str) -> int:
    """Say how many mistakes a typed word may have."""
    return (len(word) >= 3) + (len(word) >= 6)


def mask(word: str) -> int:
    """Give a word's letters as bits, several letters sharing one of 64."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def distance(typed: str, name: str, most: int) -> int:
    """Count the mistakes that lead from the beginning of a name that fits best to what was typed.

    A mistake is a wrong, a missing, an additional letter, or two that changed places. Gives a
    number above `most` as soon as there are more.
    """
    width = min(len(name), len(typed) + most)
    before: list[int] = []
    above = list(range(width + 1))
    for row, letter in enumerate(typed, start=1):
        current = [row]
        for column in range(1, width + 1):
            other = name[column - 1]
            cost = min(
                above[column] + 1,
                current[column - 1] + 1,
                above[column - 1] + (letter != other),
            )
            if row > 1 and column > 1 and typed[row - 2] == other and letter == name[column - 2]:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, above = above, current
    return min(above)
