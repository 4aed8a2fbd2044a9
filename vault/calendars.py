"""Calendars: meetings that come in from a file of another program, one way.

What an event is called is compared with the names of units. A name that fits two of them is
never guessed: the counselor chooses, and the choice holds for the whole series.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from vault import fields
from vault.audit import AuditKind
from vault.calendar_titles import fitting_units
from vault.changes import NOTHING, Changes, Done, Noun
from vault.errors import MeetingHasNote
from vault.ids import MeetingId, UnitId
from vault.meetings import (
    LONGEST_MINUTES,
    Meeting,
    MeetingForm,
    MeetingSource,
    NewMeeting,
    Removed,
    must_stay,
    put_back,
    renumber,
    take_away,
)
from vault.ports import Clock, Store, Work
from vault.wall_clock import to_utc

DAYS_BACK = 30
DAYS_AHEAD = 90

_EVERY_UNIT = -1
_INSTANT = timedelta(microseconds=1)


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
    PLANNED = "planned"
    """Its meeting was planned by hand: that one follows it from now on."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of the dry run.

    `unit_id` is whose meeting it becomes, None where that has to be chosen among `fitting` or
    all units. `meeting` is the one that follows this event, or is to; a REMOVE has no event.
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
class Moved:
    """A meeting as it was before an import, and as the import left it."""

    before: Meeting
    after: Meeting

    def taken_back_from(self, meeting: Meeting) -> Meeting:
        """Give the meeting without what the import changed; what was changed since stays."""
        untouched = {
            name: getattr(self.before, name)
            for name in ("starts_at_utc", "minutes", "place")
            if getattr(meeting, name) == getattr(self.after, name)
        }
        return replace(meeting, **untouched)


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in, with all that is needed to undo it.

    `linked` are meetings planned by hand that follow an event since.
    """

    added: tuple[MeetingId, ...] = ()
    linked: tuple[MeetingId, ...] = ()
    changed: tuple[Moved, ...] = ()
    removed: tuple[Removed, ...] = ()
    kept: int = 0
    """How many were left alone, because a note had come to be about them."""


@dataclass(frozen=True, slots=True)
class LastImport:
    """What is left of the import before, as long as no note is about any of it."""

    came_at_utc: datetime
    intake: Intake


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
        found: list[Proposal] = []
        with self._store.read() as work:
            known = work.meetings.linked(sheet.uids)
            noted = {one.id: must_stay(work, one.id) for one in known.values()}
            units = work.units.rows("", _EVERY_UNIT)
            series = {source.uid: meeting.unit_id for source, meeting in known.items()}
            taken = set[MeetingId]()
            for event in sheet.events:
                before = known.get(event.source)
                if before is not None:
                    step = _step(event, before, noted=noted[before.id])
                    found.append(Proposal(step, event, before.unit_id, meeting=before))
                    continue
                fitting = fitting_units(event.title, units)
                sure = series.get(event.source.uid) or (fitting[0] if len(fitting) == 1 else None)
                planned = _planned(work, event, sure, but=taken)
                if planned is not None:
                    taken.add(planned.id)
                step = Step.PLANNED if planned is not None else Step.ADD
                found.append(Proposal(step, event, sure, fitting, planned))
        found += _gone(sheet, known, noted)
        return sorted(found, key=lambda one: one.starts_at_utc)

    def take_in(self, proposals: Iterable[Proposal]) -> Done[Intake]:
        """Do what was proposed and chosen; an ADD without a unit is passed over.

        A meeting that got a note in the meantime stays as it is. One that was planned by hand for
        the very start of an event is linked to it, and no second one comes.
        """
        with self._store.write() as work:
            coming = _Coming(work, self._clock.now_utc())
            for one in proposals:
                coming.take(one)
            for unit_id in sorted(coming.units):
                renumber(work, unit_id)
            intake = coming.intake
            if intake != Intake(kept=intake.kept):
                work.audit.append(AuditKind.CALENDAR_IMPORTED, detail=_counts(intake))
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

        What was cancelled or changed by hand in the meantime stays so.
        """
        stay = 0
        with self._store.write() as work:
            units = set[UnitId]()
            for meeting_id in intake.added:
                try:
                    units.add(take_away(work, meeting_id).meeting.unit_id)
                except MeetingHasNote:
                    stay += 1
                except LookupError:
                    continue
            for meeting_id in intake.linked:
                work.meetings.unlink(meeting_id)
            for moved in intake.changed:
                try:
                    if must_stay(work, moved.before.id):
                        stay += 1
                        continue
                except LookupError:
                    continue
                work.meetings.change(moved.taken_back_from(work.meetings.get(moved.before.id)))
                units.add(moved.before.unit_id)
            for removed in intake.removed:
                put_back(work, removed)
                units.add(removed.meeting.unit_id)
            for unit_id in sorted(units):
                renumber(work, unit_id)
            work.audit.append(AuditKind.CALENDAR_IMPORT_UNDONE, detail=f"stayed {stay}")
        return Done(stay, _changes(intake))


