"""How people's names are shown: the one place that decides it.

A name that is written from right to left comes isolated (U+2068 to U+2069, as the Unicode
bidirectional algorithm means them for this), so that it leaves the sentence around it alone.
"""

import unicodedata

from vault.ids import MemberId
from vault.units import Member, Unit

_ISOLATED = "\u2068{name}\u2069"
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})


def shown(called: str) -> str:
    """A name in full."""
    return _apart(called)


def short(called: str) -> str:
    """A name where there is little room: "M. Okafor"."""
    first, _, rest = called.strip().partition(" ")
    return _apart(f"{first[:1]}. {rest.strip()}" if rest.strip() else first)


def joined(people: tuple[str, ...]) -> str:
    """Several names in full, as a list."""
    return ", ".join(shown(one) for one in people)


def first(called: str) -> str:
    """The first part of a name."""
    return _apart(called.split(maxsplit=1)[0] if called.strip() else called)


def tags(unit: Unit) -> dict[MemberId, str]:
    """What each member's paragraphs are marked with: a first name, and more where two share it."""
    return {member.id: _tag(member, unit) for member in unit.members}


def _tag(member: Member, unit: Unit) -> str:
    called = member.called
    others = [one.called for one in unit.members if one.id != member.id]
    if first(called) not in {first(one) for one in others}:
        return first(called)
    brief = _with_initial(called)
    return _apart(called if brief in {_with_initial(one) for one in others} else brief)


def _with_initial(called: str) -> str:
    parts = called.split()
    return f"{parts[0]} {parts[-1][0]}." if len(parts) > 1 else called


def _apart(name: str) -> str:
    if name.isascii() or _FROM_THE_RIGHT.isdisjoint(map(unicodedata.bidirectional, name)):
        return name
    return _ISOLATED.format(name=name)
