"""The computer's clock, and the zone that it is set to."""

from datetime import UTC, date, datetime, timedelta, tzinfo


class LocalZone(tzinfo):
    """The zone of this computer with all its rules, also on the days that clocks are changed.

    `datetime.astimezone()` alone gives the offset of one moment, which is wrong for the rest of
    such a day.
    """

    def utcoffset(self, moment: datetime | None, /) -> timedelta | None:
        """Give the offset from UTC that holds at a local time; `fold` picks the second one."""
        return None if moment is None else _fixed(moment).utcoffset()

    def dst(self, _moment: datetime | None, /) -> timedelta | None:
        """Say nothing of summer time: the offset holds it already."""
        return None

    def tzname(self, moment: datetime | None, /) -> str | None:
        """Give the zone's name at a local time."""
        return None if moment is None else _fixed(moment).tzname()

    def fromutc(self, moment: datetime, /) -> datetime:
        """Give the local time of a time in UTC."""
        seconds = moment.replace(tzinfo=UTC, microsecond=0).timestamp()
        local = datetime.fromtimestamp(seconds)  # noqa: DTZ006 -- naive, because it tells `fold`
        return local.replace(microsecond=moment.microsecond, tzinfo=self)


class SystemClock:
    """Tells the time as this computer knows it."""

    def __init__(self) -> None:
        self._zone = LocalZone()

    def now_utc(self) -> datetime:
        """Give the present time, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Give the present day where the counselor is."""
        return self.local(self.now_utc()).date()

    def local(self, at_utc: datetime) -> datetime:
        """Give a time as a clock on the counselor's wall shows it."""
        return at_utc.astimezone(self._zone)


def _fixed(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None).astimezone()
