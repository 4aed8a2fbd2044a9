import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.room import Room
from tests.ui.test_shell import heard
from ui.actions import Action, Actions, key_cap
from ui.shortcuts_panel import ShortcutsPanel


def an_action(taken: list[str], name: str = "note.new", **more: object) -> Action:
    return Action(name, "New note", lambda: taken.append(name), **more)  # type: ignore[arg-type]


def test_an_action_is_taken_by_its_keys_from_anywhere_inside(qtbot: QtBot) -> None:
    window, field, taken = QWidget(), QLineEdit(), list[str]()
    QVBoxLayout(window).addWidget(field)
    qtbot.addWidget(window)
    Actions().add(an_action(taken, keys="Ctrl+N"), window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert taken == ["note.new"]


def test_what_isnt_possible_is_neither_taken_nor_listed() -> None:
    taken: list[str] = []
    actions = Actions()
    actions.add(an_action(taken, is_possible=lambda: False))
    actions.take("note.new")
    assert (taken, actions.possible()) == ([], [])
    assert [one.id for one in actions] == ["note.new"]


def test_an_id_is_given_once() -> None:
    actions = Actions()
    actions.add(an_action([]))
    with pytest.raises(KeyError):
        actions.add(an_action([]))


def test_keys_read_as_on_a_key_cap() -> None:
    assert key_cap("Ctrl+Shift+N") == "Ctrl Shift N"
    assert key_cap("") == ""


def test_every_action_of_the_window_has_words_an_icon_and_keys_of_its_own(qtbot: QtBot) -> None:
    actions = list(Room(qtbot).shell.known_actions)
    assert {"note.new", "client.new", "go.today", "vault.lock"} <= {one.id for one in actions}
    assert all(one.label and one.icon and one.id.count(".") == 1 for one in actions)
    keys = [one.keys for one in actions if one.keys]
    assert len(keys) == len(set(keys))


def test_the_page_of_keys_lists_every_action_that_has_one(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.shell.setFocus()
    QTest.keyClick(room.shell, Qt.Key.Key_F1)
    panel = room.shell.findChild(ShortcutsPanel)
    assert panel is not None
    said = heard(panel)
    assert all(one.label in said for one in room.shell.known_actions if one.keys)
    focused = room.shell.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert not panel.isVisible()
