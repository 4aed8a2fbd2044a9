from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import FakePress
from tests.ui.desk import Desk
from ui import names
from ui.releases.view import ReleasesView
from ui.room_builder import RoomBuilder
from ui.settings.cards import ScreenCard
from ui.settings.practice_card import PracticeCard
from ui.settings.view import SettingsView
from ui.widgets.sidebar_item import SidebarItem
from vault.place import Place


@pytest.fixture
def builder(qtbot: QtBot) -> RoomBuilder:
    window = QWidget()
    qtbot.addWidget(window)
    desk = Desk()
    desk.alone("Dana Reyes")
    return RoomBuilder(window, desk.vault, FakePress(), lambda: Path("/nowhere/vault"))


def test_the_desk_knows_the_vault_that_is_open_though_it_was_built_before_another(
    qtbot: QtBot,
) -> None:
    window, folders = QWidget(), [Path("/nowhere/first"), Path("/nowhere/other")]
    qtbot.addWidget(window)
    builder = RoomBuilder(window, Desk().vault, FakePress(), lambda: folders[0])
    shell = builder.finish()
    folders.pop(0)
    (releases,) = shell.findChildren(ReleasesView)
    assert releases.model.desk.hand_over.vault_folder == Path("/nowhere/other")


def pages(shell: QWidget) -> list[str]:
    return [item.text() for item in shell.findChildren(SidebarItem)]


def test_shell_is_built_whole_while_the_passphrase_is_typed(
    builder: RoomBuilder, qtbot: QtBot
) -> None:
    builder.start()
    assert not builder.is_done
    qtbot.waitUntil(lambda: builder.is_done)
    assert pages(builder.finish()) == ["Today", "Clients", "Releases", "Settings"]


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
    assert pages(builder.finish()) == ["Today", "Clients", "Releases", "Settings"]


def test_no_record_is_in_sight_while_the_pages_are_built(
    builder: RoomBuilder, qtbot: QtBot
) -> None:
    window = builder.parent()
    assert isinstance(window, QWidget)
    window.show()
    builder.start()
    qtbot.waitUntil(lambda: builder.is_done)
    assert [part for part in window.findChildren(QWidget) if part.isVisible()] == []


def test_settings_are_built_when_they_are_first_gone_to(builder: RoomBuilder, qtbot: QtBot) -> None:
    shell = builder.finish()
    assert shell.findChild(SettingsView) is None
    assert shell.known_actions["go.settings"].keys == "Ctrl+,"
    shell.known_actions.take("go.settings")
    assert shell.findChild(SettingsView) is not None
    assert shell.place() == Place("settings")


def test_a_card_of_the_settings_is_gone_to_by_name(builder: RoomBuilder, qtbot: QtBot) -> None:
    shell = builder.finish()
    shell.known_actions.take("settings.screen")
    page = shell.findChild(SettingsView)
    assert page is not None
    qtbot.waitUntil(lambda: page.findChild(PracticeCard) is not None)
    card = page.findChild(ScreenCard)
    focused = page.window().focusWidget()
    assert card is not None
    assert focused is not None
    assert card.isAncestorOf(focused)


def test_a_field_of_the_settings_that_is_gone_to_by_name_is_in_sight_with_the_keyboard(
    builder: RoomBuilder, qtbot: QtBot
) -> None:
    shell = builder.finish()
    window = shell.window()
    window.resize(1100, 680)
    with qtbot.waitExposed(window):
        window.show()
    shell.show()
    shell.resize(window.size())
    shell.known_actions.take("settings.screen.theme")
    page = shell.findChild(SettingsView)
    assert page is not None
    qtbot.waitUntil(lambda: page.findChild(PracticeCard) is not None)
    focused = page.window().focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Colors"
    qtbot.waitUntil(lambda: focused.visibleRegion().boundingRect() == focused.rect())


@pytest.mark.parametrize(
    ("typed", "card"),
    [
        ("dark", "screen.theme"),
        ("light", "screen.theme"),
        ("theme", "screen.theme"),
        ("initials", "screen"),
        ("idle", "locking"),
        ("spelling", "writing"),
        ("template", "notes"),
        ("profile", "practice"),
    ],
)
def test_settings_are_found_by_what_they_are_about(
    builder: RoomBuilder, typed: str, card: str
) -> None:
    action = builder.finish().known_actions[f"settings.{card}"]
    assert typed in f"{action.label} {action.keywords}".lower()


def test_the_tick_in_the_settings_is_the_switch_for_initials(
    builder: RoomBuilder, qtbot: QtBot
) -> None:
    shell = builder.finish()
    shell.go_to(Place("settings"))
    page = shell.findChild(SettingsView)
    assert page is not None
    page.initials_asked.emit()
    assert names.style.initials_only
    shell.known_actions.take("names.initials")
    assert not names.style.initials_only
