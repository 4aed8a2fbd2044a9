"""What a question that was typed as one asks about."""

from dataclasses import replace
from functools import cache

from resources import wordlists
from vault.name_index import words_of
from vault.search_query import Query, Term

_asking = cache(wordlists.asking)


def only_asks(term: Term) -> bool:
    """Say whether words are only there to ask, whatever the question is about."""
    return not term.is_quoted and _asking().issuperset(words_of(term.text))


def telling(query: Query) -> Query | None:
    """Give a question with its telling words only; None where all of them are, or none.

    "When did she first mention the uncle?" is left with "uncle". What was quoted stays.
    """
    kept = tuple(term for term in query.terms if not only_asks(term))
    if not kept or kept == query.terms:
        return None
    return replace(query, terms=kept, unfinished=None)


def asks_for_first(query: Query) -> bool:
    """Say whether the words that only ask have "first" among them."""
    return any(only_asks(term) and "first" in words_of(term.text) for term in query.terms)
