"""The time zones of a calendar file: which hour its times mean (RFC 5545, 3.6.5)."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import tzinfo
from typing import Any, Final

# What the libraries raise where a file that has the outer shape makes no sense within it.
SENSELESS: Final = (
    ArithmeticError,
    AttributeError,
    AssertionError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)

_TIMES: Final = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})


def apart(text: str) -> Iterator[tuple[str, list[str]]]:
    """Cut a file after each of its calendars; the zones that one defines come beside it."""
    rest: list[str] = []
    zones: list[list[str]] = []
    is_zone = False
    for line in text.replace("\r\n", "\n").split("\n"):
        edge = line.strip().upper()
        if edge == "BEGIN:VTIMEZONE":
            zones.append([])
            is_zone = True
        elif edge in {"BEGIN:VEVENT", "END:VCALENDAR"}:
            # A zone that was never ended takes nothing along.
            is_zone = False
        (zones[-1] if is_zone else rest).append(line)
        if edge == "END:VTIMEZONE":
            is_zone = False
        elif edge == "END:VCALENDAR":
            yield "\n".join(rest), ["\n".join(zone) for zone in zones]
            rest, zones = [], []
    if "".join(rest).strip():
        yield "\n".join(rest), []


def learn(zones: Iterable[str]) -> None:
    """Know these zones by their names from now on, and those of no calendar before."""
    from icalendar.timezone import tzp  # noqa: PLC0415 -- see `storage.imports.calendars`

    tzp.use_default()
    for zone in zones:
        _learn(zone)


def known(name: str) -> tzinfo | None:
    """Give the zone of a name: the calendar's own, the world's, or Windows's."""
    from icalendar.timezone import tzp  # noqa: PLC0415 -- see above

    try:
        return tzp.timezone(name)
    except SENSELESS:
        return None


def _learn(zone: str) -> None:
    """Let a zone be known by its name; one that makes no sense is known to nobody.

    One whose clocks change oftener than by a rule for the year would take for ever.
    """
    from icalendar import Component, Timezone  # noqa: PLC0415 -- see above

    with suppress(*SENSELESS):
        # Looked at under another name, because a zone is known as soon as it is read.
        looked_at: Any = Component.from_ical(zone.upper().replace("VTIMEZONE", "X-VTIMEZONE"))
        rules = [part["RRULE"] for part in looked_at.walk() if "RRULE" in part]
        if all(one["FREQ"] == ["YEARLY"] and not one.keys() & _TIMES for one in rules):
            Timezone.from_ical(zone)
