from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.builders import a_passage, a_time, about, keep_meeting, keep_note, sign, some_content
from tests.ui.desk import Desk
from ui import names
from ui.actions import Action, Actions
from ui.search.models import SearchModel
from ui.search.rows import (
    ActionLine,
    ClientLine,
    DocumentLine,
    Heading,
    Line,
    MeasureLine,
    PassageLine,
)
from ui.search.view_model import SearchViewModel
from vault.ids import ClientId, NoteId, UnitId
from vault.measures import MeasureEntry
from vault.notes import NoteContent, NoteType
from vault.passages import About, Section, Template
from vault.place import TO_CURSOR, Place
from vault.search import PAGE


@dataclass
class Searching:
    """A view model over a vault in memory, and what it said."""

    desk: Desk = field(default_factory=Desk)
    places: list[Place] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    possible: bool = True

    def __post_init__(self) -> None:
        self.owner = QObject()
        actions = self.actions = Actions()
        for name, label in (("note.new", "New note"), ("vault.lock", "Lock the vault")):
            actions.add(Action(name, label, lambda: None, is_possible=lambda: self.possible))
        self.model = SearchViewModel(self.desk.vault, actions, self.owner)
        self.model.place_wanted.connect(self.places.append)
        self.model.action_wanted.connect(self.taken.append)
        self.model.open()

    def note(self, unit_id: UnitId, *texts: str, day: int = 12) -> NoteId:
        with self.desk.store.write() as work:
            return keep_note(work, unit_id, *texts, at_utc=a_time(day))

    def passages(self) -> list[PassageLine]:
        return [one for one in self.model.lines if isinstance(one, PassageLine)]

    def shown(self) -> list[str]:
        return [_words(line) for line in self.model.lines]


def _words(line: Line) -> str:
    if isinstance(line, Heading):
        return f"[{line.words}]"
    if isinstance(line, ClientLine):
        return line.called
    if isinstance(line, ActionLine):
        return line.label
    if isinstance(line, DocumentLine):
        return line.hit.title
    if isinstance(line, MeasureLine):
        return f"{line.title}: {line.said}"
    return line.hit.snippet.text


@pytest.fixture
def searching(qtbot: QtBot) -> Searching:
    return Searching()


def test_an_empty_field_shows_what_can_be_done_and_the_filters(searching: Searching) -> None:
    assert searching.shown() == ["[Do]", "New note", "Lock the vault"]
    assert [label for label, _ in searching.model.completions][:2] == ["client:", "about:"]
    assert not searching.model.can_complete


def test_an_action_is_offered_and_found_by_what_it_would_do_now(searching: Searching) -> None:
    label = "Print"
    action = Action("note.print", "Print", lambda: None, naming=lambda: label)
    searching.actions.add(action)
    label = "Print · with Sam Okafor"
    searching.model.ask("print sam")
    assert searching.shown() == ["[Do]", "Print · with Sam Okafor"]


def test_what_isnt_possible_isnt_offered(searching: Searching) -> None:
    searching.possible = False
    searching.model.ask("lock")
    assert searching.shown() == []


def test_clients_actions_and_notes_stand_under_their_headings(searching: Searching) -> None:
    _, unit_id = searching.desk.alone("Noreen Lockhart")
    searching.note(unit_id, "Found the door locked.")
    searching.model.ask("lock")
    assert searching.shown() == [
        "[Clients]",
        "Noreen Lockhart",
        "[Do]",
        "Lock the vault",
        "[Notes]",
        "Found the door locked.",
    ]
    assert searching.model.status == "1 paragraph"


def test_what_can_be_done_is_found_by_its_keywords_too(searching: Searching) -> None:
    searching.actions.add(Action("settings.screen", "Screen", lambda: None, keywords="dark theme"))
    searching.model.ask("dark")
    assert searching.shown() == ["[Do]", "Screen"]


