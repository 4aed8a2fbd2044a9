"""What the foot says of what was found."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.search.test_view_model import Searching
from ui import names
from vault.search_query import Order


@pytest.fixture
def searching(qtbot: QtBot) -> Searching:
    return Searching()


def test_a_question_as_it_is_asked_says_what_it_was_answered_for(searching: Searching) -> None:
    _, unit_id = searching.desk.alone("Dana Reyes")
    for day in (9, 3):
        searching.note(unit_id, f"Her uncle, {day}.", day=day)
    searching.model.ask("when did she first mention the uncle")
    assert searching.shown()[1:] == ["Her uncle, 3.", "Her uncle, 9."]
    said = "No paragraph has all of these words. Shown: uncle"
    assert (searching.model.status, searching.model.order) == (
        f"{said}, oldest first.",
        Order.OLDEST,
    )
    searching.model.turn_around()
    assert searching.shown()[1:] == ["Her uncle, 9.", "Her uncle, 3."]
    assert searching.model.status == f"{said}."


def test_where_nothing_is_found_fewer_words_are_advised(searching: Searching) -> None:
    searching.model.ask("did the heffalump come")
    assert searching.model.status == "Nothing found. Fewer words or filters find more."
    searching.model.ask("heffalump")
    assert searching.model.status == "Nothing found"


def test_an_action_that_was_found_is_something(searching: Searching) -> None:
    searching.model.ask("new note")
    assert (searching.shown(), searching.model.status) == (["[Do]", "New note"], "")


def test_a_client_whom_there_isnt_is_named(searching: Searching) -> None:
    searching.model.ask("client:heffalump uncle")
    assert searching.model.status == "No client is called “heffalump”."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("before:11/05/2026 uncle", "“11/05/2026” is no date"),
        ("after:2026-13 uncle", "“2026-13” is no date"),
        ("type:foo uncle", "called “foo”"),
        ("signed:maybe uncle", "takes yes or no"),
    ],
)
def test_a_filter_that_cant_be_meant_is_left_out_and_that_is_said(
    searching: Searching, typed: str, said: str
) -> None:
    searching.note(searching.desk.alone("Dana Reyes")[1], "Her uncle.")
    searching.model.ask(typed)
    assert searching.shown()[1:] == ["Her uncle."]
    assert searching.model.status.startswith("Left out: ")
    assert said in searching.model.status


def test_what_was_typed_isnt_repeated_where_initials_stand_in_for_names(
    searching: Searching,
) -> None:
    _, unit_id = searching.desk.alone("Dana Reyes")
    searching.note(unit_id, "Rafael met Dana.")
    searching.desk.alone("Rafael Ochoa")
    names.style.show_initials(only=True)
    try:
        for typed, said in (
            ('when did "Dana" talk about "Rafael"', "Shown: …."),
            ("client:danaxyzw uncle", "No client is called “…”."),
            ("type:dana", "Left out: no kind of note is called “…”."),
        ):
            searching.model.ask(typed)
            assert searching.model.status.endswith(said)
    finally:
        names.style.show_initials(only=False)


def test_the_foot_counts_the_paragraphs_that_a_note_has_more(searching: Searching) -> None:
    _, unit_id = searching.desk.alone("Dana Reyes")
    searching.note(unit_id, *["uncle"] * 5)
    searching.model.ask("client:dana uncle")
    assert searching.model.status == "5 paragraphs"
