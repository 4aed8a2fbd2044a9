"""Which results of measures a question means: by the measure's name, and whose they are.

"phq dana" means Dana's, "type:measure dana" whatever Dana filled in. A result has no text of its
own, so that nothing but these words, the client and the days can find it.
"""

# ruff: noqa: PLC0415 -- the pack loads with the first result, not with the window.

from collections.abc import Collection
from dataclasses import dataclass

from vault.ids import ClientId
from vault.name_index import NameIndex, words_of
from vault.search_query import Kind, Query

LEAST_LETTERS = 3
"""Letters of a measure's name that mean it; fewer begin too many other words."""


@dataclass(frozen=True, slots=True)
class MeantMeasures:
    """The measures by their ids, and whose; `clients` is None where it may be anybody's."""

    measures: frozenset[str]
    clients: frozenset[ClientId] | None


def meant_measures(
    query: Query, clients: Collection[ClientId] | None, names: NameIndex, taken: Collection[str]
) -> MeantMeasures | None:
    """Give what a question means of the measures that were taken, None where it means none.

    `clients` are those that it is about anyhow, None where it may be anybody.
    """
    if not taken:
        return None
    from resources import measures as pack

    only = Kind.MEASURE in query.kinds
    called = {
        one.id: words_of(f"{one.name} {one.about}" if only else one.name)
        for one in pack.all_measures()
        if one.id in taken
    }
    typed = words_of(query.text)
    of_measures = [word for word in typed if any(_fits(word, own) for own in called.values())]
    if not only and max(map(len, of_measures), default=0) < LEAST_LETTERS:
        return None
    found = frozenset(
        measure_id
        for measure_id, own in called.items()
        if all(_fits(word, own) for word in of_measures)
    )
    of_names = " ".join(word for word in typed if word not in of_measures)
    scopes = [frozenset(clients)] if clients is not None else []
    scopes += [_found(names, one) for one in (of_names, *query.about) if one]
    return MeantMeasures(found, frozenset.intersection(*scopes) if scopes else None)


def _fits(word: str, called: list[str]) -> bool:
    return any(one.startswith(word) for one in (*called, "".join(called)))


def _found(names: NameIndex, typed: str) -> frozenset[ClientId]:
    return frozenset(row.id for row in names.find(typed, enough=1))
