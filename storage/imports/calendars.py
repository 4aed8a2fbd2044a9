"""Reads iCalendar files (RFC 5545)."""

import time
import warnings
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from storage.blob_intake import open_source, source_errors
from storage.imports import doubles, zones
from vault import fields
from vault.calendar_events import CalendarEvent, CalendarSheet, LeftOut
from vault.errors import CalendarTooLarge, DocumentTooLarge, NotACalendar
from vault.meetings import MeetingSource

if TYPE_CHECKING:
    from icalendar import Calendar

# The library types a property as the union of all that one may be.
Event = Any

MOST_BYTES: Final = 20_000_000
MOST_LINES: Final = 400_000
MOST_EVENTS: Final = 30_000
MOST_FOUND: Final = 5_000
MOST_ZONES: Final = 500
LONGEST_SECONDS: Final = 20.0

_USUAL: Final = timedelta(minutes=50)
_MARGIN: Final = timedelta(days=2)
_TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
# One session a day has one time; a rule with a list of each makes 86,400 of them.
_TIMES: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
_MOST_TIMES: Final = 12
# The longest list that makes sense names each day of a year.
_MOST_NUMBERS: Final = 366
_ZONED: Final = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE")


@dataclass(slots=True)
class _Span:
    """What a calendar is asked for, and what was found so far."""

    from_utc: datetime
    to_utc: datetime
    floating: Callable[[datetime], datetime]
    series: list[doubles.Series] = field(default_factory=list)
    count: int = 0
    unplaced: list[LeftOut] = field(default_factory=list)
    unreadable: list[LeftOut] = field(default_factory=list)
    all_day: int = 0

    def is_near(self, day: date) -> bool:
        """Say whether a day, or a time of it, is asked for."""
        return self.from_utc.date() <= date(day.year, day.month, day.day) < self.to_utc.date()


class _UnknownZone(Exception):  # noqa: N818 -- named for what happened
    """A time is told in a zone that nobody knows: its hour would be a guess."""


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
            span.floating = _floating(calendar, floating)
            for uid, events in _by_uid(calendar, span).items():
                for part in doubles.parted(events):
                    if self._monotonic() > give_up_at or span.count > MOST_FOUND:
                        raise CalendarTooLarge
                    _find(calendar, uid, part, span)
        events, uids, doubled = doubles.united(span.series)
        return CalendarSheet(
            events=tuple(sorted(events, key=lambda one: (one.starts_at_utc, one.source.uid))),
            uids=uids,
            from_utc=from_utc,
            to_utc=to_utc,
            all_day=span.all_day,
            unreadable=tuple(span.unreadable),
            unplaced=tuple(span.unplaced),
            doubled=doubled,
        )


def _content(path: Path) -> str:
    try:
        opened = open_source(path, lambda _found: False)
    except DocumentTooLarge:
        raise CalendarTooLarge from None
    with opened, source_errors():
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise CalendarTooLarge
    text = _decoded(content)
    if text.count("\n") > MOST_LINES or text.upper().count("BEGIN:VEVENT") > MOST_EVENTS:
        raise CalendarTooLarge
    return text


def _decoded(content: bytes) -> str:
    """Give a file as text: UTF-8, UTF-16 where its mark says so, else as older programs write."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _calendars(text: str) -> Iterator["Calendar"]:
    """Walk the calendars of a file, each read with its own zones and nobody else's."""
    from icalendar import Calendar  # noqa: PLC0415 -- 60 ms that only an import needs
    from icalendar.error import GloballyUniqueTZIDGuessed  # noqa: PLC0415

    # "/mozilla.org/20050126_1/America/New_York" can mean one zone only.
    warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
    is_one = False
    for part, defined in zones.apart(text):
        if len(defined) > MOST_ZONES:
            raise CalendarTooLarge
        zones.learn(defined)
        with _sensible():
            found = Calendar.from_ical(part, multiple=True)
        for calendar in found:
            if calendar.name == "VCALENDAR":
                is_one = True
                yield calendar
    if not is_one:
        raise NotACalendar


def _floating(
    calendar: "Calendar", local: Callable[[datetime], datetime]
) -> Callable[[datetime], datetime]:
    """Give what a time without a zone means: the calendar's own zone where it names one."""
    name = _zone_name(calendar)
    if not name:
        return local
    zone = zones.known(name)

    def told(wall: datetime) -> datetime:
        if zone is None:
            raise _UnknownZone
        return wall.replace(tzinfo=zone).astimezone(UTC)

    return told


def _zone_name(calendar: "Calendar") -> str:
    return str(calendar.get("X-WR-TIMEZONE", ""))


