"""A name in a question means the person, not the word."""

import pytest

from tests.builders import (
    DAY,
    a_passage,
    a_time,
    about,
    keep_alone,
    keep_client,
    keep_note,
    keep_unit,
)
from tests.contract.test_search import keep_document
from tests.fakes import FakeStore
from tests.vault.test_search import ask, slices
from vault.documents import Belonging
from vault.notes import NoteContent
from vault.passages import Template
from vault.search import Found, SearchService
from vault.search_query import Order
from vault.units import NewMember, NewUnit, UnitKind


@pytest.fixture
def store() -> FakeStore:
    """Dana, seen alone and with Marcus, whose uncle is told of; and two others who have one."""
    store = FakeStore()
    with store.write() as work:
        dana, alone = keep_alone(work, "Dana Reyes")
        marcus = keep_client(work, "Marcus Okafor")
        couple = keep_unit(work, UnitKind.COUPLE, dana, marcus)
        keep_note(work, alone, "Her uncle, alone.", at_utc=a_time(9))
        keep_note(work, couple, "Her uncle, to Marcus.", at_utc=a_time(4))
        keep_note(work, alone, "Slept badly.", at_utc=a_time(2))
        rafael, others = keep_alone(work, "Rafael Ochoa")
        keep_note(work, others, "His uncle.", at_utc=a_time(1))
        keep_note(work, others, "Met a Dana at work, and hope.", at_utc=a_time(3))
        keep_note(work, keep_alone(work, "Hope Dale")[1], "Nothing new.")
        keep_document(work, Belonging(client_id=rafael), "Of the uncle")
    return store


@pytest.fixture
def service(store: FakeStore) -> SearchService:
    return SearchService(store, store.clock)


def found(service: SearchService, typed: str) -> tuple[list[str], list[str], Found]:
    """Give what is shown, whose files it comes from, and the last slice."""
    parts = slices(ask(service, typed, None))
    narrowed = parts[-1].narrowed
    shown = [hit.snippet.text for part in parts for hit in part.passages]
    shown += [hit.title for part in parts for hit in part.documents]
    whose = [row.called for row in narrowed.clients] if shown and narrowed else []
    return shown, whose, parts[-1]


@pytest.mark.parametrize(
    "typed",
    [
        "when did Dana first mention the uncle?",
        "when did dana reyes first talk about the uncle",
        "Dana's uncle, when was he first mentioned?",
        # With a slip, once nothing has the word.
        "when did Danna first mention the uncle?",
        "when did dnaa ryes first mention the uncle?",
    ],
)
def test_the_first_mention_is_looked_for_in_the_files_of_whom_the_question_names(
    service: SearchService, typed: str
) -> None:
    shown, whose, last = found(service, typed)
    assert (shown, whose) == (["Her uncle, to Marcus.", "Her uncle, alone."], ["Dana Reyes"])
    assert (last.telling, last.order) == (("uncle",), Order.OLDEST)


@pytest.mark.parametrize(
    ("typed", "shown", "whose"),
    [
        ("dana slept", ["Slept badly."], ["Dana Reyes"]),
        ("rafael uncle", ["His uncle.", "Of the uncle"], ["Rafael Ochoa"]),
        # Of several people it is about any; of a couple's notes both have them.
        (
            "Rafael and Marcus uncle",
            ["Her uncle, to Marcus.", "His uncle.", "Of the uncle"],
            ["Rafael Ochoa", "Marcus Okafor"],
        ),
        # A filter is a question too.
        ("marcus type:progress", ["Her uncle, to Marcus."], ["Marcus Okafor"]),
        # Words that are found nowhere in the file are looked for in all of them, the name too.
        ("hope work", ["Met a Dana at work, and hope."], []),
        ("dana work", ["Met a Dana at work, and hope."], []),
        # In quotation marks, and beside `client:`, a name is a word.
        ('"dana" work', ["Met a Dana at work, and hope."], []),
        ("client:rafael dana hope", ["Met a Dana at work, and hope."], []),
    ],
)
def test_a_name_is_no_word_unless_nothing_is_found_that_way(
    service: SearchService, typed: str, shown: list[str], whose: list[str]
) -> None:
    assert found(service, typed)[:2] == (shown, whose)


def test_words_come_before_a_name_with_a_slip(store: FakeStore, service: SearchService) -> None:
    assert found(service, "danna uncle")[1] == ["Dana Reyes"]
    with store.write() as work:
        keep_note(work, keep_alone(work, "Lily Tran")[1], "Danna, the dog, bit her uncle.")
    assert found(service, "danna uncle")[:2] == (["Danna, the dog, bit her uncle."], [])


@pytest.mark.parametrize("typed", ["dana", "dana re", "reyes dana", "what did dana say"])
def test_a_name_alone_finds_the_client(service: SearchService, typed: str) -> None:
    parts = slices(ask(service, typed, None))
    assert [row.called for part in parts for row in part.clients] == ["Dana Reyes"]
    assert not any(part.narrowed for part in parts if part.has_texts)


def test_a_filter_that_is_being_typed_is_completed_beside_a_name(service: SearchService) -> None:
    parts = slices(ask(service, "dana uncle about:mar"))
    assert {row.called for part in parts for row in part.names} == {"Marcus Okafor"}


def test_a_long_text_that_was_pasted_is_no_question_about_anybody(service: SearchService) -> None:
    assert found(service, "danna uncle " * 160)[:2] == ([], [])


class TestWhomATagNames:
    """A child of a family has no file of its own."""

    @pytest.fixture(autouse=True)
    def family(self, store: FakeStore) -> None:
        with store.write() as work:
            members = (NewMember(keep_client(work, "Amira Saleh")), NewMember(name="Leo Saleh"))
            unit_id = work.units.add(NewUnit(UnitKind.FAMILY, DAY, members))
            leo = about(work.units.get(unit_id).members[1])
            passages = (
                a_passage("Refuses school.", about=leo),
                a_passage("She likes her school."),
            )
            keep_note(work, unit_id, content=NoteContent(Template.SOAP, passages))

    @pytest.mark.parametrize("typed", ["leo school", "when did Leo first mention school"])
    def test_what_is_tagged_with_the_name_is_found_where_nothing_says_it(
        self, service: SearchService, typed: str
    ) -> None:
        shown, whose, last = found(service, typed)
        assert (shown, whose) == (["Refuses school."], [])
        assert last.narrowed is not None
        assert last.narrowed.names[0].casefold() == "leo"

    def test_words_that_stand_together_come_first(
        self, store: FakeStore, service: SearchService
    ) -> None:
        with store.write() as work:
            keep_note(work, keep_alone(work, "Lily Tran")[1], "Leo is a school friend.")
        assert found(service, "leo school")[0] == ["Leo is a school friend."]
