"""From what a clock on the wall shows to UTC."""

from datetime import UTC, date, datetime, time, timedelta

from vault.ports import Clock

_DAY = timedelta(days=1)


def to_utc(clock: Clock, wall: datetime) -> datetime:
    """Give the time in UTC at which the counselor's wall shows `wall`, which has no zone.

    Of the two in the hour that comes twice it is the first; an hour that clocks skip counts on
    from the hour before.
    """
    as_if = wall.replace(tzinfo=UTC)
    before, after = (
        as_if - (clock.local(near).utcoffset() or timedelta())
        for near in (as_if - _DAY, as_if + _DAY)
    )
    shown = clock.local(after).replace(tzinfo=None, fold=0)
    is_before = clock.local(before).replace(tzinfo=None, fold=0) == wall
    return after if shown == wall and not is_before else before


def day_span(clock: Clock, day: date) -> tuple[datetime, datetime]:
    """Give a local day's start and end in UTC, also where clocks are changed on it."""
    return _midnight(clock, day), _midnight(clock, day + _DAY)


def _midnight(clock: Clock, day: date) -> datetime:
    return to_utc(clock, datetime.combine(day, time()))
