"""What is chosen about a calendar's events, and how it outlasts hiding and locking."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.builders import NOW, keep_alone, keep_meeting
from tests.ui.hands import button, find, press, settle, texts, write
from tests.ui.meetings.test_importing import FILE, Shown, shown
from ui import names
from ui.curtain import Curtain
from ui.strings import importing as words
from vault.calendar_events import CalendarEvent, LeftOut
from vault.ids import UnitId
from vault.meetings import MeetingSource
from vault.place import FormKind
from vault.units import UnitRow

__all__ = ["shown"]

COUPLE = ("Dana Reyes & Marcus Okafor",)


def found_row(shown: Shown, unit_id: UnitId) -> UnitRow:
    return next(one for one in shown.desk.cabinet.units.rows() if one.id == unit_id)


def test_a_name_that_nobody_has_gets_a_file_from_here_and_so_do_its_other_events(
    shown: Shown,
) -> None:
    shown.read("Barnaby Xylander", "Dentist", "barnaby xylander")
    shown.point_at(0)
    write(shown.view, words.find_unit(), "Barnaby Xylander")
    shown.view._vm.finder.load()
    found = shown.view._vm.finder.rows
    assert [row.title for row in found] == [
        "Nobody is called “Barnaby Xylander”",
        words.leave_out(),
    ]
    listed = shown.view._finder.list
    QTest.keyClick(shown.view._finder.field, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert [line.rsplit(", ", 1)[1] for line in shown.lines()] == ["New", "Who is it?", "New"]
    press(shown.view, words.bring_in(2))
    with shown.desk.store.read() as work:
        (client,) = work.clients.rows("Barnaby Xylander", None)
        (unit,) = work.units.of_client(client.id)
    assert [one.meeting.unit_id for one in shown.meetings()] == [unit.id, unit.id]


def test_an_event_that_fits_nobody_offers_its_own_title_and_to_be_left_out(shown: Shown) -> None:
    shown.read("Dentist", "Dentist", "Dana Reyes & Marcus Okafor")
    assert "3 events, 2 still without a client" in texts(shown.view)
    shown.point_at(0)
    assert [row.title for row in shown.view._vm.finder.rows] == [
        "Nobody is called “Dentist”",
        words.leave_out(),
    ]
    listed = shown.view._finder.list
    listed.setCurrentIndex(listed.model().index(1, 0))
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert [line.rsplit(", ", 1)[1] for line in shown.lines()] == ["Left out", "Left out", "New"]
    assert "3 events" in texts(shown.view)
    QTest.keyClick(shown.view._list, Qt.Key.Key_Space)
    assert shown.lines()[0].endswith("Left out")
    find(shown.view, words.find_unit(), "okafor")
    assert [line.rsplit(", ", 1)[1] for line in shown.lines()] == ["New", "New", "New"]


def test_a_title_without_words_offers_no_file(shown: Shown) -> None:
    shown.read("")
    shown.point_at(0)
    assert [row.title for row in shown.view._vm.finder.rows] == [words.leave_out()]


def test_a_name_that_is_too_long_for_a_file_is_told(shown: Shown) -> None:
    shown.read("x" * 400)
    shown.point_at(0)
    listed = shown.view._finder.list
    listed.setCurrentIndex(listed.model().index(0, 0))
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert shown.lines()[0].endswith("Who is it?")
    assert shown.view._banner.isVisible()


def test_offers_change_with_how_names_are_shown(shown: Shown) -> None:
    shown.read("Jonah Bell")
    shown.point_at(0)
    names.style.show_initials(only=True)
    offered = [row.title for row in shown.view._vm.finder.rows]
    names.style.show_initials(only=False)
    assert offered == ["J.B.", "J.B.", words.leave_out()]


def test_a_title_that_fits_nobody_is_offered_as_initials_while_they_stand_for_names(
    shown: Shown,
) -> None:
    shown.read("Barnaby Xylander")
    names.style.show_initials(only=True)
    shown.point_at(0)
    offered = [(row.title, row.what) for row in shown.view._vm.finder.rows]
    names.style.show_initials(only=False)
    assert offered[0] == ("Nobody is called “B.X.”", "Barnaby Xylander")


def test_a_moved_event_of_another_name_is_asked_about_and_choosing_takes_no_old_one_along(
    shown: Shown,
) -> None:
    with shown.desk.store.write() as work:
        _, ana = keep_alone(work, "Ana Cruz")
    shown.read("Dana Reyes & Marcus Okafor", "Dana Reyes & Marcus Okafor")
    press(shown.view, words.bring_in(2))
    first, second = shown.desk.calendars.events
    later = first.starts_at_utc + timedelta(hours=1)
    shown.desk.calendars.events = [
        CalendarEvent(first.source, "Ana Cruz", later, 50),
        CalendarEvent(second.source, "Ana Cruz", second.starts_at_utc, 50),
    ]
    shown.view.read(FILE)
    couple = "Dana Reyes, Marcus Okafor"
    assert shown.lines() == [
        f"13 Nov 16:05, Ana Cruz, 50 min · Ana Cruz · so far {couple}, 13 Nov 15:05, Another name",
        f"14 Nov 15:05, Ana Cruz, 50 min · Ana Cruz · so far {couple}, 14 Nov 15:05, Another name",
    ]
    assert not button(shown.view, words.bring_in(0)).isEnabled()
    shown.point_at(0)
    assert any(one.startswith("So far this was the session of Dana") for one in texts(shown.view))
    find(shown.view, words.find_unit(), "cruz")
    press(shown.view, words.bring_in(1))
    assert [one.meeting.unit_id for one in shown.meetings()] == [
        shown.couple.id,
        ana,
        shown.couple.id,
    ]
    assert shown.came[-1][0] == (
        "1 session imported. 1 session stays whose event is somebody else's now."
    )


def test_an_hour_of_another_name_becomes_theirs_or_stays_and_what_was_before_is_left(
    shown: Shown,
) -> None:
    with shown.desk.store.write() as work:
        _, ana = keep_alone(work, "Ana Cruz")
    couple = UnitId(shown.couple.id)
    weekly = [
        CalendarEvent(MeetingSource("w", str(at)), COUPLE[0], NOW + timedelta(days=at), 50)
        for at in range(1, 5)
    ]
    shown.desk.calendars.events = weekly
    shown.view.read(FILE)
    press(shown.view, words.bring_in(4))
    shown.desk.calendars.events = [replace(one, title="Ana Cruz") for one in weekly]
    shown.view.read(FILE)
    assert [line.rsplit(", ", 1)[1] for line in shown.lines()] == ["Another name"] * 4
    shown.point_at(1)
    assert any("this hour becomes theirs" in one for one in texts(shown.view))
    assert shown.view._vm.finder.rows[0].title == (
        "It is still the session of Dana Reyes, Marcus Okafor"
    )
    shown.view._vm.choose(found_row(shown, ana))
    shown.point_at(3)
    shown.view._vm.choose(found_row(shown, couple))
    assert [line.rsplit(", ", 1)[1] for line in shown.lines()] == [
        "Another name",
        "New",
        "New",
        "Already here",
    ]
    press(shown.view, words.bring_in(2))
    assert shown.came[-1][0] == "2 sessions imported. 2 canceled."
    assert [one.meeting.unit_id for one in shown.meetings()] == [couple, ana, ana, couple]


def test_two_events_of_one_hour_and_client_are_asked_about_and_only_the_first_is_ticked(
    shown: Shown, qtbot: QtBot
) -> None:
    shown.desk.calendars.events = [
        CalendarEvent(MeetingSource(uid), title, NOW + timedelta(days=1), 50)
        for uid, title in (("a", *COUPLE), ("b", *COUPLE), ("c", "Who"), ("d", "Who"))
    ]
    shown.view.read(FILE)
    assert shown.lines()[1].endswith(" · same time as another of this file, Same time?")
    assert button(shown.view, words.bring_in(1)).isEnabled()
    shown.point_at(2)
    shown.view._vm.choose(found_row(shown, shown.first))
    assert [line.rsplit(", ", 1)[1] for line in shown.lines()] == ["New", "Same time?"] * 2
    shown.point_at(3)
    QTest.keyClick(shown.view._list, Qt.Key.Key_Space)
    before, typed = shown.lines(), shown.view.typed
    shown.view = shown.show(qtbot)
    shown.view.bring_back(typed)
    assert shown.lines() == before
    press(shown.view, words.bring_in(3))
    assert len(shown.meetings()) == 3


def test_a_new_event_that_overlaps_a_session_says_which(shown: Shown) -> None:
    with shown.desk.store.write() as work:
        keep_meeting(work, shown.first, NOW + timedelta(days=1, minutes=-20))
    shown.read(*COUPLE)
    assert " · overlaps Jonah Bell at 14:45, New" in shown.lines()[0]


def test_a_name_of_several_people_is_offered_no_file(shown: Shown) -> None:
    shown.read("Ana + Teo", "Ana Cruz and Teo", "Ana Cruz")
    offered = []
    for at in range(3):
        shown.point_at(at)
        offered.append(len(shown.view._vm.finder.rows))
    assert offered == [1, 1, 2]


def test_no_file_is_there_before_the_import_and_what_stays_is_told(
    shown: Shown, qtbot: QtBot
) -> None:
    def people() -> list[str]:
        return [one.called for one in shown.desk.cabinet.clients.rows("Xylander", None)]

    shown.read("Barnaby Xylander", "Dentist")
    shown.point_at(0)
    shown.view._vm.open_file("Barnaby Xylander")
    assert ", New file: Barnaby Xylander, " in shown.lines()[0]
    assert people() == []
    before, typed = shown.lines(), shown.view.typed
    shown.view = shown.show(qtbot)
    shown.view.bring_back(typed)
    shown.view.came_in.connect(lambda sentence, back: shown.came.append((sentence, back)))
    assert shown.lines() == before
    press(shown.view, words.bring_in(1))
    assert shown.came[-1][0] == (
        "1 session imported. 1 file opened; it stays when you undo this."
        " 1 event is still without a client and was left out."
    )
    assert people() == ["Barnaby Xylander"]


def test_a_file_that_got_its_own_client_meanwhile_opens_no_second_one(
    shown: Shown, qtbot: QtBot
) -> None:
    shown.read("Barnaby Xylander")
    shown.point_at(0)
    shown.view._vm.open_file("Barnaby Xylander")
    typed = shown.view.typed
    with shown.desk.store.write() as work:
        keep_alone(work, "Barnaby Xylander")
    shown.view = shown.show(qtbot)
    shown.view.bring_back(typed)
    press(shown.view, words.bring_in(1))
    assert len(shown.desk.cabinet.clients.rows("Xylander", None)) == 1


def test_the_list_begins_with_what_must_be_told_and_a_click_lets_the_name_be_typed(
    shown: Shown,
) -> None:
    listed = shown.view._list
    for needs in (20, 0):
        shown.read(*COUPLE * needs, "Dentist", *COUPLE * (40 - needs))
        settle()
        assert listed.visualRect(listed.model().index(needs, 0)).top() == 0
        listed.verticalScrollBar().setValue(500)
    shown.read(*COUPLE * 40)
    settle()
    assert listed.verticalScrollBar().value() == 0
    shown.read("Dentist", *COUPLE)
    settle()
    at = listed.visualRect(listed.model().index(0, 0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown.view._finder.field.hasFocus()


def test_an_event_that_may_be_a_session_of_that_day_is_asked_about(shown: Shown) -> None:
    at_utc = NOW + timedelta(days=1, hours=-2)
    with shown.desk.store.write() as work:
        planned = keep_meeting(work, shown.couple.id, at_utc)
    shown.read("Dana Reyes & Marcus Okafor")
    (line,) = shown.lines()
    assert line.endswith("so far 13 Nov 13:05, Moved?")
    assert not button(shown.view, words.bring_in(0)).isEnabled()
    shown.point_at(0)
    press(shown.view, words.move_it("13 Nov 13:05"))
    assert shown.lines()[0].endswith(", Moved")
    press(shown.view, words.bring_in(1))
    assert shown.came[-1][0] == "1 moved."
    (moved,) = shown.meetings()
    assert (moved.meeting.id, moved.meeting.starts_at_utc) == (planned, NOW + timedelta(days=1))


def test_an_event_of_a_day_that_has_a_session_can_be_one_more(shown: Shown) -> None:
    with shown.desk.store.write() as work:
        keep_meeting(work, shown.couple.id, NOW + timedelta(days=1, hours=-2))
    shown.read("Dana Reyes & Marcus Okafor")
    shown.point_at(0)
    press(shown.view, words.one_more())
    assert shown.lines()[0].endswith(", New")
    press(shown.view, words.bring_in(1))
    assert len(shown.meetings()) == 2


def test_events_that_cant_be_read_or_bear_one_number_are_told_by_name(shown: Shown) -> None:
    shown.desk.calendars.unreadable = (LeftOut("Jonah Bell", NOW.date()),)
    shown.desk.calendars.doubled = ("Ana Cruz", "Dana Reyes")
    shown.read("Ana Cruz", "Dana Reyes")
    assert (
        "1 event can't be read and is left out: Jonah Bell (12 Nov). Look it up in your calendar"
        " and schedule it yourself. Your calendar marks different events as the same one: Ana"
        " Cruz, Dana Reyes. Each is listed: check that it is a session of its own."
    ) in texts(shown.view)


def test_what_was_chosen_stands_there_again_when_the_page_is_built_anew(
    shown: Shown, qtbot: QtBot
) -> None:
    with shown.desk.store.write() as work:
        keep_meeting(work, shown.couple.id, NOW + timedelta(days=5, hours=-2))
    shown.desk.calendars.unreadable = (LeftOut("Teo", NOW.date()),)
    shown.read("Jonah Bell", "Dentist", "Dana Reyes & Marcus Okafor", "D. and M.", *COUPLE)
    shown.point_at(0)
    shown.view._vm.choose(found_row(shown, shown.second))
    shown.point_at(1)
    shown.view._vm.leave_out()
    shown.point_at(2)
    QTest.keyClick(shown.view._list, Qt.Key.Key_Space)
    shown.point_at(4)
    press(shown.view, words.one_more())
    before, typed = shown.lines(), shown.view.typed
    shown.view = shown.show(qtbot)
    shown.view.bring_back(typed)
    assert shown.lines() == before
    assert [line.rsplit(", ", 1)[1] for line in before] == [
        "New",
        "Left out",
        "Left out",
        "Who is it?",
        "New",
    ]
    assert any("Teo (12 Nov)" in one for one in texts(shown.view))
    assert shown.view.typed == typed
    press(shown.view, words.bring_in(2))
    assert shown.second in [one.meeting.unit_id for one in shown.meetings()]


def test_what_was_chosen_is_kept_until_it_is_brought_in_or_given_up(shown: Shown) -> None:
    shown.kept.follow(lambda: {0: shown.view.typed})
    assert shown.view.typed == ()
    shown.read(*COUPLE)
    for save in shown.kept.pending():
        save()
    assert shown.desk.cabinet.practice.unfinished(FormKind.IMPORT) == {0: shown.view.typed}
    press(shown.view, words.bring_in(1))
    assert shown.desk.cabinet.practice.unfinished(FormKind.IMPORT) == {}


def test_what_can_no_longer_be_chosen_is_proposed_anew(shown: Shown, qtbot: QtBot) -> None:
    shown.read("Jonah Bell", *COUPLE)
    shown.point_at(0)
    shown.view._vm.choose(found_row(shown, shown.first))
    typed = tuple("999" if word == str(shown.first) else word for word in shown.view.typed)
    at_utc = NOW + timedelta(days=2)
    with shown.desk.store.write() as work:
        keep_meeting(work, shown.couple.id, at_utc)
    shown.view = shown.show(qtbot)
    shown.view.bring_back(typed)
    assert [line.rsplit(", ", 1)[1] for line in shown.lines()] == ["Several match", "Already here"]
    shown.view.bring_back(("no calendar",))
    assert shown.lines() == []


def test_choices_and_what_is_typed_outlast_hiding(shown: Shown) -> None:
    shown.read("Jonah Bell", "Dentist")
    shown.point_at(1)
    shown.view._vm.leave_out()
    shown.point_at(0)
    write(shown.view, words.find_unit(), "bel")
    before = shown.lines()
    curtain = Curtain(shown.view)
    shown.view.cover()
    curtain.draw()
    curtain.open()
    shown.view.uncover()
    assert shown.lines() == before
    assert shown.view._finder.field.text() == "bel"
    current = shown.view._vm.current
    assert current is not None
    assert current.must_be_told
