"""A question that names somebody says so, and can be asked of all files."""

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import DAY, a_passage, about, keep_client, keep_note
from tests.ui.search.test_view_model import Searching
from ui import names
from vault.notes import NoteContent
from vault.passages import Template
from vault.units import NewMember, NewUnit, UnitKind

ASKED = "when did dana first mention the uncle"


@pytest.fixture
def searching(qtbot: QtBot) -> Searching:
    made = Searching()
    _, unit_id = made.desk.alone("Dana Reyes")
    made.note(unit_id, "Her uncle.", day=5)
    made.note(unit_id, "Her uncle again.", day=6)
    _, unit_id = made.desk.alone("Rafael Ochoa")
    made.note(unit_id, "His uncle.", day=3)
    made.note(unit_id, "Dana is his uncle's wife.", day=4)
    made.model.ask(ASKED)
    return made


def test_it_is_said_whose_files_are_meant(searching: Searching) -> None:
    assert searching.shown() == ["[Notes]", "Her uncle.", "Her uncle again."]
    said = "In the file of Dana Reyes · Shown: uncle, oldest first"
    assert searching.model.status == said
    searching.model.ask("dana uncle")
    assert searching.model.status == "In the file of Dana Reyes · 2 paragraphs"
    searching.model.ask("dana rafael uncle")
    assert searching.model.status.startswith("In the files of Dana Reyes, Rafael Ochoa · ")


@pytest.mark.parametrize(
    ("offer", "text", "shown"),
    [
        (
            "Search all files",
            "when did first mention the uncle ",
            ["His uncle.", "Dana is his uncle's wife.", "Her uncle.", "Her uncle again."],
        ),
        (
            "Take the name as a word",
            'when did "dana" first mention the uncle',
            ["Dana is his uncle's wife."],
        ),
    ],
)
def test_that_can_be_lifted(searching: Searching, offer: str, text: str, shown: list[str]) -> None:
    # Tab leads to the buttons as everywhere: it completes only what is being typed.
    assert not searching.model.can_complete
    assert dict(searching.model.offers)[offer] == text
    searching.model.ask(text)
    assert searching.shown()[1:] == shown
    assert searching.model.offers == ()


def test_nothing_is_offered_where_no_file_was_meant_after_all(searching: Searching) -> None:
    searching.model.ask("dana wife")
    assert searching.shown()[1:] == ["Dana is his uncle's wife."]
    assert (searching.model.offers, searching.model.status) == ((), "1 paragraph")
    searching.model.ask("dana heffalump")
    assert (searching.model.offers, searching.shown()) == ((), [])
    assert searching.model.status == "Nothing found. Fewer words or filters find more."


def test_initials_stand_in_for_the_name(searching: Searching) -> None:
    names.style.show_initials(only=True)
    try:
        assert searching.model.status.startswith("In the file of D.R. · C-0001 · ")
        assert "ana" not in searching.model.status
        assert not any("ana" in label for label, _ in searching.model.offers)
    finally:
        names.style.show_initials(only=False)


def test_the_file_of_a_name_with_a_slip_is_meant_where_nothing_else_is_found(
    searching: Searching,
) -> None:
    searching.model.ask("when did danna mention the uncle")
    assert searching.shown() == ["[Notes]", "Her uncle again.", "Her uncle."]
    assert searching.model.status == "In the file of Dana Reyes · Shown: uncle"


def test_closing_forgets_whose_files_were_meant(searching: Searching) -> None:
    searching.model.close()
    assert (searching.model.offers, searching.model.status) == ((), "")


def test_it_is_said_whom_a_paragraph_is_about_who_has_no_file(searching: Searching) -> None:
    desk = searching.desk
    with desk.store.write() as work:
        members = (NewMember(keep_client(work, "Amira Saleh")), NewMember(name="Leo Saleh"))
        unit = work.units.get(work.units.add(NewUnit(UnitKind.FAMILY, DAY, members)))
        passage = a_passage("Refuses school.", about=about(unit.members[1]))
        keep_note(work, unit.id, content=NoteContent(Template.SOAP, (passage,)))
    searching.model.ask("when did leo mention school")
    assert searching.shown() == ["[Notes]", "Refuses school."]
    assert searching.model.status == "About: leo · Shown: school"
    assert searching.model.offers == (("Search all files", "when did mention school "),)
    names.style.show_initials(only=True)
    try:
        assert searching.model.status == "About: … · Shown: …"
    finally:
        names.style.show_initials(only=False)
