"""A client's file of 170 pages: typeset, sealed and verified, and what that costs the window."""

from __future__ import annotations

import contextlib
import functools
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from resources import fonts
from storage.pdf.press import Press
from tools.bench.cases import Must, NotMeasured, case, clocked
from tools.bench.driven import Driven
from vault.printed import (
    FileCopy,
    Included,
    Letterhead,
    Passage,
    PrintedRecord,
    PrintedSection,
    Signature,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = 170
RECORDS = 200
PASSWORD = "six words of a password"  # noqa: S105 - it seals invented words
SEALING = Path(__file__).parent / "sealing_window.py"
AT = datetime(2026, 11, 3, 14, 41, tzinfo=UTC)
WORDS = "Slept before midnight on two evenings and used the breathing exercise. " * 28
"""About a page of an invented note."""


def _copy() -> FileCopy:
    signed = Signature("Mara Lindqvist, LMFT", AT)
    return FileCopy(
        letterhead=Letterhead(
            practice="Alder Street Counseling",
            counselor="Mara Lindqvist",
            credential="LMFT",
            license="Oregon license T0000",
            lines=("214 Alder Street, Suite 3", "Corvallis, Oregon", "541 555 0134"),
        ),
        client="Dana Reyes",
        born=date(1988, 3, 3),
        recipient="Dana Reyes",
        request="R-0031",
        handed_over_at=AT,
        period=(date(2023, 8, 3), date(2026, 11, 3)),
        included=(Included("Progress notes", f"{RECORDS} sessions"),),
        notices=(),
        withheld=None,
        records=tuple(
            PrintedRecord(
                heading=f"Session {number}",
                on=date(2026, 11, 3),
                details=("Individual", "50 min", "in person"),
                signature=signed,
                fingerprint="9f3a1c227be044d1" * 4,
                sections=(
                    PrintedSection("Subjective", (Passage(WORDS),)),
                    PrintedSection("Plan", (Passage(WORDS[: 100 + number]),)),
                ),
                addenda=(),
            )
            for number in range(1, RECORDS + 1)
        ),
    )


@dataclass(frozen=True)
class Made:
    """The press, a file to set, and as much bare text for Typst alone."""

    press: Press
    copy: FileCopy
    bare: bytes
    pdf: bytes


@functools.cache
def long_file() -> Made:
    """Returns the file, set once a process."""
    press, copy = Press(fonts.FOLDER), _copy()
    pdf = press.typeset(copy).pdf
    with press.pages(pdf) as pages:
        if abs(pages.count - PAGES) > PAGES // 10:
            message = f"the file has {pages.count} pages, not about {PAGES}"
            raise NotMeasured(message)
    text = "\n\n#pagebreak()\n\n".join(
        " ".join(
            passage.text
            for part in one.sections
            for passage in part.passages
            if isinstance(passage, Passage)
        )
        for one in copy.records
    )
    return Made(press, copy, text.encode(), pdf)


@contextlib.contextmanager
def _printing() -> Iterator[Made]:
    yield long_file()


def _bare(made: Made) -> float:
    """Sets the same words with Typst alone: no template, tags or contents."""
    import typst  # noqa: PLC0415 - as the press does

    return clocked(lambda: typst.compile(made.bare))


def _typeset(made: Made) -> float:
    return clocked(lambda: made.press.typeset(made.copy))


def _hand_over(made: Made) -> float:
    def ready() -> None:
        sealed = made.press.encrypt(made.press.typeset(made.copy).pdf, PASSWORD)
        made.press.verify(sealed, PASSWORD)

    return clocked(ready)


def _block(_: object) -> float:
    """Seals in a window of its own, which loads what seals as the desk's first file does."""
    with Driven(SEALING, {"QT_QPA_PLATFORM": "offscreen"}) as window:
        return float(window.ask("seal")["block_ms"])


case(
    f"a client's file of about {PAGES} pages typeset",
    repeats=7,
    must=[Must("median", 1500)],
    setup=_printing,
    floor=_bare,
)(_typeset)
case(
    f"a client's file of about {PAGES} pages typeset, encrypted and verified",
    repeats=7,
    must=[Must("median", 3000)],
    setup=_printing,
    floor=_bare,
)(_hand_over)
case(
    f"longest block of the window while a file of about {PAGES} pages is sealed",
    repeats=7,
    must=[Must("max", 50)],
)(_block)
