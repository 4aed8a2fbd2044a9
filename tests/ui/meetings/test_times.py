from datetime import time

import pytest

from ui.meetings import times


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("14:00", time(14)),
        ("9:05", time(9, 5)),
        ("1430", time(14, 30)),
        (" 14 ", time(14)),
        ("14.30", time(14, 30)),
        ("14h30", time(14, 30)),
        ("2pm", time(14)),
        ("2:30 p.m.", time(14, 30)),
        ("12 am", time(0)),
        ("12:15 PM", time(12, 15)),
        ("00:00", time(0)),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, at: time) -> None:
    assert times.read(typed) == at


@pytest.mark.parametrize("typed", ["", "noon", "25:00", "14:60", "13 pm", "0am", "1:2:3", "-1"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- its message is nobody's
        times.read(typed)
