"""A client's own file in the words of a document."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import keep_document, keep_measure
from tests.fakes import FakePress
from tests.ui.releases.world import World
from ui.printed import OwnFileComposer, letterhead
from ui.strings import printed as words
from vault.documents import Belonging
from vault.ids import ClientId
from vault.notes import NoteContent, NoteType
from vault.passages import Passage, Section
from vault.printed import FileCopy, Gap
from vault.profile import Profile


@pytest.fixture
def world(qtbot: QtBot) -> World:
    return World()


def copy_of(world: World, client_id: ClientId) -> FileCopy:
    world.open(world.request(client_id))
    assert isinstance(world.press, FakePress)
    return world.press.copies[-1]


def test_the_letterhead_names_the_practice_and_the_licence_with_its_state() -> None:
    head = letterhead(
        Profile(
            "Morgan Ellis", "LPC", "Juniper Street", "LPC 12345", "CO", "303 555 0142", "Denver"
        )
    )
    assert (head.practice, head.counselor, head.credential) == (
        "Juniper Street",
        "Morgan Ellis",
        "LPC",
    )
    assert head.license == "LPC 12345, Colorado"
    assert head.lines == ("Denver", "303 555 0142")


def test_a_counselor_without_a_practice_or_a_number_has_a_plain_letterhead() -> None:
    head = letterhead(Profile("Morgan Ellis", state="CO"))
    assert (head.practice, head.license, head.lines) == ("Morgan Ellis", "", ())


def test_the_cover_has_the_facts_of_the_request_in_local_time(world: World) -> None:
    world.clock.now = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)  # still 22 November in Denver
    dana = world.client()
    world.note(world.unit_of(dana), "Said.", days_ago=10)
    world.note(world.unit_of(dana), "Said later.", days_ago=2)
    copy = copy_of(world, dana)
    assert (copy.client, copy.recipient, copy.born) == (
        "Dana Reyes",
        "Dana Reyes",
        date(1990, 4, 27),
    )
    assert copy.request == "R-0001"
    assert copy.handed_over_at.date() == date(2026, 11, 22)
    assert copy.period == (date(2026, 11, 12), date(2026, 11, 20))


def test_records_are_headed_as_on_the_screen_and_counted_by_kind(world: World) -> None:
    unit = world.unit_of(world.client())
    world.note(unit, "One.", days_ago=20)
    world.note(unit, "Two.", days_ago=10)
    world.note(unit, "Called.", kind=NoteType.PHONE, days_ago=5)
    copy = copy_of(world, ClientId(1))
    assert [one.heading for one in copy.records] == ["Session 1", "Session 2", "Phone contact"]
    assert copy.records[0].details == ("Individual", "50 min")
    assert [(one.what, one.detail) for one in copy.included] == [
        ("Session notes", "2 records, numbers 1 to 2"),
        ("Phone contacts", "1 record"),
    ]


def test_sections_stand_in_the_templates_order_without_the_empty_ones(world: World) -> None:
    unit = world.unit_of(world.client())
    world.note(
        unit,
        Passage(Section.PLAN, "Diary."),
        Passage(Section.SUBJECTIVE, "Tired."),
        Passage(Section.OBJECTIVE, "  "),
    )
    (record,) = copy_of(world, ClientId(1)).records
    assert [one.heading for one in record.sections] == ["Subjective", "Plan"]


def test_a_signature_is_printed_with_its_local_time_and_fingerprint(world: World) -> None:
    world.note(world.unit_of(world.client()), "Said.")
    (record,) = copy_of(world, ClientId(1)).records
    assert record.signature is not None
    assert record.signature.by == "Morgan Ellis, LPC"
    assert record.signature.at == world.clock.local(world.clock.now)
    assert len(record.fingerprint) == 64
    assert not record.unsigned


def test_what_was_told_in_confidence_leaves_its_place_and_no_word(world: World) -> None:
    secret = Passage(Section.SUBJECTIVE, "Her sister called.", in_confidence=True)
    world.note(world.unit_of(world.client()), "Before.", secret, "After.")
    copy = copy_of(world, ClientId(1))
    (record,) = copy.records
    assert record.sections[0].passages[1] is Gap.ANOTHER_PERSON
    prepared = world.desk.preview.prepared
    assert prepared is not None
    assert "sister" not in "".join(world.press.text(prepared.made.pdf))
    said = " ".join(copy.notices[1].paragraphs)
    assert "1 passage that somebody else told in confidence" in said
    assert copy.notices[1].source == "45 CFR 164.524(a)(2)(v)"


def test_the_cover_says_what_is_not_in_the_file(world: World) -> None:
    dana = world.client()
    unit = world.unit_of(dana)
    first = world.note(unit, "One.", days_ago=20)
    world.note(unit, "Two.", days_ago=10)
    world.note(unit, "Half.", signed=False)
    world.note(world.couple(dana, world.client("Marcus Okafor")), "Both.", signed=False)
    copy_of(world, dana)
    world.desk.tick([first], on=False)
    world.settle()
    assert isinstance(world.press, FakePress)
    notice = world.press.copies[-1].notices[1]
    assert len(notice.paragraphs) == 4
    assert "Marcus" not in " ".join(notice.paragraphs)


@pytest.mark.parametrize("has_more", [False, True])
def test_the_cover_says_of_every_copy_alike_what_none_holds(world: World, has_more: bool) -> None:
    dana = world.client()
    world.note(world.unit_of(dana), "Said.")
    with world.store.write() as work:
        if has_more:
            keep_document(work, Belonging(client_id=dana))
            keep_measure(work, dana)
    _, notice = copy_of(world, dana).notices
    assert (notice.heading, notice.source) == ("What is not in this file", "")
    (said,) = notice.paragraphs
    assert said == words.notes_alone()
    assert all(kind in said for kind in ("Documents", "questionnaires", "notes and letters"))
    assert "process" not in said.lower()


def test_a_signed_addendum_is_printed_and_a_draft_of_one_is_not(world: World) -> None:
    note_id = world.note(world.unit_of(world.client()), "Said.")
    notes = world.cabinet.notes
    for text, signed in (("Added.", True), ("Not yet.", False)):
        addendum = notes.add_addendum(note_id).value
        content = world.store.records.notes[addendum].content
        said = replace(content, passages=(Passage(Section.TEXT, text),))
        assert isinstance(said, NoteContent)
        version = notes.save_draft(addendum, said, base_version=1).value
        if signed:
            notes.sign(addendum, base_version=version)
    (record,) = copy_of(world, ClientId(1)).records
    assert len(record.addenda) == 1
    assert record.addenda[0].signature is not None


def test_the_accounting_line_counts_and_names_no_one(world: World) -> None:
    unit = world.unit_of(world.client())
    secret = Passage(Section.SUBJECTIVE, "Hush.", in_confidence=True)
    world.note(unit, "One.", days_ago=10)
    world.note(unit, "Two.", secret, days_ago=9)
    copy_of(world, ClientId(1))
    assert world.desk.desk is not None
    rows = world.cabinet.notes.timeline(ClientId(1))
    line = OwnFileComposer(world.clock, rows).description(world.desk.desk)
    assert line == ("2 records, 2 Nov to 3 Nov 2026: Session notes (2), 1 of them in part")
