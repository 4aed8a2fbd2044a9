from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.imports import calendars
from storage.imports.calendars import IcsReader
from tests.fakes import FakeClock
from vault.calendar_events import CalendarEvent, CalendarSheet, LeftOut
from vault.errors import CalendarTooLarge, NotACalendar, SourceUnreadable
from vault.wall_clock import to_utc

FROM = datetime(2026, 10, 13, tzinfo=UTC)
TO = datetime(2027, 2, 10, tzinfo=UTC)
DENVER = """BEGIN:VTIMEZONE
TZID:Mountain
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0700
TZOFFSETTO:-0600
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0600
TZOFFSETTO:-0700
END:STANDARD
END:VTIMEZONE
"""


def vevent(*lines: str, uid: str = "one@example", title: str = "Jonah Bell") -> str:
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT", ""))


def calendar(*parts: str) -> bytes:
    text = "".join(("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//\n", *parts, "END:VCALENDAR\n"))
    return text.replace("\n", "\r\n").encode()


FINE = vevent("DTSTART:20261120T090000Z", uid="fine", title="Fine")


def read_bytes(path: Path, content: bytes, reader: IcsReader | None = None) -> CalendarSheet:
    path.write_bytes(content)
    clock = FakeClock()
    return (reader or IcsReader()).read(path, FROM, TO, lambda wall: to_utc(clock, wall))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "calendar.ics"


def times(sheet: CalendarSheet) -> list[str]:
    return [f"{one.starts_at_utc:%m-%d %H:%M}" for one in sheet.events]


def only(sheet: CalendarSheet) -> CalendarEvent:
    (event,) = sheet.events
    return event


@pytest.mark.parametrize(
    ("starts", "at_utc"),
    [
        ("DTSTART:20261120T160000Z", "11-20 16:00"),
        ("DTSTART;TZID=America/New_York:20261120T160000", "11-20 21:00"),
        ("DTSTART;TZID=Mountain:20261020T160000", "10-20 22:00"),
        ("DTSTART;TZID=Mountain:20261120T160000", "11-20 23:00"),
        ("DTSTART:20261120T160000", "11-20 23:00"),
        ("DTSTART:20261101T013000", "11-01 07:30"),
    ],
)
def test_a_time_is_read_in_its_zone_and_one_without_is_the_counselors(
    file: Path, starts: str, at_utc: str
) -> None:
    assert times(read_bytes(file, calendar(DENVER, vevent(starts)))) == [at_utc]


@pytest.mark.parametrize(
    ("ends", "minutes"),
    [
        ("DTEND;TZID=Mountain:20261120T173000", 90),
        ("DURATION:PT1H20M", 80),
        ("CLASS:PRIVATE", 50),
    ],
)
def test_a_length_is_read_however_it_is_given(file: Path, ends: str, minutes: int) -> None:
    starts = "DTSTART;TZID=Mountain:20261120T160000"
    assert only(read_bytes(file, calendar(DENVER, vevent(starts, ends)))).minutes == minutes


def test_a_series_keeps_its_hour_on_the_wall_when_clocks_change(file: Path) -> None:
    weekly = vevent("DTSTART;TZID=Mountain:20261026T160000", "RRULE:FREQ=WEEKLY;COUNT=3")
    sheet = read_bytes(file, calendar(DENVER, weekly))
    assert times(sheet) == ["10-26 22:00", "11-02 23:00", "11-09 23:00"]
    assert [one.source.recurrence for one in sheet.events] == [
        "20261026T220000Z",
        "20261102T230000Z",
        "20261109T230000Z",
    ]


def test_a_series_without_a_zone_is_read_by_the_counselors_clock(file: Path) -> None:
    weekly = vevent("DTSTART:20261026T160000", "RRULE:FREQ=WEEKLY;COUNT=2")
    sheet = read_bytes(file, calendar(weekly))
    assert times(sheet) == ["10-26 22:00", "11-02 23:00"]
    assert [one.source.recurrence for one in sheet.events] == ["20261026T160000", "20261102T160000"]


def test_what_was_taken_out_moved_or_cancelled_of_a_series_is_heeded(file: Path) -> None:
    sheet = read_bytes(
        file,
        calendar(
            vevent(
                "DTSTART:20261102T160000Z",
                "RRULE:FREQ=WEEKLY;COUNT=4",
                "EXDATE:20261109T160000Z",
                "RDATE:20261204T100000Z",
            ),
            vevent("RECURRENCE-ID:20261116T160000Z", "DTSTART:20261117T093000Z"),
            vevent(
                "RECURRENCE-ID:20261123T160000Z", "DTSTART:20261123T160000Z", "STATUS:CANCELLED"
            ),
        ),
    )
    assert times(sheet) == ["11-02 16:00", "11-17 09:30", "12-04 10:00"]
    moved = sheet.events[1]
    assert moved.source.recurrence == "20261116T160000Z"
    assert sheet.uids == {"one@example"}


