"""Spelling: which words a note's reader would stumble over, and what may have been meant.

Names of the people in the vault are never called wrong, nor is what isn't a word: acronyms,
numbers, addresses, other scripts. Words that the counselor adds stay inside the vault.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from resources import spelling
from vault import fields
from vault.audit import AuditKind
from vault.changes import Changes, Done, Noun
from vault.errors import InvalidField, Problem
from vault.folding import folded
from vault.ports import Store

if TYPE_CHECKING:
    from resources.spelling import WordList

OFF: Final = ""
LANGUAGES: Final = (*spelling.LANGUAGES, OFF)
SUGGESTIONS: Final = 5

_CHUNK = re.compile(r"\S+")
# Letters of the Latin script, with apostrophes between them.
_WORD = re.compile("[A-Za-z\u00c0-\u024f\u2019']+")
_NO_WORD = re.compile(r"[\d_@\\]|://|www\.|[^\W\d_A-Za-z\u00c0-\u024f]")

# How far a suggestion is from what was typed, then whether other letters, another first letter.
_Rank = tuple[float, bool, bool, str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is right in one vault beyond the language's own words; `language` is "" for none."""

    language: str
    own: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


class Speller:
    """Judges words; reading its lists takes some milliseconds, so that it is made off the window.

    `also` gives names that came up since the vocabulary was read.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        language = vocabulary.language
        self._common: WordList = spelling.common_words(language)
        self._rare: WordList = spelling.rare_words(language)
        self._known = {_plain(word) for word in vocabulary.own}
        self._known.update(spelling.counseling_words())
        self._names = set(_parts(vocabulary.names))

    def learn(self, word: str) -> None:
        """Take a word for right from now on."""
        self._known.add(_plain(word))

    def meet(self, names: Iterable[str]) -> None:
        """Take names for right that came up since the vocabulary was read."""
        self._names.update(_parts(names))

    def wrong_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """Give where the wrong words of a text begin and end."""
        return tuple((at, end) for at, end in _words(text) if not self.is_right(text[at:end]))

    def is_right(self, word: str) -> bool:
        """Say whether a word can stand as it is."""
        plain = _base(word)
        if len(plain) < 2 or plain.isupper() or plain.removesuffix("s").isupper():
            return True
        lower = plain.lower()
        if lower in self._known or lower in self._names:
            return True
        forms = {plain, lower} if plain[1:].islower() else {plain}
        return any(form in self._common or form in self._rare for form in forms)

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Give what may have been meant, the likeliest first; takes some milliseconds."""
        plain = _base(word)
        lower = plain.lower()
        ranked = sorted([*self._near(lower), *self._apart(lower)])
        likeliest = list(dict.fromkeys(one for *_, one in ranked))[:SUGGESTIONS]
        capital, ending = plain[:1].isupper(), _apostrophes(word)[len(plain) :]
        return tuple((one[:1].upper() + one[1:] if capital else one) + ending for one in likeliest)

    def _near(self, word: str) -> Iterator[_Rank]:
        # Named here, for only who asks for suggestions needs it.
        from rapidfuzz.distance import OSA  # noqa: PLC0415
        from rapidfuzz.process import extract  # noqa: PLC0415

        reach = 1 if len(word) < 4 else 2
        size = len(word.encode("utf-8", "replace"))
        for rare, words in (
            (0.0, self._common.near(size, reach)),
            (0.5, self._rare.near(size, reach)),
            (0.5, list(self._known)),
        ):
            for one, distance, _ in extract(
                word, words, scorer=OSA.distance, score_cutoff=reach, limit=4 * SUGGESTIONS
            ):
                mixed = sorted(one.lower()) != sorted(word)
                yield distance + rare, mixed, one[:1].lower() != word[:1], one

    def _apart(self, word: str) -> Iterator[_Rank]:
        for at in range(1, len(word)):
            first, second = word[:at], word[at:]
            if (first in self._common or first in {"a", "i"}) and second in self._common:
                yield 1.0, False, False, f"{first} {second}"


class SpellingService:
    """Chooses the language, keeps the vault's own words and gathers its names."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def vocabulary(self) -> Vocabulary:
        """Give what a speller of this vault needs."""
        with self._store.read() as work:
            language = work.settings.get().spelling
            if language == OFF:
                return Vocabulary(OFF)
            own, names = work.dictionary.words(), work.dictionary.names()
        return Vocabulary(language, frozenset(own), frozenset(names))

    def words(self) -> list[str]:
        """List the words that were added, in the order of the alphabet."""
        with self._store.read() as work:
            return sorted(work.dictionary.words(), key=folded)

    def choose(self, language: str) -> Done[None]:
        """Check in another language from now on, or not at all. Raises InvalidField."""
        with self._store.write() as work:
            work.settings.put(replace(work.settings.get(), spelling=language).checked())
            work.audit.append(AuditKind.SETTING_CHANGED, detail="spelling")
        return Done(None, Changes.of(Noun.SETTING))

    def add(self, word: str) -> Done[None]:
        """Take a word for right in this vault. Raises InvalidField for what is no word."""
        checked = fields.line("word", _apostrophes(word), required=True, longest=100)
        if not _WORD.fullmatch(checked):
            raise InvalidField("word", Problem.NOT_TEXT)
        with self._store.write() as work:
            work.dictionary.add(checked)
        return Done(None, Changes.of(Noun.WORD))

    def remove(self, word: str) -> Done[None]:
        """Forget a word that was added; does nothing where it wasn't."""
        with self._store.write() as work:
            work.dictionary.remove(word)
        return Done(None, Changes.of(Noun.WORD))


def _words(text: str) -> Iterator[tuple[int, int]]:
    for chunk in _CHUNK.finditer(text):
        if _NO_WORD.search(chunk[0]):
            continue
        for word in _WORD.finditer(chunk[0]):
            inner = word[0].strip("'\u2019")
            if inner:
                at = chunk.start() + word.start() + word[0].index(inner)
                yield at, at + len(inner)


def _apostrophes(word: str) -> str:
    return word.replace("\u2019", "'")


def _base(word: str) -> str:
    """Give a word without the ending that makes it somebody's."""
    return _apostrophes(unicodedata.normalize("NFC", word)).removesuffix("'s").rstrip("'")


def _plain(word: str) -> str:
    return _base(word).lower()


def _parts(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for part in _WORD.finditer(name):
            yield _plain(part[0])
