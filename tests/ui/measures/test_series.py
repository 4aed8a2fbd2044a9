from collections.abc import Iterator

import pytest

from resources.measures import ChangeKind
from tests.ui.measures.world import Tab
from ui.measures.series import Series, gathered
from vault.risk_calls import Assessments

NINE = (1,) * 9


@pytest.fixture
def tab(qapp: object) -> Iterator[Tab]:
    tab = Tab()
    yield tab
    tab.vm.deleteLater()


def series_of(tab: Tab) -> list[Series]:
    return gathered(tab.measures.of_client(tab.client_id), Assessments(), tab.desk.clock)


def test_results_stand_by_measure_the_one_taken_last_first(tab: Tab) -> None:
    tab.take("phq-9", *NINE, days_ago=3)
    tab.take("ors", total=24.3, days_ago=2)
    tab.take("phq-9", *NINE, days_ago=1)
    series = series_of(tab)
    assert [(one.measure.id, len(one.readings)) for one in series] == [("phq-9", 2), ("ors", 1)]


def test_a_result_is_compared_with_the_scored_one_before_and_with_the_first(tab: Tab) -> None:
    tab.take("phq-9", *(2,) * 9, days_ago=4)
    tab.take("phq-9", *(2,) * 8, None, days_ago=3)
    tab.take("phq-9", 1, *(2,) * 8, days_ago=2)
    tab.take("phq-9", *NINE, days_ago=1)
    (series,) = series_of(tab)
    first, holed, third, last = series.readings
    assert (first.since_last, first.since_first, holed.since_last) == (None, None, None)
    assert third.since_last is not None
    assert (third.since_last.points, third.since_last.kind) == (-1, None)
    assert third.since_first is None  # the one before is the first
    assert last.since_last is not None
    assert last.since_first is not None
    assert (last.since_last.points, last.since_first.points) == (-8, -9)
    assert last.since_first.kind is ChangeKind.IMPORTANT


def test_a_withdrawn_result_counts_for_nothing(tab: Tab) -> None:
    kept = tab.take("phq-9", *(2,) * 9, days_ago=3)
    gone = tab.take("phq-9", *(0,) * 8, 3, days_ago=2)
    tab.measures.withdraw(gone.id, "Another client's form", base_version=1)
    tab.take("phq-9", *NINE, days_ago=1)
    (series,) = series_of(tab)
    assert [one.id for one in series.standing] == [kept.id, kept.id + 2]
    assert series.newest.before == kept
    assert not series.readings[1].calls_for_risk_assessment
    assert series.readings[1].since_last is None


def test_levels_arent_points(tab: Tab) -> None:
    tab.take("c-ssrs", total=1.0, days_ago=2)
    tab.take("c-ssrs", total=3.0, days_ago=1)
    (series,) = series_of(tab)
    assert series.newest.since_last is None
    assert series.newest.calls_for_risk_assessment
