from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.builders import a_new_request, keep_meeting, keep_note, sign
from tests.ui.desk import Desk
from tests.ui.hands import button, field, find, press, settle, texts, write
from tests.ui.units.test_view import heard
from ui import names
from ui.strings import actions as action_words
from ui.strings import meetings as meeting_words
from ui.strings import today as words
from ui.strings.errors import words_for
from ui.today.rows import DayRow
from ui.today.view import TodayView
from vault.errors import MeetingHeld
from vault.ids import MeetingId
from vault.measures import MeasureEntry
from vault.meetings import Meeting
from vault.notes import NoteType


class Morning:
    """Today with a couple at 15:05 and a client who comes alone."""

    def __init__(self, qtbot: QtBot) -> None:
        self.desk = Desk()
        self.couple = self.desk.couple()
        self.jonah, self.alone = self.desk.alone("Jonah Bell")
        self.now = self.desk.clock.now_utc()
        with self.desk.store.write() as work:
            self.meeting_id = keep_meeting(work, self.couple.id, self.now)
        self.view = TodayView(self.desk.vault)
        qtbot.addWidget(self.view)
        self.view.resize(889, 680)
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.view.activateWindow()
        self.notes: list[object] = []
        self.view.note_requested.connect(lambda _client, note: self.notes.append(note))

    def rows(self) -> list[str]:
        settle()
        return [
            one.accessibleName()
            for one in self.view.findChildren(DayRow)
            if one.isVisible() and one._time
        ]

    def menu(self, people: str) -> QMenu:
        press(self.view, meeting_words.more(people))
        return next(one for one in self.view.findChildren(QMenu) if one.isVisible())

    def pick(self, people: str, label: str) -> None:
        menu = self.menu(people)
        next(one for one in menu.actions() if one.text() == label).trigger()
        menu.close()

    def meeting(self, meeting_id: MeetingId | None = None) -> Meeting:
        return self.desk.cabinet.meetings.get(meeting_id or self.meeting_id).meeting


COUPLE = "Dana Reyes, Marcus Okafor"


@pytest.fixture
def morning(qtbot: QtBot) -> Morning:
    return Morning(qtbot)


def test_start_note_begins_the_sessions_note_and_a_second_click_no_second_one(
    morning: Morning,
) -> None:
    morning.desk.lane.held = True
    start = button(morning.view, words.start_note_for(COUPLE))
    start.click()
    start.click()
    morning.desk.lane.let_go()
    (note_id,) = morning.notes
    file = morning.desk.cabinet.notes.open(note_id)  # type: ignore[arg-type]
    assert file.meeting is not None
    assert (file.meeting.id, file.unit.id) == (morning.meeting_id, morning.couple.id)
    assert file.note.happened_at_utc == morning.now
    assert len(file.meeting.present or file.unit.members) == 2


def test_the_days_are_turned_like_pages_and_come_back_to_the_present_one(
    morning: Morning,
) -> None:
    with morning.desk.store.write() as work:
        keep_meeting(work, morning.alone, morning.now + timedelta(days=1))
    press(morning.view, meeting_words.next_day())
    assert "Friday 13 November" in texts(morning.view)
    assert morning.rows() == ["15:05, Jonah Bell, Individual · session 1"]
    press(morning.view, meeting_words.present_day())
    assert morning.rows() == [f"15:05, {COUPLE}, Couple · session 1"]
    for key, day in ((Qt.Key.Key_Left, "Wednesday 11"), (Qt.Key.Key_Right, "Thursday 12")):
        QTest.keyClick(morning.view, key, Qt.KeyboardModifier.AltModifier)
        assert f"{day} November" in texts(morning.view)


