from datetime import date
from pathlib import Path

import pytest

from storage.imports import calendars
from tests.storage.imports.test_calendars import (
    DENVER,
    FINE,
    calendar,
    file,
    read_bytes,
    times,
    vevent,
)
from vault.calendar_events import LeftOut
from vault.errors import CalendarTooLarge

__all__ = ["file"]

EASTERN = "(UTC-05:00) Eastern Time (US & Canada)"
IN_MOUNTAIN = LeftOut("In Mountain", date(2026, 11, 20))
OF_THE_YEAR = "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\n"


def told_in(zone: str, *lines: str) -> str:
    return vevent(f"DTSTART;TZID={zone}:20261120T160000", *lines, title=f"In {zone}")


@pytest.mark.parametrize(
    "zone",
    [
        "Eastern Standard Time",
        "/mozilla.org/20050126_1/America/New_York",
        "/freeassociation.sourceforge.net/America/New_York",
        "US/Eastern",
        "EST5EDT",
    ],
)
def test_a_zone_is_known_by_the_names_that_other_programs_give_it(file: Path, zone: str) -> None:
    assert times(read_bytes(file, calendar(told_in(zone)))) == ["11-20 21:00"]


def test_a_zone_is_what_its_own_calendar_says_wherever_that_stands(file: Path) -> None:
    own, other = DENVER, DENVER.replace("-0600", "-0400").replace("-0700", "-0500")
    assert times(read_bytes(file, calendar(told_in("Mountain"), own))) == ["11-20 23:00"]
    assert times(read_bytes(file, calendar(told_in("Mountain"), other))) == ["11-20 21:00"]
    both = calendar(own, told_in("Mountain")) + calendar(other, told_in("Mountain"))
    assert times(read_bytes(file, both)) == ["11-20 21:00", "11-20 23:00"]
    named = DENVER.replace("Mountain", EASTERN)
    assert times(read_bytes(file, calendar(named, told_in(f'"{EASTERN}"')))) == ["11-20 23:00"]
    assert read_bytes(file, calendar(told_in("Mountain"))).unplaced == (IN_MOUNTAIN,)


@pytest.mark.parametrize(
    "zone",
    [
        "",
        "BEGIN:VTIMEZONE\nTZID:Mountain\nEND:VTIMEZONE\n",
        "BEGIN:VTIMEZONE\nTZID:Mountain\n",
        DENVER.replace("DTSTART:20070311T020000\n", ""),
        DENVER.replace("TZOFFSETTO:-0600\n", ""),
        DENVER.replace("TZOFFSETTO:-0600", "TZOFFSETTO:soon"),
        DENVER.replace(OF_THE_YEAR, "RRULE:never\n"),
        DENVER.replace(OF_THE_YEAR, "RRULE:FREQ=SECONDLY\n"),
        DENVER.replace(OF_THE_YEAR, OF_THE_YEAR.strip() + ";BYSECOND=1,2,3\n"),
        DENVER.replace("TZID:Mountain\n", ""),
    ],
)
def test_an_unknown_or_broken_zone_sets_aside_its_own_events_alone(file: Path, zone: str) -> None:
    sheet = read_bytes(file, calendar(zone, told_in("Mountain"), FINE))
    assert [one.title for one in sheet.events] == ["Fine"]
    assert sheet.unplaced == (IN_MOUNTAIN,)
    # What is set aside isn't gone: a meeting that follows it stays.
    assert sheet.uids == {"fine"}


@pytest.mark.parametrize(
    "line",
    [
        "DTEND;TZID=Nowhere:20261120T170000",
        "EXDATE;TZID=Nowhere:20261127T160000",
        "RDATE;TZID=Nowhere:20261127T160000,20261128T160000",
    ],
)
def test_a_series_is_set_aside_with_any_time_that_cant_be_placed(file: Path, line: str) -> None:
    weekly = "RRULE:FREQ=WEEKLY;COUNT=3"
    sheet = read_bytes(file, calendar(told_in("America/Denver", weekly, line), FINE))
    assert [one.title for one in sheet.events] == ["Fine"]
    assert sheet.unplaced == (LeftOut("In America/Denver"),)
    moved = vevent("RECURRENCE-ID;TZID=Nowhere:20261127T160000", "DTSTART:20261128T160000Z")
    sheet = read_bytes(file, calendar(told_in("America/Denver", weekly), moved, FINE))
    assert [one.title for one in sheet.events] == ["Fine"]
    assert {one.title for one in sheet.unplaced} == {"In America/Denver", "Jonah Bell"}


def test_a_file_of_very_many_zones_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "MOST_ZONES", 2)
    assert times(read_bytes(file, calendar(DENVER, DENVER, FINE))) == ["11-20 09:00"]
    with pytest.raises(CalendarTooLarge):
        read_bytes(file, calendar(DENVER, DENVER, DENVER, FINE))


def test_nobody_is_asked_about_what_is_long_past(file: Path) -> None:
    past = vevent("DTSTART;TZID=Nowhere:20190101T160000", uid="past")
    ongoing = vevent("DTSTART;TZID=Nowhere:20190101T160000", "RRULE:FREQ=WEEKLY", title="Ongoing")
    assert read_bytes(file, calendar(past, ongoing)).unplaced == (LeftOut("Ongoing"),)


def test_a_time_without_a_zone_is_told_in_the_calendars_own(file: Path) -> None:
    single = vevent("DTSTART:20261120T160000", uid="1")
    weekly = vevent("DTSTART:20261120T180000", "RRULE:FREQ=WEEKLY;COUNT=2", uid="2")
    fine = vevent("DTSTART:20261120T090000Z", "RRULE:FREQ=WEEKLY;COUNT=2", uid="3")
    eastern = calendar("X-WR-TIMEZONE:America/New_York\n", single, weekly)
    assert times(read_bytes(file, eastern)) == ["11-20 21:00", "11-20 23:00", "11-27 23:00"]
    unknown = read_bytes(file, calendar("X-WR-TIMEZONE:Nowhere\n", single, weekly, fine))
    assert times(unknown) == ["11-20 09:00", "11-27 09:00"]
    assert len(unknown.unplaced) == 2