def test_one_letter_shows_names_and_says_so(searching: Searching) -> None:
    searching.desk.alone("Dana Reyes")
    searching.model.ask("d")
    assert searching.shown() == ["[Clients]", "Dana Reyes"]
    assert "One letter" in searching.model.status


def test_the_answer_to_an_older_question_never_shows(searching: Searching) -> None:
    searching.desk.alone("Dana Reyes")
    searching.desk.lane.held = True
    searching.model.ask("dana")
    searching.model.ask("lock")
    searching.desk.lane.let_go()
    assert searching.shown() == ["[Do]", "Lock the vault"]


def test_what_was_found_stays_until_the_next_answer_comes(searching: Searching) -> None:
    _, unit_id = searching.desk.alone("Dana Reyes")
    searching.note(unit_id, "Her uncle.")
    searching.model.ask("unc")
    before = searching.shown()
    searching.desk.lane.held = True
    searching.model.ask("uncl")
    assert (searching.shown(), searching.model.is_looking) == (before, True)
    searching.desk.lane.let_go()
    assert not searching.model.is_looking


def test_a_draft_that_rests_is_found_at_once(searching: Searching) -> None:
    _, unit_id = searching.desk.alone("Dana Reyes")
    note_id = searching.note(unit_id, "Slept.")
    notes = searching.desk.cabinet.notes
    notes.save_draft(note_id, some_content("Spoke of an uncle."), base_version=1)
    searching.model.open()
    searching.model.ask("uncle")
    assert "Spoke of an uncle." in searching.shown()


def test_turning_around_shows_the_first_mention_first(searching: Searching) -> None:
    _, unit_id = searching.desk.alone("Dana Reyes")
    for day in (3, 9, 6):
        searching.note(unit_id, f"Uncle, {day}.", day=day)
    searching.model.ask("uncle")
    assert searching.shown()[1:] == ["Uncle, 9.", "Uncle, 6.", "Uncle, 3."]
    searching.model.turn_around()
    assert searching.shown()[1:] == ["Uncle, 3.", "Uncle, 6.", "Uncle, 9."]


def test_the_next_page_comes_when_it_is_asked_for(searching: Searching) -> None:
    _, unit_id = searching.desk.alone("Dana Reyes")
    for _ in range(PAGE + 7):
        searching.note(unit_id, "uncle")
    searching.model.ask("uncle")
    assert (len(searching.passages()), searching.model.status) == (PAGE, f"{PAGE + 7} paragraphs")
    searching.model.further()
    assert len(searching.passages()) == PAGE + 7
    searching.model.further()
    assert len(searching.passages()) == PAGE + 7


def test_a_passage_is_marked_with_the_person_whom_it_is_about(searching: Searching) -> None:
    unit = searching.desk.couple()
    passages = (
        a_passage("uncle of his", about=about(unit.members[1])),
        a_passage("uncle of both", about=About.all()),
    )
    with searching.desk.store.write() as work:
        keep_note(work, unit.id, content=NoteContent(Template.SOAP, passages))
    searching.model.ask("uncle")
    his, both = searching.passages()
    assert his.person is not None
    assert both.person is not None
    assert (his.person.words, his.tone) == ("Marcus", "person-2")
    assert (both.person.words, both.tone) == ("Both", "accent")
    assert his.whose == "Dana Reyes, Marcus Okafor"


def test_somebody_seen_alone_needs_no_mark(searching: Searching) -> None:
    _, unit_id = searching.desk.alone("Dana Reyes")
    searching.note(unit_id, "uncle")
    searching.model.ask("uncle")
    assert searching.passages()[0].person is None


