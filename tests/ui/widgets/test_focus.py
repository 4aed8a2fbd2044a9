import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.focus import follow_the_eye, hand_focus_on, stops_in


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for name in ("above", "field", "below"):
        part = QPushButton(page) if name != "field" else QLineEdit(page)
        part.setObjectName(name)
        column.addWidget(part)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def named(stops: list[QWidget]) -> list[str]:
    return [stop.objectName() for stop in stops]


def test_focus_given_to_a_page_goes_to_its_part(page: QWidget) -> None:
    field = page.findChild(QLineEdit)
    assert field is not None
    hand_focus_on(page, field)
    page.setFocus()
    assert field.hasFocus()


def test_parts_of_a_dialog_over_the_page_are_no_stops_of_it(page: QWidget) -> None:
    QLineEdit(QDialog(page))
    assert named(stops_in(page)) == ["above", "field", "below"]


def test_tab_stops_in_the_order_that_is_asked_for(page: QWidget) -> None:
    above, field, below = stops_in(page)
    follow_the_eye((below, field, above))
    below.setFocus()
    for expected in (field, above):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert expected.hasFocus()
