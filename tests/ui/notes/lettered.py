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
        for letter in "".join(passage.text.split())
        if letter.isprintable()
    }


def in_order(content: NoteContent) -> NoteContent:
    """Give the same content as the sheet shows it, section by section.

    A single empty paragraph is no passage: each section has an empty line to begin with.
    """
    shown = laid_out(content.template, content.passages).values()
    written = (found for found in shown if len(found) > 1 or any(one.text for one in found))
    return replace(content, passages=tuple(one for passages in written for one in passages))


def letter_source() -> Callable[[], str]:
    """Give letters that were never given before."""
    numbers = iter(range(10_000))
    # Every other one takes two of Qt's characters.
    return lambda: chr((0x4E00 if (at := next(numbers)) % 2 else 0x20000) + at)


def retagged(before: NoteContent, after: NoteContent) -> set[str]:
    """Give the letters whose tag is another one now, if nothing but tags changed."""
    (was, words), (now, words_now) = [
        (said(content), [(one.section, one.text) for one in content.passages])
        for content in (before, after)
    ]
    return {letter for letter in now if was[letter] != now[letter]} if words == words_now else set()
