"""What the documents say and how they are built, against the stored goldens beside this file.

After a change that is meant, `CASEKEEP_UPDATE_GOLDEN=1 python -m pytest tests/golden` writes the
goldens anew; read their difference before keeping it.
"""

import io
import os
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from resources.fonts import FIRST
from storage.pdf.press import Press
from tests.storage.pdf.samples import KIT, LATE, addendum, copy, letter, long_copy, record
from vault.printed import AddendumKind, Gap, Passage, Typeset

PRESS = Press(FIRST[0].parent, system_fonts=False)

COUPLE = copy(
    record(
        Passage("We spoke about the move.", about="both of you"),
        Gap.ANOTHER_PERSON,
        Passage(
            "She sleeps better.\nTwo nights of seven hours.\n\nNo risk was seen.", about="Dana"
        ),
        Gap.WITHHELD,
        addenda=(
            addendum("The call was on 2 Nov."),
            addendum("Her sister is called Marianne.", kind=AddendumKind.AMENDMENT),
            addendum("I remember it differently.", kind=AddendumKind.DISAGREEMENT, signature=None),
        ),
    ),
    record('#eval("no") *bold* \N{GRINNING FACE} \u05e9', heading="Phone contact", signature=None),
)

SLEPT = Passage("She slept six hours.", corrected_on=date(2026, 11, 5))
AMENDED = copy(
    replace(
        record(
            SLEPT,
            "Sleep diary.",
            addenda=(
                addendum(
                    Passage("She slept four hours.", instead_of=Passage("She slept six hours.")),
                    Passage("She woke twice.", instead_of=Gap.ANOTHER_PERSON),
                    "She called on 5 Nov to say so.",
                    kind=AddendumKind.AMENDMENT,
                ),
            ),
        ),
        late=LATE,
    ),
    letter(
        "Dr. Lam\n18 Juniper Street\nDenver",
        "Dana Reyes, seen since August",
        "Dear Dr. Lam,\n\nDana asked me to write to you.\n\nMara Lindqvist",
    ),
)

DOCUMENTS = {
    "couple": lambda: PRESS.typeset(COUPLE),
    "amended": lambda: PRESS.typeset(AMENDED),
    "long": lambda: PRESS.typeset(long_copy(14)),
    "kit": lambda: PRESS.typeset_kit(KIT),
}


def described(made: Typeset) -> str:
    """Describe a document: metadata, fonts, bookmarks, tags, then its words page by page."""
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        with pdf.open_outline() as outline:
            marks = [f"  {item.title} / {len(item.children)}" for item in outline.root]
        fonts = {str(one.FontName)[8:] for one in pdf.objects if _is_font(one)}
        tags = Counter(str(one.S)[1:] for one in pdf.objects if _is_tag(one))
        facts = [
            f"title: {pdf.docinfo['/Title']}",
            f"author: {pdf.docinfo.get('/Author', '')}",
            f"created: {pdf.docinfo['/CreationDate']}",
            f"pages: {len(pdf.pages)}, {' x '.join(str(side) for side in pdf.pages[0].MediaBox)}",
            f"fonts, all embedded: {', '.join(sorted(fonts))}",
            "bookmarks:",
            *marks,
            f"tags: {', '.join(f'{tag} {count}' for tag, count in sorted(tags.items()))}",
            f"unprintable: {', '.join(f'U+{ord(one):04X}' for one in sorted(made.unprintable))}",
        ]
    pages = [f"--- page {number}\n{text}" for number, text in enumerate(PRESS.text(made.pdf), 1)]
    words = "\n".join([*facts, *pages])
    return "".join(f"{line.rstrip()}\n" for line in words.splitlines())


def _is_font(one: pikepdf.Object) -> bool:
    described = isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
    return described and any(f"/FontFile{kind}" in one for kind in ("", "2", "3"))


def _is_tag(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_what_it_was(name: str) -> None:
    golden = Path(__file__).with_name(f"{name}.txt")
    now = described(DOCUMENTS[name]())
    if os.environ.get("CASEKEEP_UPDATE_GOLDEN") == "1":
        golden.write_text(now, encoding="utf-8")
    assert now == golden.read_text(encoding="utf-8")
