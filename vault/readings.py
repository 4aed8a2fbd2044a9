"""The ways in which a question can be meant, in the order in which they are tried."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from vault.name_index import NameIndex
from vault.named_people import Narrowed, misspelt, named, tagged
from vault.search_query import Order, Query
from vault.telling_words import asks_for_first, telling


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to mean it: what is looked for, and whom it is about where people were named.

    `telling` are the words that are looked for, where words that only ask were left out.
    """

    query: Query
    order: Order = Order.NEWEST
    narrowed: Narrowed | None = None
    telling: tuple[str, ...] = ()


def readings(query: Query, names: NameIndex) -> Iterator[Reading]:
    """Give each way in turn; the next one is for where nothing was found.

    Clients' names as they were typed come before words, words before names of tags, and these
    before names with a slip; all the words come before the telling ones alone.
    """
    narrowed = named(query, names)
    if narrowed is not None:
        yield Reading(narrowed.query, narrowed=narrowed)
        yield from _telling(narrowed.query, narrowed)
    yield Reading(query)
    yield from _telling(query)
    for guess in chain(tagged(query), misspelt(query, names)):
        yield from _telling(guess.query, guess) or (Reading(guess.query, narrowed=guess),)


def _telling(query: Query, narrowed: Narrowed | None = None) -> tuple[Reading, ...]:
    """Give the question with its telling words alone, if these aren't all or none."""
    fewer = telling(query)
    if fewer is None:
        return ()
    order = Order.OLDEST if asks_for_first(query) else Order.NEWEST
    words = tuple(term.text.rstrip(".,;:?!") for term in fewer.terms)
    return (Reading(fewer, order, narrowed, words),)
