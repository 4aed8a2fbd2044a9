from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from tests.builders import a_new_request, keep_alone, keep_meeting, keep_note, sign
from tests.fakes import FakeClock, FakeStore
from vault.notes import NoteType
from vault.settings import Settings
from vault.today import TodayService

MICROSECOND = timedelta(microseconds=1)


class OffsetClock(FakeClock):
    """Gives local times that carry only their own offset, as a computer's clock does."""

    def local(self, at_utc: datetime) -> datetime:
        there = super().local(at_utc)
        return there.replace(tzinfo=timezone(there.utcoffset() or timedelta()))


@pytest.mark.parametrize("make_clock", [FakeClock, OffsetClock])
@pytest.mark.parametrize(
    ("zone", "day", "start", "hours"),
    [
        ("America/Denver", date(2026, 3, 8), datetime(2026, 3, 8, 7, tzinfo=UTC), 23),
        ("America/Denver", date(2026, 11, 1), datetime(2026, 11, 1, 6, tzinfo=UTC), 25),
        ("America/Denver", date(2026, 11, 12), datetime(2026, 11, 12, 7, tzinfo=UTC), 24),
        ("Pacific/Honolulu", date(2026, 11, 12), datetime(2026, 11, 12, 10, tzinfo=UTC), 24),
        ("Australia/Sydney", date(2026, 10, 4), datetime(2026, 10, 3, 14, tzinfo=UTC), 23),
        ("Australia/Sydney", date(2026, 4, 5), datetime(2026, 4, 4, 13, tzinfo=UTC), 25),
    ],
)
@pytest.mark.parametrize("at_hour", [0.5, 12, 22.5])
def test_the_day_is_the_local_one_also_where_clocks_change(
    make_clock: type[FakeClock],
    zone: str,
    day: date,
    start: datetime,
    hours: int,
    at_hour: float,
) -> None:
    clock = make_clock(start + timedelta(hours=at_hour), ZoneInfo(zone))
    end = start + timedelta(hours=hours)
    store = FakeStore(clock)
    with store.write() as work:
        _, unit_id = keep_alone(work)
        keep_meeting(work, unit_id, start - MICROSECOND)
        first = keep_meeting(work, unit_id, start)
        last = keep_meeting(work, unit_id, end - MICROSECOND)
        keep_meeting(work, unit_id, end)
    today = TodayService(store, clock).today()
    assert today.day == day
    assert [one.meeting.id for one in today.meetings] == [first, last]


def test_a_vault_without_any_client_is_told_from_a_free_day() -> None:
    store = FakeStore()
    service = TodayService(store, store.clock)
    assert not service.today().has_clients
    with store.write() as work:
        keep_alone(work)
    assert service.today().has_clients


def test_drafts_wait_from_the_next_local_day_on_and_signed_notes_never() -> None:
    clock = FakeClock(datetime(2026, 11, 13, 15, tzinfo=UTC), ZoneInfo("America/Denver"))
    store = FakeStore(clock)
    midnight = datetime(2026, 11, 13, 7, tzinfo=UTC)
    day_ago = clock.now - timedelta(days=1)
    with store.write() as work:
        client_id, unit_id = keep_alone(work, "Dana Reyes")
        keep_note(work, unit_id, at_utc=midnight)
        newer = keep_note(work, unit_id, at_utc=midnight - MICROSECOND)
        older = keep_note(work, unit_id, at_utc=day_ago - timedelta(days=9))
        sign(work, keep_note(work, unit_id, at_utc=day_ago - timedelta(days=5)))
    drafts = TodayService(store, clock).today().drafts
    assert [(one.row.id, one.row.people, one.client_id) for one in drafts] == [
        (older, ("Dana Reyes",), client_id),
        (newer, ("Dana Reyes",), client_id),
    ]
    assert [one.days for one in drafts] == [10, 1]


def test_a_draft_waits_after_as_many_days_as_the_settings_say() -> None:
    clock = FakeClock()
    store = FakeStore(clock)
    with store.write() as work:
        _, unit_id = keep_alone(work)
        note_id = keep_note(work, unit_id, at_utc=clock.now - timedelta(days=3, hours=1))
        work.settings.put(Settings(draft_days=4))
    assert TodayService(store, clock).today().drafts == ()
    clock.advance(days=1)
    (draft,) = TodayService(store, clock).today().drafts
    assert (draft.row.id, draft.days, draft.is_very_old) == (note_id, 4, False)
    clock.advance(days=3)
    (draft,) = TodayService(store, clock).today().drafts
    assert draft.is_very_old


def test_a_risk_assessment_that_isnt_signed_waits_on_the_day_that_it_was_made() -> None:
    clock = FakeClock()
    store = FakeStore(clock)
    with store.write() as work:
        _, unit_id = keep_alone(work)
        keep_note(work, unit_id, at_utc=clock.now)
        risk = keep_note(work, unit_id, at_utc=clock.now, type=NoteType.RISK)
    (draft,) = TodayService(store, clock).today().drafts
    assert (draft.row.id, draft.days) == (risk, 0)


def test_open_requests_stand_as_deadlines() -> None:
    clock = FakeClock()
    store = FakeStore(clock)
    with store.write() as work:
        client_id, _ = keep_alone(work, "Dana Reyes")
        request_id = work.requests.add(a_new_request(client_id), date(2026, 12, 12))
    (deadline,) = TodayService(store, clock).today().deadlines
    assert (deadline.request.id, deadline.called) == (request_id, "Dana Reyes")


def test_past_sessions_without_a_note_wait_for_thirty_days_the_oldest_first() -> None:
    clock = FakeClock()
    store = FakeStore(clock)
    with store.write() as work:
        _, unit_id = keep_alone(work)
        keep_meeting(work, unit_id, clock.now - timedelta(days=31))
        recent = keep_meeting(work, unit_id, clock.now - timedelta(days=1))
        oldest = keep_meeting(work, unit_id, clock.now - timedelta(days=30))
        written = keep_meeting(work, unit_id, clock.now - timedelta(days=2))
        keep_note(work, unit_id, meeting_id=written)
        keep_meeting(work, unit_id, clock.now)
    for day in (None, clock.today() + timedelta(days=9)):
        waiting = TodayService(store, clock).today(day).unwritten
        assert [one.meeting.id for one in waiting] == [oldest, recent]
