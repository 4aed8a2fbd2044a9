from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import FakePress
from tests.ui.desk import Desk
from ui.room_builder import RoomBuilder
from ui.widgets.sidebar_item import SidebarItem


@pytest.fixture
def builder(qtbot: QtBot) -> RoomBuilder:
    window = QWidget()
    qtbot.addWidget(window)
    desk = Desk()
    desk.alone("Dana Reyes")
    return RoomBuilder(window, desk.vault, FakePress(), lambda: Path("/nowhere/vault"))


def pages(shell: QWidget) -> list[str]:
    return [item.text() for item in shell.findChildren(SidebarItem)]


def test_shell_is_built_whole_while_the_passphrase_is_typed(
    builder: RoomBuilder, qtbot: QtBot
) -> None:
    builder.start()
    assert not builder.is_done
    qtbot.waitUntil(lambda: builder.is_done)
    assert pages(builder.finish()) == ["Today", "Clients", "Releases"]


@pytest.mark.parametrize("turns", [0, 1, 20, 22])
def test_shell_is_finished_at_once_however_far_it_was(
    builder: RoomBuilder, qtbot: QtBot, turns: int
) -> None:
    taken = 0

    def turn() -> bool:
        nonlocal taken
        taken += 1
        return taken > turns

    builder.start()
    qtbot.waitUntil(turn)
    assert pages(builder.finish()) == ["Today", "Clients", "Releases"]


def test_no_record_is_in_sight_while_the_pages_are_built(
    builder: RoomBuilder, qtbot: QtBot
) -> None:
    window = builder.parent()
    assert isinstance(window, QWidget)
    window.show()
    builder.start()
    qtbot.waitUntil(lambda: builder.is_done)
    assert [part for part in window.findChildren(QWidget) if part.isVisible()] == []
