"""Calendars: meetings that come in from a file of another program, one way.

What an event is called is compared with the names of units. A name that fits two of them is
never guessed: the counselor chooses, and the choice holds for the whole series.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from vault import fields
from vault.audit import AuditKind
from vault.changes import NOTHING, Changes, Done, Noun
from vault.errors import MeetingHasNote
from vault.folding import folded
from vault.ids import MeetingId, UnitId
from vault.meetings import (
    LONGEST_MINUTES,
    Meeting,
    MeetingForm,
    MeetingSource,
    NewMeeting,
    Removed,
    must_stay,
    renumber,
    take_away,
)
from vault.ports import Clock, Store, Work
from vault.units import UnitRow
from vault.wall_clock import to_utc

DAYS_BACK = 30
DAYS_AHEAD = 90

_EVERY_UNIT = -1
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event, or one recurrence of it; `title` and `place` are what the file says."""

    source: MeetingSource
    title: str
    starts_at_utc: datetime
    minutes: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class CalendarSheet:
    """What a calendar holds in a span of time.

    `uids` names every event of the file, `all_day` counts those that have no time of day and
    `unreadable` those that make no sense; both are left out of `events`.
    """

    events: tuple[CalendarEvent, ...]
    uids: frozenset[str]
    from_utc: datetime
    to_utc: datetime
    all_day: int = 0
    unreadable: int = 0


class CalendarReader(Protocol):
    """Reads calendar files."""

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


class Step(StrEnum):
    """What is to be done about an event."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    SAME = "same"
    FIXED = "fixed"
    """It differs from a meeting that has a note: what the note says stays."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of the dry run.

    `unit_id` is whose meeting it becomes, None where that has to be chosen among `fitting` or
    all units. `meeting` is the one that came from this event before; a REMOVE has no event.
    """

    step: Step
    event: CalendarEvent | None
    unit_id: UnitId | None = None
    fitting: tuple[UnitId, ...] = ()
    meeting: Meeting | None = None

    @property
    def starts_at_utc(self) -> datetime:
        """When it is, by the file, or by the meeting that is gone from it."""
        known = self.event or self.meeting
        assert known is not None  # noqa: S101 -- a proposal is about one of both
        return known.starts_at_utc


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in, with all that is needed to undo it."""

    added: tuple[MeetingId, ...] = ()
    changed: tuple[Meeting, ...] = ()
    removed: tuple[Removed, ...] = ()
    kept: int = 0
    """How many were left alone, because a note had come to be about them."""


@dataclass(frozen=True, slots=True)
class LastImport:
    """What is left of the import before, as long as no note is about any of it."""

    came_at_utc: datetime
    intake: Intake


def fitting_units(title: str, units: Iterable[UnitRow]) -> tuple[UnitId, ...]:
    """Give the units that a title can mean: those of whose names most words stand in it.

    A unit fits by its own name or case number, or when each of its people is named in full, by
    the name that they use or the one in their file.
    """
    words = _words(title)
    best, found = 0, []
    for unit in units:
        count = _named(words, unit)
        if count > best:
            best, found = count, [unit.id]
        elif count and count == best:
            found.append(unit.id)
    return tuple(found)


