"""Events of a calendar, as its file has them and as a meeting takes them over."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from vault import fields
from vault.ids import MemberId, UnitId
from vault.meetings import LONGEST_MINUTES, Meeting, MeetingForm, MeetingSource, NewMeeting


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event, or one recurrence of it; `title` and `place` are what the file says."""

    source: MeetingSource
    title: str
    starts_at_utc: datetime
    minutes: int
    place: str = ""

    def as_meeting_of(self, unit_id: UnitId, present: tuple[MemberId, ...]) -> NewMeeting:
        """Give the meeting that it becomes."""
        form = MeetingForm.VIDEO if _is_link(self.place) else MeetingForm.IN_PERSON
        where = self._meeting_place
        return NewMeeting(unit_id, self.starts_at_utc, self._length, form, where, present)

    def moving(self, meeting: Meeting) -> Meeting:
        """Give a meeting as it is once it follows this event; a place that isn't told stays."""
        return replace(
            meeting,
            starts_at_utc=self.starts_at_utc,
            minutes=self._length,
            place=self._meeting_place or meeting.place,
        )

    @property
    def ends_at_utc(self) -> datetime:
        """When the meeting ends that it becomes."""
        return self.starts_at_utc + timedelta(minutes=self._length)

    @property
    def _length(self) -> int:
        return min(max(self.minutes, 1), LONGEST_MINUTES)

    @property
    def _meeting_place(self) -> str:
        # A link to a video call is no place, and may let in whoever reads it.
        if _is_link(self.place):
            return ""
        return fields.line("place", " ".join(self.place.split()))[: fields.NAME_LENGTH]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that can't come in: what the file calls it, and its day where it has one day."""

    title: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class CalendarSheet:
    """What a calendar holds in a span of time.

    `uids` names every event of the file that could be read; no two of `events` have one source.
    `doubled` gives the titles of those that the file numbers alike though they differ. Left out
    are those that have no time of day, which `all_day` counts, those that make no sense, which are
    `unreadable`, and those told in a time zone that nobody knows, which are `unplaced`.
    """

    events: tuple[CalendarEvent, ...]
    uids: frozenset[str]
    from_utc: datetime
    to_utc: datetime
    all_day: int = 0
    unreadable: tuple[LeftOut, ...] = ()
    unplaced: tuple[LeftOut, ...] = ()
    doubled: tuple[str, ...] = ()


class CalendarReader(Protocol):
    """Reads calendar files, which nobody trusts: one without end is CalendarTooLarge."""

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


def _is_link(place: str) -> bool:
    return "://" in place