def test_a_single_event_has_no_recurrence_and_a_cancelled_one_is_left_out(file: Path) -> None:
    sheet = read_bytes(
        file,
        calendar(
            vevent("DTSTART:20261120T160000Z"),
            vevent("DTSTART:20261121T160000Z", "STATUS:CANCELLED", uid="gone@example"),
        ),
    )
    assert only(sheet).source.recurrence == ""
    assert sheet.uids == {"one@example", "gone@example"}


def test_only_what_starts_in_the_span_is_given(file: Path) -> None:
    starts = [FROM - timedelta(seconds=1), FROM, TO - timedelta(seconds=1), TO]
    events = [
        vevent(f"DTSTART:{at:%Y%m%dT%H%M%SZ}", uid=f"{place}") for place, at in enumerate(starts)
    ]
    sheet = read_bytes(file, calendar(*events))
    assert [one.source.uid for one in sheet.events] == ["1", "2"]


def test_whole_days_and_senseless_events_are_counted_and_left_out(file: Path) -> None:
    sheet = read_bytes(
        file,
        calendar(
            vevent("DTSTART;VALUE=DATE:20261120", uid="holiday"),
            vevent("DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=YEARLY", uid="birthday"),
            vevent("DTSTART;VALUE=DATE:20200101", uid="long ago"),
            vevent("STATUS:CONFIRMED", uid="without a start"),
            vevent("DTSTART:20261120T160000Z", "RRULE:FREQ=SECONDLY", uid="every second"),
            vevent("DTSTART:20261120T160000Z", "RRULE:FREQ=WEEKLY;BYDAY=XX", uid="no day"),
            vevent("DTSTART:20261120T160000Z"),
        ),
    )
    assert only(sheet).title == "Jonah Bell"
    assert sheet.all_day == 2
    assert sheet.unreadable == (
        LeftOut("Jonah Bell"),
        LeftOut("Jonah Bell"),
        LeftOut("Jonah Bell"),
    )


def test_one_of_a_series_that_cant_be_read_leaves_none_at_a_doubtful_hour(file: Path) -> None:
    weekly = vevent("DTSTART:20261102T160000Z", "RRULE:FREQ=WEEKLY;COUNT=2")
    moved = vevent("RECURRENCE-ID:20261109T160000Z", "DTSTART:some day")
    sheet = read_bytes(file, calendar(weekly, moved, FINE))
    assert [one.title for one in sheet.events] == ["Fine"]
    assert sheet.unreadable == (LeftOut("Jonah Bell"),)
    assert sheet.uids == {"fine"}


def test_one_of_a_series_that_became_a_whole_day_isnt_at_its_hour_any_more(file: Path) -> None:
    weekly = vevent("DTSTART:20261102T160000Z", "RRULE:FREQ=WEEKLY;COUNT=3")
    whole = vevent("RECURRENCE-ID:20261109T160000Z", "DTSTART;VALUE=DATE:20261109")
    sheet = read_bytes(file, calendar(weekly, whole))
    assert times(sheet) == ["11-02 16:00", "11-16 16:00"]
    assert sheet.all_day == 1


def test_a_file_is_read_in_the_letters_that_it_was_written_in(file: Path) -> None:
    text = calendar(vevent("DTSTART:20261120T160000Z", title="Zoë Ångström")).decode()
    for letters in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert only(read_bytes(file, text.encode(letters))).title == "Zoë Ångström"


def test_texts_come_as_one_clean_line(file: Path) -> None:
    title = "Dana\\, Marcus\\nin the \u202egarden\u0007" + "x" * 2000
    event = vevent("DTSTART:20261120T160000Z", "LOCATION:Room\\n2", title=title)
    found = only(read_bytes(file, calendar(event)))
    assert found.title.startswith("Dana, Marcus in the garden")
    assert len(found.title) <= 500
    assert found.place == "Room 2"


