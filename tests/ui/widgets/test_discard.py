import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.widgets.discard import discard


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_a_part_that_was_laid_out_just_now_becomes_no_window(page: QWidget) -> None:
    column, part = page.layout(), QLabel("Q.Z.")
    assert column is not None
    column.addWidget(part)
    discard(part)
    QApplication.processEvents()
    assert not isValid(part) or not part.isVisible()
    assert page.findChildren(QLabel) == []
