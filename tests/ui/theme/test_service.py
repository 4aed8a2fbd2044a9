from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resources.tokens import DARK, LIGHT
from ui.theme import ThemeService, colour
from ui.theme.service import choice_of


@pytest.fixture
def service(qapp: QApplication) -> Iterator[ThemeService]:
    made = ThemeService(qapp)
    yield made
    made.choose("light")
    qapp.styleHints().colorSchemeChanged.disconnect(made._on_system_changed)
    made.setParent(None)


def shown(app: QApplication) -> tuple[str, str, bool]:
    window = app.palette().color(QPalette.ColorRole.Window).name().upper()
    return window, colour("paper").name().upper(), DARK["sheet"] in app.styleSheet()


def test_pinning_dark_changes_palette_colours_and_stylesheet_together(
    qapp: QApplication, service: ThemeService
) -> None:
    service.choose("dark")
    assert shown(qapp) == (DARK["paper"], DARK["paper"], True)
    service.choose("light")
    assert shown(qapp) == (LIGHT["paper"], LIGHT["paper"], False)


def test_theme_follows_the_system_while_nothing_is_pinned(
    qapp: QApplication, service: ThemeService
) -> None:
    shown_in_turn = []
    for system in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        qapp.styleHints().colorSchemeChanged.emit(system)
        shown_in_turn.append(service.scheme)
    assert shown_in_turn == ["dark", "light"]
    assert service.choice == "system"


def test_pinned_theme_stays_when_the_system_changes(
    qapp: QApplication, service: ThemeService
) -> None:
    service.choose("light")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert service.scheme == "light"


def test_change_is_announced_once_and_only_when_something_changes(
    qtbot: QtBot, service: ThemeService
) -> None:
    heard: list[str] = []
    service.changed.connect(lambda: heard.append(service.scheme))
    service.choose("dark")
    service.choose("dark")
    assert heard == ["dark"]


def test_who_paints_with_a_colour_may_change_it(service: ThemeService) -> None:
    service.choose("light")
    colour("shelf").setAlphaF(0.6)
    assert colour("shelf") == QColor(LIGHT["shelf"])


@pytest.mark.parametrize(
    ("name", "choice"), [("dark", "dark"), ("light", "light"), ("", "system"), ("mauve", "system")]
)
def test_a_name_that_is_no_choice_means_the_systems_colours(name: str, choice: str) -> None:
    assert choice_of(name) == choice
