from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from resources.tokens import TYPE, TextRole
from ui.theme import fonts


@pytest.fixture(autouse=True)
def loaded(qapp: QApplication) -> None:
    fonts.load_first()
    fonts.load_later()


@pytest.mark.parametrize("role", get_args(TextRole))
def test_every_role_is_drawn_with_the_font_that_ships(role: TextRole) -> None:
    info = QFontInfo(fonts.font(role))
    assert info.family() == TYPE[role].family
    assert info.weight() == TYPE[role].weight


def test_width_leaves_room_for_the_whole_line() -> None:
    words = "Initials only"
    room = fonts.width("body-medium", words)
    elided = fonts.metrics("body-medium").elidedText(words, Qt.TextElideMode.ElideRight, room)
    assert elided == words
