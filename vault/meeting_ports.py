"""What keeps meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from vault.ids import MeetingId, UnitId
    from vault.meetings import DayMeeting, Meeting, MeetingSource, NewMeeting


class MeetingRepo(Protocol):
    """Keeps meetings."""

    def add(self, new: NewMeeting) -> MeetingId:
        """Keep a meeting; its number is the next one of its unit."""

    def get(self, meeting_id: MeetingId) -> Meeting:
        """Give a meeting; raises LookupError."""

    def remove(self, meeting_id: MeetingId) -> None:
        """Take away a meeting that no note is about; raises LookupError."""

    def change(self, meeting: Meeting) -> None:
        """Keep all of a meeting but its unit and number; a draft about it moves along in time.

        Raises LookupError, and FaultError for one that a signed note holds.
        """

    def row(self, meeting_id: MeetingId) -> DayMeeting:
        """Give a meeting as Today shows it; raises LookupError."""

    def of_unit(self, unit_id: UnitId) -> list[tuple[Meeting, bool]]:
        """List a unit's meetings by number, each with whether a note is about it.

        Who was present is left out.
        """

    def renumber(self, numbers: Mapping[MeetingId, int]) -> None:
        """Give meetings of one unit other numbers."""

    def link(self, meeting_id: MeetingId, source: MeetingSource) -> None:
        """Keep which event of a calendar a meeting follows, the only one; goes with the meeting."""

    def unlink(self, meeting_id: MeetingId) -> None:
        """Let a meeting follow no event any more."""

    def source_of(self, meeting_id: MeetingId) -> MeetingSource | None:
        """Give the event that a meeting follows, if it follows one."""

    def last_imported(self) -> list[DayMeeting]:
        """List the meetings that are left of those which came in last, in order."""

    def linked(self, uids: Iterable[str]) -> dict[MeetingSource, Meeting]:
        """Give the meetings that follow these events."""

    def between(self, from_utc: datetime, to_utc: datetime) -> list[DayMeeting]:
        """List meetings that start in a span (its end not included), in order."""

    def unwritten(self, from_utc: datetime, to_utc: datetime) -> list[DayMeeting]:
        """List the meetings of a span that have no note, in order."""