class TestCompleting:
    def test_a_begun_filter_becomes_one(self, searching: Searching) -> None:
        searching.model.ask("uncle ab")
        assert searching.model.completions == (("about:", "uncle about:"),)
        assert searching.model.can_complete

    def test_a_client_s_name_is_offered(self, searching: Searching) -> None:
        searching.desk.alone("Dana Reyes")
        searching.model.ask("uncle client:da")
        assert searching.model.completions == (("Dana Reyes", 'uncle client:"Dana Reyes" '),)

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [
            ("type:ph", [("Phone contact", "type:phone_contact ")]),
            ("signed:", [("Signed", "signed:yes "), ("Draft", "signed:no ")]),
            ("before:2026-", [("2026-11", "before:2026-11 ")]),
        ],
    )
    def test_what_a_filter_takes_is_offered(
        self, searching: Searching, typed: str, offered: list[tuple[str, str]]
    ) -> None:
        searching.model.ask(typed)
        assert list(searching.model.completions) == offered

    def test_every_kind_of_note_and_documents_are_offered(self, searching: Searching) -> None:
        searching.model.ask("type:")
        offered = [label for label, _ in searching.model.completions]
        assert offered[:3] == ["Documents", "Measures", "Session note"]
        assert searching.model.status == "One kind of note, documents, or measures"
        assert searching.shown() == []

    def test_a_result_says_its_score_and_what_it_calls_for_and_leads_to_it(
        self, searching: Searching
    ) -> None:
        client_id, _ = searching.desk.alone("Dana Reyes")
        record = searching.desk.cabinet.measures.record
        entry = MeasureEntry(a_time(11), (0,) * 8 + (1,))
        result_id = record(client_id, "phq-9", entry).value.id
        searching.model.ask("phq dana")
        said = "PHQ-9: 1, minimal, calls for a risk assessment"
        assert searching.shown() == ["[Measures]", said]
        searching.model.choose(searching.model.lines[1])
        assert searching.places == [Place("clients", client_id, "measures", field=str(result_id))]
        spoken = SearchModel(searching.desk.clock)
        spoken.set_lines(searching.model.lines)
        assert spoken.spoken(1).startswith("PHQ-9, Dana Reyes, 11 Nov, 1, minimal, calls for")
        names.style.show_initials(only=True)
        try:
            assert "Dana" not in spoken.spoken(1)
        finally:
            names.style.show_initials(only=False)

    def test_initials_stand_in_for_names_everywhere(self, searching: Searching) -> None:
        _, unit_id = searching.desk.alone("Dana Reyes")
        searching.note(unit_id, "uncle")
        searching.model.ask("uncle client:da")
        names.style.show_initials(only=True)
        try:
            assert searching.model.completions == (("D.R. · C-0001", "uncle client:C-0001 "),)
            assert searching.passages()[0].whose == "D.R."
            searching.model.ask("uncle client:C-0001 ")
            assert len(searching.passages()) == 1
        finally:
            names.style.show_initials(only=False)
        assert searching.passages()[0].whose == "Dana Reyes"

    def test_a_mistake_is_said(self, searching: Searching) -> None:
        searching.model.ask("before:soon uncle")
        assert "is no date" in searching.model.status
        searching.model.ask("about:* uncle")
        assert "“*” is nobody's name" in searching.model.status


