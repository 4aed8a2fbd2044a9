from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.measures import ChangeKind, Measure, all_measures, measure
from vault import scoring
from vault.scoring import Pattern, Side

WITH_ITEMS = [one for one in all_measures() if one.form]
BANDED = [one for one in all_measures() if one.scoring and one.scoring.bands]


@st.composite
def filled_in(draw: st.DrawFn) -> tuple[Measure, list[int]]:
    one = draw(st.sampled_from(WITH_ITEMS))
    assert one.form is not None
    answer = st.integers(0, len(one.form.answers) - 1)
    count = len(one.form.items)
    return one, draw(st.lists(answer, min_size=count, max_size=count))


@given(filled_in())
def test_a_total_stays_in_the_range_and_has_a_band_where_there_are_any(
    filled: tuple[Measure, list[int]],
) -> None:
    one, answers = filled
    total = scoring.total(answers)
    assert one.scoring is not None
    assert total is not None
    assert one.scoring.lowest <= total <= one.scoring.highest
    assert (scoring.band(one, total) is None) == (not one.scoring.bands)


@given(filled_in(), st.data())
def test_a_higher_answer_never_lowers_the_total_the_band_or_the_call_for_a_risk_assessment(
    filled: tuple[Measure, list[int]], data: st.DataObject
) -> None:
    one, answers = filled
    assert one.form is not None
    at = data.draw(st.integers(0, len(answers) - 1))
    higher = list(answers)
    higher[at] = data.draw(st.integers(answers[at], len(one.form.answers) - 1))
    before, after = scoring.total(answers), scoring.total(higher)
    assert before is not None
    assert after is not None
    assert after >= before
    first, second = scoring.band(one, before), scoring.band(one, after)
    if first is not None and second is not None:
        assert second.low >= first.low
    if scoring.calls_for_risk_assessment(one, answers, before):
        assert scoring.calls_for_risk_assessment(one, higher, after)


@given(filled_in(), st.data())
def test_nothing_is_scored_while_an_answer_is_missing(
    filled: tuple[Measure, list[int]], data: st.DataObject
) -> None:
    one, answers = filled
    gaps = data.draw(st.sets(st.integers(0, len(answers) - 1), min_size=1))
    holed = [None if at in gaps else answer for at, answer in enumerate(answers)]
    total = scoring.total(holed)
    assert total is None
    assert scoring.band(one, total) is None
    assert scoring.side(one, total) is None
    assert scoring.missing(holed) == tuple(at + 1 for at in sorted(gaps))
    if one.clusters:
        assert scoring.pattern(one.clusters, holed) is None


@pytest.mark.parametrize("one", BANDED, ids=lambda one: one.id)
def test_every_score_of_the_range_has_exactly_one_band(one: Measure) -> None:
    assert one.scoring is not None
    for score in range(one.scoring.lowest, one.scoring.highest + 1):
        assert sum(band.low <= score <= band.high for band in one.scoring.bands) == 1


@given(st.sampled_from([one for one in all_measures() if one.changes]), st.data())
def test_a_difference_of_more_points_is_never_less_of_a_change(
    one: Measure, data: st.DataObject
) -> None:
    assert one.scoring is not None
    score = st.integers(one.scoring.lowest, one.scoring.highest)
    before, after, further = data.draw(score), data.draw(score), data.draw(score)
    there = scoring.difference(one, before, after)
    back = scoring.difference(one, after, before)
    assert (there.points, there.reached) == (-back.points, back.reached)
    more = scoring.difference(one, before, further)
    if there.reached and abs(more.points) >= abs(there.points):
        assert more.reached
        assert more.reached.points >= there.reached.points


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (0, "minimal"),
        (4, "minimal"),
        (5, "mild"),
        (10, "moderate"),
        (15, "moderately severe"),
        (19, "moderately severe"),
        (20, "severe"),
        (27, "severe"),
    ],
)
def test_the_bands_of_the_phq_9(score: int, name: str) -> None:
    band = scoring.band(measure("phq-9"), score)
    assert band is not None
    assert band.name == name


