"""Calendar files in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from vault.calendar_events import CalendarEvent, CalendarSheet, LeftOut


@dataclass
class FakeCalendars:
    """Gives `events` for every file, those that start in the span, or raises `error`."""

    events: list[CalendarEvent] = field(default_factory=list)
    uids: set[str] = field(default_factory=set)
    error: Exception | None = None
    all_day: int = 0
    unreadable: tuple[LeftOut, ...] = ()
    unplaced: tuple[LeftOut, ...] = ()
    doubled: tuple[str, ...] = ()

    def read(
        self,
        path: Path,
        from_utc: datetime,
        to_utc: datetime,
        floating: Callable[[datetime], datetime],
    ) -> CalendarSheet:
        if self.error is not None:
            raise self.error
        return CalendarSheet(
            events=tuple(one for one in self.events if from_utc <= one.starts_at_utc < to_utc),
            uids=frozenset(self.uids | {one.source.uid for one in self.events}),
            from_utc=from_utc,
            to_utc=to_utc,
            all_day=self.all_day,
            unreadable=self.unreadable,
            unplaced=self.unplaced,
            doubled=self.doubled,
        )
