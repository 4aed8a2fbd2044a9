import pytest

from tests.builders import NOW, a_time, keep_client
from tests.fakes import FakeStore
from vault.measures import MeasureEntry, Revision
from vault.search import MeasureHit, SearchService
from vault.search_query import Order, parse


@pytest.fixture
def store() -> FakeStore:
    store = FakeStore()
    with store.write() as work:
        dana, jonah = keep_client(work, "Dana Reyes"), keep_client(work, "Jonah Bell")
        for client_id, measure_id, day in (
            (dana, "phq-9", 2),
            (jonah, "phq-9", 3),
            (dana, "phq-2", 4),
            (dana, "ors", 5),
        ):
            entry = MeasureEntry(a_time(day), total=float(day))
            work.measures.add(client_id, measure_id, Revision(entry, NOW))
    return store


def seek(store: FakeStore, typed: str, order: Order = Order.NEWEST) -> list[MeasureHit]:
    question = SearchService(store, store.clock).ask(parse(typed), order)
    hits: list[MeasureHit] = []
    while (found := question.more()) is not None:
        hits += found.measures
        if found.is_whole:
            break
    return hits


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("phq", [4, 3, 2]),
        ("PHQ-9", [3, 2]),
        ("phq9", [3, 2]),
        ("phq dana", [4, 2]),
        ("reyes phq-2", [4]),
        ("ors", [5]),
        # Neither two letters nor a name alone bring up everything.
        ("or", []),
        ("dana", []),
        ("9 dana", []),
        ("dana phq-9 after:2026-11-01", [2]),
        ("phq nobody", []),
        ("gad", []),
        ("type:measure", [5, 4, 3, 2]),
        ("type:measures dana", [5, 4, 2]),
        ("type:measure or", [5]),
        ("type:measure depression", [4, 3, 2]),
        ("type:measure client:jonah", [3]),
        ("phq about:dana", [4, 2]),
        ("phq client:dana about:jonah", []),
        ("phq after:2026-11-03 before:2026-11-04", [3]),
        ("phq type:intake", []),
        ("phq signed:yes", []),
        ("phq type:document", []),
    ],
)
def test_results_are_found_by_measure_client_and_day(
    store: FakeStore, typed: str, days: list[int]
) -> None:
    assert [hit.taken_at_utc.day for hit in seek(store, typed)] == days


def test_they_come_in_the_order_that_is_asked_for(store: FakeStore) -> None:
    assert [hit.total for hit in seek(store, "phq", Order.OLDEST)] == [2, 3, 4]


def test_nothing_is_found_where_nothing_was_filled_in() -> None:
    assert seek(FakeStore(), "type:measure") == []
