"""Today: the day's meetings, and what waits for the counselor."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vault.clients import ClientStatus
from vault.ids import ClientId
from vault.meetings import DayMeeting
from vault.notes import NoteRow, NoteType
from vault.ports import Clock, Store
from vault.requests import Deadline
from vault.reviews import SHOWN_DAYS, DueReview
from vault.risk_calls import RiskCall, open_calls
from vault.wall_clock import day_span

VERY_OLD_DAYS = 7
UNWRITTEN_DAYS = 30
"""For how long a session without a note is told of."""


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """An unsigned note, with whose it is and for how many days of the calendar it has waited."""

    row: NoteRow
    client_id: ClientId
    days: int = 0

    @property
    def is_very_old(self) -> bool:
        """Whether it has waited so long that memory won't hold what isn't written yet."""
        return self.days >= VERY_OLD_DAYS

    @property
    def assesses_risk(self) -> bool:
        """Whether it is a risk assessment, which is to be signed on the day that it is made."""
        return self.row.type is NoteType.RISK


@dataclass(frozen=True, slots=True)
class Today:
    """What the first screen after unlocking shows: one day, and what waits on any.

    `unwritten` are past meetings that no note is about, the oldest first. `has_clients` is False
    only on a day without meetings, where nobody has a file yet.
    """

    day: date
    meetings: tuple[DayMeeting, ...]
    deadlines: tuple[Deadline, ...]
    drafts: tuple[WaitingDraft, ...]
    reviews: tuple[DueReview, ...] = ()
    calls: tuple[RiskCall, ...] = ()
    unwritten: tuple[DayMeeting, ...] = ()
    has_clients: bool = True


class TodayService:
    """Gathers the day."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def today(self, day: date | None = None) -> Today:
        """Give a day's meetings (the present one's), and what waits on whichever day it is.

        These are open requests, old drafts, due reviews, the meetings of the last 30 days that
        have no note, and results of measures that call for a risk assessment. A draft is old after
        as many days as the settings say, a risk assessment at once; one that a call leads to isn't
        told of twice.
        """
        today = self._clock.today()
        day = day or today
        with self._store.read() as work:
            draft_days = work.settings.get().draft_days
            calls = open_calls(work, self._clock)
            led_to = {call.begun(self._clock) for call in calls}
            drafts = (
                WaitingDraft(row, client_id, self._days_since(row.happened_at_utc))
                for row, client_id in work.notes.drafts()
                if row.id not in led_to
            )
            meetings = tuple(work.meetings.between(*day_span(self._clock, day)))
            since, _ = day_span(self._clock, today - timedelta(days=UNWRITTEN_DAYS))
            midnight, _ = day_span(self._clock, today)
            return Today(
                day=day,
                meetings=meetings,
                deadlines=tuple(work.requests.open_ones()),
                drafts=tuple(one for one in drafts if one.days >= draft_days or one.assesses_risk),
                reviews=tuple(work.reviews.due_by(today + timedelta(days=SHOWN_DAYS))),
                calls=calls,
                unwritten=tuple(work.meetings.unwritten(since, midnight)),
                has_clients=bool(meetings) or any(map(work.clients.count, ClientStatus)),
            )

    def _days_since(self, at_utc: datetime) -> int:
        since = self._clock.today() - self._clock.local(at_utc).date()
        return max(since.days, 0)
