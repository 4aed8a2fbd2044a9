"""Search and commands over the pages, by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import a_time, keep_client, keep_note, keep_unit
from tests.ui.room import Room
from tests.ui.test_shell import heard, leaked
from ui.command_palette import CommandPalette
from ui.notes.editor import NoteEditor
from ui.row_list import RowList
from ui.search.view import SearchField, SearchPanel
from ui.widgets.button import Button
from vault.changes import Changes, Noun
from vault.place import Place
from vault.units import UnitKind

CTRL = Qt.KeyboardModifier.ControlModifier
LONG = "Wolfeschlegelsteinhausenbergerdorff " * 2 + "Okafor"


class Desk:
    """The palette of a room, at the keyboard."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.room.shell.focusWidget() or self.room.shell, key, held)

    def open(self) -> None:
        self.press(Qt.Key.Key_K, CTRL)
        assert isinstance(self.room.shell.focusWidget(), SearchField)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.field, text)

    @property
    def palette(self) -> CommandPalette:
        found = self.room.shell.findChild(CommandPalette)
        assert found is not None
        return found

    @property
    def field(self) -> SearchField:
        return self.palette.findChild(SearchField)  # type: ignore[return-value]

    @property
    def results(self) -> RowList:
        return self.palette.findChild(RowList)  # type: ignore[return-value]

    @property
    def marked(self) -> str:
        return str(self.results.currentIndex().data() or "")

    @property
    def lines(self) -> list[str]:
        model = self.results.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    room = Room(qtbot)
    room.shell.setFocus()
    return Desk(room)


@pytest.mark.parametrize("start", ["today", "note", "details"])
def test_ctrl_k_opens_it_from_every_page(desk: Desk, start: str) -> None:
    room = desk.room
    room.shell.go_to(room.place)
    if start == "details":
        room.shell.go_to(Place("clients", room.client_id, "details"))
    if start == "today":
        room.shell.go_to(Place())
    desk.open()
    assert desk.palette.is_open


def test_it_is_no_window_of_its_own(desk: Desk) -> None:
    desk.open()
    assert not desk.palette.isWindow()
    assert desk.palette.window() is desk.room.shell.window()


def test_the_button_above_the_pages_opens_it_as_well(desk: Desk) -> None:
    desk.room.shell.top_bar.search.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.palette.is_open


def test_the_page_looks_as_before_once_it_is_closed(desk: Desk) -> None:
    shell = desk.room.shell
    before = shell.grab().toImage()
    desk.open()
    shell.grab()
    desk.press(Qt.Key.Key_Escape)
    assert shell.grab().toImage() == before


def test_from_today_to_the_word_in_its_note(desk: Desk) -> None:
    desk.open()
    desk.type("heff")
    desk.press(Qt.Key.Key_Return)
    place = desk.room.shell.place()
    assert (place.client_id, place.note_id) == (desk.room.client_id, desk.room.note_id)
    assert (place.field, place.cursor) == ("subjective", len("Spoke of the Heffalump"))
    assert desk.room.field().hasFocus()
    assert not desk.palette.is_open


def test_the_word_is_on_the_screen_also_in_a_long_note(desk: Desk, qtbot: QtBot) -> None:
    texts = [*["Spoke of many things."] * 150, "Then of the uncle.", *["And more."] * 150]
    with desk.room.desk.store.write() as work:
        keep_note(work, desk.room.unit_id, *texts, at_utc=a_time(2))
    desk.open()
    desk.type("uncle")
    desk.press(Qt.Key.Key_Return)
    field = desk.room.field()
    editor = desk.room.shell.findChild(NoteEditor)
    assert editor is not None

    def seen() -> bool:
        point = field.viewport().mapTo(editor, field.cursorRect().center())
        return editor.rect().contains(point)

    qtbot.waitUntil(seen)
    assert field.textCursor().block().text() == "Then of the uncle."


