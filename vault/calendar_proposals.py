"""The dry run of an import: what each event of a calendar would do.

What an event is called is compared with the names of units. A name that fits two of them is
never guessed: the counselor chooses, and the choice holds for the whole series. Nor is it settled
by whose the series was before, once a title names somebody else.
"""

from bisect import bisect_left
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from vault.calendar_events import CalendarEvent, CalendarSheet
from vault.calendar_titles import Titles
from vault.ids import MeetingId, UnitId
from vault.meetings import LONGEST_MINUTES, Meeting, MeetingSource, must_stay
from vault.ports import Clock, Work
from vault.wall_clock import day_span

_EVERY_UNIT = -1
_INSTANT = timedelta(microseconds=1)
_LONGEST = timedelta(minutes=LONGEST_MINUTES)


class Step(StrEnum):
    """What is to be done about an event."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    SAME = "same"
    FIXED = "fixed"
    """It differs from a meeting that has a note: what the note says stays."""
    PLANNED = "planned"
    """Its meeting is there, planned by hand or brought by an event that this calendar has under
    another number: it follows this one from now on."""
    MOVED = "moved"
    """Its unit has a meeting that day which no event of this calendar stands for: perhaps it was
    that one, at another hour."""
    RENAMED = "renamed"
    """Its title names somebody else than its meeting's unit: perhaps it is theirs now."""


_LEAVING = frozenset({Step.CHANGE, Step.REMOVE})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of the dry run.

    `unit_id` is whose meeting it becomes, None where that has to be chosen among `fitting` or
    all units; `opens` is the name of a new file that is to be opened for it. `meeting` is the one
    that follows this event, or is to; a REMOVE has no event. `overlaps` is another that runs when
    a new one would.
    """

    step: Step
    event: CalendarEvent | None
    unit_id: UnitId | None = None
    fitting: tuple[UnitId, ...] = ()
    meeting: Meeting | None = None
    opens: str = ""
    overlaps: Meeting | None = None

    @property
    def starts_at_utc(self) -> datetime:
        """When it is, by the file, or by the meeting that is gone from it."""
        known = self.event or self.meeting
        assert known is not None  # noqa: S101 -- a proposal is about one of both
        return known.starts_at_utc

    @property
    def in_its_place(self) -> bool:
        """Whether the event is at the very start of its meeting: two can't have that hour."""
        event, meeting = self.event, self.meeting
        if event is None or meeting is None:
            return False
        return event.starts_at_utc == meeting.starts_at_utc

    @property
    def changes_nothing(self) -> bool:
        """Whether the meeting is already as its event says, and whose it is chosen to be."""
        event, meeting = self.event, self.meeting
        if event is None or meeting is None or self.unit_id != meeting.unit_id:
            return False
        return event.moving(meeting) == meeting


def propose(work: Work, clock: Clock, sheet: CalendarSheet) -> list[Proposal]:
    """Say what each event would do, in the order of time."""
    known = work.meetings.linked(sheet.uids)
    dry_run = _DryRun(
        work,
        clock,
        sheet,
        Titles(work.units.rows("", _EVERY_UNIT)),
        {source.uid: meeting.unit_id for source, meeting in known.items()},
    )
    noted = {one.id: must_stay(work, one.id) for one in known.values()}
    found = []
    for event in sheet.events:
        before = known.get(event.source)
        if before is None:
            found.append(dry_run.coming(event))
        else:
            found.append(dry_run.following(event, before, noted=noted[before.id]))
    # What is there at the very start of an event is that one's, whichever comes first.
    found = [dry_run.perhaps_moved(one) for one in found]
    found += _gone(sheet, known, noted)
    found = _with_overlaps(work, sheet, found)
    return sorted(found, key=lambda one: one.starts_at_utc)


