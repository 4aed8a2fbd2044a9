from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.builders import a_passage, keep_client, keep_meeting, keep_note, keep_unit
from tests.ui.desk import StillTimer, waiting
from tests.ui.notes.office import Office
from ui import names
from ui.autosave import RETRY_MS
from ui.curtain import Curtain
from ui.notes.attendance_model import AttendanceModel
from ui.strings.errors import words_for
from ui.tasks import Op
from ui.widgets.choice import NameTick
from vault.errors import DiskFull, MeetingHeld
from vault.ids import NoteId
from vault.passages import About
from vault.units import NewMember, UnitKind

PEOPLE = ["Dana Reyes", "Marcus Okafor"]


@pytest.fixture
def office(qtbot: QtBot) -> Office:
    return Office(qtbot)


@pytest.fixture
def draft(office: Office) -> NoteId:
    """The draft of a couple's session, about one of them."""
    with office.desk.store.write() as work:
        office.client_id = keep_client(work, PEOPLE[0])
        both = keep_unit(work, UnitKind.COUPLE, office.client_id, keep_client(work, PEOPLE[1]))
        office.unit_id = both
        unit = work.units.get(both)
        members = [one.id for one in unit.members]
        meeting_id = keep_meeting(work, both, office.desk.clock.now_utc(), *members)
        note_id = keep_note(work, both, "Slept.", meeting_id=meeting_id)
        note = work.notes.get(note_id)
        (passage,) = note.content.passages
        tagged = replace(passage, about=About.of(members[1]))
        content = replace(note.content, passages=(tagged,))
        work.notes.save_draft(
            note_id, content, office.desk.clock.now_utc(), base_version=note.version
        )
    office.open(note_id)
    return note_id


def ticks(office: Office) -> list[NameTick]:
    return [one for one in office.view.findChildren(NameTick) if one.isVisible()]


def stored(office: Office, note_id: NoteId) -> list[str]:
    file = office.desk.cabinet.notes.open(note_id)
    assert file.meeting is not None
    return [file.unit.member(one).called for one in file.meeting.present]


def test_who_was_present_is_ticked_by_keys_alone_and_kept_at_once(
    office: Office, draft: NoteId
) -> None:
    QTest.keyClick(office.button("Both present"), Qt.Key.Key_Return)
    assert [one.text() for one in ticks(office)] == PEOPLE
    assert ticks(office)[0].hasFocus()
    QTest.keyClick(ticks(office)[0], Qt.Key.Key_Tab)
    QTest.keyClick(ticks(office)[1], Qt.Key.Key_Space)
    assert stored(office, draft) == PEOPLE[:1]
    assert "Present: Dana Reyes." in office.lines
    QTest.keyClick(ticks(office)[1], Qt.Key.Key_Escape)
    assert ticks(office) == []
    assert office.button("1 of 2 present").hasFocus()


def test_a_session_that_another_signed_note_is_about_says_why_nothing_can_be_ticked(
    office: Office, draft: NoteId
) -> None:
    meeting = office.desk.cabinet.notes.open(draft).meeting
    assert meeting is not None
    with office.desk.store.write() as work:
        other = keep_note(work, office.unit_id, "Safe.", meeting_id=meeting.id)
        content = replace(work.notes.get(other).content, passages=(a_passage(about=About.all()),))
        work.notes.save_draft(other, content, office.desk.clock.now_utc(), base_version=1)
    signing = Op(office.view, lambda: office.desk.cabinet.notes.sign(other, base_version=2))
    office.button("Both present").click()
    assert [one.isEnabled() for one in ticks(office)] == [True, True]
    signing.on(office.desk.lane)
    assert [one.isEnabled() for one in ticks(office)] == [False, False]
    for sentence in words_for(MeetingHeld()):
        assert sentence in office.lines
    office.open(other)
    office.open(draft)
    office.button("Both present").click()
    assert [one.isEnabled() for one in ticks(office)] == [False, False]


