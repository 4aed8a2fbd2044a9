from datetime import date

import pytest

from resources import reference
from tests.builders import a_request
from vault.ids import RequestId
from vault.requests import RequestKind, due_on


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 11, 12), date(2026, 12, 12)),
        (date(2024, 1, 31), date(2024, 3, 1)),
        (date(2026, 12, 31), date(2027, 1, 30)),
    ],
)
def test_a_request_for_access_is_due_after_thirty_calendar_days(received: date, due: date) -> None:
    clock = reference.clock_for(RequestKind.ACCESS)
    assert clock is not None
    assert clock.days == 30
    assert due_on(RequestKind.ACCESS, received) == due


@pytest.mark.parametrize("kind", RequestKind)
def test_a_kind_without_a_clock_has_no_due_day(kind: RequestKind) -> None:
    has_clock = reference.clock_for(kind) is not None
    assert (due_on(kind, date(2026, 11, 12)) is not None) is has_clock


def test_a_requests_number_has_four_digits_or_more() -> None:
    assert a_request(id=RequestId(31)).number == "R-0031"
    assert a_request(id=RequestId(12_345)).number == "R-12345"
