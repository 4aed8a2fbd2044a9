"""People who are named in a question: it is about them, not about the word.

"When did Dana first mention the uncle?" asks for the uncle, in Dana's file. A child of a family
has no file: its name means what is tagged with it. In quotation marks a name is a word like
others, and where the question says `client:` itself nobody else's file is meant.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from vault.name_index import NameIndex, NameRow, words_of
from vault.search_query import SHORT_WORD, Query, Term
from vault.telling_words import only_asks

_MOST_ALIKE = 40
"""Clients whose files are meant by a name with a slip."""
_MOST_TOGETHER = 4
"""Words that are looked at as one name."""
_MOST_WORDS = 5
"""Words that don't only ask, of which each is tried as a name; a longer text is no question."""
_LEAST_LETTERS = 4
"""Letters of a word that may be a name with a slip; shorter ones are like too many names."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A question without the `names` that stand in it.

    `clients` are those in whose files it is looked for; where there are none, `about` of the
    question has the name.
    """

    query: Query
    clients: tuple[NameRow, ...]
    names: tuple[str, ...]


def named(query: Query, names: NameIndex) -> Narrowed | None:
    """Take out the names that stand there letter by letter; None where there are none.

    None as well where nothing else is asked, or where somebody's name fits all that was typed.
    """
    if query.clients or (query.wants_names and names.fits(query.text)):
        return None
    kept: list[Term] = []
    taken: list[Term] = []
    clients: dict[NameRow, None] = {}
    left = query.terms
    while left:
        length, bearers = _borne(left, names)
        (taken if bearers else kept).extend(left[:length])
        clients |= dict.fromkeys(bearers)
        left = left[length:]
    return _narrowed(query, kept, taken, clients)


def misspelt(query: Query, names: NameIndex) -> Iterator[Narrowed]:
    """Take out what is like a name, two words or one, each time something else."""
    terms = query.terms
    if query.clients or _is_long(query):
        return
    for length in (2, 1):
        for end in range(length, len(terms) + 1):
            before, taken, after = terms[: end - length], terms[end - length : end], terms[end:]
            words = _as_name(taken)
            if min(map(len, words), default=0) >= _LEAST_LETTERS:
                alike = names.find(" ".join(words), _MOST_ALIKE, enough=1)
                found = _narrowed(query, (*before, *after), taken, alike)
                if found is not None:
                    yield found


def tagged(query: Query) -> Iterator[Narrowed]:
    """Take out what may be whom a paragraph is tagged with, each time another word."""
    terms = query.terms
    if _is_long(query):
        return
    for at, term in enumerate(terms):
        rest = (*terms[:at], *terms[at + 1 :])
        words = _as_name((term,))
        if min(map(len, words), default=0) >= SHORT_WORD and not all(map(only_asks, rest)):
            about = (*query.about, " ".join(words))
            yield Narrowed(replace(query, terms=rest, about=about), (), (term.text,))


def _is_long(query: Query) -> bool:
    return sum(not only_asks(term) for term in query.terms) > _MOST_WORDS


def _borne(terms: tuple[Term, ...], names: NameIndex) -> tuple[int, list[NameRow]]:
    """Say how many of the words that come next are one name, and give those who bear it."""
    for length in range(min(_MOST_TOGETHER, len(terms)), 0, -1):
        bearers = names.bearers(_as_name(terms[:length]))
        if bearers:
            return length, bearers
    return 1, []


def _as_name(terms: Sequence[Term]) -> list[str]:
    """Give the words of what may be a name, none where a part of it can't be."""
    if any(term.is_quoted or only_asks(term) for term in terms):
        return []
    return [word for term in terms for word in words_of(term.text) if not only_asks(Term(word))]


def _narrowed(
    query: Query, kept: Sequence[Term], taken: Sequence[Term], clients: Iterable[NameRow]
) -> Narrowed | None:
    is_asked = query.is_filtered or any(not only_asks(term) for term in kept)
    found = tuple(clients)
    if not (found and is_asked):
        return None
    rest = replace(query, terms=tuple(kept))
    return Narrowed(rest, found, tuple(term.text for term in taken))