def test_a_tick_leaves_text_tags_and_undo_alone(office: Office, draft: NoteId) -> None:
    field = office.fields[0]
    QTest.keyClicks(field, "Well. ")
    before = field.passages()
    office.button("Both present").click()
    ticks(office)[1].click()
    assert office.fields[0] is field
    assert field.passages() == before
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.toPlainText() == "Slept."


def test_somebody_was_there(office: Office, draft: NoteId) -> None:
    office.button("Both present").click()
    for tick in ticks(office):
        tick.click()
    assert "Tick at least one person." in office.lines
    assert stored(office, draft) == PEOPLE[1:]


def test_a_tick_that_a_full_disk_refuses_stands_and_a_lock_takes_it_along(
    office: Office, draft: NoteId
) -> None:
    office.button("Both present").click()
    office.desk.store.fail_next_commit = DiskFull()
    ticks(office)[1].click()
    assert "Not saved:" in office.lines
    assert stored(office, draft) == PEOPLE
    assert [one.isChecked() for one in ticks(office)] == [True, False]
    (save,) = office.view.pending_saves()
    save()
    assert stored(office, draft) == PEOPLE[:1]


def test_a_tick_that_a_full_disk_refused_is_stored_later(office: Office, draft: NoteId) -> None:
    model = AttendanceModel(office.desk.vault, office.view, StillTimer)
    troubles: list[object] = []
    model.trouble.connect(troubles.append)
    model.show_file(office.file)
    office.desk.store.fail_next_commit = DiskFull()
    model.put_present((office.file.unit.members[0].id,))
    model.show_file(office.desk.cabinet.notes.open(draft))
    assert [one.called for one in model.present] == PEOPLE[:1]
    waiting(model, RETRY_MS).go_off()
    assert stored(office, draft) == PEOPLE[:1]
    assert model.pending_saves() == []
    assert [type(one) for one in troubles] == [DiskFull, type(None)]


def test_what_a_full_disk_refused_is_stored_before_the_signature_covers_it(
    office: Office, draft: NoteId
) -> None:
    office.button("Both present").click()
    office.desk.store.fail_next_commit = DiskFull()
    ticks(office)[1].click()
    assert stored(office, draft) == PEOPLE
    office.button("Sign…").click()
    office.button("Sign this note").click()
    assert stored(office, draft) == PEOPLE[:1]
    assert office.view.pending_saves() == []


def test_who_joins_can_be_ticked_without_opening_the_note_again(
    office: Office, draft: NoteId
) -> None:
    units = office.desk.cabinet.units
    done = units.add_member(office.unit_id, NewMember(name="Rosa Okafor"))
    office.desk.hub.announce(done.changes)
    office.button("2 of 3 present").click()
    assert [one.text() for one in ticks(office)] == [*PEOPLE, "Rosa Okafor"]


def test_what_is_changed_on_today_shows_beside_the_note(office: Office, draft: NoteId) -> None:
    meeting = office.file.meeting
    assert meeting is not None
    done = office.desk.cabinet.meetings.change(replace(meeting, minutes=80))
    office.desk.hub.announce(done.changes)
    assert "80 min · in person" in office.lines


def test_a_signed_note_says_who_was_there_and_changes_no_more(
    office: Office, draft: NoteId
) -> None:
    office.button("Sign…").click()
    office.button("Sign this note").click()
    assert "Both present" in office.lines
    assert "Both present" not in {one.text() for one in office.buttons}


def test_no_name_is_left_behind_a_curtain_and_initials_stand_in_for_it(
    office: Office, draft: NoteId
) -> None:
    office.button("Both present").click()
    names.style.show_initials(only=True)
    try:
        assert [one.text() for one in ticks(office)] == ["D.R.", "M.O."]
    finally:
        names.style.show_initials(only=False)
    curtain = Curtain(office.view)
    curtain.draw()
    assert [(one.text(), one.accessibleName()) for one in ticks(office)] == [("", "")] * 2
    curtain.open()
    assert [one.text() for one in ticks(office)] == PEOPLE


def test_a_client_who_is_seen_alone_was_there(office: Office) -> None:
    office.vm.show_client(office.client_id)
    office.vm.start_usual()
    assert not any("present" in one.text() for one in office.buttons)