def test_arrows_walk_from_line_to_line_past_the_headings(desk: Desk) -> None:
    desk.room.desk.alone("Zola Heffernan")
    desk.open()
    desk.type("heff")
    assert desk.marked.startswith("Zola Heffernan")
    desk.press(Qt.Key.Key_Down)
    assert "Spoke of the Heffalump." in desk.marked
    desk.press(Qt.Key.Key_Down)
    assert "Spoke of the Heffalump." in desk.marked
    desk.press(Qt.Key.Key_Up)
    assert desk.marked.startswith("Zola Heffernan")
    assert isinstance(desk.room.shell.focusWidget(), SearchField)


def test_walking_opens_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    desk.type("heff")
    desk.press(Qt.Key.Key_Down)
    qtbot.wait(400)
    assert desk.palette.is_open
    assert desk.room.shell.place().screen == "today"


def test_enter_waits_for_the_answer_to_what_was_typed(desk: Desk) -> None:
    lane = desk.room.desk.lane
    desk.open()
    desk.type("lock")
    lane.held = True
    desk.field.setText("heffalump")
    desk.press(Qt.Key.Key_Return)
    assert desk.palette.is_open
    lane.let_go()
    assert desk.room.shell.place().note_id == desk.room.note_id


def test_esc_closes_it_and_gives_the_focus_back(desk: Desk) -> None:
    desk.room.shell.go_to(desk.room.place)
    desk.open()
    desk.type("heff")
    desk.press(Qt.Key.Key_Escape)
    assert not desk.palette.is_open
    assert desk.room.field().hasFocus()
    assert desk.room.shell.place() == desk.room.place


def test_a_click_beside_it_closes_it(desk: Desk) -> None:
    desk.open()
    QTest.mouseClick(desk.palette, Qt.MouseButton.LeftButton, pos=desk.palette.rect().bottomRight())
    assert not desk.palette.is_open


def test_tab_completes_a_filter_and_a_name(desk: Desk) -> None:
    desk.open()
    desk.type("heff cl")
    desk.press(Qt.Key.Key_Tab)
    assert desk.field.text() == "heff client:"
    desk.type("que")
    desk.press(Qt.Key.Key_Tab)
    assert desk.field.text() == 'heff client:"Quenby Zorblax" '
    assert "Spoke of the Heffalump." in desk.lines[-1]


def test_tab_leads_on_where_nothing_is_to_be_completed(desk: Desk) -> None:
    desk.open()
    desk.type("heff ")
    desk.press(Qt.Key.Key_Tab)
    focused = desk.room.shell.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Newest first"
    desk.press(Qt.Key.Key_Return)
    assert focused.text() == "Oldest first"


def test_a_letter_typed_on_a_button_goes_into_the_field(desk: Desk) -> None:
    desk.open()
    desk.type("heff ")
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_A)
    assert desk.field.text() == "heff a"
    assert desk.field.hasFocus()


