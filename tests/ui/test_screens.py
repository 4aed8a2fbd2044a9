"""What holds on every screen, empty and full."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fitting import Watch
from tests.ui.screens import SCREENS, SMALLEST, Practice, go_to
from ui.theme import ThemeService, fonts
from ui.widgets.button import Button

# A list of so many names may end in "…": the screen reader has them all.
MANY = "Rosa Cruz, Teo Cruz, Luis Cruz"
TOLD = pytest.mark.parametrize(("filled", "name"), SCREENS)


@TOLD
def test_a_screen_has_at_most_one_primary_button(qtbot: QtBot, name: str, *, filled: bool) -> None:
    practice = Practice(qtbot, filled=filled)
    go_to(practice, name, filled=filled)
    assert len(primaries(practice.window)) <= 1


@pytest.mark.usefixtures("house_type")
@TOLD
def test_no_words_are_cut_in_the_smallest_window(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str, *, filled: bool
) -> None:
    practice = Practice(qtbot, filled=filled, size=SMALLEST)
    go_to(practice, name, filled=filled)
    assert practice.window.size().toTuple() == SMALLEST
    cut = Watch(monkeypatch).cut(practice.window)
    assert [one for one in cut if MANY not in one] == []


@pytest.fixture(scope="module")
def house_type(qapp: QApplication) -> Iterator[None]:
    """The fonts and the measures that a person sees."""
    fonts.load_first()
    fonts.load_later()
    service = ThemeService(qapp, "light")
    yield
    qapp.styleHints().colorSchemeChanged.disconnect(service._on_system_changed)
    service.setParent(None)
    QFontDatabase.removeAllApplicationFonts()
    fonts.font.cache_clear()
    fonts.metrics.cache_clear()


def primaries(window: QWidget) -> list[str]:
    """The filled buttons in sight."""
    return [
        one.text()
        for one in window.findChildren(Button)
        if one.is_primary and one.isVisible() and not one.visibleRegion().isEmpty()
    ]
