"""Words on who was present at a session."""

from collections.abc import Sequence

from ui import names
from ui.strings import translate
from vault.units import UnitKind

_NAMED = 3


def present(kind: UnitKind, people: tuple[str, ...]) -> str:
    """Who was there, in few words."""
    if len(people) == 1:
        return translate("attendance", "{name} alone").format(name=names.first(people[0]))
    if kind is UnitKind.COUPLE and len(people) == 2:
        return translate("attendance", "both present")
    count = translate("attendance", "%n present", "", len(people))
    return count.replace("%n", str(len(people)))


def present_of(kind: UnitKind, there: int, count: int) -> str:
    """The button that shows who was present: "Both present", "4 of 6 present"."""
    if there == count:
        if kind is UnitKind.COUPLE and count == 2:
            return translate("attendance", "Both present")
        return translate("attendance", "All %n present", "", count).replace("%n", str(count))
    sentence = translate("attendance", "{there} of {count} present")
    return sentence.format(there=there, count=count)


def who_was_present() -> str:
    """Accessible description of that button, and name of the ticks that it shows."""
    return translate("attendance", "Who was present")


def present_line(people: Sequence[str], *, shared: bool) -> str:
    """The line at the foot of a draft; the names of many would leave no room for the rest."""
    named = names.joined(tuple(people)) if len(people) <= _NAMED else str(len(people))
    # Initials end in a point of their own.
    line = translate("attendance", "Present: {people}.").format(people=named.removesuffix("."))
    if not shared:
        return line
    rule = translate("attendance", "Each can receive only what is about them or about all of them.")
    return f"{line} {rule}"
