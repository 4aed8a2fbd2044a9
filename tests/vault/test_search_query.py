from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.notes import NoteType
from vault.search_query import (
    Filter,
    Mistake,
    Query,
    Term,
    as_words,
    begun_filters,
    completed,
    first_day,
    parse,
    without,
)

FILTERS = st.sampled_from([f"{one}:" for one in Filter])
PIECES = st.one_of(
    FILTERS, st.text(max_size=8), st.sampled_from(['"', "“", "”", " ", "2026-02-31", "\0", ":"])
)
TYPED = st.lists(PIECES, max_size=8).map("".join)


def words(query: Query) -> list[tuple[str, bool]]:
    return [(term.text, term.is_beginning) for term in query.terms]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        (" \t\n", []),
        ("!? -- *", []),
        ("s", [("s", False)]),
        ("sl", [("sl", True)]),
        ("sleep probl", [("sleep", True), ("probl", True)]),
        ("the", [("the", True)]),
        ("the uncle", [("the", False), ("uncle", True)]),
        ("the ", [("the", False)]),
        ('"out of the blue" sa', [("out of the blue", False), ("sa", True)]),
        ("“out of the blue”", [("out of the blue", False)]),
        ('"not closed', [("not closed", False)]),
        ("foo:bar", [("foo:bar", True)]),
        ("O'Neil", [("O'Neil", True)]),
    ],
)
def test_words_are_beginnings_but_for_short_finished_and_quoted_ones(
    typed: str, expected: list[tuple[str, bool]]
) -> None:
    assert words(parse(typed)) == expected


def test_every_filter_is_read_and_leaves_no_word_behind() -> None:
    query = parse(
        'client:"Dana Reyes" about:uncle type:phone before:2026-05 after:2024 signed:no mother'
    )
    assert query == Query(
        terms=(Term("mother"),),
        clients=("Dana Reyes",),
        about=("uncle",),
        types=frozenset({NoteType.PHONE}),
        before=date(2026, 5, 1),
        after=date(2024, 1, 1),
        signed=False,
    )


def test_a_blank_after_the_colon_and_capitals_are_forgiven() -> None:
    assert parse("Client: dana uncle").clients == ("dana",)


def test_several_days_of_a_kind_mean_the_narrowest_span() -> None:
    query = parse("before:2026 before:2025-06-30 after:2020 after:2021-02")
    assert (query.after, query.before) == (date(2021, 2, 1), date(2025, 6, 30))


@pytest.mark.parametrize(
    ("value", "types"),
    [
        ("session", {NoteType.PROGRESS}),
        ("progress", {NoteType.PROGRESS}),
        ("call", {NoteType.PHONE}),
        ("safety", {NoteType.SAFETY_PLAN}),
        ('"treatment plan"', {NoteType.TREATMENT_PLAN}),
        ("risk-assessment", {NoteType.RISK}),
        ("Ínt", {NoteType.INTAKE}),
    ],
)
def test_a_kind_of_note_is_known_by_its_beginning(value: str, types: set[NoteType]) -> None:
    assert parse(f"type:{value} x").types == types


@pytest.mark.parametrize("value", ["doc", "document", "documents"])
def test_documents_are_a_kind_of_their_own(value: str) -> None:
    query = parse(f"type:{value} ")
    assert (query.wants_notes, query.wants_documents, query.types) == (False, True, frozenset())


@pytest.mark.parametrize("value", ["m", "measure", "Measures"])
def test_measures_are_a_kind_of_their_own(value: str) -> None:
    query = parse(f"type:{value} phq")
    wanted = (query.wants_notes, query.wants_documents, query.wants_measures, query.wants_names)
    assert wanted == (False, False, True, False)


def test_several_kinds_are_looked_for_together() -> None:
    query = parse("type:measure type:intake phq")
    assert (query.wants_notes, query.wants_documents, query.wants_measures) == (True, False, True)