@pytest.mark.parametrize(
    ("measure_id", "score", "side"),
    [
        ("phq-9", 9, Side.BELOW),
        ("phq-9", 10, Side.REACHED),
        ("pcl-5", 30, Side.BELOW),
        ("pcl-5", 31, Side.BETWEEN),
        ("pcl-5", 32, Side.BETWEEN),
        ("pcl-5", 33, Side.REACHED),
        ("audit-c", 3, Side.BETWEEN),
        ("c-ssrs", 3, None),
        ("ors", 3, None),
    ],
)
def test_a_cutoff_that_sources_differ_on_is_said_to_be_between(
    measure_id: str, score: int, side: Side | None
) -> None:
    assert scoring.side(measure(measure_id), score) is side


@pytest.mark.parametrize(
    ("before", "after", "points", "kind"),
    [
        (15, 11, -4, None),
        (15, 10, -5, ChangeKind.IMPORTANT),
        (3, 8, 5, ChangeKind.IMPORTANT),
        (8, 8, 0, None),
    ],
)
def test_five_points_of_the_phq_9_are_a_clinically_important_change(
    before: int, after: int, points: int, kind: ChangeKind | None
) -> None:
    found = scoring.difference(measure("phq-9"), before, after)
    assert (found.points, found.kind) == (points, kind)


def test_five_points_of_the_pcl_5_are_reliable_and_ten_important() -> None:
    pcl = measure("pcl-5")
    kinds = [scoring.difference(pcl, 40, after).kind for after in (36, 35, 31, 30)]
    assert kinds == [None, ChangeKind.RELIABLE, ChangeKind.RELIABLE, ChangeKind.IMPORTANT]


def test_tenths_are_compared_without_noise() -> None:
    assert scoring.difference(measure("ors"), 18.1, 24.3).points == 6.2


@pytest.mark.parametrize(("answer", "called"), [(0, False), (1, True), (3, True), (None, False)])
def test_item_nine_calls_for_a_risk_assessment_whatever_the_total(
    answer: int | None, called: bool
) -> None:
    phq = measure("phq-9")
    answers = (0,) * 8 + (answer,)
    assert scoring.calls_for_risk_assessment(phq, answers, scoring.total(answers)) is called
    assert scoring.risk_is_unknown(phq, answers) is (answer is None)


def test_item_nine_calls_for_it_while_other_answers_are_missing() -> None:
    answers = (None,) * 8 + (1,)
    assert scoring.calls_for_risk_assessment(measure("phq-9"), answers, None)


def test_a_total_alone_doesnt_say_what_item_nine_was() -> None:
    phq = measure("phq-9")
    assert not scoring.calls_for_risk_assessment(phq, (), 27)
    assert scoring.risk_is_unknown(phq, ())
    assert not scoring.risk_is_unknown(measure("gad-7"), ())


@pytest.mark.parametrize(("level", "called"), [(0, False), (1, True), (2, True), (3, True)])
def test_a_triage_with_any_yes_calls_for_a_risk_assessment(level: int, called: bool) -> None:
    assert scoring.calls_for_risk_assessment(measure("c-ssrs"), (), level) is called
    assert not scoring.risk_is_unknown(measure("c-ssrs"), ())


def _pcl(**at: int) -> tuple[int, ...]:
    return tuple(at.get(f"q{item}", 0) for item in range(1, 21))


@pytest.mark.parametrize(
    ("answers", "counts", "met"),
    [
        (_pcl(q1=2, q6=2, q8=2, q9=2, q15=2, q16=2), (1, 1, 2, 2), True),
        (_pcl(q1=4, q6=4, q8=4, q9=1, q15=4, q16=4), (1, 1, 1, 2), False),
        (_pcl(q5=2, q7=3, q14=2, q8=4, q20=2, q19=2), (1, 1, 2, 2), True),
        (_pcl(), (0, 0, 0, 0), False),
    ],
)
def test_the_provisional_pattern_of_the_pcl_5(
    answers: tuple[int, ...], counts: tuple[int, ...], met: bool
) -> None:
    clusters = measure("pcl-5").clusters
    assert clusters is not None
    named = tuple(zip("BCDE", counts, strict=True))
    assert scoring.pattern(clusters, answers) == Pattern(named, met)


def test_a_cluster_needs_as_many_items_as_it_says() -> None:
    clusters = measure("pcl-5").clusters
    assert clusters is not None
    stricter = replace(clusters, needs=tuple(replace(one, at_least=2) for one in clusters.needs))
    answers = _pcl(q1=2, q6=2, q8=2, q9=2, q15=2, q16=2)
    found = scoring.pattern(stricter, answers)
    assert found is not None
    assert not found.is_met