class _Coming:
    """An import while it is written."""

    def __init__(self, work: Work, now_utc: datetime) -> None:
        self._work = work
        self._now_utc = now_utc
        self.intake = Intake()
        self.units = set[UnitId]()

    def take(self, one: Proposal) -> None:
        """Do what a proposal says."""
        if one.step in {Step.ADD, Step.PLANNED}:
            self._bring(one)
        elif one.step in {Step.CHANGE, Step.REMOVE} and one.meeting is not None:
            self._follow(one.meeting, one.event)

    def _bring(self, one: Proposal) -> None:
        work, event, unit_id, intake = self._work, one.event, one.unit_id, self.intake
        if event is None or unit_id is None:
            return
        planned = _planned(work, event, unit_id)
        if planned is not None:
            work.meetings.link(planned.id, replace(event.source, imported_at_utc=None))
            self.intake = replace(intake, linked=(*intake.linked, planned.id))
        elif one.step is Step.ADD:
            meeting_id = _add(work, event, unit_id, self._now_utc)
            self.intake = replace(intake, added=(*intake.added, meeting_id))
            self.units.add(unit_id)

    def _follow(self, meeting: Meeting, event: CalendarEvent | None) -> None:
        work, intake = self._work, self.intake
        if must_stay(work, meeting.id):
            self.intake = replace(intake, kept=intake.kept + 1)
            return
        if event is None:
            removed = take_away(work, meeting.id)
            self.intake = replace(intake, removed=(*intake.removed, removed))
        else:
            before = work.meetings.get(meeting.id)
            moved = Moved(before, _moved(before, event))
            work.meetings.change(moved.after)
            self.intake = replace(intake, changed=(*intake.changed, moved))
        self.units.add(meeting.unit_id)


def _planned(
    work: Work, event: CalendarEvent, unit_id: UnitId | None, *, but: Container[MeetingId] = ()
) -> Meeting | None:
    """Give the meeting that a unit has at an event's very start, if it was planned by hand."""
    start = event.starts_at_utc
    for one in work.meetings.between(start, start + _INSTANT) if unit_id is not None else ():
        meeting = one.meeting
        if meeting.unit_id != unit_id or meeting.id in but:
            continue
        if work.meetings.source_of(meeting.id) is None:
            return meeting
    return None


def _add(work: Work, event: CalendarEvent, unit_id: UnitId, now_utc: datetime) -> MeetingId:
    present = tuple(one.id for one in work.units.get(unit_id).current)
    new = NewMeeting(
        unit_id, event.starts_at_utc, _minutes(event), _form(event), _place(event), present
    )
    meeting_id = work.meetings.add(new)
    work.meetings.link(meeting_id, replace(event.source, imported_at_utc=now_utc))
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


def _counts(intake: Intake) -> str:
    added, changed, removed = len(intake.added), len(intake.changed), len(intake.removed)
    linked = f", linked {len(intake.linked)}" if intake.linked else ""
    return f"added {added}, changed {changed}, removed {removed}{linked}"


def _changes(intake: Intake) -> Changes:
    ids = [*intake.added, *(one.before.id for one in intake.changed)]
    ids += [one.meeting.id for one in intake.removed]
    return Changes.of(Noun.MEETING, *ids) if ids else NOTHING
