"""Texts in which each letter is there once, so that it is known again wherever it stands."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from vault.notes import NoteContent
from vault.passages import Passage, laid_out

Said = dict[str, Passage]

# Most of it in one section, so that paragraphs meet there.
sections = st.sampled_from([0, 0, 0, 0, 1, 3])
places = st.integers(0, 12)
stretches = st.tuples(places, places).map(lambda ends: (min(ends), max(ends)))


def said(content: NoteContent) -> Said:
    """Give the tag of every letter; each letter is typed once, so that it is known again."""
    return {
        letter: replace(passage, text="")
        for passage in content.passages
        for letter in passage.text
        if letter.isprintable() and letter != " "
    }


def in_order(content: NoteContent) -> NoteContent:
    """Give the same content in the order of its sections, as the sheet shows it."""
    shown = laid_out(content.template, content.passages).values()
    return replace(content, passages=tuple(one for passages in shown for one in passages))


def letter_source() -> Callable[[], str]:
    """Give letters that were never given before."""
    numbers = iter(range(10_000))
    # Every other one takes two of Qt's characters.
    return lambda: chr((0x4E00 if (at := next(numbers)) % 2 else 0x20000) + at)
