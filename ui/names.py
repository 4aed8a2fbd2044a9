"""How people's names are shown: the one place that decides it.

A name that is written from right to left comes isolated (U+2068 to U+2069, as the Unicode
bidirectional algorithm means them for this), so that it leaves the sentence around it alone.
"""

import unicodedata

from PySide6.QtCore import QObject, Signal

from vault.clients import initials
from vault.ids import MemberId
from vault.known_names import KnownNames, Stand
from vault.snippets import Snippet
from vault.units import Member, Unit

_UNREAD = "…"
_ISOLATED = "\u2068{name}\u2069"
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})


class NameStyle(QObject):
    """Whether names are shown, or initials alone; whoever shows a name follows `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._initials_only = False
        self._known: KnownNames | None = None

    @property
    def initials_only(self) -> bool:
        """Whether initials stand in for every name."""
        return self._initials_only

    @property
    def known(self) -> KnownNames | None:
        """The names to look for in what was written; None until they were read."""
        return self._known

    def show_initials(self, *, only: bool) -> None:
        """Show initials only, or names again, everywhere at once."""
        if only != self._initials_only:
            self._initials_only = only
            self._known = None
            self.changed.emit()

    def learn(self, known: KnownNames) -> None:
        """Look for these names from now on, while initials stand in for them."""
        if self._initials_only and known is not self._known:
            self._known = known
            self.changed.emit()


style = NameStyle()


def shown(called: str) -> str:
    """A name in full."""
    return _brief(called) if style.initials_only else apart(called)


def short(called: str) -> str:
    """A name where there is little room: "M. Okafor"."""
    if style.initials_only:
        return _brief(called)
    first, _, rest = called.strip().partition(" ")
    return apart(f"{first[:1]}. {rest.strip()}" if rest.strip() else first)


def joined(people: tuple[str, ...]) -> str:
    """Several names in full, as a list."""
    return ", ".join(shown(one) for one in people)


def first(called: str) -> str:
    """The first part of a name."""
    if style.initials_only:
        return _brief(called)
    return apart(called.split(maxsplit=1)[0] if called.strip() else called)


def with_case(called: str, case_number: str) -> str:
    """A name in full, or initials with the number that tells two of the same apart."""
    return f"{_brief(called)} · {case_number}" if style.initials_only else apart(called)


def veiled(words: str) -> str:
    """What somebody wrote, with initials in place of the names in it.

    While it isn't known yet who has to be looked for, nothing of it can be read.
    """
    if not style.initials_only or not words:
        return words
    return style.known.veiled(words) if style.known is not None else _UNREAD


def veiled_snippet(snippet: Snippet) -> Snippet:
    """What `veiled` gives of a snippet; a mark on a name is on its initials."""
    text = snippet.text
    marks = tuple(
        (place_in_veiled(text, first), place_in_veiled(text, last, at_end=True))
        for first, last in snippet.marks
    )
    return Snippet(veiled(text), marks)


def place_in_veiled(words: str, place: int, *, at_end: bool = False) -> int:
    """Where a place of a text is in what `veiled` gives; one in a name is at its initials' edge."""
    shift = 0
    for start, end, brief in stands(words):
        if place <= start:
            break
        if place < end:
            return start + shift + (len(brief) if at_end else 0)
        shift += len(brief) - (end - start)
    return place + shift


def stands(words: str) -> tuple[Stand, ...]:
    """Where names stand in what is being written, which can't be exchanged for initials."""
    if not style.initials_only or not words:
        return ()
    if style.known is None:
        return (Stand(0, len(words), _UNREAD),)
    return style.known.stands(words)


def tags(unit: Unit) -> dict[MemberId, str]:
    """What each member's paragraphs are marked with: a first name, and more where two share it."""
    return {member.id: _tag(member, unit) for member in unit.members}


def apart(words: str) -> str:
    """Words of somebody's own, which leave the sentence around them alone."""
    if words.isascii() or _FROM_THE_RIGHT.isdisjoint(map(unicodedata.bidirectional, words)):
        return words
    return _ISOLATED.format(name=words)


def _tag(member: Member, unit: Unit) -> str:
    called = member.called
    others = [one.called for one in unit.members if one.id != member.id]
    if style.initials_only:
        alike = _brief(called) in {_brief(one) for one in others}
        return f"{_brief(called)} {member.position}" if alike else _brief(called)
    if first(called) not in {first(one) for one in others}:
        return first(called)
    brief = _with_initial(called)
    if brief not in {_with_initial(one) for one in others}:
        return apart(brief)
    return f"{first(called)} {member.position}" if called in others else apart(called)


def _with_initial(called: str) -> str:
    parts = called.split()
    return f"{parts[0]} {parts[-1][0]}." if len(parts) > 1 else called


def _brief(called: str) -> str:
    """Initials, each with its point: "D.R."."""
    return apart("".join(f"{letter}." for letter in initials(called))) if called.strip() else ""
