"""Names that stand in what the counselor wrote, and the initials that stand in for them.

A name is found in whole and by each of its parts, case and accents aside, also in the plural of a
family ("the Okafors"). A part that is an ordinary word of the language, such as Will or Grace, is
taken for a name only with a capital. What a name writes small beside capitals ("de la") and single
letters are no names by themselves.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from resources import spelling
from vault.clients import initials
from vault.folding import folded
from vault.ports import Store

REMEMBERED = 4_096

# What leaves no gap in a word: zero width, or an accent of its own.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Where the accents are that are characters of their own.
_ACCENTS = ((0x300, 0x3000), (0xA600, 0xAC00), (0xFB1E, 0xFB1F), (0xFE00, 0xFE30))
_WITHOUT_UNSEEN = dict.fromkeys(map(ord, _UNSEEN))
_ALIKE = str.maketrans("\u2019\u2018\u2010\u2011\u2013", "''---")


class Stand(NamedTuple):
    """A name in a text, from `start` up to `end`, and what stands in for it."""

    start: int
    end: int
    initials: str


class _Whole(NamedTuple):
    """A name of several words: their keys, what stands between them, and its initials."""

    keys: tuple[str, ...]
    gaps: tuple[str, ...]
    initials: str


class KnownNames:
    """Finds names in texts; an ordinary word is a name only with a capital.

    How long it takes depends on the text alone, not on how many names there are. What was looked
    through lately is remembered, so that of a text that is typed in only one paragraph is new.
    """

    def __init__(
        self, names: Iterable[str], is_ordinary: Callable[[str], bool] = lambda _word: False
    ) -> None:
        self.names = frozenset(names)
        self._word = _word_pattern()
        self._wholes: defaultdict[str, list[_Whole]] = defaultdict(list)
        self._alone: dict[str, bool] = {}
        for name in self.names:
            self._meet(name, is_ordinary)
        for wholes in self._wholes.values():
            wholes.sort(key=lambda one: -len(one.keys))
        self.stands = lru_cache(REMEMBERED)(self._stands)

    def veiled(self, text: str) -> str:
        """Give a text with initials in place of names, and nothing else changed."""
        parts, at = [], 0
        for start, end, brief in self.stands(text):
            parts += [text[at:start], brief]
            at = end
        return "".join([*parts, text[at:]])

    def _meet(self, name: str, is_ordinary: Callable[[str], bool]) -> None:
        words = list(self._word.finditer(name))
        keys = tuple(_key(word[0]) for word in words)
        if len(words) > 1:
            gaps = tuple(_gap(name, one, other) for one, other in pairwise(words))
            self._wholes[keys[0]].append(_Whole(keys, gaps, _pointed(name)))
        has_capital = any(letter.isupper() for letter in name)
        for word, key in zip(words, keys, strict=True):
            if len(key) > 1 and not (has_capital and word[0][0].islower()):
                for form in (key, f"{key}s", f"{key}es"):
                    needs_capital = is_ordinary(form)
                    self._alone[form] = self._alone.get(form, True) and needs_capital

    def _stands(self, text: str) -> tuple[Stand, ...]:
        return tuple(self._found(text))

    def _found(self, text: str) -> Iterator[Stand]:
        met = {_key(word) for word in set(self._word.findall(text))}
        if self._alone.keys().isdisjoint(met) and self._wholes.keys().isdisjoint(met):
            return
        words = list(self._word.finditer(text))
        keys = [_key(word[0]) for word in words]
        at = 0
        while at < len(words):
            whole = self._whole_at(text, words, keys, at)
            if whole is not None:
                last = at + len(whole.keys) - 1
                yield _stand(text, words[at].start(), words[last].end(), whole.initials)
                at = last
            elif self._is_name(words[at][0], keys[at]):
                yield _stand(text, *words[at].span(), _pointed(words[at][0]))
            at += 1

    def _whole_at(
        self, text: str, words: list[re.Match[str]], keys: list[str], at: int
    ) -> _Whole | None:
        for whole in self._wholes.get(keys[at], ()):
            count = len(whole.keys)
            if tuple(keys[at : at + count]) != whole.keys:
                continue
            found = pairwise(words[at : at + count])
            if all(_gap(text, *pair) == gap for pair, gap in zip(found, whole.gaps, strict=True)):
                return whole
        return None

    def _is_name(self, word: str, key: str) -> bool:
        needs_capital = self._alone.get(key)
        return needs_capital is not None and not (needs_capital and word[0].islower())


class KnownNamesService:
    """Gathers the names of everybody whom the vault knows."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> KnownNames:
        """Give the names of all clients, members and emergency contacts."""
        with self._store.read() as work:
            people = work.dictionary.people()
        return KnownNames(people, spelling.common_words(spelling.LANGUAGES[0]).__contains__)


def _stand(text: str, start: int, end: int, brief: str) -> Stand:
    # The point that ends a sentence ends the initials as well.
    return Stand(start, end, brief.removesuffix(".") if text[end : end + 1] == "." else brief)


@cache
def _word_pattern() -> re.Pattern[str]:
    """Give what a word looks like; made when it is first needed, for that takes milliseconds."""
    accents = "".join(
        chr(point)
        for first, last in _ACCENTS
        for point in range(first, last)
        if unicodedata.category(chr(point)).startswith("M")
    )
    return re.compile(rf"[^\W\d_](?:[^\W\d_]|[{re.escape(accents)}{_UNSEEN}])*")


def _key(word: str) -> str:
    return word.lower() if word.isascii() else folded(word.translate(_WITHOUT_UNSEEN))


def _gap(text: str, one: re.Match[str], other: re.Match[str]) -> str:
    """Give what stands between two words, the same for all spaces, dashes and apostrophes."""
    return " ".join(text[one.end() : other.start()].translate(_ALIKE).split()) or " "


def _pointed(name: str) -> str:
    return "".join(f"{letter}." for letter in initials(name))
