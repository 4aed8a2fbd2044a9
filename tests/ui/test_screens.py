"""What holds on every screen, empty and full."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens import SCREENS, SMALLEST, Practice, go_to
from ui.theme import ThemeService, fonts
from ui.theme.fonts import metrics
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.text import Text

# A list of so many names may end in "…": the screen reader has them all.
MANY = "Rosa Cruz, Teo Cruz, Luis Cruz"
TOLD = pytest.mark.parametrize(("filled", "name"), SCREENS)
STILL_CUT = pytest.mark.xfail(reason="the timeline's second line, and the button in a note's foot")
WITH_A_NOTE = {"notes", "signing", "new client beside notes"}
FITTING = pytest.mark.parametrize(
    ("filled", "name"),
    [
        pytest.param(filled, name, marks=STILL_CUT if name in WITH_A_NOTE else ())
        for filled, name in SCREENS
    ],
)


@TOLD
def test_a_screen_has_at_most_one_primary_button(qtbot: QtBot, name: str, *, filled: bool) -> None:
    practice = Practice(qtbot, filled=filled)
    go_to(practice, name, filled=filled)
    assert len(primaries(practice.window)) <= 1


@pytest.mark.usefixtures("house_type")
@FITTING
def test_no_words_are_cut_in_the_smallest_window(
    qtbot: QtBot, cut: list[str], name: str, *, filled: bool
) -> None:
    practice = Practice(qtbot, filled=filled, size=SMALLEST)
    go_to(practice, name, filled=filled)
    assert practice.window.size().toTuple() == SMALLEST
    cut.clear()
    practice.window.grab()
    assert [one for one in cut if MANY not in one] + squeezed(practice.window) == []


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


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every line of text that was painted with less room than it needs."""
    found: list[str] = []

    class Watched(QFontMetrics):
        def elidedText(
            self, words: str, mode: Qt.TextElideMode, wide: int, flags: int | None = 0
        ) -> str:
            fitting = super().elidedText(words, mode, wide, flags)
            if fitting != words:
                found.append(f"{words} → {fitting}")
            return fitting

    monkeypatch.setattr(paint, "metrics", lambda role: Watched(metrics(role)))
    return found


def primaries(window: QWidget) -> list[str]:
    """The filled buttons in sight."""
    return [one.text() for one in window.findChildren(Button) if one.is_primary and seen(one)]


def seen(part: QWidget) -> bool:
    return part.isVisible() and not part.visibleRegion().isEmpty()


def squeezed(window: QWidget) -> list[str]:
    """Running text that is higher than its place, and fields too narrow for what stands in them."""
    found = []
    for one in window.findChildren(QWidget):
        if not seen(one):
            continue
        if isinstance(one, Text) and one.text() and one.height() < one.heightForWidth(one.width()):
            found.append(f"{one.text()} is too high")
        if isinstance(one, QLineEdit):
            words = one.displayText() or one.placeholderText()
            room = one.rect().adjusted(8, 0, -8, 0).width() - 22 * len(one.actions())
            if one.fontMetrics().horizontalAdvance(words) > room:
                found.append(f"{words} is too wide")
    return found
