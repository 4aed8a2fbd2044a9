from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.builders import NOW, keep_alone, keep_client, keep_meeting, keep_note, keep_unit
from tests.ui.desk import Desk, StillTimer
from tests.ui.hands import button, find, press, settle, texts, write
from tests.ui.units.test_view import heard
from ui import names
from ui.curtain import Curtain
from ui.meetings.import_list import ROW_HEIGHT
from ui.meetings.importing import CalendarImportView
from ui.strings import importing as words
from ui.unfinished import Unfinished
from vault.calendar_events import CalendarEvent, LeftOut
from vault.clients import ClientStatus
from vault.errors import NotACalendar
from vault.meetings import DayMeeting, MeetingSource
from vault.place import FormKind
from vault.units import UnitKind

FILE = Path("calendar.ics")


class Shown:
    """The import, in a practice with a couple and two clients of one name."""

    def __init__(self, qtbot: QtBot) -> None:
        self.desk = Desk()
        self.couple = self.desk.couple()
        _, self.first = self.desk.alone("Jonah Bell")
        _, self.second = self.desk.alone("Jonah Bell")
        self.kept = Unfinished(self.desk.vault, FormKind.IMPORT, make_timer=StillTimer)
        self.view = self.show(qtbot)
        self.came: list[tuple[str, Any]] = []
        self.view.came_in.connect(lambda sentence, back: self.came.append((sentence, back)))
        self.view.begin()

    def show(self, qtbot: QtBot) -> CalendarImportView:
        view = CalendarImportView(self.desk.vault, self.kept)
        qtbot.addWidget(view)
        view.resize(880, 640)
        with qtbot.waitExposed(view):
            view.show()
        return view

    def read(self, *titles: str) -> None:
        self.desk.calendars.events = [
            CalendarEvent(MeetingSource(f"{at}"), title, NOW + timedelta(days=at), 50)
            for at, title in enumerate(titles, start=1)
        ]
        self.view.read(FILE)

    def lines(self) -> list[str]:
        return [self.view._model.spoken(at) for at in range(self.view._model.rowCount())]

    def point_at(self, at: int) -> None:
        self.view._list.setFocus()
        self.view._list.setCurrentIndex(self.view._model.index(at, 0))

    def meetings(self) -> list[DayMeeting]:
        with self.desk.store.read() as work:
            return work.meetings.between(NOW, NOW + timedelta(days=100))


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_the_dry_run_says_of_each_event_what_it_becomes(shown: Shown) -> None:
    shown.desk.calendars.all_day = 2
    shown.read("Dana Reyes & Marcus Okafor", "Jonah Bell", "Dentist")
    assert shown.lines() == [
        "13 Nov 15:05, Dana Reyes, Marcus Okafor, 50 min · Dana Reyes & Marcus Okafor, New",
        "14 Nov 15:05, Jonah Bell, 50 min · Jonah Bell, Several match",
        "15 Nov 15:05, Dentist, 50 min · Dentist, Who is it?",
    ]
    assert "3 events, 2 still without a client, 2 all-day left out" in texts(shown.view)
    assert button(shown.view, words.bring_in(1)).isEnabled()


def test_a_choice_holds_for_every_event_of_that_name(shown: Shown) -> None:
    shown.read("Jonah Bell", "Dentist", "jonah bell")
    shown.point_at(0)
    suggested = [one.id for one in shown.view._vm.finder.rows]
    assert set(suggested[:-1]) == {shown.first, shown.second}
    listed = shown.view._finder.list
    listed.setCurrentIndex(listed.model().index(suggested.index(shown.second), 0))
    QTest.keyClick(listed, Qt.Key.Key_Return)
    press(shown.view, words.bring_in(2))
    assert [one.meeting.unit_id for one in shown.meetings()] == [shown.second, shown.second]


def test_whoever_an_event_is_can_be_looked_for(shown: Shown) -> None:
    shown.read("D. and M.")
    shown.point_at(0)
    find(shown.view, words.find_unit(), "okafor")
    press(shown.view, words.bring_in(1))
    assert [one.meeting.unit_id for one in shown.meetings()] == [shown.couple.id]