def test_risks_stand_before_what_has_a_deadline_and_other_drafts_after_it(
    morning: Morning,
) -> None:
    days = [morning.now - timedelta(days=days) for days in (3, 1, 2, 9)]
    for at_utc in days[:2]:
        client_id, _ = morning.desk.alone()
        entry = MeasureEntry(at_utc, (0,) * 8 + (1,))
        morning.desk.cabinet.measures.record(client_id, "phq-9", entry)
    with morning.desk.store.write() as work:
        keep_note(work, morning.alone, at_utc=days[2], type=NoteType.RISK)
        keep_note(work, morning.alone, at_utc=days[3])
        work.requests.add(a_new_request(morning.jonah), morning.now.date())
    morning.view.arrive()
    settle()
    needs = [
        one.accessibleName().split(", ", 1)[0]
        for one in morning.view._needs.findChildren(DayRow)
        if one.isVisible()
    ]
    assert needs == [
        "PHQ-9 calls for a risk assessment",
        "PHQ-9 calls for a risk assessment",
        "Risk assessment isn't signed",
        "Jonah Bell asks for a copy of the file",
        "Session note isn't signed",
    ]


def test_a_result_that_calls_for_a_risk_assessment_leads_to_the_note_by_keyboard_and_once(
    morning: Morning,
) -> None:
    taken_at = morning.now - timedelta(days=1)
    entry = MeasureEntry(taken_at, (0,) * 8 + (1,))
    result = morning.desk.cabinet.measures.record(morning.jonah, "phq-9", entry).value
    morning.view.arrive()
    name = "PHQ-9 calls for a risk assessment, 11 Nov · Jonah Bell"
    row = next(one for one in morning.view.findChildren(DayRow) if one.accessibleName() == name)
    gone_to: list[tuple[object, object]] = []
    morning.view.result_requested.connect(lambda *where: gone_to.append(where))
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert gone_to == [(morning.jonah, result.id)]
    assess = button(row, "Write a risk assessment for Jonah Bell")
    assert assess.focusPolicy() & Qt.FocusPolicy.TabFocus
    morning.desk.lane.held = True
    QTest.keyClick(assess, Qt.Key.Key_Return)
    QTest.keyClick(assess, Qt.Key.Key_Return)
    morning.desk.lane.let_go()
    (note_id,) = morning.notes
    file = morning.desk.cabinet.notes.open(note_id)  # type: ignore[arg-type]
    assert (file.note.type, file.unit.id) == (NoteType.RISK, morning.alone)
    morning.view.arrive()
    settle()
    shown = [one.accessibleName() for one in morning.view.findChildren(DayRow)]
    assert name in shown
    assert any(one.startswith("Risk assessment isn't signed") for one in shown)
    press(morning.view, "Write a risk assessment for Jonah Bell")
    assert morning.notes == [note_id, note_id]  # nothing was written in it yet


def test_a_call_leads_to_the_draft_that_will_answer_it_and_stays_until_it_is_signed(
    morning: Morning,
) -> None:
    entry = MeasureEntry(morning.now - timedelta(days=1), (0,) * 8 + (1,))
    morning.desk.cabinet.measures.record(morning.jonah, "phq-9", entry)
    with morning.desk.store.write() as work:
        begun = keep_note(work, morning.alone, at_utc=morning.now, type=NoteType.RISK)
    morning.view.arrive()
    settle()
    needs = [
        one.accessibleName() for one in morning.view._needs.findChildren(DayRow) if one.isVisible()
    ]
    assert needs == ["PHQ-9 calls for a risk assessment, 11 Nov · draft not signed · Jonah Bell"]
    press(morning.view, "Open the risk assessment of Jonah Bell")
    assert morning.notes == [begun]


def test_the_line_below_the_day_counts_each_draft_that_can_be_seen_once(morning: Morning) -> None:
    with morning.desk.store.write() as work:
        keep_note(work, morning.couple.id, at_utc=morning.now, meeting_id=morning.meeting_id)
        keep_note(work, morning.alone, at_utc=morning.now - timedelta(days=2))
        met = keep_meeting(work, morning.alone, morning.now)
        keep_note(work, morning.alone, at_utc=morning.now, type=NoteType.RISK, meeting_id=met)
    morning.view.arrive()
    assert "2 sessions, 3 drafts to sign" in texts(morning.view)


def test_what_is_told_moves_nothing_of_the_day(morning: Morning) -> None:
    before = morning.view._sessions.mapTo(morning.view, QPoint())
    morning.view._vm.tell("Done.")
    settle()
    assert "Done." in texts(morning.view)
    assert morning.view._sessions.mapTo(morning.view, QPoint()) == before


