"""Days in a form, as they are typed."""

from datetime import date

from ui.clients import birth_date
from ui.strings import dates
from ui.strings import errors as error_words
from ui.widgets.form import FieldRow


def shown(day: date | None) -> str:
    """Give a day as a field shows it."""
    return dates.dated(day) if day else ""


def understood(typed: str) -> date | None:
    """Read a day, None for nothing; raises ValueError."""
    return birth_date.read(typed)


def read(typed: str, row: FieldRow) -> date | None:
    """Read a day, None for nothing; says beside the field what can't be read, raises ValueError."""
    try:
        day = birth_date.read(typed)
    except birth_date.NotADayError as error:
        row.set_problem(error_words.problem(error.problem))
        raise
    row.set_problem("")
    return day
