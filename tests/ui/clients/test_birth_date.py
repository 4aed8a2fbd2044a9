from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.clients.birth_date import NotADayError, read
from vault.errors import Problem


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1990-04-27", date(1990, 4, 27)),
        ("27 Apr 1990", date(1990, 4, 27)),
        ("27 april 1990", date(1990, 4, 27)),
        ("April 27, 1990", date(1990, 4, 27)),
        ("27th Apr 1990", date(1990, 4, 27)),
        ("4/27/1990", date(1990, 4, 27)),
        ("27/4/1990", date(1990, 4, 27)),
        ("4/5/1990", date(1990, 4, 5)),
        ("27.4.1990", date(1990, 4, 27)),
        ("4.5.1990", date(1990, 5, 4)),
        ("  1990/4/27 ", date(1990, 4, 27)),
        ("29 Feb 2000", date(2000, 2, 29)),
        ("", None),
        ("   ", None),
    ],
)
def test_a_birth_date_is_read_as_people_type_it(typed: str, expected: date | None) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    "typed", ["1990", "29 Feb 1990", "13/13/1990", "4/27/90", "yesterday", "27 Apr", "٢٧ Apr 1990"]
)
def test_what_isnt_a_day_is_refused(typed: str) -> None:
    with pytest.raises(NotADayError):
        read(typed)


@pytest.mark.parametrize("typed", ["4/13/85", "13/4/85", "27 Apr 90", "April 27, 90", "1.2.3"])
def test_a_year_that_isnt_written_out_is_said_to_be_what_is_wrong(typed: str) -> None:
    with pytest.raises(NotADayError) as caught:
        read(typed)
    assert caught.value.problem is Problem.SHORT_YEAR


@given(st.text(max_size=30))
def test_nothing_that_can_be_typed_breaks_the_reading(typed: str) -> None:
    try:
        found = read(typed)
    except NotADayError:
        return
    assert found is None or isinstance(found, date)


@given(st.dates(date(1880, 1, 1), date(2026, 11, 12)))
def test_a_day_reads_back_as_it_is_shown(day: date) -> None:
    assert read(f"{day:%d %b %Y}") == day
    assert read(day.isoformat()) == day
