"""Passages in which words stand, in the order of their notes' time.

The index knows the order in which passages were kept, which isn't the order of time. Where few
passages fit, all are read and put in order. Where more do, the notes are walked along in order,
some hundred a call: either the index has told beforehand which passages fit, or the words are so
common that the texts themselves are read until there are enough.
"""

import json
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby
from typing import Any, Final, NamedTuple

from storage.connection import Connection
from storage.fts import match
from storage.passage_hits import Chosen, passage_hits
from storage.passages import WHITE
from storage.search_about import about_whom, passages_about
from storage.times import from_stored, to_stored
from vault.search import Mark, PassagePage, Sought, is_about
from vault.search_query import Order
from vault.word_finder import WordFinder

FEW: Final = 500
"""Passages that are all put in order; each costs reading a page of the database."""
MANY: Final = 10_000
"""Passages that the index is asked for; words that stand in more of them are common."""
FIRST_STRETCH: Final = 64
"""Notes that are walked along at first, so that there is something to see soon."""
STRETCH: Final = 512
"""Notes that are walked along later; half as many where their texts are read."""
_MOST_IN_NOTE: Final = 3

_FITTING: Final = "SELECT rowid FROM passage_fts WHERE passage_fts MATCH ? LIMIT ?"
_OF_NOTES: Final = """
    SELECT id, note_id, position FROM passage
    WHERE note_id IN (SELECT value FROM json_each(?))
"""
_TEXTS: Final = (
    "SELECT id, text, third_person FROM passage WHERE id IN (SELECT value FROM json_each(?))"
)


class Candidate(NamedTuple):
    """A passage that may fit, and where its note stands in time."""

    at_utc: int
    note_id: int
    position: int
    passage_id: int


class Known(NamedTuple):
    """What the indexes tell beforehand: the only passages that can fit, None where too many do.

    `has_words` where these have the words for certain, and needn't be read.
    """

    passages: frozenset[int] | None = None
    has_words: bool = False


def known(connection: Connection, sought: Sought) -> Known:
    """Ask the indexes about the words and about the people."""
    has_words = False
    narrowing: list[frozenset[int]] = []
    question = match(sought.query.terms)
    if question:
        rows = connection.execute(_FITTING, (question, MANY + 1)).fetchall()
        has_words = len(rows) <= MANY
        narrowing += [frozenset(number for (number,) in rows)] if has_words else []
        if not rows:
            return Known(frozenset(), has_words)
    for name in sought.about:
        found = passages_about(connection, name, MANY)
        narrowing += [found] if found is not None else []
    passages = frozenset.intersection(*narrowing) if narrowing else None
    return Known(passages, has_words)


