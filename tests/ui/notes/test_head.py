"""The line above a note, in the room that the smallest window leaves it."""

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import a_time, keep_meeting
from tests.ui.desk import Desk
from tests.ui.fitting import Watch
from tests.ui.notes.office import SLEPT
from ui.notes.attendance_model import AttendanceModel
from ui.notes.head import NoteHead
from ui.strings import notes as words
from ui.theme import fonts
from ui.widgets.pill import Pill
from ui.widgets.text import Line
from vault.notes import NoteContent, NoteType
from vault.passages import Template

NARROW, WIDE = 421, 720


@pytest.fixture(autouse=True)
def _our_type(qapp: object) -> None:
    fonts.load_first()
    fonts.load_later()


def an_addendum(qtbot: QtBot, kind: NoteType, width: int) -> NoteHead:
    """Show the head of a signed note whose addendum was just stored."""
    desk = Desk()
    notes, unit = desk.cabinet.notes, desk.alone()[1]
    with desk.store.write() as work:
        meeting_id = keep_meeting(work, unit, a_time(9)) if kind is NoteType.PROGRESS else None
    note_id = notes.start(unit, kind, Template.SOAP, meeting_id=meeting_id).value
    content = NoteContent(Template.SOAP, (SLEPT,))
    notes.sign(note_id, base_version=notes.save_draft(note_id, content, base_version=1).value)
    notes.add_addendum(note_id)
    attendance = AttendanceModel(desk.vault)
    head = NoteHead(desk.clock, attendance)
    attendance.setParent(head)
    qtbot.addWidget(head)
    file = notes.open(note_id)
    attendance.show_file(file)
    head.show_file(file)
    head.show_saved()
    head.resize(width, head.sizeHint().height())
    with qtbot.waitExposed(head):
        head.show()
    return head


def rows(head: NoteHead) -> tuple[int, int]:
    """Give how far down the state and the time of saving stand."""
    (state,) = head.findChildren(Pill)
    (saved,) = (one for one in head.findChildren(Line) if one.text().startswith("Saved"))
    assert state.text() == words.signed_with_addendum_draft()
    return state.geometry().center().y(), saved.geometry().center().y()


@pytest.mark.parametrize("kind", [NoteType.PROGRESS, NoteType.RISK, NoteType.DISCHARGE])
def test_an_addendums_state_can_be_read_where_it_is_narrow(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, kind: NoteType
) -> None:
    watch = Watch(monkeypatch)
    head = an_addendum(qtbot, kind, NARROW)
    assert watch.cut(head) == []
    state, saved = rows(head)
    assert saved > state + 9


def test_when_it_was_saved_stands_beside_the_title_where_there_is_room(qtbot: QtBot) -> None:
    state, saved = rows(an_addendum(qtbot, NoteType.PROGRESS, WIDE))
    assert abs(saved - state) < 6


def test_what_went_below_comes_back_behind_the_title_with_the_room(qtbot: QtBot) -> None:
    head = an_addendum(qtbot, NoteType.PROGRESS, WIDE)

    def order() -> list[str]:
        shown = [one for one in (*head.findChildren(Line), *head.findChildren(Pill)) if one.text()]
        shown.sort(key=lambda one: one.mapTo(head, one.rect().topLeft()).x())
        return [one.text() for one in shown]

    before = order()
    for width in (NARROW, WIDE):
        head.resize(width, head.height())
    qtbot.waitUntil(lambda: order() == before)
