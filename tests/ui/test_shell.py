import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.builders import (
    a_time,
    keep_note,
    sign,
)
from tests.ui.hands import texts
from tests.ui.room import CANARIES, Room
from ui.initials_switch import InitialsSwitch
from ui.notes.editor import NoteEditor
from ui.notes.foot import ActButton, NoteFoot
from ui.notes.passage_edit import PassageEdit
from ui.notes.third_person import ThirdPersonField
from ui.strings import meetings as meeting_words
from ui.strings import shell as words
from ui.today.rows import DayRow
from ui.widgets.banner import Banner
from ui.widgets.sidebar_item import SidebarItem
from vault.errors import DiskFull
from vault.place import Place


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def heard(widget: QWidget) -> list[str]:
    """All that a screen reader can come by, down from a widget."""
    found: list[str] = []
    _listen(QAccessible.queryAccessibleInterface(widget), found)
    return found


def _listen(node: object, found: list[str]) -> None:
    if node is None or not node.isValid():  # type: ignore[attr-defined]
        return
    kinds = [kind for kind in QAccessible.Text if kind is not QAccessible.Text.UserText]
    found += [node.text(kind) for kind in kinds]  # type: ignore[attr-defined]
    text = node.textInterface()  # type: ignore[attr-defined]
    if text is not None:
        found.append(text.text(0, text.characterCount()))
    for at in range(node.childCount()):  # type: ignore[attr-defined]
        _listen(node.child(at), found)  # type: ignore[attr-defined]


def leaked(widget: QWidget) -> set[str]:
    return {canary for canary in CANARIES for words in heard(widget) if canary in words}


def test_a_place_comes_back_as_it_was(room: Room) -> None:
    room.shell.go_to(room.place)
    assert room.shell.place() == room.place


def test_a_place_on_the_details_comes_back(room: Room) -> None:
    room.shell.go_to(Place("clients", room.client_id, "details"))
    assert room.shell.place().tab == "details"


def test_a_screen_that_isnt_there_becomes_today(room: Room) -> None:
    room.shell.go_to(Place("releases"))
    assert room.shell.place().screen == "today"


def test_a_screen_reader_can_read_the_whole_file(room: Room) -> None:
    room.shell.go_to(room.place)
    assert leaked(room.shell) >= {"Quenby", "Zorblax", "Heffalump"}


@pytest.mark.parametrize("screen", ["today", "notes", "details"])
def test_nothing_can_be_read_behind_the_cover(room: Room, screen: str) -> None:
    room.shell.go_to(room.place)
    if screen == "details":
        room.shell.go_to(Place("clients", room.client_id, "details"))
    if screen == "today":
        room.shell.go_to(Place())
    assert leaked(room.shell)
    room.shell.clear_texts()
    assert leaked(room.shell) == set()


def test_the_cover_gives_back_everything_exactly(room: Room) -> None:
    room.shell.go_to(room.place)
    before, place = heard(room.shell), room.shell.place()
    room.shell.clear_texts()
    assert room.shell.place() == place
    room.shell.restore_texts()
    assert heard(room.shell) == before
    assert room.shell.place() == place


def test_nothing_new_comes_up_behind_the_cover(room: Room) -> None:
    room.shell.go_to(room.place)
    room.desk.lane.held = True
    room.shell.go_to(Place("clients", room.client_id, "details"))
    room.desk.hub.announce(_everything(room))
    room.shell.clear_texts()
    room.desk.lane.let_go()
    assert leaked(room.shell) == set()
    room.shell.restore_texts()
    assert "Quenby" in leaked(room.shell)


def test_a_half_typed_word_is_given_for_storing_also_behind_the_cover(
    room: Room, qtbot: QtBot
) -> None:
    room.shell.go_to(room.place)
    field = room.field()
    field.go_to(99, 99)
    QTest.keyClicks(field, " Then sh")
    room.shell.clear_texts()
    for save in room.shell.pending_saves():
        save()
    stored = room.desk.cabinet.notes.open(room.note_id).note
    assert stored.content.passages[0].text == "Spoke of the Heffalump. Then sh"


def test_nothing_waits_for_storing_where_nothing_was_typed(room: Room) -> None:
    room.shell.go_to(room.place)
    assert room.shell.pending_saves() == []


def test_the_entry_of_the_page_in_front_leads_from_its_form_back_to_the_page(room: Room) -> None:
    room.shell.go_to(Place())
    press(room.shell, meeting_words.new())
    assert meeting_words.whose() in texts(room.shell)
    next(one for one in room.shell.findChildren(SidebarItem) if one.isChecked()).click()
    assert meeting_words.whose() not in texts(room.shell)


