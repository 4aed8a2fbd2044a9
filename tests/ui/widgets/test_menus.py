"""A menu below its button, opened by a key or by a mouse."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ui.widgets.button import Button
from ui.widgets.menus import pop_up, pop_up_beside


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


def a_menu(*labels: str) -> QMenu:
    menu = QMenu()
    for label in labels:
        menu.addAction(label).setCheckable(True)
    return menu


def marked(menu: QMenu) -> str:
    active = menu.activeAction()
    return active.text() if active is not None else ""


@pytest.fixture
def menu(qtbot: QtBot) -> Iterator[QMenu]:
    made = a_menu("Dana", "Marcus", "Both")
    qtbot.addWidget(made)
    yield made
    made.close()


LINE = QRect(40, 100, 1, 20)


def test_by_key_enter_takes_the_choice_that_holds_so_that_it_changes_nothing(menu: QMenu) -> None:
    menu.actions()[1].setChecked(True)
    pop_up_beside(menu, LINE, by_key=True)
    assert marked(menu) == "Marcus"


def test_what_is_ticked_below_a_rule_is_no_choice(menu: QMenu) -> None:
    menu.addSeparator()
    told = menu.addAction("In confidence")
    told.setCheckable(True)
    told.setChecked(True)
    pop_up_beside(menu, LINE, by_key=True)
    assert marked(menu) == "Dana"


def test_by_mouse_nothing_is_marked(menu: QMenu) -> None:
    menu.actions()[1].setChecked(True)
    pop_up_beside(menu, LINE, by_key=False)
    assert marked(menu) == ""


@pytest.mark.parametrize("part", [0.1, 0.5, 0.97])
def test_a_menu_lies_inside_the_screen_and_hides_nothing_of_its_line(
    menu: QMenu, part: float
) -> None:
    room = menu.screen().availableGeometry()
    line = QRect(room.left() + 40, room.top() + round(part * room.height()), 1, 20)
    pop_up_beside(menu, line, by_key=True)
    assert room.contains(menu.geometry())
    assert not menu.geometry().intersects(line)


def test_a_menu_opens_below_its_line_where_there_is_room(menu: QMenu) -> None:
    pop_up_beside(menu, LINE, by_key=True)
    assert menu.geometry().top() > LINE.bottom()
