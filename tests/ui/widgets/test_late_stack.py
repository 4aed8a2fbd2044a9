import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.late_stack import LateStack


class Made:
    """Builds labels, and remembers which."""

    def __init__(self, qtbot: QtBot) -> None:
        self.stack = LateStack()
        qtbot.addWidget(self.stack)
        self.built: list[str] = []
        self.stack.add(lambda: self._page("shelf"))
        self.stack.add(lambda: self._page("desk"))

    def _page(self, name: str) -> QWidget:
        self.built.append(name)
        return QLabel(name)


@pytest.fixture
def made(qtbot: QtBot) -> Made:
    return Made(qtbot)


def test_page_that_nobody_goes_to_is_never_built(made: Made) -> None:
    made.stack.go_to(0)
    assert made.built == ["shelf"]


def test_page_is_built_once_and_keeps_what_it_shows(made: Made) -> None:
    desk = made.stack.go_to(1)
    made.stack.go_to(0)
    assert made.stack.go_to(1) is desk
    assert made.stack.currentWidget() is desk
    assert made.built == ["desk", "shelf"]


def test_place_is_known_only_while_it_is_shown(made: Made) -> None:
    assert not made.stack.is_at(0)
    made.stack.go_to(0)
    assert made.stack.is_at(0)
    made.stack.go_to(1)
    assert not made.stack.is_at(0)
