"""Calendar files through the process that reads them: the same events, and never for ever."""

import os
from datetime import date
from pathlib import Path

import pytest

from storage.apart.frames import BrokenFrame
from storage.doors import calendars
from storage.imports.calendar_files import CalendarFiles
from storage.imports.calendars import IcsReader
from storage.imports.sheets import packed, unpacked
from tests.fakes import FakeClock
from tests.storage.apart.test_process import instead
from tests.storage.imports.test_calendars import DENVER, FINE, FROM, TO, calendar, vevent
from vault.calendar_events import CalendarEvent, CalendarReader, CalendarSheet, LeftOut
from vault.errors import CalendarTooLarge, NotACalendar, SourceTrouble, SourceUnreadable
from vault.meetings import MeetingSource
from vault.wall_clock import to_utc

WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=9"


def read(path: Path, reader: CalendarReader | None = None) -> CalendarSheet:
    clock = FakeClock()
    return (reader or CalendarFiles()).read(path, FROM, TO, lambda wall: to_utc(clock, wall))


@pytest.mark.parametrize(
    "content",
    [
        calendar(FINE),
        calendar(DENVER, vevent("DTSTART;TZID=Mountain:20261102T090000", WEEKLY), FINE),
        calendar(vevent("DTSTART:20261102T090000", WEEKLY, "LOCATION:Room 3 — Überweg")),
        calendar(vevent("DTSTART:99991231T235959", uid="late"), FINE),
        calendar(vevent("DTSTART;VALUE=DATE:20261120"), vevent("DTSTART:nonsense", uid="two")),
        calendar(vevent("DTSTART;TZID=Nowhere:20261120T090000"), FINE),
    ],
)
def test_events_are_those_that_the_reader_finds(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "Müller\udcff.ics"
    path.write_bytes(content)
    assert read(path) == read(path, IcsReader())


def test_a_sheet_comes_through_whole() -> None:
    event = CalendarEvent(MeetingSource("a", "2026"), "Jonah", FROM, 50, "Room 3")
    left = (LeftOut("x", date(2026, 11, 3)), LeftOut("y"))
    sheet = CalendarSheet((event,), frozenset("ab"), FROM, TO, 3, left, left[1:], ("double",))
    assert unpacked(packed(sheet)) == sheet


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        packed(CalendarSheet((), frozenset(), FROM, TO.replace(tzinfo=None))),
    ],
)
def test_what_is_no_sheet_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenFrame):
        unpacked(content)


def test_what_is_no_calendar_and_no_file_is_told(tmp_path: Path) -> None:
    other = tmp_path / "other.ics"
    other.write_text("BEGIN:VCARD\r\nEND:VCARD\r\n")
    with pytest.raises(NotACalendar):
        read(other)
    for path, trouble in (
        (tmp_path / "gone.ics", SourceTrouble.GONE),
        (tmp_path, SourceTrouble.FOLDER),
        (Path(os.devnull), SourceTrouble.OTHER),
    ):
        with pytest.raises(SourceUnreadable) as told:
            read(path)
        assert told.value.trouble is trouble


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files there")
def test_a_pipe_that_is_named_as_a_calendar_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe.ics"
    os.mkfifo(path)
    with pytest.raises(SourceUnreadable):
        read(path)


def test_a_rule_with_more_numbers_than_a_year_has_days_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "calendar.ics"
    numbers = ",".join(str(number % 366 + 1) for number in range(20_000))
    endless = f"RRULE:FREQ=DAILY;BYHOUR=1;BYSETPOS={numbers}"
    path.write_bytes(calendar(vevent("DTSTART:00010101T100000Z", endless, title="Bell"), FINE))
    sheet = read(path)
    assert [one.title for one in sheet.events] == ["Fine"]
    assert [one.title for one in sheet.unreadable] == ["Bell"]


def test_a_calendar_without_end_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr("storage.imports.calendar_files.LONGEST_SECONDS", 0.5)
    with pytest.raises(CalendarTooLarge):
        read(tmp_path / "calendar.ics")


@pytest.mark.parametrize(
    "code",
    [
        "send(out, {}, b'{}')",
        "send(out, {'error': 'Nobody'})",
        "send(out, {'want': 7}); input()",
        "send(out, {'want': 'noon'}); receive(into); sys.exit()",
    ],
)
def test_answers_that_make_no_sense_are_never_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    instead(monkeypatch, code)
    with pytest.raises(CalendarTooLarge):
        read(tmp_path / "calendar.ics")


def test_a_trouble_that_nobody_knows_is_another_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(monkeypatch, "send(out, {'error': 'SourceUnreadable', 'trouble': 'x'}); input()")
    with pytest.raises(SourceUnreadable) as told:
        read(tmp_path / "calendar.ics")
    assert told.value.trouble is SourceTrouble.OTHER


def test_the_program_reads_calendars_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "send(out, {'error': 'NotACalendar'}); input()")
    with pytest.raises(NotACalendar):
        read(tmp_path / "calendar.ics", calendars())
