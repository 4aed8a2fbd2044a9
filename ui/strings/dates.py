"""How days and times read on the screen."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from ui.strings import translate


def _named(day: date, pattern: str) -> str:
    # The names of days and months must be in the language of the sentence around them, which
    # isn't always that of the computer.
    language = translate("dates", "en", "code of the language that you translate to")
    return QLocale(language).toString(QDate(day.year, day.month, day.day), pattern)


def full_day(day: date) -> str:
    """A page's title: "Sunday 22 November"."""
    return _named(day, translate("dates", "dddd d MMMM", "pattern of a day in a title"))


def month(day: date) -> str:
    """A month of a year: "Aug 2026"."""
    return _named(day, translate("dates", "MMM yyyy", "pattern of a month"))


def short_day(day: date, today: date) -> str:
    """A day, with its year where that isn't the present one: "9 Dec" or "2 Feb 2024"."""
    if day.year == today.year:
        return _named(day, translate("dates", "d MMM", "pattern of a day of this year"))
    return dated(day)


def dated(day: date) -> str:
    """A day with its year: "2 Feb 2024"."""
    return _named(day, translate("dates", "d MMM yyyy", "pattern of a day with its year"))


def clock_time(at: datetime) -> str:
    """A time of day: "14:00"."""
    return f"{at:%H:%M}"


def exact_time(at: datetime) -> str:
    """A time of day with its seconds: "14:38:07"."""
    return f"{at:%H:%M:%S}"


def when(at: datetime, today: date) -> str:
    """A local time as a list shows it: "Today 14:00", "Yesterday", "Mon 16 Nov", "2 Feb 2024"."""
    day = at.date()
    if day == today:
        return _today(at)
    if day == today - timedelta(days=1):
        return translate("dates", "Yesterday")
    if day.year == today.year:
        return _named(day, translate("dates", "ddd d MMM", "pattern of a day with its weekday"))
    return dated(day)


def when_brief(at: datetime, today: date) -> str:
    """A local time in a narrow list: "Today 14:00", "10 Nov", "2 Feb 2024"."""
    return _today(at) if at.date() == today else short_day(at.date(), today)


def _today(at: datetime) -> str:
    return translate("dates", "Today {time}").format(time=clock_time(at))