def test_an_action_is_taken_after_it_has_closed(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    desk.type("lock the")
    with qtbot.waitSignal(desk.room.shell.lock_requested):
        desk.press(Qt.Key.Key_Return)
    assert not desk.palette.is_open


def test_actions_on_a_client_are_there_only_where_one_is_open(desk: Desk) -> None:
    desk.open()
    assert not any(line.startswith("New note") for line in desk.lines)
    desk.press(Qt.Key.Key_Escape)
    desk.room.shell.go_to(desk.room.place)
    desk.open()
    assert any(line.startswith("New note") for line in desk.lines)
    assert any(line.startswith("Release this client") for line in desk.lines)


def test_another_page_s_key_closes_it(desk: Desk) -> None:
    desk.open()
    desk.press(Qt.Key.Key_2, CTRL)
    assert desk.room.shell.place().screen == "clients"
    assert not desk.palette.is_open


class TestSecrecy:
    @pytest.fixture
    def asked(self, desk: Desk) -> Desk:
        desk.room.shell.go_to(desk.room.place)
        desk.open()
        desk.type("heffalump quen")
        desk.field.setText("heffalump")
        return desk

    def test_hiding_closes_and_empties_it(self, asked: Desk) -> None:
        assert "Heffalump" in leaked(asked.palette)
        asked.room.shell.clear_texts()
        assert not asked.palette.is_open
        assert leaked(asked.room.shell) == set()
        assert "heffalump" not in " ".join(heard(asked.room.shell)).lower()

    def test_nothing_that_was_typed_can_be_undone_back(self, asked: Desk) -> None:
        asked.room.shell.clear_texts()
        asked.field.undo()
        assert asked.field.text() == ""

    def test_an_answer_that_comes_behind_the_cover_shows_nothing(self, asked: Desk) -> None:
        lane = asked.room.desk.lane
        lane.held = True
        asked.field.setText("heffalu")
        asked.room.shell.clear_texts()
        lane.let_go()
        assert leaked(asked.room.shell) == set()

    def test_esc_leaves_nothing_behind(self, asked: Desk) -> None:
        asked.press(Qt.Key.Key_Escape)
        assert leaked(asked.palette) == set()

    def test_nothing_of_it_is_logged_or_recorded(
        self, asked: Desk, caplog: pytest.LogCaptureFixture
    ) -> None:
        records = asked.room.desk.store.records
        assert "heffalu" not in caplog.text.lower()
        assert "heffalu" not in " ".join(records.details).lower()


class TestForEverybody:
    def test_a_screen_reader_hears_what_everything_is(self, desk: Desk) -> None:
        desk.open()
        desk.type("heff")
        panel = desk.palette.findChild(SearchPanel)
        assert panel is not None
        for part in (panel, desk.field, desk.results, *_visible_buttons(panel)):
            assert QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
        assert desk.field.accessibleDescription() == "1 paragraph"
        assert "Quenby Zorblax" in desk.marked
        assert "Spoke of the Heffalump." in desk.marked

    def test_it_fits_into_the_smallest_window_with_long_names(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        desk.room.desk.alone(LONG)
        shell = desk.room.shell
        shell.resize(1100, 680)
        desk.open()
        desk.type("wolfes")
        panel = desk.palette.findChild(SearchPanel)
        assert panel is not None
        assert shell.rect().contains(panel.geometry())
        shell.resize(1440, 900)
        assert panel.width() <= 720
        assert desk.results.horizontalScrollBar().maximum() == 0
        assert not shell.grab().isNull()

    def test_it_stands_below_its_button_from_right_to_left(self, desk: Desk) -> None:
        shell = desk.room.shell
        shell.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        QApplication.processEvents()
        desk.room.desk.alone("אסתר לוי")
        desk.open()
        desk.field.setText("אסתר")
        panel = desk.palette.findChild(SearchPanel)
        assert panel is not None
        button = shell.top_bar.search
        corner = button.mapTo(shell, button.rect().topRight())
        assert abs(panel.geometry().right() - corner.x()) <= 1
        assert any("אסתר" in line for line in desk.lines)
        assert not shell.grab().isNull()


def _visible_buttons(panel: QWidget) -> list[Button]:
    return [one for one in panel.findChildren(Button) if one.isVisible()]


def test_new_note_says_for_which_unit_where_a_client_has_several(desk: Desk) -> None:
    room = desk.room
    room.shell.go_to(room.place)
    desk.open()
    desk.type("new note")
    assert desk.lines[1] == "New note, Ctrl N"
    desk.press(Qt.Key.Key_Escape)
    with room.desk.store.write() as work:
        partner = keep_client(work, "Sam Okafor")
        unit_id = keep_unit(work, UnitKind.COUPLE, room.client_id, partner)
    room.desk.hub.announce(Changes.of(Noun.UNIT, unit_id))
    desk.open()
    desk.type("new note alone")
    assert desk.lines[1] == "New note · alone, Ctrl N"