class TestChoosing:
    def test_a_client_leads_to_the_notes(self, searching: Searching) -> None:
        client_id, _ = searching.desk.alone("Dana Reyes")
        searching.model.ask("dana")
        searching.model.choose(searching.model.lines[1])
        assert searching.places == [Place("clients", client_id, "notes")]

    def test_an_action_is_handed_on(self, searching: Searching) -> None:
        searching.model.ask("lock")
        searching.model.choose(searching.model.lines[1])
        assert searching.taken == ["vault.lock"]

    def test_a_draft_opens_with_the_cursor_behind_the_words(self, searching: Searching) -> None:
        client_id, unit_id = searching.desk.alone("Dana Reyes")
        passages = (
            a_passage("Slept 👩 well."),
            a_passage("In the plan.", section=Section.PLAN),
            a_passage("Her 👩 uncle came."),
        )
        content = NoteContent(Template.SOAP, passages)
        with searching.desk.store.write() as work:
            note_id = keep_note(work, unit_id, content=content)
        assert self.go(searching, "uncle") == Place(
            "clients", client_id, "notes", note_id, "subjective", 27, 27, TO_CURSOR
        )

    def test_a_signed_note_opens_with_the_words_selected(self, searching: Searching) -> None:
        _, unit_id = searching.desk.alone("Dana Reyes")
        with searching.desk.store.write() as work:
            sign(work, keep_note(work, unit_id, "Her uncle came."))
        place = self.go(searching, "uncle")
        assert (place.anchor, place.cursor) == (4, 9)

    def test_an_addendum_opens_below_its_note(self, searching: Searching) -> None:
        _, unit_id = searching.desk.alone("Dana Reyes")
        with searching.desk.store.write() as work:
            note_id = sign(work, keep_note(work, unit_id, "Came.")).id
            content = NoteContent(Template.FREE, (a_passage("An uncle.", section=Section.TEXT),))
            keep_note(work, unit_id, type=NoteType.ADDENDUM, amends=note_id, content=content)
        place = self.go(searching, "uncle")
        assert (place.note_id, place.field, place.cursor) == (note_id, "text@1", 8)

    def test_a_note_that_was_shortened_meanwhile_still_opens(self, searching: Searching) -> None:
        client_id, unit_id = searching.desk.alone("Dana Reyes")
        note_id = searching.note(unit_id, "Came.", "An uncle.")
        searching.model.ask("uncle")
        (line,) = searching.passages()
        searching.desk.cabinet.notes.save_draft(note_id, some_content("Came."), base_version=1)
        searching.model.choose(line)
        assert searching.places == [Place("clients", client_id, "notes", note_id)]

    def go(self, searching: Searching, typed: str) -> Place:
        searching.model.ask(typed)
        searching.model.choose(searching.passages()[0])
        (place,) = searching.places
        return place


def test_closing_forgets_everything_and_stops_looking(searching: Searching) -> None:
    _, unit_id = searching.desk.alone("Quenby Zorblax")
    searching.note(unit_id, "Spoke of the Heffalump.")
    searching.model.ask("heffalump")
    searching.desk.lane.held = True
    searching.model.ask("heffalumps")
    searching.model.close()
    assert searching.desk.store.events[-1] == "interrupt"
    searching.desk.lane.let_go()
    left = vars(searching.model)
    assert not any("effalump" in repr(value) for value in left.values())
    assert (searching.model.lines, searching.model.text) == ((), "")


def test_a_place_that_comes_after_closing_is_dropped(searching: Searching) -> None:
    _, unit_id = searching.desk.alone("Dana Reyes")
    searching.note(unit_id, "uncle")
    searching.model.ask("uncle")
    (line,) = searching.passages()
    searching.desk.lane.held = True
    searching.model.choose(line)
    searching.model.close()
    searching.desk.lane.let_go()
    assert searching.places == []


def test_a_fault_is_said_and_the_next_key_tries_again(
    searching: Searching, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("uncle")

    with monkeypatch.context() as patch, caplog.at_level("CRITICAL", logger="casekeep.tasks"):
        patch.setattr("tests.fakes.search.FakeSearchRepo.names", broken)
        searching.model.ask("uncle")
    assert "stopped" in searching.model.status
    searching.desk.alone("Ike Uncleson")
    searching.model.ask("uncles")
    assert "Ike Uncleson" in searching.shown()


def test_meetings_are_named_by_their_number(searching: Searching) -> None:
    _, unit_id = searching.desk.alone("Dana Reyes")
    with searching.desk.store.write() as work:
        keep_note(work, unit_id, "uncle", meeting_id=keep_meeting(work, unit_id))
    searching.model.ask("uncle")
    assert searching.passages()[0].title == "Session 1 · Draft"


def test_numbers_are_of_their_kind(searching: Searching) -> None:
    client_id, _ = searching.desk.alone("Dana Reyes")
    searching.model.ask("dana")
    line = searching.model.lines[1]
    assert isinstance(line, ClientLine)
    assert line.id == ClientId(client_id)
