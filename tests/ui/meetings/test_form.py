from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.builders import DAY, NOW, a_time, keep_meeting
from tests.ui.desk import Desk, StillTimer
from tests.ui.hands import button, field, find, press, texts, write
from tests.ui.units.test_view import heard
from ui.curtain import Curtain
from ui.meetings.form import MeetingFormView
from ui.strings import meetings as words
from ui.unfinished import Unfinished
from vault.meetings import DayMeeting, Meeting, MeetingForm
from vault.place import FormKind
from vault.units import UnitKind


class Shown:
    """The form, in a practice with a couple and a client who comes alone."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.desk = Desk()
        self.couple = self.desk.couple()
        self.jonah, self.alone = self.desk.alone("Jonah Bell")
        kept = Unfinished(self.desk.vault, FormKind.MEETING, make_timer=StillTimer)
        self.form = MeetingFormView(self.desk.vault, kept)
        qtbot.addWidget(self.form)
        self.form.resize(850, 620)
        with qtbot.waitExposed(self.form):
            self.form.show()
        self.kept: list[datetime] = []
        self.form.kept.connect(self.kept.append)

    def meetings(self) -> list[DayMeeting]:
        with self.desk.store.read() as work:
            return work.meetings.between(NOW - timedelta(days=30), NOW + timedelta(days=30))

    def only(self) -> Meeting:
        (found,) = self.meetings()
        return found.meeting

    def plan_for(self, letters: str) -> None:
        self.form.begin(DAY)
        find(self.form, words.find_unit(), letters)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_a_session_is_planned_by_a_name_and_a_time(shown: Shown) -> None:
    shown.plan_for("marcus")
    assert "Dana Reyes, Marcus Okafor" in texts(shown.form)
    assert field(shown.form, words.minutes()).text() == "50"
    write(shown.form, words.day(), "2026-11-13")
    QTest.keyClick(write(shown.form, words.time(), "2pm"), Qt.Key.Key_Return)
    meeting = shown.only()
    assert (meeting.unit_id, meeting.starts_at_utc, meeting.minutes) == (
        shown.couple.id,
        a_time(day=13, hour=21),
        50,
    )
    assert meeting.present == tuple(one.id for one in shown.couple.members)
    assert shown.kept == [datetime.fromisoformat("2026-11-13T14:00")]


def test_it_is_proposed_as_they_met_last(shown: Shown) -> None:
    with shown.desk.store.write() as work:
        meeting_id = keep_meeting(work, shown.couple.id, a_time(day=5))
        met = work.meetings.get(meeting_id)
    shown.desk.cabinet.meetings.change(
        Meeting(met.id, met.unit_id, 1, met.starts_at_utc, 80, MeetingForm.VIDEO, "Home")
    )
    shown.plan_for("marcus")
    assert field(shown.form, words.minutes()).text() == "80"
    assert field(shown.form, words.place()).text() == "Home"
    press(shown.form, words.plan())
    assert {one.meeting.form for one in shown.meetings()} == {MeetingForm.VIDEO}


def test_who_isnt_there_is_unticked_and_nobody_at_all_is_no_session(shown: Shown) -> None:
    shown.plan_for("marcus")
    button(shown.form, "Marcus Okafor").click()
    button(shown.form, "Dana Reyes").click()
    press(shown.form, words.plan())
    assert words.nobody_there() in texts(shown.form)
    button(shown.form, "Dana Reyes").click()
    press(shown.form, words.plan())
    assert shown.only().present == (shown.couple.members[0].id,)


def test_a_session_that_is_there_is_changed(shown: Shown) -> None:
    with shown.desk.store.write() as work:
        keep_meeting(work, shown.couple.id, a_time(hour=21))
    (there,) = shown.meetings()
    shown.form.begin(DAY, there)
    assert field(shown.form, words.time()).text() == "14:00"
    write(shown.form, words.time(), "15:30")
    write(shown.form, words.place(), "Room 9")
    press(shown.form, words.save())
    meeting = shown.only()
    assert (meeting.starts_at_utc, meeting.place) == (a_time(hour=22, minute=30), "Room 9")


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        (words.day(), "someday", "date like"),
        (words.time(), "25:00", "time like"),
        (words.minutes(), "an hour", "as a number"),
        (words.minutes(), "2000", "as a number"),
        (words.place(), "x" * 201, "too long"),
    ],
)
def test_what_cant_be_read_is_said_beside_its_field_and_kept(
    shown: Shown, name: Callable[[], str] | str, typed: str, sentence: str
) -> None:
    shown.plan_for("jonah")
    assert isinstance(name, str)
    written = write(shown.form, name, typed)
    press(shown.form, words.plan())
    assert any(sentence in one for one in texts(shown.form))
    assert written.text() == typed
    assert written.hasFocus()
    assert shown.meetings() == []


def test_a_name_that_nobody_has_leads_to_a_new_file(shown: Shown) -> None:
    shown.form.begin(DAY)
    asked: list[str] = []
    shown.form.client_asked.connect(asked.append)
    find(shown.form, words.find_unit(), "Zelda")
    assert asked == ["Zelda"]


def test_nobody_comes_until_somebody_is_chosen(shown: Shown) -> None:
    shown.form.begin(DAY)
    press(shown.form, words.plan())
    assert words.nobody_chosen() in texts(shown.form)
    find(shown.form, words.find_unit(), "jonah")
    press(shown.form, words.choose_other())
    assert "Jonah Bell" not in texts(shown.form)
    find(shown.form, words.find_unit(), "dana")
    press(shown.form, words.plan())
    assert shown.only().unit_id == shown.couple.id


def test_a_session_at_the_same_time_is_a_hint_and_no_hindrance(shown: Shown) -> None:
    with shown.desk.store.write() as work:
        keep_meeting(work, shown.alone, a_time(hour=21, minute=30))
    shown.plan_for("marcus")
    write(shown.form, words.time(), "14:00")
    clash = "At the same time: Jonah Bell at 14:30. That is fine if you meant it."
    shown.qtbot.waitUntil(lambda: clash in texts(shown.form))
    write(shown.form, words.time(), "12:00")
    shown.qtbot.waitUntil(lambda: clash not in texts(shown.form))
    write(shown.form, words.time(), "14:00")
    press(shown.form, words.plan())
    assert len(shown.meetings()) == 2


def test_what_is_brought_back_has_its_hint_and_the_keyboard_again(shown: Shown) -> None:
    with shown.desk.store.write() as work:
        keep_meeting(work, shown.alone, a_time(hour=21, minute=30))
    shown.plan_for("marcus")
    write(shown.form, words.time(), "14:00")
    typed = shown.form.typed
    kept = Unfinished(shown.desk.vault, FormKind.MEETING, make_timer=StillTimer)
    form = MeetingFormView(shown.desk.vault, kept)
    shown.qtbot.addWidget(form)
    with shown.qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    shown.desk.lane.held = True
    form.bring_back(typed)
    form.go_on()
    shown.desk.lane.let_go()
    clash = "At the same time: Jonah Bell at 14:30. That is fine if you meant it."
    shown.qtbot.waitUntil(lambda: clash in texts(form))
    assert field(form, words.time()).hasFocus()


def test_a_length_that_no_session_has_is_said_while_it_is_typed(shown: Shown) -> None:
    shown.plan_for("jonah")
    write(shown.form, words.minutes(), "5045")
    assert words.not_minutes() in texts(shown.form)
    field(shown.form, words.minutes()).clear()
    assert words.not_minutes() not in texts(shown.form)
    write(shown.form, words.minutes(), "1440")
    assert words.not_minutes() not in texts(shown.form)


def test_people_of_one_name_are_told_apart_by_their_case_number(shown: Shown) -> None:
    shown.desk.alone("Jonah Bell")
    shown.form.begin(DAY)
    finder = write(shown.form, words.find_unit(), "jonah")
    shown.qtbot.waitUntil(lambda: len(shown.form._vm.finder.rows) == 2)
    details = [one.detail for one in shown.form._vm.finder.rows]
    assert details == ["Individual · C-0004", "Individual · C-0003"]
    QTest.keyClick(finder, Qt.Key.Key_Escape)
    assert finder.text() == ""


def test_esc_gives_it_up(shown: Shown) -> None:
    closed: list[None] = []
    shown.form.closed.connect(lambda: closed.append(None))
    shown.plan_for("jonah")
    QTest.keyClick(field(shown.form, words.time()), Qt.Key.Key_Escape)
    assert closed == [None]
    assert shown.meetings() == []


def test_tab_follows_the_eye(shown: Shown) -> None:
    shown.plan_for("marcus")
    field(shown.form, words.day()).setFocus()
    met = []
    for _ in range(9):
        focused = shown.form.focusWidget()
        assert isinstance(focused, QWidget)
        met.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert met == [
        words.day(),
        words.time(),
        words.minutes(),
        "in person",
        words.place(),
        "Dana Reyes",
        "Marcus Okafor",
        words.give_up(),
        words.plan(),
    ]


def test_nothing_can_be_read_while_the_page_is_covered_also_what_comes_late(shown: Shown) -> None:
    shown.plan_for("marcus")
    shown.desk.lane.held = True
    shown.form._vm.choose(shown.alone)
    curtain = Curtain(shown.form)
    shown.form.cover()
    curtain.draw()
    shown.desk.lane.let_go()
    secret = ("Dana", "Marcus", "Jonah")
    assert [one for one in heard(shown.form) if any(word in one for word in secret)] == []
    curtain.open()
    shown.form.uncover()
    assert "Jonah Bell" in texts(shown.form)
    assert date(2026, 11, 12) == DAY


def test_a_group_of_twelve_has_twelve_ticks(shown: Shown) -> None:
    from vault.units import NewMember, NewUnit

    people = tuple(NewMember(name=f"Person {letter}") for letter in "ABCDEFGHIJK")
    members = (NewMember(shown.jonah), *people)
    shown.desk.cabinet.units.found(NewUnit(UnitKind.GROUP, DAY, members, "Thursday grief"))
    shown.plan_for("thursday")
    press(shown.form, words.plan())
    assert len(shown.only().present) == 12
