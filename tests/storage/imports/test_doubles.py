from pathlib import Path

import pytest

from tests.storage.imports.test_calendars import calendar, file, read_bytes, times, vevent
from vault.calendar_events import CalendarSheet

__all__ = ["file"]

AT_NINE, AT_TEN = "DTSTART:20261120T090000Z", "DTSTART:20261121T100000Z"
JONAH, DANA = vevent(AT_NINE), vevent(AT_TEN, title="Dana Reyes")
WEEKLY = vevent(AT_NINE, "RRULE:FREQ=WEEKLY;COUNT=2")


def told(sheet: CalendarSheet) -> list[str]:
    """Give what each event is and when, after making sure that no two have one source."""
    assert len({one.source for one in sheet.events}) == len(sheet.events)
    assert {one.source.uid for one in sheet.events} <= sheet.uids
    return [f"{one.title} {when}" for one, when in zip(sheet.events, times(sheet), strict=True)]


@pytest.mark.parametrize(
    "content", [calendar(JONAH, DANA), calendar(JONAH) + calendar(DANA)], ids=["one", "two"]
)
def test_two_events_of_one_number_are_both_there_and_told(file: Path, content: bytes) -> None:
    sheet = read_bytes(file, content)
    assert told(sheet) == ["Jonah Bell 11-20 09:00", "Dana Reyes 11-21 10:00"]
    assert sheet.doubled == ("Jonah Bell", "Dana Reyes")


def test_what_is_told_apart_is_known_again_whatever_stands_beside_it(file: Path) -> None:
    third = vevent("DTSTART:20261122T090000Z", title="Ana Cruz")
    before = read_bytes(file, calendar(JONAH, DANA))
    after = read_bytes(file, calendar(third, DANA, JONAH))
    assert {one.source for one in before.events} < {one.source for one in after.events}


def test_sessions_of_one_client_that_all_bear_one_number_all_come(file: Path) -> None:
    sheet = read_bytes(file, calendar(JONAH, vevent(AT_TEN)))
    assert told(sheet) == ["Jonah Bell 11-20 09:00", "Jonah Bell 11-21 10:00"]


@pytest.mark.parametrize(
    "content",
    [
        calendar(JONAH, JONAH),
        calendar(JONAH) + calendar(JONAH),
        calendar(vevent(AT_NINE, "SEQUENCE:2"), vevent(AT_NINE, "SEQUENCE:1", "STATUS:CANCELLED")),
        calendar(vevent(AT_NINE, "SEQUENCE:2"))
        + calendar(vevent(AT_NINE, "SEQUENCE:1", "STATUS:CANCELLED")),
    ],
)
def test_what_is_equal_is_one_of_which_the_newest_version_stands(
    file: Path, content: bytes
) -> None:
    sheet = read_bytes(file, content)
    assert told(sheet) == ["Jonah Bell 11-20 09:00"]
    assert sheet.uids == {"one@example"}
    assert sheet.doubled == ()


def test_two_series_of_one_number_keep_each_their_own_recurrences(file: Path) -> None:
    other = vevent(AT_TEN, "RRULE:FREQ=WEEKLY;COUNT=2", title="Dana Reyes")
    moved = vevent("RECURRENCE-ID:20261128T100000Z", "DTSTART:20261129T110000Z", title="Dana Reyes")
    sheet = read_bytes(file, calendar(WEEKLY, other, moved))
    assert told(sheet) == [
        "Jonah Bell 11-20 09:00",
        "Dana Reyes 11-21 10:00",
        "Jonah Bell 11-27 09:00",
        "Dana Reyes 11-29 11:00",
    ]
    assert len(sheet.uids) == 2


def test_a_recurrence_that_stands_in_a_calendar_of_its_own_moves_the_one_of_its_series(
    file: Path,
) -> None:
    moved = vevent("RECURRENCE-ID:20261127T090000Z", "DTSTART:20261128T110000Z")
    for content in (calendar(WEEKLY) + calendar(moved), calendar(moved) + calendar(WEEKLY)):
        sheet = read_bytes(file, content)
        assert told(sheet) == ["Jonah Bell 11-20 09:00", "Jonah Bell 11-28 11:00"]
        assert sheet.uids == {"one@example"}
        assert sheet.doubled == ()


def test_two_people_in_the_place_of_one_recurrence_are_both_there(file: Path) -> None:
    place = "RECURRENCE-ID:20261127T090000Z"
    one = vevent(place, "DTSTART:20261127T110000Z")
    two = vevent(place, "DTSTART:20261128T110000Z", title="Dana Reyes")
    for content in (calendar(WEEKLY, one, two), calendar(one, two), calendar(one) + calendar(two)):
        sheet = read_bytes(file, content)
        assert told(sheet)[-2:] == ["Jonah Bell 11-27 11:00", "Dana Reyes 11-28 11:00"]
        assert sheet.doubled == ("Jonah Bell", "Dana Reyes")


def test_a_version_that_is_no_number_is_the_oldest(file: Path) -> None:
    odd = vevent(AT_NINE, "SEQUENCE:many", "LOCATION:Old room")
    new = vevent(AT_NINE, "SEQUENCE:1", "LOCATION:New room")
    sheet = read_bytes(file, calendar(new, odd))
    assert [one.place for one in sheet.events] == ["New room"]
