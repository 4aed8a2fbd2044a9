from datetime import UTC, datetime

import pytest

from tests.builders import a_passage, a_time, keep_alone, keep_measure, keep_note
from tests.contract.test_search import keep_document
from tests.fakes import FakeClock, FakeStore
from vault.documents import Belonging
from vault.errors import Stopped
from vault.ids import UnitId
from vault.notes import NoteContent
from vault.passages import About, Template
from vault.search import PAGE, Found, Question, SearchService
from vault.search_measures import meant_measures
from vault.search_query import Order, parse


@pytest.fixture
def service(store: FakeStore) -> SearchService:
    return SearchService(store, store.clock)


def ask(service: SearchService, typed: str, order: Order | None = Order.NEWEST) -> Question:
    return service.ask(parse(typed), order)


def slices(question: Question) -> list[Found]:
    found: list[Found] = []
    while not found or not (found[-1].is_whole or found[-1].is_full):
        part = question.more()
        assert part is not None
        found.append(part)
    return found


def shown(question: Question) -> list[str]:
    return [hit.snippet.text for part in slices(question) for hit in part.passages]


def test_names_come_before_texts(store: FakeStore, service: SearchService) -> None:
    with store.write() as work:
        _, unit_id = keep_alone(work, "Dana Reyes")
        keep_note(work, unit_id, "Dana slept.")
    names, passages, documents = slices(ask(service, "dana"))
    assert [row.called for row in names.clients] == ["Dana Reyes"]
    assert [hit.snippet.text for hit in passages.passages] == ["Dana slept."]
    assert (passages.is_whole, documents.is_whole) == (False, True)


def test_one_letter_looks_through_names_only(store: FakeStore, service: SearchService) -> None:
    with store.write() as work:
        _, unit_id = keep_alone(work, "Dana Reyes")
        keep_note(work, unit_id, "d d d")
    (names,) = slices(ask(service, "d"))
    assert len(names.clients) == 1
    assert names.passages == ()


def test_a_filter_s_value_is_completed_from_the_names(
    store: FakeStore, service: SearchService
) -> None:
    with store.write() as work:
        keep_alone(work, "Dana Reyes")
    (row,) = slices(ask(service, "about:da"))[0].names
    assert row.called == "Dana Reyes"


def test_a_sign_completes_to_nobody_s_name(store: FakeStore, service: SearchService) -> None:
    with store.write() as work:
        _, unit_id = keep_alone(work)
        passage = a_passage("Came.", about=About.somebody_else("Ray"))
        keep_note(work, unit_id, content=NoteContent(Template.SOAP, (passage,)))
    assert slices(ask(service, "about:r"))[0].third_persons == ("Ray",)
    assert slices(ask(service, "about:*"))[0].third_persons == ()


def test_a_filter_means_everybody_of_a_name_however_many_there_are(
    store: FakeStore, service: SearchService
) -> None:
    with store.write() as work:
        for number in range(250):
            client_id, unit_id = keep_alone(work, f"Anna {number}")
            keep_note(work, unit_id, "Her uncle came.")
            keep_measure(work, client_id)
        names = service.names(work)
    assert slices(ask(service, "client:anna uncle"))[1].count == 250
    meant = meant_measures(parse("type:measure anna"), None, names, {"phq-9"})
    assert meant is not None
    assert meant.clients is not None
    assert len(meant.clients) == 250


def test_a_client_s_name_with_a_slip_still_narrows_down(
    store: FakeStore, service: SearchService
) -> None:
    with store.write() as work:
        for name in ("Marcus Okafor", "Dana Reyes"):
            _, unit_id = keep_alone(work, name)
            keep_note(work, unit_id, f"The uncle of {name}.")
    assert shown(ask(service, "client:okafro uncle")) == ["The uncle of Marcus Okafor."]
    assert shown(ask(service, "client:nobody uncle")) == []


def test_a_client_s_name_as_typed_doesnt_let_in_one_alike(
    store: FakeStore, service: SearchService
) -> None:
    with store.write() as work:
        for name in ("Dana Reyes", "Dina Rayes"):
            _, unit_id = keep_alone(work, name)
            keep_note(work, unit_id, f"The uncle of {name}.")
    assert shown(ask(service, "client:dana uncle")) == ["The uncle of Dana Reyes."]


def test_days_are_those_of_the_counselor_s_wall(store: FakeStore, service: SearchService) -> None:
    clock = store.clock
    assert isinstance(clock, FakeClock)
    midnight = datetime(2026, 11, 5, tzinfo=UTC) - clock.local(a_time(5)).utcoffset()  # type: ignore[operator]
    with store.write() as work:
        _, unit_id = keep_alone(work)
        keep_note(work, unit_id, "uncle at midnight", at_utc=midnight)
    assert shown(ask(service, "after:2026-11-05 uncle")) == ["uncle at midnight"]
    assert shown(ask(service, "before:2026-11-05 uncle")) == []


@pytest.mark.parametrize("typed", ["before:0001 x", "after:0001-01-01 x", "before:9999-12-31 x"])
def test_the_ends_of_the_calendar_are_only_days(service: SearchService, typed: str) -> None:
    assert slices(ask(service, typed))[-1].is_whole