@contextmanager
def _sensible() -> Iterator[None]:
    try:
        yield
    except zones.SENSELESS as error:
        raise NotACalendar from error


def _by_uid(calendar: "Calendar", span: _Span) -> dict[str, list[Event]]:
    """Put the events of one number together; note what can't be a meeting.

    Where one of them makes no sense, none of them is sure to stand where it seems to.
    """
    found: defaultdict[str, list[Event]] = defaultdict(list)
    spoilt: defaultdict[str, list[Event]] = defaultdict(list)
    events: list[Event] = calendar.walk("VEVENT")
    for event in events:
        uid = _line(event.get("UID"))
        try:
            starts = event["DTSTART"].dt
            rule = event.get("RRULE") or {}
            endless = _takes_for_ever(rule)
        except zones.SENSELESS:
            spoilt[uid].append(event)
            continue
        is_timed = isinstance(starts, datetime)
        if not is_timed:
            span.all_day += span.is_near(starts) or bool(rule)
        elif not uid or endless:
            _leave_out([event], span, span.unreadable)
        # One of a series that became a whole day isn't at its hour any more.
        if uid and not endless and (is_timed or "RECURRENCE-ID" in event):
            found[uid].append(event)
    for uid, events in spoilt.items():
        _leave_out([*found.pop(uid, ()), *events], span, span.unreadable)
    return found


def _leave_out(events: list[Event], span: _Span, among: list[LeftOut]) -> None:
    """Note events of one number that can't come in, by each of their titles.

    Those of a single day that isn't asked for are passed over.
    """
    days: defaultdict[str, list[date | None]] = defaultdict(list)
    for event in events:
        days[_line(event.get("SUMMARY"))].append(_only_day(event))
    for title, on in days.items():
        day = on[0] if len(on) == 1 else None
        if day is None or span.is_near(day):
            among.append(LeftOut(title, day))


def _only_day(event: Event) -> date | None:
    """Give the day of an event, by its own clock; None where it recurs or has none."""
    try:
        starts = event["DTSTART"].dt
        repeats = "RRULE" in event or "RDATE" in event
        return None if repeats else date(starts.year, starts.month, starts.day)
    except zones.SENSELESS:
        return None


def _takes_for_ever(rule: Event) -> bool:
    """Say whether a rule recurs by the hour and oftener, has too many numbers, or stands."""
    frequency = {str(one).upper() for one in rule.get("FREQ", ())}
    times = prod(max(1, len(rule.get(part, ()))) for part in _TIMES)
    numbers = max((len(rule[part]) for part in rule if part.startswith("BY")), default=0)
    stands = any(int(one) < 1 for one in rule.get("INTERVAL", ()))
    too_many = times > _MOST_TIMES or numbers > _MOST_NUMBERS
    return bool(frequency & _TOO_OFTEN) or too_many or stands


def _find(calendar: "Calendar", uid: str, events: list[Event], span: _Span) -> None:
    repeats = len(events) > 1 or any("RRULE" in one or "RDATE" in one for one in events)
    try:
        for one in events:
            _require_zones(one)
        found = _recurrences(calendar, events, span) if repeats else events
        read = [_event(uid, one, span, repeats=repeats) for one in found if _takes_place(one)]
        starts = None if "RECURRENCE-ID" in events[0] else _utc(events[0]["DTSTART"].dt, span)
    except _UnknownZone:
        _leave_out(events, span, span.unplaced)
        return
    except zones.SENSELESS:
        _leave_out(events, span, span.unreadable)
        return
    near = tuple(one for one in read if span.from_utc <= one.starts_at_utc < span.to_utc)
    span.count += len(near)
    title, revision = _line(events[0].get("SUMMARY")), doubles.revision(events[0])
    span.series.append(doubles.Series(uid, title, starts, revision, near))


def _require_zones(event: Event) -> None:
    """Raise _UnknownZone where a time of an event is told in a zone that nobody knows.

    Such a time is read as one without any zone, which the counselor's clock would settle.
    """
    for name in _ZONED:
        values = event.get(name, ())
        for value in values if isinstance(values, list | tuple) else (values,):
            zone = value.params.get("TZID")
            if zone is not None and zones.known(str(zone)) is None:
                raise _UnknownZone


def _recurrences(calendar: "Calendar", events: list[Event], span: _Span) -> list[Event]:
    import recurring_ical_events  # noqa: PLC0415 -- see above
    from icalendar import Calendar  # noqa: PLC0415

    series = Calendar()
    if zones.known(_zone_name(calendar)) is not None:
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


def _takes_place(event: Event) -> bool:
    """Say whether an event is at an hour, and wasn't cancelled."""
    is_cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    return isinstance(event["DTSTART"].dt, datetime) and not is_cancelled


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
