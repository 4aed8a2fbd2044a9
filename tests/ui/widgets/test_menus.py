"""A menu below its button, opened by a key or by a mouse."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ui.widgets.button import Button
from ui.widgets.menus import pop_up


@pytest.fixture
def opening(qtbot: QtBot) -> Iterator[tuple[Button, list[str]]]:
    button, chosen = Button("New"), list[str]()
    qtbot.addWidget(button)

    def open_menu() -> None:
        menu = QMenu(button)
        menu.addAction("For whom?").setEnabled(False)
        for label in ("Dana", "Marcus"):
            menu.addAction(label).triggered.connect(lambda _=False, one=label: chosen.append(one))
        pop_up(menu, button)

    button.clicked.connect(open_menu)
    with qtbot.waitExposed(button):
        button.show()
    button.setFocus()
    yield button, chosen
    while (open_one := QApplication.activePopupWidget()) is not None:
        open_one.close()


def the_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_takes_the_first_entry_of_a_menu_that_a_key_opened(
    opening: tuple[Button, list[str]], key: Qt.Key
) -> None:
    button, chosen = opening
    QTest.keyClick(button, key)
    QTest.keyClick(the_menu(), Qt.Key.Key_Return)
    assert chosen == ["Dana"]


def test_a_menu_that_a_mouse_opened_has_no_entry_marked(
    opening: tuple[Button, list[str]],
) -> None:
    button, _ = opening
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert the_menu().activeAction() is None
    the_menu().close()
    QTest.keyClick(button, Qt.Key.Key_Space)
    active = the_menu().activeAction()
    assert active is not None
    assert active.text() == "Dana"


def test_an_entry_with_entries_of_its_own_isn_t_opened_by_itself(qtbot: QtBot) -> None:
    button = Button("New")
    qtbot.addWidget(button)
    button.show()
    menu = QMenu(button)
    inner = menu.addMenu("Dana")
    inner.addAction("Session note")
    pop_up(menu, button)
    assert menu.activeAction() is inner.menuAction()
    assert not inner.isVisible()
    menu.close()
