"""Unlocking, opening a client, locking, and the memory and the blocks of each."""

from __future__ import annotations

import contextlib
import functools
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench.cases import Must, case, clocked
from tools.bench.driven import Driven
from tools.bench.lives import Lives, lives
from tools.bench.sample_vaults import plain_connection
from tools.bench.screen import screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

SIZES = (5_000, 50_000)
BARE = Path(__file__).parent / "bare_stack.py"
NOTES_OF_CLIENT = """
    SELECT * FROM note WHERE unit_id IN (SELECT unit_id FROM unit_member WHERE client_id = ?)
    ORDER BY happened_at_utc DESC, id DESC
"""


@contextlib.contextmanager
def _over(notes: int) -> Iterator[Lives]:
    yield lives(notes)


def _taking(fact: str) -> Callable[[Lives], float]:
    return lambda lived: lived.take(fact)


def _open_plain(lived: Lives) -> float:
    """Opens the same rows in plain SQLite and reads the open clients."""

    def opened() -> None:
        connection = plain_connection(lived.sample.plain)
        connection.execute("SELECT * FROM client WHERE status = 'open'").fetchall()
        connection.execute("SELECT * FROM note WHERE state = 'draft'").fetchall()
        connection.close()

    return clocked(opened)


def _read_plain(lived: Lives) -> float:
    """Reads the same client's notes from plain SQLite."""
    busiest = (lived.sample.busiest,)
    with lived.sample.opened_plain() as plain:
        return clocked(lambda: plain.execute(NOTES_OF_CLIENT, busiest).fetchall())


def _close_plain(lived: Lives) -> float:
    """Writes a draft into the same rows in plain SQLite, checkpoints and closes."""
    connection = plain_connection(lived.sample.plain)
    connection.execute("SELECT count(*) FROM note").fetchone()

    draft = (lived.sample.draft,)

    def closed() -> None:
        connection.execute("UPDATE note SET version = version + 1 WHERE id = ?", draft)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.close()

    return clocked(closed)


def _bare(kind: str) -> Callable[[Lives], float]:
    """Measures the memory of an empty window."""

    def memory(_: Lives) -> float:
        with Driven(BARE, screen("bare").environment) as window:
            return float(window.ask("memory")[kind])

    return memory


def _memory(
    what: str, when: str, setup: Callable[[], AbstractContextManager[Lives]], most: float
) -> None:
    for kind, words, must in (
        ("rss", "resident", [Must("median", most)]),
        ("pss", "its share of what is shared", []),
    ):
        case(
            f"memory of the {what}, {words}",
            unit="MB",
            must=must,
            setup=setup,
            floor=_bare(kind),
        )(_taking(f"{kind}_{when}"))


for _notes in SIZES:
    _lived = functools.partial(_over, _notes)
    _at = f"{_notes:,} notes"
    case(
        f"unlock to usable beside the derivation, {_at}",
        must=[Must("median", 150)],
        setup=_lived,
        floor=_open_plain,
    )(_taking("beside_derivation"))
    case(
        f"longest block of the window while the passphrase is typed, {_at}",
        must=[Must("max", 50)],
        setup=_lived,
    )(_taking("block_typing"))
    case(
        f"longest block of the window while unlocking, {_at}",
        must=[Must("max", 50)],
        setup=_lived,
    )(_taking("block_unlocking"))
    case(f"a client's file opened and painted, {_at}", setup=_lived, floor=_read_plain)(
        _taking("opening")
    )
    case(
        f"longest block of the window while opening clients, {_at}",
        must=[Must("max", 50)],
        setup=_lived,
    )(_taking("block_opening"))
    case(
        f"lock, from the key to the end of the process, {_at}",
        must=[Must("median", 300)],
        setup=_lived,
        floor=_close_plain,
    )(_taking("locking"))
    _memory("window after unlocking and opening a client, " + _at, "open", _lived, 150)

_memory("unlock window", "locked", functools.partial(_over, SIZES[0]), 90)