def test_a_note_s_kind_or_signature_leaves_documents_out() -> None:
    assert not parse("type:intake will").wants_documents
    assert not parse("signed:yes will").wants_documents
    assert parse("client:dana will").wants_documents


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("type:recipe", Mistake(Filter.TYPE, "recipe")),
        ("before:yesterday", Mistake(Filter.BEFORE, "yesterday")),
        ("after:2026-02-30", Mistake(Filter.AFTER, "2026-02-30")),
        ("signed:perhaps", Mistake(Filter.SIGNED, "perhaps")),
        ("about:%", Mistake(Filter.ABOUT, "%")),
        ('about:"* _"', Mistake(Filter.ABOUT, "* _")),
    ],
)
def test_a_value_that_a_filter_cant_take_is_said_and_narrows_nothing(
    typed: str, mistake: Mistake
) -> None:
    query = parse(f"{typed} x")
    assert query.mistakes == (mistake,)
    assert not query.is_filtered


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026", date(2026, 1, 1)),
        ("2026-5", date(2026, 5, 1)),
        ("2026-05-31", date(2026, 5, 31)),
        ("0000", None),
        ("2026-13", None),
        ("20260531", None),
        ("", None),
    ],
)
def test_a_day_is_a_year_a_month_or_a_date(value: str, day: date | None) -> None:
    assert first_day(value) == day


def test_one_letter_is_about_names_only() -> None:
    assert (parse("d").wants_names, parse("d").wants_texts) == (True, False)
    assert (parse("da").wants_names, parse("da").wants_texts) == (True, True)


def test_a_filter_alone_lists_what_it_lets_through() -> None:
    assert parse("type:intake").wants_notes
    assert not parse("type:intake").wants_names


@pytest.mark.parametrize(
    ("typed", "unfinished"),
    [
        ("uncle client:", (Filter.CLIENT, "")),
        ("client:da", (Filter.CLIENT, "da")),
        ('client:"Dana R', (Filter.CLIENT, "Dana R")),
        ("client:dana ", None),
        ("uncle", None),
    ],
)
def test_a_filter_at_the_end_is_unfinished(
    typed: str, unfinished: tuple[Filter, str] | None
) -> None:
    assert parse(typed).unfinished == unfinished


def test_completing_replaces_the_last_word_only() -> None:
    assert completed("uncle client:da", Filter.CLIENT, "Dana Reyes") == (
        'uncle client:"Dana Reyes" '
    )
    assert completed("uncle ab", Filter.ABOUT, "") == "uncle about:"
    assert completed("uncle ", Filter.TYPE, "intake") == "uncle type:intake "


def test_a_filter_is_offered_while_its_name_is_begun() -> None:
    assert begun_filters("uncle a") == [Filter.ABOUT, Filter.AFTER]
    assert begun_filters("uncle about") == []
    assert begun_filters("uncle ") == []


@given(TYPED)
def test_nothing_that_can_be_typed_raises(typed: str) -> None:
    query = parse(typed)
    assert all(any(map(str.isalnum, term.text)) for term in query.terms)
    begun_filters(typed)


@given(TYPED, st.sampled_from(Filter), st.text(st.characters(categories=["L", "Zs"]), max_size=9))
def test_what_is_completed_is_read_as_it_was_meant(typed: str, key: Filter, value: str) -> None:
    value = value.strip()
    text = completed(typed, key, value)
    query = parse(text)
    if not value:
        assert query.unfinished == (key, "")
    elif key is Filter.CLIENT:
        assert query.clients[-1] == value


def test_words_are_taken_out_or_put_in_quotation_marks_and_filters_stay() -> None:
    typed = 'did Dana, and "Dana" meet type:intake client:Dana Dana\'s uncle'
    taken = ("Dana,", "Dana's")
    assert without(typed, taken) == 'did and "Dana" meet type:intake client:Dana uncle '
    assert as_words(typed, taken) == (
        'did "Dana," and "Dana" meet type:intake client:Dana "Dana\'s" uncle'
    )
    assert [one.is_quoted for one in parse(as_words("Dana's uncle", taken)).terms] == [True, False]
