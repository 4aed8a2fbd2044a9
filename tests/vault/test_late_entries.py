from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOW, a_time
from vault.late_entries import is_late

YEAR_1 = datetime.min.replace(tzinfo=UTC)
MINUTES = st.integers(0, 1440)
HOURS = st.integers(1, 720)
MICROSECOND = timedelta(microseconds=1)


def test_a_note_is_late_only_after_the_whole_time_has_passed_since_the_meeting_ended() -> None:
    ended = a_time() + timedelta(minutes=50)
    on_time = ended + timedelta(hours=24)
    assert not is_late(a_time(), 50, on_time, 24)
    assert is_late(a_time(), 50, on_time + MICROSECOND, 24)


@given(MINUTES, HOURS, st.timedeltas(timedelta(days=-700_000), timedelta()))
def test_what_was_begun_before_the_meeting_is_never_late(
    minutes: int, hours: int, before: timedelta
) -> None:
    happened = datetime(2026, 11, 12, tzinfo=UTC)
    assert not is_late(happened, minutes, max(happened + before, YEAR_1), hours)


@given(st.integers(0, 2_000), HOURS, HOURS)
def test_a_wider_rule_makes_no_note_late_that_a_narrower_one_lets_pass(
    later: int, hours: int, more: int
) -> None:
    begun = NOW + timedelta(hours=later)
    narrow = is_late(NOW, 50, begun, min(hours, more))
    wide = is_late(NOW, 50, begun, max(hours, more))
    assert narrow or not wide
