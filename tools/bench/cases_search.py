"""Search: rare, medium and common words, and beginnings of two letters.

The floor is the same index in plain SQLite, asked for the two dozen places that were kept last,
with their snippets: no order of time, no people, no window. 500,000 notes take minutes to make
and gigabytes of disk: they are measured only where CASEKEEP_BENCH_LONG is set.
"""

from __future__ import annotations

import contextlib
import functools
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.bench.cases import PERCENTILE_NEEDS, Must, NotMeasured, case, clocked
from tools.bench.driven import Driven
from tools.bench.lives import REAL
from tools.bench.sample_vaults import CLOCK, SampleVault, sample_vault
from tools.bench.screen import screen
from vault.search import SearchService
from vault.search_query import Order, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.connection import Connection

MUSTS = {5_000: 40, 50_000: 40, 500_000: 60}
LONG = "CASEKEEP_BENCH_LONG"
MOST_MB = 170
LEAST_LETTERS = 5

_WORDS = "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'passage_fts', 'row')"
_RARE = "SELECT term FROM words WHERE length(term) >= ? ORDER BY doc, term LIMIT 1"
_MEDIUM = """
    SELECT term FROM words WHERE length(term) >= ?
    ORDER BY abs(doc - (SELECT count(*) FROM passage) / 100), term LIMIT 1
"""
_COMMON = "SELECT term FROM words WHERE length(term) >= ? ORDER BY doc DESC, term LIMIT 1"
_NEWEST = """
    SELECT rowid, snippet(passage_fts, 0, '', '', '', 24) FROM passage_fts
    WHERE passage_fts MATCH ? ORDER BY rowid DESC LIMIT 24
"""


@dataclass
class Asked:
    """A word, and where it is looked for."""

    word: str
    service: SearchService
    plain: Connection
    order: Order

    def ask(self) -> float:
        """Asks the service for a page, and returns the milliseconds of all its slices."""
        question = self.service.ask(parse(self.word), self.order)

        def answered() -> None:
            found = question.more()
            while found is not None and not (found.is_whole or found.is_full):
                found = question.more()

        return clocked(answered)

    def ask_plain(self) -> float:
        """Asks plain SQLite for the same word."""
        wanted = (f'"{self.word}"*',)
        return clocked(lambda: self.plain.execute(_NEWEST, wanted).fetchall())


def _sample(notes: int) -> SampleVault:
    if notes > max(size for size in MUSTS if size < 500_000) and not os.environ.get(LONG):
        message = f"set {LONG}=1 to make so large a vault"
        raise NotMeasured(message)
    return sample_vault(notes)


@functools.cache
def _words(notes: int) -> dict[str, str]:
    """Finds a word of each kind, and a beginning."""
    with _sample(notes).opened_plain() as plain:
        plain.execute(_WORDS)
        rare, medium, common = (
            plain.execute(sql, (LEAST_LETTERS,)).fetchone()[0] for sql in (_RARE, _MEDIUM, _COMMON)
        )
    return {"rare": rare, "medium": medium, "common": common, "beginning of a": common[:2]}


@contextlib.contextmanager
def _asked(notes: int, kind: str, order: Order) -> Iterator[Asked]:
    sample, word = _sample(notes), _words(notes)[kind]
    with sample.opened() as store, sample.opened_plain() as plain:
        yield Asked(word, SearchService(store, CLOCK), plain, order)


@contextlib.contextmanager
def _window(notes: int, kind: str) -> Iterator[tuple[Driven, str]]:
    sample, word = _sample(notes), _words(notes)[kind]
    with Driven(REAL, screen("real").environment, str(sample.folder)) as window:
        window.ask("unlock")
        yield window, word


def _key(window_and_word: tuple[Driven, str]) -> float:
    window, word = window_and_word
    return float(window.ask("search", text=word)["ms"])


def _block(window_and_word: tuple[Driven, str]) -> float:
    window, word = window_and_word
    return float(window.ask("search", text=word)["block_ms"])


def _memory(window_and_word: tuple[Driven, str]) -> float:
    window, word = window_and_word
    for end in range(1, len(word) + 1):
        window.ask("search", text=word[:end])
    return float(window.ask("memory")["rss"])


for _notes, _bound in MUSTS.items():
    _at = f"{_notes:,} notes"
    for _kind in ("rare", "medium", "common", "beginning of a"):
        for _order in Order:
            case(
                f"search for a {_kind} word, {_order.value} first, {_at}",
                repeats=30,
                setup=functools.partial(_asked, _notes, _kind, _order),
                floor=Asked.ask_plain,
            )(Asked.ask)
        case(
            f"search, key to painted results, {_kind} word, {_at}",
            repeats=PERCENTILE_NEEDS,
            must=[Must("p95", _bound)],
            setup=functools.partial(_window, _notes, _kind),
        )(_key)
    case(
        f"search, longest block of the window, {_at}",
        must=[Must("max", 50)],
        setup=functools.partial(_window, _notes, "common"),
    )(_block)

case(
    "search, memory of the window after it, 50,000 notes",
    unit="MB",
    repeats=3,
    must=[Must("median", MOST_MB)],
    setup=functools.partial(_window, 50_000, "common"),
)(_memory)