def test_a_row_of_today_opens_its_note(room: Room) -> None:
    rows = [one for one in room.shell.findChildren(QAbstractButton) if one.accessibleName()]
    row = next(one for one in rows if "session 1" in one.accessibleName())
    row.click()
    place = room.shell.place()
    assert (place.client_id, place.note_id) == (room.client_id, room.note_id)


def test_start_note_is_named_for_whom_it_is(room: Room) -> None:
    names = [one.accessibleName() for one in room.shell.findChildren(QAbstractButton)]
    assert "Start note for Quenby Zorblax" in names


def test_the_sidebar_shows_only_what_is_there(room: Room) -> None:
    items = [item.text() for item in room.shell.findChildren(SidebarItem)]
    assert items == ["Today", "Clients"]


def test_ctrl_and_a_number_walk_the_sidebar(room: Room, qtbot: QtBot) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(room.shell, Qt.Key.Key_2, ctrl)
    assert room.shell.place().screen == "clients"
    QTest.keyClick(room.shell, Qt.Key.Key_1, ctrl)
    assert room.shell.place().screen == "today"


def test_hide_and_lock_are_asked_for(room: Room, qtbot: QtBot) -> None:
    buttons = {one.text(): one for one in room.shell.findChildren(QAbstractButton)}
    with qtbot.waitSignal(room.shell.hide_requested):
        buttons["Hide"].click()
    with qtbot.waitSignal(room.shell.lock_requested):
        buttons["Lock"].click()


def test_the_idle_line_says_minutes_and_seconds(room: Room) -> None:
    room.shell.set_idle(252, warn=False)
    assert "Locks in 4:12 when idle" in heard(room.shell)
    room.shell.set_idle(9, warn=True)
    assert "Locks in 0:09 when idle" in heard(room.shell)


def test_a_clock_that_was_set_back_is_told_above_the_page_until_it_is_read(room: Room) -> None:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    (warning,) = room.shell.findChildren(Banner, options=direct)
    (initials,) = room.shell.findChildren(InitialsSwitch)
    assert not warning.isVisible()
    room.shell.warn_of_clock()
    assert warning.isVisible()
    assert words.clock_set_back() in heard(warning)
    (read,) = warning.findChildren(QAbstractButton)
    initials.button.setFocus()
    QTest.keyClick(initials.button, Qt.Key.Key_Tab)
    assert read.hasFocus()
    read.click()
    assert not warning.isVisible()


def test_ctrl_shift_n_asks_for_a_new_client_from_anywhere(room: Room, qtbot: QtBot) -> None:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    room.shell.go_to(Place())
    QTest.keyClick(room.shell.focusWidget() or room.shell, Qt.Key.Key_N, held)
    field = room.shell.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Ed Hale")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert room.shell.place().tab == "details"
    assert "Ed Hale" in heard(room.shell)