class PassageSearch:
    """One look at the passages, from a mark on."""

    def __init__(
        self, connection: Connection, sought: Sought, after: Mark | None, known: Known
    ) -> None:
        self._connection = connection
        self._sought = sought
        self._known = known
        self._finder = WordFinder(sought.query.terms)
        self._newest_first = sought.order is Order.NEWEST
        self._after = (to_stored(after.at_utc), after.number) if after else None

    def page(self, limit: int) -> PassagePage:
        """Give the next hits; `count` is there where all could be counted."""
        passages, has_words = self._known
        is_of_all = self._sought.clients is None
        if passages is not None and len(passages) <= FEW and is_of_all:
            return self._from_few(passages, limit)
        page = self._walked(limit)
        if passages is not None and has_words and is_of_all and not self._sought.query.is_filtered:
            return replace(page, count=len(passages))
        return page

    def _from_few(self, passages: frozenset[int], limit: int) -> PassagePage:
        where, values = _bounds(self._sought)
        rows = self._connection.execute(
            f"""
            SELECT happened_at_utc, note.id, position, passage.id
            FROM json_each(:passages) AS wanted CROSS JOIN passage ON passage.id = wanted.value
            JOIN note ON note.id = passage.note_id
            WHERE {where} AND trim(text, {WHITE}) <> ''
            """,  # noqa: S608 -- fixed words, chosen below
            {**values, "passages": json.dumps(sorted(passages))},
        )
        places = {row[3]: Candidate._make(row) for row in rows}
        found = self._fitting(places)
        beyond = [one for one in found if self._is_beyond(one)]
        chosen = self._chosen(beyond, limit)
        is_last = not chosen or chosen[-1].candidate.note_id == beyond[-1].note_id
        # Without words a note is one hit, however many of its paragraphs the filter lets through.
        count = len(found) if self._sought.query.terms else len({one.note_id for one in found})
        return self._page(chosen, None if is_last else chosen[-1].candidate[:2], count)

    def _walked(self, limit: int) -> PassagePage:
        reads = self._known.passages is None or not self._known.has_words
        length = STRETCH // 2 if reads else STRETCH
        if self._after is None:
            length = FIRST_STRETCH
        notes = self._stretch(length)
        times = {note_id: at for at, note_id in notes}
        rows = self._connection.execute(_OF_NOTES, (json.dumps(list(times)),))
        places = {row[0]: Candidate(times[row[1]], row[1], row[2], row[0]) for row in rows}
        chosen = self._chosen(self._fitting(places), limit)
        last = notes[-1] if len(notes) == length else None
        return self._page(chosen, chosen[-1].candidate[:2] if len(chosen) >= limit else last)

    def _stretch(self, length: int) -> list[tuple[int, int]]:
        """Give time and number of the notes that come next."""
        where, values = _bounds(self._sought)
        index = "note_by_time" if self._sought.clients is None else "note_by_unit_and_time"
        way = "DESC" if self._newest_first else "ASC"
        if self._after is not None:
            where += f" AND (happened_at_utc, id) {'<' if self._newest_first else '>'} (:at, :id)"
            values |= {"at": self._after[0], "id": self._after[1]}
        return self._connection.execute(
            f"""
            SELECT happened_at_utc, id FROM note INDEXED BY {index} WHERE {where}
            ORDER BY happened_at_utc {way}, id {way} LIMIT :length
            """,  # noqa: S608 -- fixed words, chosen above and below
            {**values, "length": length},
        ).fetchall()

    def _fitting(self, places: dict[int, Candidate]) -> list[Candidate]:
        """Give those that fit, in order; a note is read from its beginning whichever is first."""
        passages, has_words = self._known
        fitting: AbstractSet[int] = places.keys() if passages is None else places.keys() & passages
        if not has_words:
            fitting = self._with_words(fitting)
        if self._sought.about:
            fitting = self._about_them(fitting)
        sign = -1 if self._newest_first else 1
        return sorted(
            (places[one] for one in fitting),
            key=lambda one: (sign * one.at_utc, sign * one.note_id, one.position),
        )

    def _with_words(self, passages: AbstractSet[int]) -> AbstractSet[int]:
        """Read passages for the words; without words, for any text at all."""
        rows = self._connection.execute(_TEXTS, (json.dumps(list(passages)),))
        find = self._finder.find
        return {
            number
            for number, text, third_person in rows
            if text.strip() and find(text, third_person) is not None
        }

    def _about_them(self, passages: AbstractSet[int]) -> AbstractSet[int]:
        whom = about_whom(self._connection, passages)
        return {
            one
            for one in passages
            if all(is_about(name, *whom[one]) for name in self._sought.about)
        }

    def _is_beyond(self, one: Candidate) -> bool:
        if self._after is None:
            return True
        return one[:2] < self._after if self._newest_first else one[:2] > self._after

    def _chosen(self, found: list[Candidate], limit: int) -> list[Chosen]:
        """Take whole notes until there are enough, a few passages of each."""
        has_words = bool(self._sought.query.terms)
        most = _MOST_IN_NOTE if has_words else 1
        chosen: list[Chosen] = []
        for _, of_note in groupby(found, key=lambda one: one.note_id):
            if len(chosen) >= limit:
                break
            here = list(of_note)
            left = len(here) - most if has_words else 0
            chosen += [Chosen(one, 0) for one in here[:most]]
            chosen[-1] = Chosen(chosen[-1].candidate, max(0, left))
        return chosen

    def _page(
        self, chosen: list[Chosen], last: tuple[int, int] | None, count: int | None = None
    ) -> PassagePage:
        hits = passage_hits(self._connection, self._sought, self._finder, chosen)
        going_on = Mark(from_stored(last[0]), last[1]) if last else None
        return PassagePage(hits, going_on, count)


def _bounds(sought: Sought) -> tuple[str, dict[str, Any]]:
    """Give the condition that a note must fulfil, as SQL with its values."""
    query = sought.query
    parts = ["true"]
    values: dict[str, Any] = {}
    if sought.clients is not None:
        parts.append(
            "note.unit_id IN (SELECT unit_id FROM unit_member"
            " WHERE client_id IN (SELECT value FROM json_each(:clients)))"
        )
        values["clients"] = json.dumps(sought.clients)
    if query.types:
        parts.append("note.type IN (SELECT value FROM json_each(:types))")
        values["types"] = json.dumps(sorted(query.types))
    if query.signed is not None:
        parts.append("note.state = :state")
        values["state"] = "signed" if query.signed else "draft"
    if sought.after_utc is not None:
        parts.append("happened_at_utc >= :from")
        values["from"] = to_stored(sought.after_utc)
    if sought.before_utc is not None:
        parts.append("happened_at_utc < :to")
        values["to"] = to_stored(sought.before_utc)
    return " AND ".join(parts), values
