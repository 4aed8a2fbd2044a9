"""What the foot says of what was found."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.search.test_view_model import Searching
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
    assert searching.model.status == "Nothing found. Fewer words find more."


def test_the_foot_counts_the_paragraphs_that_a_note_has_more(searching: Searching) -> None:
    _, unit_id = searching.desk.alone("Dana Reyes")
    searching.note(unit_id, *["uncle"] * 5)
    searching.model.ask("client:dana uncle")
    assert searching.model.status == "5 paragraphs"