def test_past_sessions_without_a_note_lead_to_the_day_of_the_oldest(morning: Morning) -> None:
    with morning.desk.store.write() as work:
        for days in (1, 3):
            keep_meeting(work, morning.alone, morning.now - timedelta(days=days))
    morning.view.arrive()
    settle()
    needs = [one for one in morning.view._needs.findChildren(DayRow) if one.isVisible()]
    said = "2 sessions have no note, The oldest: Mon 9 Nov · Jonah Bell"
    assert [one.accessibleName() for one in needs] == [said]
    needs[0].click()
    assert "Monday 9 November" in texts(morning.view)
    press(morning.view, words.start_note_for("Jonah Bell"))
    assert len(morning.notes) == 1


def test_initials_stand_in_for_the_name_beside_a_result(morning: Morning) -> None:
    entry = MeasureEntry(morning.now, total=3.0)
    morning.desk.cabinet.measures.record(morning.jonah, "c-ssrs", entry)
    morning.view.arrive()
    names.style.show_initials(only=True)
    try:
        settle()
        said = " ".join(heard(morning.view))
    finally:
        names.style.show_initials(only=False)
    assert "C-SSRS calls for a risk assessment" in said
    assert "Jonah" not in said


def test_an_empty_day_offers_a_new_session(morning: Morning) -> None:
    press(morning.view, meeting_words.previous_day())
    assert words.no_sessions(present=False) in texts(morning.view)
    assert morning.rows() == []


def test_a_deadline_is_counted_from_the_present_day_whichever_is_shown(morning: Morning) -> None:
    due_on = morning.desk.clock.today() + timedelta(days=17)
    with morning.desk.store.write() as work:
        work.requests.add(a_new_request(morning.jonah), due_on)
    press(morning.view, meeting_words.next_day())
    settle()
    rows = [one.accessibleName() for one in morning.view.findChildren(DayRow) if one.isVisible()]
    assert any("17 days left" in one for one in rows)


def test_its_entry_leads_from_a_form_to_the_present_day_and_keeps_what_was_typed(
    morning: Morning,
) -> None:
    press(morning.view, meeting_words.next_day())
    morning.view._sessions.new.click()
    write(morning.view, meeting_words.place(), "Room 4")
    morning.view.come_home()
    assert "Thursday 12 November" in texts(morning.view)
    assert meeting_words.put_away() in texts(morning.view)
    press(morning.view, meeting_words.undo())
    assert field(morning.view, meeting_words.place()).text() == "Room 4"
    morning.view.come_home()
    press(morning.view, words.from_calendar())
    morning.view.come_home()
    assert "Thursday 12 November" in texts(morning.view)


def test_a_session_is_planned_from_the_day_that_is_shown(morning: Morning) -> None:
    press(morning.view, meeting_words.next_day())
    morning.view._sessions.new.click()
    assert field(morning.view, meeting_words.day()).text() == "13 Nov 2026"
    find(morning.view, meeting_words.find_unit(), "jonah")
    QTest.keyClick(write(morning.view, meeting_words.time(), "9"), Qt.Key.Key_Return)
    assert morning.rows() == ["09:00, Jonah Bell, Individual · session 1"]
    assert "Scheduled: Friday 13 November at 09:00." in texts(morning.view)


def test_a_session_is_changed_from_its_row(morning: Morning) -> None:
    morning.pick(COUPLE, meeting_words.change())
    button(morning.view, "Marcus Okafor").click()
    write(morning.view, meeting_words.time(), "16:00")
    press(morning.view, meeting_words.save())
    assert morning.meeting().present == (morning.couple.members[0].id,)
    assert morning.rows() == ["16:00, Dana Reyes, Couple · session 1"]


def test_a_session_is_cancelled_and_put_back(morning: Morning, qtbot: QtBot) -> None:
    morning.pick(COUPLE, meeting_words.cancel_it())
    qtbot.waitUntil(lambda: morning.rows() == [])
    told = f"The session of {COUPLE} at 15:05 is canceled."
    assert told in texts(morning.view)
    press(morning.view, meeting_words.undo())
    qtbot.waitUntil(lambda: len(morning.rows()) == 1)
    assert told not in texts(morning.view)


