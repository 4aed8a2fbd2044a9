"""Names that stand in what the counselor wrote, and the initials that stand in for them.

A name is found in whole and by each of its parts, case and accents aside, also in the plural of a
family ("the Okafors") and however its parts are joined ("O'Brien", "OBrien", "O Brien"). A part
that is an ordinary word of the language, such as Will or Grace, is taken for a name only with a
capital. What a name writes small beside capitals ("de la") and single letters are no names by
themselves, and of a third person neither is what they are to somebody ("uncle").
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import combinations, groupby, pairwise
from typing import Final, NamedTuple

from resources import spelling, wordlists
from vault.clients import initials
from vault.folding import folded
from vault.ports import Store

REMEMBERED = 4_096

# What leaves no gap in a word: signs of zero width and of direction, or an accent of its own.
_UNSEEN: Final = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_SIGNS: Final = re.compile(f"[{_UNSEEN}]")
# Where the accents are that are characters of their own.
_ACCENTS: Final = ((0x300, 0x3000), (0xA600, 0xAC00), (0xFB1E, 0xFB1F), (0xFE00, 0xFE30))
# Apostrophes that count as letters, and letters that aren't another one with an accent.
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("\u02b9\u02bb\u02bc\ua78c", ""),
        **dict.fromkeys("\u0111\u00f0", "d"),
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u00fe": "th",
        "\u00f8": "o",
        "\u0142": "l",
        "\u0131": "i",
    }
)
# What may stand between two parts of a name in place of anything else of these.
_LIGHT: Final = re.compile(
    r"\s*[-'`\u00b4\u2018\u2019\u201b\u2032\uff07\u2010-\u2015\u2212\uff0d]?\s*|[._]"
)
_GAELIC: Final = re.compile(r"(ma?c|o)(?=...)")


class Stand(NamedTuple):
    """A name in a text, from `start` up to `end`, and what stands in for it."""

    start: int
    end: int
    initials: str


class _Whole(NamedTuple):
    """A name of several words: their keys, how the last may end, what is between, its initials."""

    keys: tuple[str, ...]
    ends: tuple[str, ...]
    gaps: tuple[str, ...]
    initials: str


class KnownNames:
    """Finds names in texts; an ordinary word is a name only with a capital.

    How long it takes depends on the text alone, not on how many names there are. What was looked
    through lately is remembered, so that of a text that is typed in only one paragraph is new.
    """

    def __init__(
        self,
        names: Iterable[str],
        is_ordinary: Callable[[str], bool] = lambda _word: False,
        third_persons: Iterable[str] = (),
    ) -> None:
        self.names = frozenset(names)
        self.third_persons = frozenset(third_persons)
        self._is_ordinary = is_ordinary
        self._alone: set[str] = set()
        wholes: defaultdict[str, set[_Whole]] = defaultdict(set)
        for name in (*self.names, *_names_in(self.third_persons)):
            words = _words(name)
            self._alone.update(_alone(name, words))
            for whole in _wholes(name, words):
                wholes[whole.keys[0]].add(whole)
        self._wholes = {
            first: sorted(found, key=lambda one: (-len(one.keys), one))
            for first, found in wholes.items()
        }
        self.stands = lru_cache(REMEMBERED)(self._stands)

    def veiled(self, text: str) -> str:
        """Give a text with initials in place of names, and nothing else changed."""
        parts, at = [], 0
        for start, end, brief in self.stands(text):
            parts += [text[at:start], brief]
            at = end
        return "".join([*parts, text[at:]])

    def _stands(self, text: str) -> tuple[Stand, ...]:
        return tuple(self._found(text))

    def _found(self, text: str) -> Iterator[Stand]:
        words = _words(text)
        keys = [_key(word[0]) for word in words]
        at = 0
        while at < len(words):
            key = keys[at]
            whole = self._whole_at(text, words, keys, at) if key in self._wholes else None
            if whole is not None:
                last = at + len(whole.keys) - 1
                yield _stand(text, words[at].start(), words[last].end(), whole.initials)
                at = last
            elif key in self._alone:
                if self._is_name(words[at][0], key):
                    yield _stand(text, *words[at].span(), _pointed(words[at][0]))
            elif not words[at][0].islower():
                yield from self._inside(text, words[at])
            at += 1

    def _inside(self, text: str, word: re.Match[str]) -> Iterator[Stand]:
        """Find names that were written together with others, as in the name of a file."""
        for start, end in pairwise(_joints(word[0])):
            piece = word[0][start:end]
            if len(piece) < len(word[0]) and self._is_name(piece, _key(piece)):
                yield _stand(text, word.start() + start, word.start() + end, _pointed(piece))

    def _whole_at(
        self, text: str, words: list[re.Match[str]], keys: list[str], at: int
    ) -> _Whole | None:
        for whole in self._wholes[keys[at]]:
            last = at + len(whole.keys) - 1
            if last >= len(keys) or keys[last] not in whole.ends:
                continue
            if tuple(keys[at:last]) != whole.keys[:-1]:
                continue
            found = pairwise(words[at : last + 1])
            if all(_gap(text, *pair) == gap for pair, gap in zip(found, whole.gaps, strict=True)):
                return whole
        return None

    def _is_name(self, word: str, key: str) -> bool:
        return key in self._alone and not (word[0].islower() and self._is_ordinary(key))


class KnownNamesService:
    """Gathers the names of everybody whom the vault knows."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, before: KnownNames | None = None) -> KnownNames:
        """Give all people's names; `before` again where they are the same as then.

        People are clients, members, emergency contacts, and whom anything else is about.
        """
        with self._store.read() as work:
            people = frozenset(work.dictionary.people())
            others = frozenset(work.dictionary.third_persons())
        if before is not None and (before.names, before.third_persons) == (people, others):
            return before
        is_ordinary = spelling.common_words(spelling.LANGUAGES[0]).__contains__
        return KnownNames(people, is_ordinary, others)


