"""What was corrected, is late or is a letter, in the words of a document."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakePress
from tests.ui.releases.world import World
from vault.ids import ClientId, NoteId
from vault.meetings import MeetingForm, NewMeeting
from vault.notes import NoteContent, NoteType
from vault.passages import Passage, Section, Statement, Template
from vault.printed import AddendumKind, Gap, PrintedRecord
from vault.printed import Passage as PrintedPassage


@pytest.fixture
def world(qtbot: QtBot) -> World:
    world = World()
    world.client()
    return world


def printed(world: World) -> PrintedRecord:
    """The newest record of the first client's file."""
    world.open(world.request(ClientId(1)))
    assert isinstance(world.press, FakePress)
    return world.press.copies[-1].records[-1]


def amend(world: World, note_id: NoteId, place: int, *texts: str, **changes: object) -> None:
    notes = world.cabinet.notes
    addendum = notes.add_addendum(note_id, corrects=Statement(note_id, place)).value
    content = notes.open(addendum).note.content
    first, *added = texts
    passages = (
        replace(content.passages[0], text=first, **changes),  # type: ignore[arg-type]
        *(Passage(Section.ADDITION, one) for one in added),
    )
    version = notes.save_draft(addendum, replace(content, passages=passages), base_version=1).value
    notes.sign(addendum, base_version=version)


def test_an_amendment_names_what_it_takes_the_place_of_and_the_note_points_to_it(
    world: World,
) -> None:
    note_id = world.note(world.unit_of(ClientId(1)), "Slept six hours.", "Slept six hours.")
    amend(world, note_id, 2, "Slept four hours.", "Called later.")
    record = printed(world)
    today = world.clock.today()
    assert record.sections[0].passages == (
        PrintedPassage("Slept six hours."),
        PrintedPassage("Slept six hours.", corrected_on=today),
    )
    (amendment,) = record.addenda
    assert amendment.kind is AddendumKind.AMENDMENT
    assert amendment.passages == (
        PrintedPassage("Slept four hours.", instead_of=PrintedPassage("Slept six hours.")),
        PrintedPassage("Called later."),
    )


@pytest.mark.parametrize("still_secret", [True, False])
def test_a_corrected_confidence_is_quoted_nowhere(world: World, still_secret: bool) -> None:
    secret = Passage(Section.SUBJECTIVE, "Her sister called.", in_confidence=True)
    note_id = world.note(world.unit_of(ClientId(1)), secret, "Slept.")
    amend(world, note_id, 1, "Somebody called.", in_confidence=still_secret)
    record = printed(world)
    assert record.sections[0].passages[0] is Gap.ANOTHER_PERSON
    said = record.addenda[0].passages[0]
    if still_secret:
        assert said is Gap.ANOTHER_PERSON
    else:
        assert said == PrintedPassage("Somebody called.", instead_of=Gap.ANOTHER_PERSON)
    assert isinstance(world.press, FakePress)
    assert "sister" not in repr(world.press.copies[-1].records[-1].sections)
    prepared = world.desk.preview.prepared
    assert prepared is not None
    assert "sister" not in "".join(world.press.text(prepared.made.pdf))


def test_a_late_entry_is_printed_with_both_times(world: World) -> None:
    notes, at = world.cabinet.notes, world.clock.now_utc() - timedelta(days=3)
    unit_id = world.unit_of(ClientId(1))
    world.note(unit_id, "Said.")
    record = printed(world)
    assert record.late is not None
    assert (record.late.happened_at, record.late.begun_at) == (
        world.clock.local(at),
        world.clock.local(world.clock.now_utc()),
    )
    meeting = NewMeeting(unit_id, world.clock.now_utc(), 50, MeetingForm.IN_PERSON)
    note_id = notes.start_with_meeting(meeting, Template.SOAP).value
    content = NoteContent(Template.SOAP, (Passage(Section.PLAN, "Diary."),))
    version = notes.save_draft(note_id, content, base_version=1).value
    notes.sign(note_id, base_version=version)
    assert printed(world).late is None


def test_a_letter_has_no_headings_and_its_subject_stands_out(world: World) -> None:
    notes = world.cabinet.notes
    note_id = notes.start(world.unit_of(ClientId(1)), NoteType.LETTER, Template.LETTER).value
    passages = (
        Passage(Section.BODY, "Dear Dr. Lam,"),
        Passage(Section.ADDRESSEE, "Dr. Lam"),
        Passage(Section.SUBJECT, "Dana Reyes"),
    )
    content = NoteContent(Template.LETTER, passages)
    version = notes.save_draft(note_id, content, base_version=1).value
    notes.sign(note_id, base_version=version)
    record = printed(world)
    assert record.letter
    assert [(one.heading, one.strong, one.passages[0]) for one in record.sections] == [
        ("", False, PrintedPassage("Dr. Lam")),
        ("", True, PrintedPassage("Dana Reyes")),
        ("", False, PrintedPassage("Dear Dr. Lam,")),
    ]


def test_the_licence_of_the_day_of_signing_is_printed(world: World) -> None:
    world.note(world.unit_of(ClientId(1)), "Said.")
    world.cabinet.practice.put_profile(
        replace(world.cabinet.practice.profile(), licence_number="LPC 9")
    )
    record = printed(world)
    assert record.signature is not None
    assert record.signature.licence == "LPC 12345, CO"
    assert record.on == date(2026, 11, 9)