def planned(
    work: Work,
    event: CalendarEvent,
    unit_id: UnitId | None,
    uids: Container[str],
    *,
    but: Container[MeetingId] = (),
) -> Meeting | None:
    """Give the meeting that a unit has at an event's very start, unless another event is its own.

    A calendar that numbers its events anew has none of those that its meetings came from.
    """
    start = event.starts_at_utc
    found = _left_over(work, (start, start + _INSTANT), unit_id, uids, but)
    return found[0] if found else None


@dataclass
class _DryRun:
    """What is known while the events of a calendar are gone through."""

    work: Work
    clock: Clock
    sheet: CalendarSheet
    titles: Titles
    series: Mapping[str, UnitId]
    taken: set[MeetingId] = field(default_factory=set)

    def following(self, event: CalendarEvent, before: Meeting, *, noted: bool) -> Proposal:
        """Say what becomes of the meeting that follows an event."""
        own = Proposal(Step.CHANGE, event, before.unit_id, meeting=before)
        is_renamed = self.titles.names_another(event.title, before.unit_id)
        if own.changes_nothing and not is_renamed:
            return replace(own, step=Step.SAME)
        if noted:
            return replace(own, step=Step.FIXED)
        if is_renamed:
            fitting = (before.unit_id, *self.titles.fitting(event.title))
            return replace(own, step=Step.RENAMED, unit_id=None, fitting=fitting)
        return own

    def coming(self, event: CalendarEvent) -> Proposal:
        """Say what an event becomes that no meeting follows."""
        fitting = self.titles.fitting(event.title)
        sure = self.series.get(event.source.uid)
        if sure is None:
            sure = fitting[0] if len(fitting) == 1 else None
        elif self.titles.names_another(event.title, sure):
            fitting, sure = (sure, *fitting), None
        there = planned(self.work, event, sure, self.sheet.uids, but=self.taken)
        if there is None:
            return Proposal(Step.ADD, event, sure, fitting)
        self.taken.add(there.id)
        return Proposal(Step.PLANNED, event, sure, fitting, there)

    def perhaps_moved(self, one: Proposal) -> Proposal:
        """Give the meeting of that day which a new event may be, where there is one."""
        if one.step is not Step.ADD or one.unit_id is None:
            return one
        day = day_span(self.clock, self.clock.local(one.starts_at_utc).date())
        for meeting in _left_over(self.work, day, one.unit_id, self.sheet.uids, self.taken):
            if not must_stay(self.work, meeting.id):
                self.taken.add(meeting.id)
                return replace(one, step=Step.MOVED, meeting=meeting)
        return one


def _left_over(
    work: Work,
    span: tuple[datetime, datetime],
    unit_id: UnitId | None,
    uids: Container[str],
    but: Container[MeetingId],
) -> list[Meeting]:
    """List a unit's meetings in a span that no event of a calendar stands for."""
    if unit_id is None:
        return []
    own = [one.meeting for one in work.meetings.between(*span) if one.meeting.unit_id == unit_id]
    sources = [(one, work.meetings.source_of(one.id)) for one in own if one.id not in but]
    return [one for one, source in sources if source is None or source.uid not in uids]


def _with_overlaps(work: Work, sheet: CalendarSheet, found: list[Proposal]) -> list[Proposal]:
    """Give each new event a meeting that it overlaps, of those that are to stay."""
    leaving = {one.meeting.id for one in found if one.meeting and one.step in _LEAVING}
    rows = work.meetings.between(sheet.from_utc - _LONGEST, sheet.to_utc + _LONGEST)
    there = [row.meeting for row in rows if row.meeting.id not in leaving]
    starts = [one.starts_at_utc for one in there]

    def with_overlap(one: Proposal) -> Proposal:
        if one.step is not Step.ADD or one.event is None:
            return one
        start, end = one.event.starts_at_utc, one.event.ends_at_utc
        near = there[bisect_left(starts, start - _LONGEST) : bisect_left(starts, end)]
        other = next((other for other in near if other.ends_at_utc > start), None)
        return replace(one, overlaps=other)

    return [with_overlap(one) for one in found]


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