def _names_in(third_persons: Iterable[str]) -> Iterator[str]:
    """Give the names of those who are often called by what they are to somebody."""
    relations = wordlists.relations()
    for called in third_persons:
        for is_relation, run in groupby(_words(called), lambda word: _key(word[0]) in relations):
            if not is_relation:
                words = list(run)
                yield called[words[0].start() : words[-1].end()]


def _alone(name: str, words: list[re.Match[str]]) -> Iterator[str]:
    """Give what counts as a name in one word: each of its words, and those that are joined."""
    has_capital = any(letter.isupper() for letter in name)
    keys = [_key(word[0]) for word in words]
    count = [
        len(key) > 1 and not (has_capital and word[0][0].islower())
        for word, key in zip(words, keys, strict=True)
    ]
    for first, end in combinations(range(len(words) + 1), 2):
        if any(count[first:end]):
            yield from _forms("".join(keys[first:end]))
    if len(words) > 1:
        yield from _forms(keys[0] + keys[-1])


def _wholes(name: str, words: list[re.Match[str]]) -> Iterator[_Whole]:
    """Give what counts as a name in several words: all of it, and each part that has joints."""
    if len(words) > 1:
        gaps = tuple(_gap(name, *pair) for pair in pairwise(words))
        yield _whole([word[0] for word in words], gaps, name)
    for part in name.split():
        pieces = [piece for word in _words(part) for piece in _pieces(word[0])]
        if len(pieces) > 1:
            yield _whole(pieces, ("",) * (len(pieces) - 1), part)


def _whole(words: list[str], gaps: tuple[str, ...], name: str) -> _Whole:
    keys = tuple(map(_key, words))
    return _Whole(keys, _forms(keys[-1]), gaps, _pointed(name))


def _forms(key: str) -> tuple[str, ...]:
    return (key, f"{key}s", f"{key}es")


def _pieces(word: str) -> list[str]:
    """Give the parts of a name that may as well be written apart: Ann|Marie, Mc|Donald, O|neill."""
    joints = _joints(word)
    start = _GAELIC.match(word.lower())
    if len(joints) == 2 and start is not None:
        joints.insert(1, start.end())
    return [word[one:other] for one, other in pairwise(joints)]


def _joints(word: str) -> list[int]:
    """Give where a word starts and ends, and each capital inside that starts another."""
    inner: list[int] = []
    if not (word[1:].islower() or word.isupper()):
        inner = [
            at for at in range(1, len(word) - 1) if word[at].isupper() and word[at + 1].islower()
        ]
    return [0, *inner, len(word)]


def _words(text: str) -> list[re.Match[str]]:
    return list(_word_pattern().finditer(text))


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
    signs = f"[^\\W\\d_]|[{re.escape(accents)}{_UNSEEN}]"
    return re.compile(rf"[^\W\d_](?:{signs})*(?<![{_UNSEEN}])")


def _key(word: str) -> str:
    if word.isascii():
        return word.lower()
    return folded(_SIGNS.sub("", word)).translate(_PLAIN)


def _gap(text: str, one: re.Match[str], other: re.Match[str]) -> str:
    """Give what stands between two words: nothing where it is but a space, a dash and the like."""
    gap = text[one.end() : other.start()]
    return "" if _LIGHT.fullmatch(gap) else " ".join(gap.split())


def _pointed(name: str) -> str:
    return "".join(f"{letter}." for letter in initials(name))