class CalendarService:
    """Brings a calendar's events in as meetings."""

    def __init__(self, store: Store, clock: Clock, reader: CalendarReader) -> None:
        self._store = store
        self._clock = clock
        self._reader = reader

    def read(self, path: Path) -> CalendarSheet:
        """Read a calendar around the present day; needs no database.

        Raises NotACalendar, CalendarTooLarge and SourceUnreadable.
        """
        now = self._clock.now_utc()
        return self._reader.read(
            path,
            now - timedelta(days=DAYS_BACK),
            now + timedelta(days=DAYS_AHEAD),
            lambda wall: to_utc(self._clock, wall),
        )

    def propose(self, sheet: CalendarSheet) -> list[Proposal]:
        """Say what each event would do, changing nothing: the dry run, in the order of time."""
        with self._store.read() as work:
            known = work.meetings.linked(sheet.uids)
            noted = {one.id: must_stay(work, one.id) for one in known.values()}
            units = work.units.rows("", _EVERY_UNIT)
        series = {source.uid: meeting.unit_id for source, meeting in known.items()}
        found = []
        for event in sheet.events:
            before = known.get(event.source)
            if before is not None:
                step = _step(event, before, noted=noted[before.id])
                found.append(Proposal(step, event, before.unit_id, meeting=before))
                continue
            fitting = fitting_units(event.title, units)
            sure = series.get(event.source.uid) or (fitting[0] if len(fitting) == 1 else None)
            found.append(Proposal(Step.ADD, event, sure, fitting))
        found += _gone(sheet, known, noted)
        return sorted(found, key=lambda one: one.starts_at_utc)

    def take_in(self, proposals: Iterable[Proposal]) -> Done[Intake]:
        """Do what was proposed and chosen; an ADD without a unit is passed over.

        A meeting that got a note in the meantime stays as it is.
        """
        added: list[MeetingId] = []
        changed: list[Meeting] = []
        removed: list[Removed] = []
        kept, units, now = 0, set[UnitId](), self._clock.now_utc()
        with self._store.write() as work:
            for one in proposals:
                if one.step is Step.ADD and one.event is not None and one.unit_id is not None:
                    added.append(_add(work, one.event, one.unit_id, now))
                    units.add(one.unit_id)
                elif one.meeting is None or one.step not in {Step.CHANGE, Step.REMOVE}:
                    continue
                elif must_stay(work, one.meeting.id):
                    kept += 1
                elif one.event is None:
                    removed.append(take_away(work, one.meeting.id))
                    units.add(one.meeting.unit_id)
                else:
                    changed.append(work.meetings.get(one.meeting.id))
                    work.meetings.change(_moved(changed[-1], one.event))
                    units.add(one.meeting.unit_id)
            for unit_id in sorted(units):
                renumber(work, unit_id)
            if added or changed or removed:
                counts = f"added {len(added)}, changed {len(changed)}, removed {len(removed)}"
                work.audit.append(AuditKind.CALENDAR_IMPORTED, detail=counts)
        intake = Intake(tuple(added), tuple(changed), tuple(removed), kept)
        return Done(intake, _changes(intake))

    def last(self) -> LastImport | None:
        """Give what came in last, None where a note or a measure is about any of it."""
        with self._store.read() as work:
            rows = work.meetings.last_imported()
            if not rows or any(must_stay(work, row.meeting.id) for row in rows):
                return None
            source = work.meetings.source_of(rows[0].meeting.id)
        if source is None or source.imported_at_utc is None:
            return None
        return LastImport(source.imported_at_utc, Intake(tuple(row.meeting.id for row in rows)))

    def undo(self, intake: Intake) -> Done[int]:
        """Undo a whole import; answers how many meetings stay, because of their notes.

        What was cancelled in the meantime stays so.
        """
        now, stay = self._clock.now_utc(), 0
        with self._store.write() as work:
            units = set[UnitId]()
            for meeting_id in intake.added:
                try:
                    units.add(take_away(work, meeting_id).meeting.unit_id)
                except MeetingHasNote:
                    stay += 1
                except LookupError:
                    continue
            for before in intake.changed:
                try:
                    if must_stay(work, before.id):
                        stay += 1
                        continue
                except LookupError:
                    continue
                work.meetings.change(before)
                units.add(before.unit_id)
            for one in intake.removed:
                meeting_id = work.meetings.add(one.meeting.anew)
                if one.source is not None:
                    came_at_utc = one.source.imported_at_utc or now
                    work.meetings.link(meeting_id, one.source, came_at_utc)
                units.add(one.meeting.unit_id)
            for unit_id in sorted(units):
                renumber(work, unit_id)
            work.audit.append(AuditKind.CALENDAR_IMPORT_UNDONE, detail=f"stayed {stay}")
        return Done(stay, _changes(intake))


def _add(work: Work, event: CalendarEvent, unit_id: UnitId, now_utc: datetime) -> MeetingId:
    present = tuple(one.id for one in work.units.get(unit_id).current)
    new = NewMeeting(
        unit_id, event.starts_at_utc, _minutes(event), _form(event), _place(event), present
    )
    meeting_id = work.meetings.add(new)
    work.meetings.link(meeting_id, event.source, now_utc)
    return meeting_id


def _step(event: CalendarEvent, before: Meeting, *, noted: bool) -> Step:
    if _moved(before, event) == before:
        return Step.SAME
    return Step.FIXED if noted else Step.CHANGE


def _gone(
    sheet: CalendarSheet, known: Mapping[MeetingSource, Meeting], noted: Mapping[MeetingId, bool]
) -> list[Proposal]:
    """Propose to take away what came from an event that isn't in the calendar any more."""
    there = {event.source for event in sheet.events}
    return [
        Proposal(Step.REMOVE, None, meeting.unit_id, meeting=meeting)
        for source, meeting in known.items()
        if source not in there
        and sheet.from_utc <= meeting.starts_at_utc < sheet.to_utc
        and not noted[meeting.id]
    ]


def _moved(meeting: Meeting, event: CalendarEvent) -> Meeting:
    place = _place(event)
    return replace(
        meeting,
        starts_at_utc=event.starts_at_utc,
        minutes=_minutes(event),
        place=place or meeting.place,
    )


def _minutes(event: CalendarEvent) -> int:
    return min(max(event.minutes, 1), LONGEST_MINUTES)


def _place(event: CalendarEvent) -> str:
    # A link to a video call is no place, and may let in whoever reads it.
    if "://" in event.place:
        return ""
    return fields.line("place", " ".join(event.place.split()))[: fields.NAME_LENGTH]


def _form(event: CalendarEvent) -> MeetingForm:
    return MeetingForm.VIDEO if "://" in event.place else MeetingForm.IN_PERSON


def _changes(intake: Intake) -> Changes:
    ids = [*intake.added, *(one.id for one in intake.changed)]
    ids += [one.meeting.id for one in intake.removed]
    return Changes.of(Noun.MEETING, *ids) if ids else NOTHING


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _named(words: list[str], unit: UnitRow) -> int:
    """Count the words of a title that name this unit, 0 where it isn't meant."""
    own = (_words(unit.name), _words(unit.case_number))
    counts = [len(name) for name in own if _holds(words, name)]
    people = 0
    for called, recorded in zip(unit.people, unit.recorded or unit.people, strict=True):
        names = [name for name in (_words(called), _words(recorded)) if _holds(words, name)]
        if not names:
            break
        people += max(len(name) for name in names)
    else:
        counts.append(people)
    return max(counts, default=0)


def _holds(words: list[str], part: list[str]) -> bool:
    size = len(part)
    return bool(part) and any(words[at : at + size] == part for at in range(len(words) - size + 1))