def test_the_space_bar_leaves_an_event_out_and_takes_it_back(shown: Shown) -> None:
    shown.read("Dana Reyes & Marcus Okafor", "Dentist")
    shown.point_at(0)
    QTest.keyClick(shown.view._list, Qt.Key.Key_Space)
    assert shown.lines()[0].endswith("Left out")
    assert not button(shown.view, words.bring_in(0)).isEnabled()
    QTest.keyClick(shown.view._list, Qt.Key.Key_Space)
    assert button(shown.view, words.bring_in(1)).isEnabled()
    shown.point_at(1)
    QTest.keyClick(shown.view._list, Qt.Key.Key_Space)
    assert button(shown.view, words.bring_in(1)).isEnabled()


def test_what_came_in_is_told_with_the_way_back(shown: Shown) -> None:
    shown.read("Dana Reyes & Marcus Okafor")
    press(shown.view, words.bring_in(1))
    ((sentence, back),) = shown.came
    assert sentence == "1 session imported."
    assert len(shown.meetings()) == 1
    back()
    assert shown.meetings() == []


def test_the_second_time_says_what_is_here_moved_gone_or_fixed(shown: Shown) -> None:
    titles = ("Dana Reyes, Marcus Okafor",) * 4
    shown.read(*titles)
    press(shown.view, words.bring_in(4))
    noted = shown.meetings()[3].meeting
    with shown.desk.store.write() as work:
        keep_note(work, noted.unit_id, meeting_id=noted.id)
    events = list(shown.desk.calendars.events)
    shown.desk.calendars.uids = {events[2].source.uid}
    later = [
        CalendarEvent(one.source, one.title, one.starts_at_utc + timedelta(hours=1), 50)
        for one in (events[1], events[3])
    ]
    shown.desk.calendars.events = [events[0], *later]
    shown.view.read(FILE)
    assert [line.rsplit(", ", 1)[1] for line in shown.lines()] == [
        "Already here",
        "Moved",
        "To cancel",
        "Stays: has a note",
    ]
    press(shown.view, words.bring_in(2))
    assert shown.came[-1][0] == "1 moved. 1 canceled."
    assert len(shown.meetings()) == 3


def test_a_file_that_is_no_calendar_is_said_plainly(shown: Shown) -> None:
    shown.desk.calendars.error = NotACalendar()
    shown.view.read(FILE)
    assert any("isn't a calendar" in one for one in texts(shown.view))
    shown.desk.calendars.error = None
    shown.read("Dana Reyes & Marcus Okafor")
    assert len(shown.lines()) == 1


def test_a_calendar_without_events_in_these_days_says_so(shown: Shown) -> None:
    shown.read()
    assert words.nothing_found() in texts(shown.view)


def test_a_file_that_is_read_after_going_back_is_dropped(shown: Shown) -> None:
    shown.desk.lane.held = True
    shown.read("Dana Reyes & Marcus Okafor")
    press(shown.view, words.back())
    shown.desk.lane.let_go()
    assert shown.lines() == []


def test_the_file_is_chosen_in_qts_own_dialog(shown: Shown, qtbot: QtBot) -> None:
    press(shown.view, words.choose_file())
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    shown.desk.calendars.events = [CalendarEvent(MeetingSource("1"), "Dentist", NOW, 50)]
    dialog.fileSelected.emit(str(FILE))
    dialog.reject()
    assert len(shown.lines()) == 1


def test_nothing_can_be_read_while_the_page_is_covered(shown: Shown) -> None:
    shown.read("Dana Reyes & Marcus Okafor", "Jonah Bell")
    shown.point_at(1)
    curtain = Curtain(shown.view)
    shown.view.cover()
    curtain.draw()
    shown.read("Jonah Bell")
    secret = ("Dana", "Marcus", "Jonah")
    assert [one for one in heard(shown.view) if any(word in one for word in secret)] == []
    assert shown.view._list.model() is None
    curtain.open()
    shown.view.uncover()
    assert len(shown.lines()) == 1


def test_an_import_can_be_taken_back_as_long_as_nothing_is_written_about_it(
    shown: Shown,
) -> None:
    shown.read("Dana Reyes, Marcus Okafor")
    press(shown.view, words.bring_in(1))
    shown.view.begin()
    assert any("Last import" in one for one in texts(shown.view))
    press(shown.view, words.take_back())
    assert shown.meetings() == []
    assert words.taken_back(0) in texts(shown.view)
    assert not any("Last import" in one for one in texts(shown.view))