def test_several_calendars_in_one_file_and_a_mark_before_it_are_read(file: Path) -> None:
    one = calendar(vevent("DTSTART:20261120T160000Z"))
    two = calendar(vevent("DTSTART:20261121T160000Z", uid="two@example"))
    assert times(read_bytes(file, b"\xef\xbb\xbf" + one + two)) == ["11-20 16:00", "11-21 16:00"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a calendar",
        b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Jonah Bell\r\nEND:VCARD\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n",
        b"\x00\xff\xfe" * 100,
        b"PK\x03\x04 a zip",
    ],
)
def test_a_file_that_is_no_calendar_is_refused(file: Path, content: bytes) -> None:
    with pytest.raises(NotACalendar):
        read_bytes(file, content)


def test_a_file_that_cant_be_read_is_refused(tmp_path: Path, file: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.ics"):
        with pytest.raises(SourceUnreadable):
            IcsReader().read(path, FROM, TO, lambda wall: wall)


def test_a_file_that_is_too_large_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "MOST_EVENTS", 2)
    monkeypatch.setattr(calendars, "MOST_BYTES", 1000)
    two = calendar(vevent("DTSTART:20261120T160000Z"), vevent("DTSTART:20261121T160000Z", uid="2"))
    assert len(read_bytes(file, two).events) == 2
    with pytest.raises(CalendarTooLarge):
        read_bytes(file, two.replace(b"END:VCALENDAR", b"X-A:BEGIN:VEVENT\r\nEND:VCALENDAR"))
    with pytest.raises(CalendarTooLarge):
        read_bytes(file, two + b" " * 1000)


def test_a_rule_without_end_is_walked_no_further_than_it_makes_sense(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "MOST_FOUND", 20)
    daily = vevent("DTSTART:20000101T160000Z", "RRULE:FREQ=DAILY")
    with pytest.raises(CalendarTooLarge):
        read_bytes(file, calendar(daily))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY;UNTIL=30200101T000000Z",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYHOUR=1,2,3,4;BYMINUTE=1,2,3,4;BYSECOND=1,2,3,4",
    ],
)
def test_a_rule_that_would_take_for_ever_isnt_followed(file: Path, rule: str) -> None:
    sheet = read_bytes(file, calendar(vevent("DTSTART:20261120T160000Z", f"RRULE:{rule}")))
    assert (sheet.events, sheet.unreadable) == ((), (LeftOut("Jonah Bell"),))


def test_a_session_at_two_times_of_a_day_is_followed(file: Path) -> None:
    rule = "RRULE:FREQ=DAILY;COUNT=4;BYHOUR=9,16"
    assert len(read_bytes(file, calendar(vevent("DTSTART:20261120T090000Z", rule))).events) == 4


def test_a_series_without_an_end_has_the_usual_length(file: Path) -> None:
    weekly = vevent("DTSTART:20261120T160000Z", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert [one.minutes for one in read_bytes(file, calendar(weekly)).events] == [50, 50]


def test_an_event_that_ends_before_it_starts_is_counted_as_unreadable(file: Path) -> None:
    back = vevent("DTSTART:20261120T160000Z", "DTEND:20251120T160000Z")
    sheet = read_bytes(file, calendar(back))
    assert (sheet.events, sheet.unreadable) == ((), (LeftOut("Jonah Bell", date(2026, 11, 20)),))


def test_a_file_of_very_many_lines_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "MOST_LINES", 50)
    one = calendar(vevent("DTSTART:20261120T160000Z", *["X-A:1"] * 50))
    with pytest.raises(CalendarTooLarge):
        read_bytes(file, one)


def test_a_file_that_takes_too_long_is_given_up(file: Path) -> None:
    clock = iter(range(0, 1000, 15))
    parts = [vevent("DTSTART:20261120T160000Z", uid=f"{one}") for one in range(5)]
    with pytest.raises(CalendarTooLarge):
        read_bytes(file, calendar(*parts), IcsReader(lambda: float(next(clock))))


SOUND = calendar(
    DENVER,
    vevent("DTSTART;TZID=Mountain:20261102T160000", "RRULE:FREQ=WEEKLY;COUNT=4", "DURATION:PT50M"),
    vevent("RECURRENCE-ID:20261116T230000Z", "DTSTART:20261117T093000Z"),
)
LINES = SOUND.split(b"\r\n")


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whatever_was_done_to_a_file_it_is_read_or_refused(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        line = bytearray(lines[at])
        if data.draw(st.booleans()) and line:
            line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.integers(0, 255))
        else:
            line = bytearray(data.draw(st.sampled_from(LINES)))
        lines[at] = bytes(line)
    path = tmp_path_factory.getbasetemp() / "mutated.ics"
    try:
        sheet = read_bytes(path, b"\r\n".join(lines))
    except (NotACalendar, CalendarTooLarge):
        return
    assert all(FROM <= one.starts_at_utc < TO for one in sheet.events)
