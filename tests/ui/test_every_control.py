"""A walk through the accessibility tree of the screens of daily work, as a reader takes it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from resources.measures import measure
from tests.ui import hands
from tests.ui.measures.window import Window as Measures
from tests.ui.notes.office import PLAN, SLEPT, Office
from tests.ui.process_notes.world import PASSPHRASE
from tests.ui.room import Room
from ui.clients.file_tabs import DETAILS, DOCUMENTS, MEASURES, NOTES, PEOPLE, PROCESS
from ui.notes.reading import ReadingSheet
from ui.process_notes.view_model import ProcessNotesViewModel
from ui.strings import meetings as meeting_words
from ui.strings import units as unit_words
from vault.notes import NoteType
from vault.place import Place

ROLE = QAccessible.Role
TEXT = QAccessible.Text
CTRL = Qt.KeyboardModifier.ControlModifier
NAMED = {
    ROLE.Button,
    ROLE.ButtonDropDown,
    ROLE.ButtonMenu,
    ROLE.CheckBox,
    ROLE.ComboBox,
    ROLE.EditableText,
    ROLE.List,
    ROLE.ListItem,
    ROLE.MenuItem,
    ROLE.PageTab,
    ROLE.RadioButton,
    ROLE.Slider,
    ROLE.SpinBox,
    ROLE.Table,
}
# What the keyboard stops at must be more than a window, a client area or nothing at all.
SILENT = {ROLE.NoRole, ROLE.Client, ROLE.Pane, ROLE.Window}


def shown(item: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Walk what can be seen, from the top down."""
    if not item.isValid() or item.state().invisible:
        return
    yield item
    for at in range(item.childCount()):
        child = item.child(at)
        if child is not None:
            yield from shown(child)


def faults() -> list[str]:
    """Name each control on the screen that a screen reader couldn't tell."""
    return [
        f"{_called(item)} {fault}"
        for window in QApplication.topLevelWidgets()
        if window.isVisible()
        for item in shown(QAccessible.queryAccessibleInterface(window))
        if (fault := _fault(item))
    ]


def _fault(item: QAccessibleInterface) -> str:
    name, widget = item.text(TEXT.Name).strip(), item.object()
    stops = isinstance(widget, QWidget) and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if not name and (stops or item.role() in NAMED):
        return "has no name"
    # A page that scrolls by key is no more than an area to Qt; its name says which.
    if stops and item.role() in SILENT and not isinstance(widget, QScrollArea):
        return f"is a {item.role().name}"
    if name and isinstance(widget, QWidget) and widget.accessibleDescription() == name:
        return "describes itself by its name"
    return ""


def _called(item: QAccessibleInterface) -> str:
    above, names = item, []
    while above is not None and above.isValid():
        widget = above.object()
        kind = type(widget).__name__ if widget is not None else above.role().name
        names.append(f"{kind} {above.text(TEXT.Name)!r}" if above is item else kind)
        above = above.parent()
    return " in ".join(names[:4])


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    room = Room(qtbot)
    room.add_couple()
    return room


def tab(key: str) -> Callable[[Room], None]:
    def go(room: Room) -> None:
        room.shell.go_to(room.place if key == NOTES else Place("clients", room.client_id, key))

    return go


def today(room: Room) -> None:
    room.shell.show_page("today")


def new_meeting(room: Room) -> None:
    today(room)
    hands.press(room.shell, meeting_words.new())


def new_unit(room: Room) -> None:
    tab(PEOPLE)(room)
    hands.press(room.shell, unit_words.new_unit())


def search(room: Room) -> None:
    tab(NOTES)(room)
    room.shell.open_palette()
    hands.settle()
    QTest.keyClicks(room.shell.focusWidget() or room.shell, "Heff")


def process_note(room: Room) -> None:
    tab(PROCESS)(room)
    (drawer,) = room.shell.findChildren(ProcessNotesViewModel)
    drawer.opening.open(bytearray(PASSPHRASE))
    drawer.start(drawer.open_units[0])


def find_in_note(room: Room) -> None:
    tab(NOTES)(room)
    QTest.keyClick(room.field(), Qt.Key.Key_F, CTRL)


SCREENS: dict[str, Callable[[Room], None]] = {
    "today": today,
    "new session": new_meeting,
    "note": tab(NOTES),
    "find in a note": find_in_note,
    "process notes, locked": tab(PROCESS),
    "process note": process_note,
    "documents": tab(DOCUMENTS),
    "measures": tab(MEASURES),
    "people": tab(PEOPLE),
    "new unit": new_unit,
    "details": tab(DETAILS),
    "search": search,
}


@pytest.mark.parametrize("screen", SCREENS)
def test_every_control_of_a_screen_has_a_name_and_a_role(room: Room, screen: str) -> None:
    SCREENS[screen](room)
    hands.settle()
    assert faults() == []


def test_every_control_of_a_measure_that_is_filled_in_has_a_name_and_a_role(
    qtbot: QtBot,
) -> None:
    measures = Measures(qtbot)
    measures.tab.vm.start(measure("phq-9"))
    assert len(measures.cells) == 9
    assert faults() == []


def test_every_control_of_a_note_that_is_read_as_amended_has_a_name_and_a_role(
    qtbot: QtBot,
) -> None:
    office = Office(qtbot)
    note_id = office.keep(SLEPT, PLAN)
    office.amend(note_id, 1, "Slept four hours.")
    office.open(note_id)
    reading = office.view.findChildren(ReadingSheet)[0]
    reading.open_find()
    assert faults() == []


def test_every_control_of_a_plan_that_is_looked_at_again_has_a_name_and_a_role(
    qtbot: QtBot,
) -> None:
    office = Office(qtbot)
    office.open(office.keep(PLAN, note_type=NoteType.TREATMENT_PLAN))
    hands.settle()
    assert faults() == []


def test_the_walk_names_a_control_without_a_name(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QLineEdit(window)
    window.show()
    assert faults() == ["QLineEdit '' in QWidget in QApplication has no name"]
