"""The window's place on the screen, which the process after a lock takes over."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from pytestqt.qtbot import QtBot

from ui.window import USUAL, Window, _fitting

HERE = QRect(60, 40, 1200, 700)
FRAMED = Qt.WindowType.Window
FRAMELESS = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint


def shown(qtbot: QtBot, frame: Qt.WindowType, place: str = "") -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.setWindowFlags(frame)
    window.take_place(place)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.mark.parametrize("before", [FRAMED, FRAMELESS])
@pytest.mark.parametrize("after", [FRAMED, FRAMELESS])
def test_a_window_stays_where_it_was_lock_after_lock_framed_or_not(
    qtbot: QtBot, before: Qt.WindowType, after: Qt.WindowType
) -> None:
    window = shown(qtbot, before)
    assert (window.frameGeometry() == window.geometry()) is (before is FRAMELESS)
    window.setGeometry(HERE)
    for _ in range(3):
        window = shown(qtbot, after, window.place_on_screen())
        assert window.geometry() == HERE


def test_a_maximized_window_comes_back_maximized_and_knows_its_size_before(qtbot: QtBot) -> None:
    window = shown(qtbot, FRAMED)
    window.setGeometry(HERE)
    window.showMaximized()
    again = shown(qtbot, FRAMED, window.place_on_screen())
    assert again.isMaximized()
    again.showNormal()
    assert again.geometry() == HERE


@pytest.mark.parametrize(
    "place",
    [
        "",
        "nonsense",
        "1,2,3",
        "1,2,3,4,5,6",
        "90000,90000,1200,700,0",
        "01d9d0cb0003",
    ],
)
def test_a_place_that_says_nothing_is_ignored(qtbot: QtBot, place: str) -> None:
    window = shown(qtbot, FRAMED, place)
    assert (window.width(), window.height()) == USUAL


@pytest.mark.parametrize(
    ("free", "size"),
    [
        ((1920, 1040), USUAL),
        ((1366, 720), (1366, 720)),
        ((1440, 680), (1440, 680)),
        ((1024, 740), USUAL),  # nothing fits there
    ],
)
def test_a_first_window_fits_on_the_screen(free: tuple[int, int], size: tuple[int, int]) -> None:
    assert _fitting(QSize(*free)) == QSize(*size)
