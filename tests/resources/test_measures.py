import copy
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from resources import measures
from resources.measures import ChangeKind, Measure, all_measures, measure

PACK = json.loads((Path(measures.__file__).parent / "measures.json").read_text(encoding="utf-8"))
SCORE_ONLY = {"c-ssrs", "audit-c", "ors", "srs", "oq-45", "bdi-ii", "y-bocs"}


@pytest.mark.parametrize("one", all_measures(), ids=lambda one: one.id)
def test_bands_cover_the_whole_range_without_a_gap(one: Measure) -> None:
    if one.scoring is None or not one.scoring.bands:
        return
    edges = [(band.low, band.high) for band in one.scoring.bands]
    assert edges[0][0] == one.scoring.lowest
    assert edges[-1][1] == one.scoring.highest
    assert all(high + 1 == low for (_, high), (low, _) in pairwise(edges))


def test_wording_is_reproduced_only_where_its_licence_is_known_to_allow_it() -> None:
    with_wording = {one.id for one in all_measures() if one.form}
    assert with_wording == {"phq-9", "phq-2", "gad-7", "pcl-5"}
    assert {one.id for one in all_measures()} - with_wording == SCORE_ONLY
    for one in all_measures():
        if one.form:
            assert one.licence.origin.is_verified, one.id
            assert one.attribution, one.id


@pytest.mark.parametrize(
    ("measure_id", "items", "highest"), [("phq-9", 9, 27), ("phq-2", 2, 6), ("gad-7", 7, 21)]
)
def test_the_phq_family_has_its_items_and_ranges(measure_id: str, items: int, highest: int) -> None:
    one = measure(measure_id)
    assert one.form is not None
    assert one.scoring is not None
    assert (len(one.form.items), one.scoring.highest) == (items, highest)
    assert one.form.answers[0] == "Not at all"


def test_item_nine_of_the_phq_9_and_any_yes_of_a_triage_call_for_a_risk_assessment() -> None:
    phq, triage = measure("phq-9").risk, measure("c-ssrs").risk
    assert phq is not None
    assert triage is not None
    assert (phq.item, phq.at_least) == (9, 1)
    assert triage.item is None
    assert measure("c-ssrs").levels[triage.at_least].name == "low"


def test_what_has_no_source_says_so() -> None:
    assert measure("phq-9").is_verified
    assert measure("gad-7").is_verified
    assert not measure("c-ssrs").is_verified
    assert not measure("audit-c").is_verified
    assert not measure("pcl-5").is_verified  # its thresholds of change
    assert [one.kind for one in measure("pcl-5").changes] == [
        ChangeKind.RELIABLE,
        ChangeKind.IMPORTANT,
    ]


def test_a_measure_that_isnt_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        measure("mmpi")


def _broken(place: int, **changes: Any) -> dict[str, Any]:
    pack: dict[str, Any] = copy.deepcopy(PACK)
    entry = pack["measures"][place]
    for path, value in changes.items():
        *parts, last = path.split("__")
        part = entry
        for one in parts:
            part = part[one]
        part[last] = value
    return pack


@pytest.mark.parametrize(
    "changes",
    [
        {"scoring__bands": [[0, 4, "minimal"], [6, 27, "severe"]]},
        {"scoring__bands": [[0, 5, "minimal"], [5, 27, "severe"]]},
        {"scoring__bands": [[0, 26, "minimal"]]},
        {"scoring__highest": 26},
        {"scoring__cutoff": [0, 0]},
        {"scoring__cutoff": [11, 10]},
        {"scoring__source": ""},
        {"scoring__confidence": "certain"},
        {"licence__source": "unverified"},
        {"attribution": ""},
        {"form__items": ["One", ""]},
        {"form__answers": ["Yes"]},
        {"risk": {"item": 10, "at_least": 1}},
        {"risk": {"item": 9, "at_least": 4}},
        {"risk": {"item": 9, "at_least": 0}},
        {"risk": {"question": 9, "at_least": 1}},
        {"changes": [{"kind": "big", "points": 5, "source": "x", "confidence": "high"}]},
        {"changes": [{"kind": "reliable", "points": 0, "source": "x", "confidence": "high"}]},
        {"name": ""},
        {"id": "phq-2"},
    ],
)
def test_a_pack_that_doesnt_hold_together_is_refused_by_name(changes: dict[str, Any]) -> None:
    pack = _broken(0, **changes)
    with pytest.raises(ValueError, match=r"phq-[29]"):
        measures.read(pack)


@pytest.mark.parametrize(
    "changes",
    [
        {"clusters__needs": [{"name": "B", "first": 1, "last": 19, "at_least": 1}]},
        {"clusters__counts_from": 5},
    ],
)
def test_clusters_count_every_item_once(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="pcl-5"):
        measures.read(_broken(3, **changes))
