"""Today: the day's meetings, and what waits for the counselor."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from vault.ids import ClientId
from vault.meetings import DayMeeting
from vault.notes import NoteRow
from vault.ports import Clock, Store
from vault.requests import Deadline

DRAFT_AGES_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """An unsigned note, with whose it is."""

    row: NoteRow
    called: str
    client_id: ClientId


@dataclass(frozen=True, slots=True)
class Today:
    """What the first screen after unlocking shows."""

    day: date
    meetings: tuple[DayMeeting, ...]
    deadlines: tuple[Deadline, ...]
    drafts: tuple[WaitingDraft, ...]


class TodayService:
    """Gathers the day."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def today(self) -> Today:
        """Give the present day's meetings, open requests, and drafts older than a day."""
        day = self._clock.today()
        aged_before = self._clock.now_utc() - DRAFT_AGES_AFTER
        with self._store.read() as work:
            drafts = tuple(
                WaitingDraft(row, called, client_id)
                for row, called, client_id in work.notes.drafts()
                if row.happened_at_utc < aged_before
            )
            return Today(
                day=day,
                meetings=tuple(work.meetings.between(*_span(self._clock, day))),
                deadlines=tuple(work.requests.open_ones()),
                drafts=drafts,
            )


def _span(clock: Clock, day: date) -> tuple[datetime, datetime]:
    """Give a local day's start and end in UTC, also where clocks are changed on it."""
    return _midnight(clock, day), _midnight(clock, day + timedelta(days=1))


def _midnight(clock: Clock, day: date) -> datetime:
    # A local time may carry only the offset of its own instant: ask for it again once nearer.
    midnight = datetime.combine(day, time(), tzinfo=UTC)
    guess = midnight - _offset(clock, midnight)
    return midnight - _offset(clock, guess)


def _offset(clock: Clock, at_utc: datetime) -> timedelta:
    return clock.local(at_utc).utcoffset() or timedelta()
