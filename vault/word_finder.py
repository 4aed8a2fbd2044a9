"""Finds words in a text as the search index does: whole words or their beginnings, folded."""

import re
from collections.abc import Iterable

from vault.folding import folded
from vault.name_index import words_of
from vault.search_query import Term
from vault.snippets import Span

_LETTER = r"[^\W_]"


class WordFinder:
    """Looks for terms; all of them must be there."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._patterns = [re.compile(_pattern(one)) for one in terms if words_of(one.text)]

    def find(self, text: str, beside: str = "") -> tuple[Span, ...] | None:
        """Give where in a text the words begin and end, in order; None where one is missing.

        A word may also stand in what goes with the text `beside` it, such as a name.
        """
        plain, places = (text.lower(), None) if text.isascii() else _mapped(text)
        elsewhere = folded(beside)
        found: set[Span] = set()
        for pattern in self._patterns:
            spans = [one.span() for one in pattern.finditer(plain)]
            if not spans and pattern.search(elsewhere) is None:
                return None
            found.update(spans)
        if places is None:
            return tuple(sorted(found))
        return tuple(sorted((places[start], places[end - 1] + 1) for start, end in found))


def _pattern(term: Term) -> str:
    words = map(re.escape, words_of(term.text))
    end = f"{_LETTER}*" if term.is_beginning else f"(?!{_LETTER})"
    return rf"(?<!{_LETTER})" + r"[\W_]+".join(words) + end


def _mapped(text: str) -> tuple[str, list[int]]:
    """Fold a text; answers it with the place of each of its letters in the original."""
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        plain = letter.lower() if letter.isascii() else folded(letter)
        letters.append(plain)
        places += [at] * len(plain)
    return "".join(letters), places