def test_ctrl_n_starts_a_note_in_which_one_can_type(room: Room, qtbot: QtBot) -> None:
    room.shell.go_to(room.place)
    QTest.keyClick(room.field(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    field = room.shell.focusWidget()
    assert isinstance(field, PassageEdit)
    assert room.shell.place().note_id not in {None, room.note_id}


@pytest.mark.parametrize("gone", ["hidden", "disabled"])
def test_the_keyboard_stays_on_the_page_where_what_had_it_goes(
    room: Room, qtbot: QtBot, gone: str
) -> None:
    room.shell.go_to(room.place)
    stop = next(one for one in room.shell.findChildren(QAbstractButton) if one.text() == "Sign…")
    stop.setFocus()
    qtbot.waitUntil(stop.hasFocus)
    if gone == "hidden":
        stop.hide()
    else:
        stop.setEnabled(False)
    assert QApplication.focusWidget() is room.field()


def test_the_keyboard_comes_back_to_the_note_where_what_had_it_is_gone(
    room: Room, qtbot: QtBot
) -> None:
    room.shell.go_to(room.place)
    field = room.field()
    QTest.keyClick(field, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    (asked,) = field.findChildren(ThirdPersonField)
    qtbot.waitUntil(asked.hasFocus)
    room.shell.clear_texts()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    room.shell.restore_texts()
    assert QApplication.focusWidget() is field


def press(part: QWidget, label: str) -> None:
    next(one for one in part.findChildren(QAbstractButton) if one.text() == label).click()


def asked_to_sign(room: Room) -> NoteFoot:
    """Ask to sign the note that is open; answers the foot with its question."""
    foot = room.shell.findChild(NoteFoot)
    assert foot is not None
    press(foot, "Sign…")
    return foot


def test_enter_alone_never_signs(room: Room, qtbot: QtBot) -> None:
    room.shell.go_to(room.place)
    act = asked_to_sign(room).findChild(ActButton)
    assert act is not None
    act.setFocus()
    QTest.keyClick(act, Qt.Key.Key_Return)
    assert not room.desk.cabinet.notes.open(room.note_id).note.is_signed
    QTest.keyClick(act, Qt.Key.Key_Space)
    assert room.desk.cabinet.notes.open(room.note_id).note.is_signed


def test_esc_gives_up_signing(room: Room, qtbot: QtBot) -> None:
    room.shell.go_to(room.place)
    act = asked_to_sign(room).findChild(ActButton)
    assert act is not None
    assert act.isVisible()
    QTest.keyClick(act, Qt.Key.Key_Escape)
    assert not act.isVisible()


def test_keep_writing_puts_the_cursor_back_into_the_note(room: Room) -> None:
    room.shell.go_to(room.place)
    press(asked_to_sign(room), "Keep writing")
    assert room.field().hasFocus()


def test_a_note_opened_from_today_can_be_written_in_at_once(room: Room) -> None:
    rows = [one for one in room.shell.findChildren(QAbstractButton) if one.accessibleName()]
    next(one for one in rows if "session 1" in one.accessibleName()).click()
    assert room.field().hasFocus()


def test_today_says_that_an_addendum_isnt_signed(room: Room) -> None:
    with room.desk.store.write() as work:
        sign(work, room.note_id)
    room.desk.cabinet.notes.add_addendum(room.note_id)
    room.shell.go_to(room.place)
    room.shell.go_to(Place())
    said = [one.accessibleDescription() for one in room.shell.findChildren(DayRow)]
    assert "Signed · addendum draft" in said
    assert "Signed" not in said


def _everything(room: Room):  # type: ignore[no-untyped-def] # noqa: ANN202
    from vault.changes import Changes, Noun

    return (
        Changes.of(Noun.CLIENT, room.client_id)
        | Changes.of(Noun.MEETING, 1)
        | Changes.of(Noun.NOTE, 99)
    )


def test_a_long_note_comes_back_scrolled_as_it_was(room: Room, qtbot: QtBot) -> None:
    with room.desk.store.write() as work:
        long = keep_note(work, room.unit_id, *["Spoke of many things."] * 120, at_utc=a_time(2))
    place = Place("clients", room.client_id, "notes", long, "subjective", 8, 3, 640)
    room.shell.go_to(place)
    editor = room.shell.findChild(NoteEditor)
    assert editor is not None
    qtbot.waitUntil(lambda: editor.scroll_bar.value() == 640)
    assert room.shell.place() == place
    room.shell.clear_texts()
    assert room.shell.place() == place
    room.shell.restore_texts()
    assert editor.scroll_bar.value() == 640
    assert room.shell.place() == place


def test_everything_fits_into_the_smallest_window(room: Room, qtbot: QtBot) -> None:
    room.desk.alone("Wolfeschlegelsteinhausenbergerdorff " * 2)
    room.shell.go_to(room.place)
    assert room.shell.minimumSizeHint().width() <= 1100
    room.shell.resize(1100, 680)
    qtbot.waitUntil(lambda: room.field().width() > 300)
    assert room.shell.childAt(1099, 679) is not None


def test_a_full_disk_is_said_above_the_note_and_the_text_stays(room: Room, qtbot: QtBot) -> None:
    room.shell.go_to(room.place)
    room.field().go_to(99, 99)
    QTest.keyClicks(room.field(), " More.")
    room.desk.store.fail_next_commit = DiskFull()
    room.shell.show_page("today")
    room.shell.show_page("clients")
    assert any("The disk is full." in words for words in heard(room.shell))
    assert room.field().toPlainText() == "Spoke of the Heffalump. More."


def test_every_control_has_a_name(room: Room) -> None:
    for place in (Place(), room.place, Place("clients", room.client_id, "details")):
        room.shell.go_to(place)
        controls = (QAbstractButton, QAbstractItemView, QLineEdit, PassageEdit)
        seen = [one for one in room.shell.findChildren(QWidget) if isinstance(one, controls)]
        nameless = [one for one in seen if one.isVisible() and not _name(one)]
        assert nameless == []


def _name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
