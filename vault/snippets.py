"""Cuts a line out of a text, around the words that were looked for."""

from dataclasses import dataclass

LONGEST = 240
_BEFORE = 48
_BREAKS = str.maketrans("\n\t", "  ")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text, on one line; `marks` are where in it the words begin and end."""

    text: str
    marks: tuple[Span, ...] = ()


def cut(text: str, marks: tuple[Span, ...] = ()) -> Snippet:
    """Give the line around the first mark, with "…" where it leaves something out."""
    first = marks[0][0] if marks else len(text) - len(text.lstrip())
    start = _word_start(text, max(0, first - _BEFORE), first)
    end = start + len(beginning(text[start : start + LONGEST + 1], LONGEST))
    if end <= first:
        end = min(len(text), start + LONGEST)
    lead = "…" if text[:start].strip() else ""
    trail = "…" if text[end:].strip() else ""
    shift = len(lead) - start
    inside = tuple((a + shift, min(b, end) + shift) for a, b in marks if start <= a < end)
    return Snippet(f"{lead}{text[start:end].translate(_BREAKS)}{trail}", inside)


def beginning(text: str, longest: int) -> str:
    """Give how a text begins, without half a word at the end: half a name is nobody's name.

    A word that is longer than all there may be is cut all the same.
    """
    if len(text) <= longest:
        return text
    cut_off = text[: longest + 1]
    last = next((at for at in range(longest, 0, -1) if cut_off[at].isspace()), longest)
    return text[:last].rstrip() or text[:longest]


def _word_start(text: str, earliest: int, latest: int) -> int:
    """Give where a word begins, not before `earliest` and not after `latest`."""
    if earliest == 0:
        return latest if not text[:latest].strip() else len(text) - len(text.lstrip())
    for at in range(earliest, latest):
        if text[at - 1].isspace() and not text[at].isspace():
            return at
    return latest
