"""A calendar's sheet as text, for whoever keeps it or hands it on."""

import json
from datetime import date, datetime, timedelta
from typing import Any, Final

from vault.calendar_events import CalendarEvent, CalendarSheet, LeftOut
from vault.meetings import MeetingSource

_NO_TIME: Final = timedelta(0)


def packed(sheet: CalendarSheet) -> str:
    """Give a sheet as text."""
    told = {
        "events": [
            (
                one.source.uid,
                one.source.recurrence,
                one.title,
                one.starts_at_utc.isoformat(),
                one.minutes,
                one.place,
            )
            for one in sheet.events
        ],
        "uids": sorted(sheet.uids),
        "from": sheet.from_utc.isoformat(),
        "to": sheet.to_utc.isoformat(),
        "all_day": sheet.all_day,
        "unreadable": _packed_left_out(sheet.unreadable),
        "unplaced": _packed_left_out(sheet.unplaced),
        "doubled": sheet.doubled,
    }
    return json.dumps(told)


def unpacked(text: str | bytes) -> CalendarSheet:
    """Give the sheet again; raises ValueError for what is none."""
    try:
        told = json.loads(text)
        return CalendarSheet(
            events=tuple(_event(*one) for one in told["events"]),
            uids=frozenset(_text(one) for one in told["uids"]),
            from_utc=_moment(told["from"]),
            to_utc=_moment(told["to"]),
            all_day=_number(told["all_day"]),
            unreadable=tuple(_left_out(*one) for one in told["unreadable"]),
            unplaced=tuple(_left_out(*one) for one in told["unplaced"]),
            doubled=tuple(_text(one) for one in told["doubled"]),
        )
    except (LookupError, RecursionError, TypeError) as error:
        raise ValueError from error


def _packed_left_out(some: tuple[LeftOut, ...]) -> list[tuple[str, str]]:
    return [(one.title, one.day.isoformat() if one.day else "") for one in some]


def _left_out(title: object, day: str) -> LeftOut:
    return LeftOut(_text(title), date.fromisoformat(day) if day else None)


def _event(
    uid: object, recurrence: object, title: object, starts: str, minutes: object, place: object
) -> CalendarEvent:
    source = MeetingSource(_text(uid), _text(recurrence))
    return CalendarEvent(source, _text(title), _moment(starts), _number(minutes), _text(place))


def _text(value: Any) -> str:  # noqa: ANN401 -- it comes from outside
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: Any) -> int:  # noqa: ANN401 -- it comes from outside
    if type(value) is not int:
        raise TypeError
    return value


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.utcoffset() != _NO_TIME:
        raise ValueError
    return moment