def test_what_has_a_note_cant_be_cancelled_and_what_is_signed_cant_be_changed(
    morning: Morning,
) -> None:
    with morning.desk.store.write() as work:
        note_id = keep_note(work, morning.couple.id, meeting_id=morning.meeting_id)
    morning.view.arrive()
    menu = morning.menu(COUPLE)
    assert [one.text() for one in menu.actions()] == [meeting_words.change()]
    menu.close()
    with morning.desk.store.write() as work:
        sign(work, keep_note(work, morning.couple.id, meeting_id=morning.meeting_id))
    morning.view.arrive()
    menu = morning.menu(COUPLE)
    assert [one.text() for one in menu.actions()] == [
        meeting_words.change(),
        *words_for(MeetingHeld()),
    ]
    assert not any(one.isEnabled() for one in menu.actions())
    menu.close()
    with morning.desk.store.write() as work:
        sign(work, note_id)
    morning.view.arrive()
    shown = [one.accessibleName() for one in morning.view.findChildren(DayRow)]
    assert shown
    assert not any(meeting_words.more(COUPLE) == name for name in heard(morning.view))


def test_sessions_at_the_same_time_say_so(morning: Morning) -> None:
    with morning.desk.store.write() as work:
        keep_meeting(work, morning.alone, morning.now + timedelta(minutes=30))
    morning.view.arrive()
    assert [one.rsplit(" · ", 1)[1] for one in morning.rows()] == ["overlaps", "overlaps"]


def test_what_changes_behind_another_page_is_shown_on_the_way_back(morning: Morning) -> None:
    before = morning.rows()
    counted: list[int] = []
    morning.view.deadlines_counted.connect(counted.append)
    morning.view.hide()
    with morning.desk.store.write() as work:
        keep_meeting(work, morning.alone, morning.now + timedelta(hours=1))
    morning.view._vm.load()
    settle()
    assert len(counted) == 1
    assert [
        row for row in morning.view.findChildren(DayRow) if "Jonah" in row.accessibleName()
    ] == []
    morning.view.show()
    morning.view.arrive()
    assert len(morning.rows()) == len(before) + 1


def test_going_back_from_the_form_changes_nothing(morning: Morning) -> None:
    morning.view._sessions.new.click()
    press(morning.view, meeting_words.give_up())
    assert morning.rows() == [f"15:05, {COUPLE}, Couple · session 1"]
    assert morning.view._sessions.new.hasFocus()


@pytest.mark.parametrize("where", ["day", "form", "import"])
def test_nothing_can_be_read_while_the_page_is_covered(morning: Morning, where: str) -> None:
    if where == "form":
        morning.pick(COUPLE, meeting_words.change())
    elif where == "import":
        morning.view._ask_import()
    assert any("Dana" in one for one in heard(morning.view))
    morning.view.clear_texts()
    with morning.desk.store.write() as work:
        keep_meeting(work, morning.alone, morning.now + timedelta(minutes=30))
    morning.view._vm.load()
    secret = ("Dana", "Marcus", "Jonah")
    assert [one for one in heard(morning.view) if any(word in one for word in secret)] == []
    morning.view.restore_texts()
    assert any("Dana" in one for one in heard(morning.view))
    assert any("Jonah" in one for one in heard(morning.view))


def test_a_session_that_was_given_up_comes_back_as_it_was_typed(morning: Morning) -> None:
    morning.view._sessions.new.click()
    find(morning.view, meeting_words.find_unit(), "jonah")
    QTest.keyClick(write(morning.view, meeting_words.place(), "Room 2"), Qt.Key.Key_Escape)
    press(morning.view, meeting_words.undo())
    assert field(morning.view, meeting_words.place()).text() == "Room 2"
    assert "Jonah Bell" in texts(morning.view)


def test_a_session_that_nothing_was_typed_into_is_given_up_without_a_word(
    morning: Morning,
) -> None:
    morning.view._sessions.new.click()
    QTest.keyClick(field(morning.view, meeting_words.day()), Qt.Key.Key_Escape)
    assert meeting_words.put_away() not in texts(morning.view)


def test_without_any_client_the_one_step_is_a_client_s_file(qtbot: QtBot) -> None:
    view = TodayView(Desk().vault)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    settle()
    assert words.no_clients() in texts(view)
    with qtbot.waitSignal(view.client_requested):
        press(view, action_words.new_client())
