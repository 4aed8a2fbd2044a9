"""Times as the database keeps them: microseconds since 1970-01-01 UTC."""

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def to_stored(moment: datetime) -> int:
    """Give an aware time as the database keeps it; raises TypeError for a naive one."""
    return (moment - _EPOCH) // _MICROSECOND


def from_stored(microseconds: int) -> datetime:
    """Give back exactly the time that was stored, in UTC."""
    return _EPOCH + timedelta(microseconds=microseconds)
