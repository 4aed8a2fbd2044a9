"""The tests that look for words without room can fail."""

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fitting import Watch
from ui.widgets.pill import Pill
from ui.widgets.text import Line, Text


def test_the_watch_sees_what_is_cut(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch(monkeypatch)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(100, 120)
    parts = Line("Words too long"), Text("Words " * 9), Pill("Far too long"), QLineEdit("W" * 20)
    for at, part in enumerate(parts):
        part.setParent(window)
        part.setGeometry(30, 30 * at, 60 + 40 * (at == 2), 20)
    window.show()
    assert watch.cut(window) == ["Words too long", "Words " * 9, "Far too long", "W" * 20]
