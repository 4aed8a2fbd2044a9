from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import names
from ui.curtain import Curtain
from ui.widgets.own_words import OwnBanner, OwnField, OwnLine, OwnText
from vault.known_names import KnownNames


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.line, self.text = OwnLine("Marcus slept"), OwnText("of Marcus")
        self.banner, self.field, self.other = OwnBanner(), OwnField("Marcus"), OwnField()
        self.banner.show_message("Marcus was added.", "ok")
        column = QVBoxLayout(self)
        for part in (self.line, self.text, self.banner, self.field, self.other):
            column.addWidget(part)

    @property
    def shown(self) -> tuple[str, ...]:
        labels = (self.line.text(), self.text.text(), self.banner.accessibleName())
        return (*labels, self.field.displayText())


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    page = Page()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.other.setFocus()
    yield page
    names.style.show_initials(only=False)


def hide_names() -> None:
    names.style.show_initials(only=True)
    names.style.learn(KnownNames(["Marcus"]))


NAMES = ("Marcus slept", "of Marcus", "Marcus was added.", "Marcus")


def test_names_go_and_come_back(page: Page) -> None:
    assert page.shown == NAMES
    hide_names()
    assert page.shown[:3] == ("M. slept", "of M.", "M. was added.")
    assert "Marcus" not in page.shown[3]
    names.style.show_initials(only=False)
    assert page.shown == NAMES


def test_a_cover_doesnt_make_initials_of_names_for_good(page: Page) -> None:
    hide_names()
    curtain = Curtain(page)
    curtain.draw()
    assert page.shown == ("", "", "", "")
    curtain.open()
    names.style.show_initials(only=False)
    assert page.shown == NAMES


def test_a_field_that_gets_the_focus_by_itself_shows_nothing_until_a_key(page: Page) -> None:
    hide_names()
    page.field.setFocus()
    assert page.field.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClick(page.field, Qt.Key.Key_Right)
    assert page.field.displayText() == "Marcus"
    names.style.changed.emit()
    assert page.field.echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.parametrize("way", ["tab", "click"])
def test_a_field_shows_what_stands_in_it_to_whoever_goes_there(page: Page, way: str) -> None:
    hide_names()
    if way == "tab":
        QTest.keyClick(page.other, Qt.Key.Key_Backtab)
    else:
        QTest.mouseClick(page.field, Qt.MouseButton.LeftButton)
    assert page.field.hasFocus()
    assert page.field.displayText() == "Marcus"


def test_what_is_typed_can_be_read_and_undone_where_the_keyboard_is(page: Page) -> None:
    hide_names()
    page.field.setFocus()
    QTest.keyClicks(page.field, "x")
    assert page.field.displayText() == "Marcusx"
    page.other.setFocus()
    assert page.field.echoMode() is QLineEdit.EchoMode.Password
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.field.text() == "Marcus"


def test_a_field_that_lost_the_keyboard_behind_a_cover_shows_dots_after_it(page: Page) -> None:
    hide_names()
    page.field.setFocus()
    curtain = Curtain(page)
    curtain.draw()
    page.other.setFocus()
    curtain.open()
    assert page.field.echoMode() is QLineEdit.EchoMode.Password
