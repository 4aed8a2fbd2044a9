"""Events that a file numbers alike: folded where they are one, told apart where they aren't.

By RFC 5545, 3.8.4.7 each event has a UID of its own. Some programs give the same to all, and some
files were put together from several that hold the same event.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from storage.imports import zones
from vault.calendar_events import CalendarEvent
from vault.folding import folded

if TYPE_CHECKING:
    from vault.meetings import MeetingSource

# The library types a property as the union of all that one may be.
Event = Any


@dataclass(frozen=True, slots=True)
class Series:
    """An event with those of its recurrences that are asked for.

    `starts_at_utc` is None for recurrences that stand in a calendar without their event;
    `revision` is the SEQUENCE of RFC 5545, 3.8.7.4.
    """

    uid: str
    title: str
    starts_at_utc: datetime | None
    revision: int
    events: tuple[CalendarEvent, ...]


def parted(events: list[Event]) -> list[list[Event]]:
    """Part what one calendar numbers alike: each event with the recurrences of its title.

    Recurrences of other titles go with the first, unless it has another one in that place.
    """
    whole = [one for one in events if "RECURRENCE-ID" not in one]
    parts = [[one] for one in _newest(whole)] or [[]]
    homes = {_title(part[0]): at for at, part in reversed(list(enumerate(parts))) if part}
    taken: dict[tuple[int, object], str] = {}
    for one in events:
        if "RECURRENCE-ID" not in one:
            continue
        title = _title(one)
        home = homes.get(title, 0)
        if taken.setdefault((home, _written(one, "RECURRENCE-ID")), title) == title:
            parts[home].append(one)
        else:
            parts.append([one])
    return [part for part in parts if part]


def united(series: Iterable[Series]) -> tuple[list[CalendarEvent], frozenset[str], tuple[str, ...]]:
    """Give the events of a whole file, all UIDs, and the titles of what had to be told apart.

    What is told apart gets a UID of its own, the same in each file that tells it so.
    """
    alike: defaultdict[str, list[Series]] = defaultdict(list)
    for one in series:
        alike[one.uid].append(one)
    events: list[CalendarEvent] = []
    uids = set[str]()
    doubled: list[str] = []
    for same in alike.values():
        own = _numbered(same)
        found = _unique(own)
        events += found
        uids |= {one.uid for one in own} | {one.source.uid for one in found}
        if len({one.source.uid for one in found}) > 1:
            doubled += [one.title for one in found]
    return events, frozenset(uids), tuple(dict.fromkeys(doubled))


def revision(event: Event) -> int:
    """Give which version of an event this is, 0 where it can't be told."""
    try:
        return int(event.get("SEQUENCE", 0))
    except zones.SENSELESS:
        return 0


def _newest(events: list[Event]) -> Iterable[Event]:
    """Fold events of one title and start: the highest revision stands, else the last."""
    found: dict[tuple[str, object], Event] = {}
    for one in events:
        key = (_title(one), _written(one, "DTSTART"))
        if key not in found or revision(one) >= revision(found[key]):
            found[key] = one
    return found.values()


def _numbered(same: list[Series]) -> list[Series]:
    """Fold the events of one number; where several are left, each gets its own.

    Recurrences without their event come last, under the number of the event of their title.
    """
    whole: dict[tuple[str, datetime], Series] = {}
    strays = [one for one in same if one.starts_at_utc is None]
    for one in same:
        if one.starts_at_utc is not None:
            key = (folded(one.title), one.starts_at_utc)
            if key not in whole or one.revision >= whole[key].revision:
                whole[key] = one
    if len(whole) < 2:
        return [*whole.values(), *strays]
    own = [
        replace(one, uid=f"{one.uid} {at:%Y%m%dT%H%M%SZ} {title}")
        for (title, at), one in whole.items()
    ]
    homes = {folded(one.title): one.uid for one in reversed(own)}
    return own + [replace(one, uid=homes.get(folded(one.title), own[0].uid)) for one in strays]


def _unique(series: list[Series]) -> list[CalendarEvent]:
    """Give events of which no two have one source; a later one of the same title stands."""
    found: dict[MeetingSource, CalendarEvent] = {}
    for one in series:
        for event in one.events:
            source = replace(event.source, uid=one.uid)
            there = found.get(source)
            if there is not None and folded(there.title) != folded(event.title):
                source = replace(source, uid=f"{one.uid} {folded(event.title)}")
            found[source] = replace(event, source=source)
    return list(found.values())


def _title(event: Event) -> str:
    return folded(str(event.get("SUMMARY", "")))


def _written(event: Event, name: str) -> object:
    """Give a property as the file has it, and its zone."""
    value = event[name]
    return (value.to_ical(), str(value.params)) if hasattr(value, "to_ical") else str(value)
