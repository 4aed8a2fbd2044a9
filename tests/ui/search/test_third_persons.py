"""What is about somebody outside the unit is found by that name, and says so."""

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import a_passage, keep_note
from tests.contract.test_search import keep_document
from tests.ui.search.test_view_model import Searching
from ui import names
from ui.search.models import SearchModel
from vault.documents import Belonging, Tagging
from vault.notes import NoteContent
from vault.passages import About, Template


@pytest.fixture
def searching(qtbot: QtBot) -> Searching:
    return Searching()


def test_a_hit_names_the_third_person_also_where_somebody_is_seen_alone(
    searching: Searching,
) -> None:
    client_id, unit_id = searching.desk.alone("Dana Reyes")
    rob = About.somebody_else("uncle Rob")
    with searching.desk.store.write() as work:
        content = NoteContent(Template.SOAP, (a_passage("He drinks.", about=rob),))
        keep_note(work, unit_id, content=content)
        letter = keep_document(work, Belonging(client_id=client_id), "Letter")
        work.documents.tag(letter, Tagging(rob))
    searching.model.ask("when did she first mention the uncle")
    assert searching.shown() == ["[Notes]", "He drinks.", "[Documents]", "Letter"]
    assert all("About: uncle Rob" in one for one in spoken(searching))
    names.style.show_initials(only=True)
    try:
        assert not any("Rob" in one for one in spoken(searching))
    finally:
        names.style.show_initials(only=False)


def test_the_name_is_offered_behind_about(searching: Searching) -> None:
    _, unit_id = searching.desk.alone("Robin Reyes")
    with searching.desk.store.write() as work:
        for name in ("uncle Rob", "Aunt Rhoda"):
            passage = a_passage("Came.", about=About.somebody_else(name))
            keep_note(work, unit_id, content=NoteContent(Template.SOAP, (passage,)))
    searching.model.ask("about:rob")
    assert dict(searching.model.completions) == {
        "Robin Reyes": 'about:"Robin Reyes" ',
        "uncle Rob": 'about:"uncle Rob" ',
    }
    searching.model.ask("client:rob")
    assert "uncle Rob" not in dict(searching.model.completions)
    names.style.show_initials(only=True)
    try:
        searching.model.ask("about:rob")
        assert not searching.model.completions
    finally:
        names.style.show_initials(only=False)


def spoken(searching: Searching) -> list[str]:
    model = SearchModel(searching.desk.clock)
    model.set_lines(searching.model.lines)
    return [model.spoken(at) for at in (1, 3)]


def test_what_was_told_in_confidence_says_so_also_of_somebody_seen_alone(
    searching: Searching,
) -> None:
    _, unit_id = searching.desk.alone("Dana Reyes")
    told = a_passage("uncle", in_confidence=True)
    with searching.desk.store.write() as work:
        keep_note(work, unit_id, content=NoteContent(Template.SOAP, (told,)))
    searching.model.ask("uncle")
    (line,) = searching.passages()
    assert line.person is not None
    model = SearchModel(searching.desk.clock)
    model.set_lines([line])
    assert "About: Dana, Told in confidence, uncle" in model.spoken(0)