def test_what_a_note_is_about_is_not_taken_back(shown: Shown) -> None:
    shown.read("Dana Reyes, Marcus Okafor")
    press(shown.view, words.bring_in(1))
    (came,) = shown.meetings()
    with shown.desk.store.write() as work:
        keep_note(work, shown.couple.id, "Calmer.", at_utc=NOW, meeting_id=came.meeting.id)
    shown.view.begin()
    assert not any("Last import" in one for one in texts(shown.view))


def test_a_second_press_brings_nothing_in_twice(shown: Shown) -> None:
    shown.read("Dana Reyes, Marcus Okafor")
    shown.desk.lane.held = True
    press(shown.view, words.bring_in(1))
    press(shown.view, words.bring_in(1))
    assert len(shown.desk.lane.waiting) == 1
    shown.desk.lane.let_go()
    assert len(shown.meetings()) == 1


def test_what_is_planned_already_comes_no_second_time_and_is_linked(shown: Shown) -> None:
    at_utc = NOW + timedelta(days=1)
    with shown.desk.store.write() as work:
        planned = keep_meeting(work, shown.couple.id, at_utc)
    shown.read("Dana Reyes, Marcus Okafor")
    (line,) = shown.lines()
    assert line.endswith("Already here")
    press(shown.view, "Match 1 session")
    assert shown.came[-1][0] == "1 session was here already and follows your calendar from now on."
    assert [one.meeting.id for one in shown.meetings()] == [planned]


def test_the_row_that_is_looked_at_stays_in_sight_above_what_opens_below(shown: Shown) -> None:
    shown.read(*["Jonah Bell"] * 30)
    settle()
    listed, height = shown.view._list, shown.view._list.viewport().height()
    shown.point_at(height // ROW_HEIGHT - 1)
    settle()
    assert listed.viewport().height() < height
    assert listed.viewport().rect().contains(listed.visualRect(listed.currentIndex()))


def test_events_whose_hour_nobody_knows_are_told_by_name(shown: Shown) -> None:
    shown.desk.calendars.unplaced = (LeftOut("Jonah Bell", NOW.date()),)
    shown.read()
    assert (
        "1 event has an unknown time zone and is left out: Jonah Bell (12 Nov)."
        " Its hour would be a guess, so schedule it yourself."
    ) in texts(shown.view)
    names.style.show_initials(only=True)
    assert any("left out: J.B. (12 Nov)." in one for one in texts(shown.view))
    names.style.show_initials(only=False)
    titles = ("Jonah Bell", "Jonah Bell", "Ana", "Teo", "Rosa", "Luis")
    shown.desk.calendars.unplaced = tuple(LeftOut(title) for title in titles)
    shown.read("Dana Reyes & Marcus Okafor")
    assert any(
        "6 events have" in one and "left out: Jonah Bell, Ana, Teo, and 2 more. " in one
        for one in texts(shown.view)
    )


def test_a_session_that_was_changed_since_stays_and_that_is_said(shown: Shown) -> None:
    shown.read("Dana Reyes, Marcus Okafor", "Dana Reyes, Marcus Okafor")
    press(shown.view, words.bring_in(2))
    first = shown.meetings()[0].meeting
    shown.desk.cabinet.meetings.set_present(first.id, first.present[:1])
    shown.view.begin()
    press(shown.view, words.take_back())
    assert [one.meeting.id for one in shown.meetings()] == [first.id]
    assert words.taken_back(1) in texts(shown.view)


def test_a_closed_file_is_never_meant_silently_and_says_so_wherever_it_is_found(
    shown: Shown,
) -> None:
    with shown.desk.store.write() as work:
        keep_alone(work, "Tom Nowak-Bell")
        closed = keep_client(work, "Tom Nowak", status=ClientStatus.CLOSED)
        unit_id = keep_unit(work, UnitKind.INDIVIDUAL, closed)
    shown.read("Tom Nowak")
    (line,) = shown.lines()
    assert line.endswith("This file is closed")
    assert not button(shown.view, words.bring_in(0)).isEnabled()
    shown.point_at(0)
    write(shown.view, words.find_unit(), "nowak")
    shown.view._vm.finder.load()
    assert [row.detail.endswith("closed") for row in shown.view._vm.finder.rows] == [False, True]
    QTest.keyClick(shown.view._list, Qt.Key.Key_Space)
    assert shown.lines()[0].endswith("New")
    press(shown.view, words.bring_in(1))
    assert [one.meeting.unit_id for one in shown.meetings()] == [unit_id]
