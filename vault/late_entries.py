"""Late entries: notes whose words came long after what they are about.

No rule that is known here says after how many hours: the codes ask for records that are made in
time (ACA 2014 A.1.b). So the number is a setting, with a careful one from the start.
"""

from datetime import datetime, timedelta

LATE_HOURS = 24


def is_late(happened_at_utc: datetime, minutes: int, begun_at_utc: datetime, hours: int) -> bool:
    """Say whether a note was begun more than `hours` after the meeting of so many minutes ended.

    A note is begun with the first words that are kept in it, however old the empty draft is.
    """
    return begun_at_utc > happened_at_utc + timedelta(minutes=minutes, hours=hours)