def test_when_she_first_mentioned_the_uncle(store: FakeStore, service: SearchService) -> None:
    with store.write() as work:
        _, unit_id = keep_alone(work, "Dana Reyes")
        for day in (9, 3, 6):
            keep_note(work, unit_id, f"Her uncle, on the {day}.", at_utc=a_time(day))
    first, *_ = shown(ask(service, "client:dana uncle", Order.OLDEST))
    assert first == "Her uncle, on the 3."


class TestAQuestionAsItIsAsked:
    ASKED = "when did she first mention the uncle?"

    @pytest.fixture
    def unit_id(self, store: FakeStore) -> UnitId:
        with store.write() as work:
            unit_id = keep_alone(work, "Dana Reyes")[1]
            for day in (9, 3, 6):
                keep_note(work, unit_id, f"Her uncle, on the {day}.", at_utc=a_time(day))
        return unit_id

    def test_is_looked_for_by_its_telling_words_oldest_first(
        self, service: SearchService, unit_id: UnitId
    ) -> None:
        found = slices(ask(service, self.ASKED, None))
        assert next(hit.snippet.text for part in found for hit in part.passages) == (
            "Her uncle, on the 3."
        )
        assert (found[-1].telling, found[-1].order) == (("uncle",), Order.OLDEST)

    def test_keeps_the_order_that_was_chosen(self, service: SearchService, unit_id: UnitId) -> None:
        assert shown(ask(service, self.ASKED, Order.NEWEST))[0] == "Her uncle, on the 9."

    def test_keeps_its_filters(
        self, store: FakeStore, service: SearchService, unit_id: UnitId
    ) -> None:
        with store.write() as work:
            keep_note(work, keep_alone(work, "Rafael Ochoa")[1], "An uncle.", at_utc=a_time(1))
        assert "An uncle." not in shown(ask(service, f"client:dana {self.ASKED}", None))

    def test_is_answered_with_all_of_its_words_where_they_stand(
        self, store: FakeStore, service: SearchService, unit_id: UnitId
    ) -> None:
        with store.write() as work:
            keep_note(work, unit_id, "When did she first mention the uncle? I asked.")
        found = slices(ask(service, self.ASKED, None))
        assert sum(len(part.passages) for part in found) == 1
        assert found[-1].telling == ()

    @pytest.mark.parametrize("typed", ["the", "when did she", '"the uncle who"', "xyzzy"])
    def test_isnt_asked_again_where_nothing_else_would_be_left_or_left_out(
        self, service: SearchService, unit_id: UnitId, typed: str
    ) -> None:
        found = slices(ask(service, typed, None))
        assert (found[-1].telling, found[-1].is_whole) == ((), True)
        assert len(found) <= 3

    def test_can_be_cancelled_between_its_looks(
        self, service: SearchService, unit_id: UnitId
    ) -> None:
        question = ask(service, self.ASKED, None)
        while (part := question.more()) is not None and not part.telling:
            pass
        service.cancel()
        assert question.more() is None


def test_a_full_page_waits_until_it_is_turned(store: FakeStore, service: SearchService) -> None:
    with store.write() as work:
        _, unit_id = keep_alone(work)
        for _ in range(PAGE + 5):
            keep_note(work, unit_id, "uncle")
    question = ask(service, "uncle")
    assert slices(question)[-1].is_full
    question.turn_page()
    assert sum(len(part.passages) for part in slices(question)) == 5


def test_documents_come_with_the_first_page_of_notes(
    store: FakeStore, service: SearchService
) -> None:
    with store.write() as work:
        client_id, unit_id = keep_alone(work)
        for _ in range(2 * PAGE):
            keep_note(work, unit_id, "uncle")
        keep_document(work, Belonging(client_id=client_id), "Letter of the uncle")
    question = ask(service, "uncle")
    first = slices(question)
    assert [hit.title for part in first for hit in part.documents] == ["Letter of the uncle"]
    assert (first[-1].is_full, first[-1].is_whole) == (True, False)
    question.turn_page()
    second = slices(question)
    assert sum(len(part.passages) for part in second) == PAGE
    assert not any(part.documents for part in second)


def test_the_next_question_cancels_the_one_before(store: FakeStore, service: SearchService) -> None:
    before = ask(service, "un")
    after = ask(service, "unc")
    assert before.more() is None
    assert after.more() is not None
    assert store.events == ["interrupt"]


def test_a_question_that_was_stopped_gives_nothing(
    store: FakeStore, service: SearchService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise Stopped

    monkeypatch.setattr("tests.fakes.search.FakeSearchRepo.names", stopped)
    assert ask(service, "uncle").more() is None


def test_cancelling_twice_interrupts_once(store: FakeStore, service: SearchService) -> None:
    ask(service, "uncle")
    service.cancel()
    service.cancel()
    assert store.events == ["interrupt"]


def test_a_search_writes_nothing(store: FakeStore, service: SearchService) -> None:
    with store.write() as work:
        keep_alone(work)
    before = list(store.records.audit), list(store.records.details)
    slices(ask(service, "xylograph"))
    assert (list(store.records.audit), list(store.records.details)) == before
