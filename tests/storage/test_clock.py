import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.clock import SystemClock
from storage.times import from_stored, to_stored


@pytest.fixture
def in_oregon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_stored_time_comes_back_exactly(moment: datetime) -> None:
    assert from_stored(to_stored(moment)) == moment


@given(st.lists(st.datetimes(timezones=st.just(UTC))))
def test_stored_times_sort_as_times_do(moments: list[datetime]) -> None:
    assert sorted(map(to_stored, moments)) == [to_stored(one) for one in sorted(moments)]


def test_a_time_in_another_zone_is_stored_as_the_same_moment() -> None:
    east = datetime(2026, 3, 9, 19, 0, tzinfo=timezone(timedelta(hours=2)))
    assert from_stored(to_stored(east)).isoformat() == "2026-03-09T17:00:00+00:00"


def test_a_time_without_a_zone_is_not_stored() -> None:
    with pytest.raises(TypeError):
        to_stored(datetime(2026, 3, 9))  # noqa: DTZ001


def test_local_times_follow_the_zone_through_the_year(in_oregon: None) -> None:
    clock = SystemClock()
    winter, summer = datetime(2026, 1, 9, 17, 0, tzinfo=UTC), datetime(2026, 7, 9, 17, tzinfo=UTC)
    assert clock.local(winter).isoformat() == "2026-01-09T09:00:00-08:00"
    assert clock.local(summer).isoformat() == "2026-07-09T10:00:00-07:00"
    assert clock.local(winter).tzname() == "PST"


def test_a_day_on_which_clocks_are_changed_has_its_own_length(in_oregon: None) -> None:
    zone = SystemClock().local(datetime(2026, 3, 8, 20, tzinfo=UTC)).tzinfo
    start = datetime(2026, 3, 8, tzinfo=zone).astimezone(UTC)
    end = datetime(2026, 3, 9, tzinfo=zone).astimezone(UTC)
    assert end - start == timedelta(hours=23)


def test_the_hour_that_comes_twice_is_told_apart(in_oregon: None) -> None:
    clock = SystemClock()
    first = datetime(2026, 11, 1, 8, 30, 0, 5, UTC)
    second = first + timedelta(hours=1)
    assert clock.local(first).isoformat() == "2026-11-01T01:30:00.000005-07:00"
    assert clock.local(second).isoformat() == "2026-11-01T01:30:00.000005-08:00"
    assert clock.local(second).astimezone(UTC) == second


def test_the_present_is_aware_and_today_is_its_local_day() -> None:
    clock = SystemClock()
    assert clock.now_utc().tzinfo is UTC
    assert clock.today() - clock.local(clock.now_utc()).date() in (timedelta(0), timedelta(-1))
    assert isinstance(clock.today(), date)
