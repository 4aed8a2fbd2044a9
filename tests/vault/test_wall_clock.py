from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import FakeClock
from vault.wall_clock import to_utc

START = datetime(1990, 1, 1, tzinfo=UTC)
ZONES = ("America/Denver", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")


def clock(zone: str) -> FakeClock:
    return FakeClock(datetime(2026, 11, 12, tzinfo=UTC), ZoneInfo(zone))


class OffsetClock(FakeClock):
    """Gives local times that carry only their own offset."""

    def local(self, at_utc: datetime) -> datetime:
        there = super().local(at_utc)
        return there.replace(tzinfo=timezone(there.utcoffset() or timedelta()))


@given(
    zone=st.sampled_from(ZONES),
    at_utc=st.integers(0, 50 * 365 * 24 * 60).map(
        lambda minutes: START + timedelta(minutes=minutes)
    ),
)
def test_what_the_wall_shows_comes_back_as_that_time_or_the_first_that_shows_it(
    zone: str, at_utc: datetime
) -> None:
    for here in (clock(zone), OffsetClock(at_utc, ZoneInfo(zone))):
        wall = here.local(at_utc).replace(tzinfo=None, fold=0)
        found = to_utc(here, wall)
        assert here.local(found).replace(tzinfo=None, fold=0) == wall
        assert timedelta() <= at_utc - found <= timedelta(hours=1)


@pytest.mark.parametrize(
    ("wall", "at_utc"),
    [
        ("2026-11-01T01:30", datetime(2026, 11, 1, 7, 30, tzinfo=UTC)),
        ("2026-03-08T02:30", datetime(2026, 3, 8, 9, 30, tzinfo=UTC)),
        ("2026-03-08T03:00", datetime(2026, 3, 8, 9, 0, tzinfo=UTC)),
        ("2026-07-01T09:00", datetime(2026, 7, 1, 15, 0, tzinfo=UTC)),
    ],
)
def test_an_hour_that_comes_twice_is_the_first_and_one_that_is_skipped_counts_on(
    wall: str, at_utc: datetime
) -> None:
    assert to_utc(clock("America/Denver"), datetime.fromisoformat(wall)) == at_utc
