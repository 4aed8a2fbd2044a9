import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from resources.tokens import DARK, LIGHT
from ui.theme import colours, icon, pixmap
from ui.theme.icons import paint


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    colours.use("light")
    yield
    colours.use("light")


def inks(drawn: QPixmap) -> set[str]:
    image = drawn.toImage()
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_icon_takes_the_colour_of_the_theme_in_force_when_it_is_painted() -> None:
    made = icon("square", "accent")
    assert inks(made.pixmap(48)) == {LIGHT["accent"]}
    colours.use("dark")
    assert inks(made.pixmap(48)) == {DARK["accent"]}


def test_icon_is_faint_when_disabled_and_accented_when_selected() -> None:
    made = icon("square", "ink")
    assert inks(made.pixmap(QSize(48, 48), QIcon.Mode.Disabled)) == {LIGHT["ink-off"]}
    assert inks(made.pixmap(QSize(48, 48), QIcon.Mode.Selected)) == {LIGHT["accent"]}


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_icon_has_a_pixel_for_every_pixel_of_the_screen(ratio: float) -> None:
    drawn = icon("lock").pixmap(QSize(16, 16), ratio)
    assert drawn.size() == QSize(16, 16) * ratio
    assert drawn.devicePixelRatio() == ratio


def test_icon_is_rendered_once_for_each_size_and_colour() -> None:
    first, again = pixmap("lock", "ink", 16), pixmap("lock", "ink", 16)
    assert first.cacheKey() == again.cacheKey()


def test_icon_is_painted_in_the_middle_of_its_area() -> None:
    canvas = QPixmap(60, 20)
    canvas.fill(QColor(LIGHT["sheet"]))
    painter = QPainter(canvas)
    paint(painter, "square", "ink", QRect(0, 0, 60, 20))
    painter.end()
    image = canvas.toImage()
    marked = [x for x in range(60) for y in range(20) if image.pixelColor(x, y).name() == "#1e2422"]
    assert min(marked) + max(marked) == 59


def test_altered_copy_of_an_icon_outlives_the_first() -> None:
    first = icon("lock")
    copy = QIcon(first)
    copy.addPixmap(QPixmap(4, 4))
    del first
    gc.collect()
    assert copy.pixmap(16).size() == QSize(16, 16)
