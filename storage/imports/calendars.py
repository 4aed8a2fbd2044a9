"""Reads iCalendar files (RFC 5545)."""

import stat
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from vault import fields
from vault.calendars import CalendarEvent, CalendarSheet
from vault.errors import CalendarTooLarge, NotACalendar, SourceUnreadable
from vault.meetings import MeetingSource

if TYPE_CHECKING:
    from icalendar import Calendar

# The library types a property as the union of all that one may be.
Event = Any

MOST_BYTES: Final = 20_000_000
MOST_LINES: Final = 400_000
MOST_EVENTS: Final = 30_000
MOST_FOUND: Final = 5_000
LONGEST_SECONDS: Final = 20.0

_USUAL: Final = timedelta(minutes=50)
_MARGIN: Final = timedelta(days=2)
_TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
# One session a day has one time; a rule with a list of each makes 86,400 of them.
_TIMES: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
_MOST_TIMES: Final = 12
# What the libraries raise where a file that has the outer shape makes no sense within it.
_SENSELESS: Final = (
    ArithmeticError,
    AttributeError,
    AssertionError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(slots=True)
class _Span:
    """What a calendar is asked for, and what was found so far."""

    from_utc: datetime
    to_utc: datetime
    floating: Callable[[datetime], datetime]
    events: list[CalendarEvent] = field(default_factory=list)
    uids: set[str] = field(default_factory=set)
    all_day: int = 0
    unreadable: int = 0


class IcsReader:
    """Reads a calendar file whole, in memory; no event of it is trusted to be sensible.

    A rule that recurs by the hour and oftener is no session's and would take for ever: it counts
    as unreadable. `monotonic` tells seconds, so that a file that takes too long is given up.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic

    def read(
        self,
        path: Path,
        from_utc: datetime,
        to_utc: datetime,
        floating: Callable[[datetime], datetime],
    ) -> CalendarSheet:
        """Read the events that start in a span; `floating` gives a time without a zone in UTC.

        Raises NotACalendar, CalendarTooLarge and SourceUnreadable.
        """
        content = _content(path)
        give_up_at = self._monotonic() + LONGEST_SECONDS
        span = _Span(from_utc, to_utc, floating)
        for calendar in _calendars(content):
            for uid, events in _by_uid(calendar, span).items():
                if self._monotonic() > give_up_at or len(span.events) > MOST_FOUND:
                    raise CalendarTooLarge
                span.uids.add(uid)
                _find(calendar, uid, events, span)
        span.events.sort(key=lambda one: (one.starts_at_utc, one.source.uid))
        return CalendarSheet(
            events=tuple(span.events),
            uids=frozenset(span.uids),
            from_utc=from_utc,
            to_utc=to_utc,
            all_day=span.all_day,
            unreadable=span.unreadable,
        )


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            if not stat.S_ISREG(path.stat().st_mode):
                raise SourceUnreadable
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SourceUnreadable from error
    if len(content) > MOST_BYTES or content.count(b"\n") > MOST_LINES:
        raise CalendarTooLarge
    if content.upper().count(b"BEGIN:VEVENT") > MOST_EVENTS:
        raise CalendarTooLarge
    return content


def _calendars(content: bytes) -> list["Calendar"]:
    from icalendar import Calendar  # noqa: PLC0415 -- 60 ms that only an import needs

    with _sensible():
        # Newer programs write UTF-8, whatever mark they put before it.
        found = Calendar.from_ical(content.removeprefix(b"\xef\xbb\xbf"), multiple=True)
        calendars = [one for one in found if one.name == "VCALENDAR"]
        if calendars:
            return calendars
    raise NotACalendar


@contextmanager
def _sensible() -> Iterator[None]:
    try:
        yield
    except _SENSELESS as error:
        raise NotACalendar from error


def _by_uid(calendar: "Calendar", span: _Span) -> dict[str, list[Event]]:
    """Put the recurrences of an event together; count what can't be a meeting."""
    found: defaultdict[str, list[Event]] = defaultdict(list)
    events: list[Event] = calendar.walk("VEVENT")
    for event in events:
        uid = _line(event.get("UID"))
        try:
            starts = event["DTSTART"].dt
            rule = event.get("RRULE") or {}
            endless = _takes_for_ever(rule)
        except _SENSELESS:
            span.unreadable += 1
            continue
        if not isinstance(starts, datetime):
            near = span.from_utc.date() <= starts < span.to_utc.date()
            span.all_day += near or bool(rule)
        elif not uid or endless:
            span.unreadable += 1
        else:
            found[uid].append(event)
    return found


def _takes_for_ever(rule: Event) -> bool:
    """Say whether a rule recurs by the hour and oftener, at too many times of a day, or stands."""
    frequency = {str(one).upper() for one in rule.get("FREQ", ())}
    times = prod(max(1, len(rule.get(part, ()))) for part in _TIMES)
    stands = any(int(one) < 1 for one in rule.get("INTERVAL", ()))
    return bool(frequency & _TOO_OFTEN) or times > _MOST_TIMES or stands


def _find(calendar: "Calendar", uid: str, events: list[Event], span: _Span) -> None:
    repeats = len(events) > 1 or any("RRULE" in one or "RDATE" in one for one in events)
    try:
        found = _recurrences(calendar, events, span) if repeats else events
        read = [_event(uid, one, span, repeats=repeats) for one in found if not _cancelled(one)]
    except _SENSELESS:
        span.unreadable += 1
        return
    span.events += [one for one in read if span.from_utc <= one.starts_at_utc < span.to_utc]


def _recurrences(calendar: "Calendar", events: list[Event], span: _Span) -> list[Event]:
    import recurring_ical_events  # noqa: PLC0415 -- see above
    from icalendar import Calendar  # noqa: PLC0415

    series = Calendar()
    for zone in calendar.walk("VTIMEZONE"):
        series.add_component(zone)
    if "X-WR-TIMEZONE" in calendar:
        series["X-WR-TIMEZONE"] = calendar["X-WR-TIMEZONE"]
    for event in events:
        series.add_component(event)
    query = recurring_ical_events.of(series, components=["VEVENT"])
    found: list[Event] = []
    # An endless rule is walked no further than where there is too much of it already.
    for one in query.between(span.from_utc - _MARGIN, span.to_utc + _MARGIN):
        found.append(one)
        if len(found) > MOST_FOUND:
            raise CalendarTooLarge
    return found


def _cancelled(event: Event) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def _event(uid: str, event: Event, span: _Span, *, repeats: bool) -> CalendarEvent:
    starts = _utc(event["DTSTART"].dt, span)
    recurrence = event.get("RECURRENCE-ID")
    known = recurrence is not None and (repeats or "RRULE" not in event)
    return CalendarEvent(
        source=MeetingSource(uid, _stamp(recurrence.dt) if known else ""),
        title=_line(event.get("SUMMARY")),
        starts_at_utc=starts,
        minutes=round(_length(event, starts, span) / timedelta(minutes=1)),
        place=_line(event.get("LOCATION")),
    )


def _length(event: Event, starts: datetime, span: _Span) -> timedelta:
    """Give how long an event is, the usual length where it has none; raises ValueError."""
    length = timedelta()
    if "DTEND" in event:
        length = _utc(event["DTEND"].dt, span) - starts
    elif "DURATION" in event:
        length = event["DURATION"].dt
    if length < timedelta():
        raise ValueError
    return length or _USUAL


def _utc(moment: datetime, span: _Span) -> datetime:
    return span.floating(moment) if moment.tzinfo is None else moment.astimezone(UTC)


def _stamp(moment: date) -> str:
    """Write down which recurrence it is, the same however its zone was given."""
    if not isinstance(moment, datetime):
        return f"{moment:%Y%m%d}"
    if moment.tzinfo is None:
        return f"{moment:%Y%m%dT%H%M%S}"
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _line(value: object) -> str:
    """Give what a property says as one short line that can be shown and stored."""
    if isinstance(value, list):
        value = value[0] if value else None
    text = "" if value is None else str(value)[: fields.LINE_LENGTH // 2]
    return fields.line("calendar", " ".join(fields.prose("calendar", text).split()))
