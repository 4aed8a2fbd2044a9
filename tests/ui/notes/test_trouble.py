"""The line above a note that can't be stored."""

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ui.notes.trouble import TroubleLine
from ui.strings import notes as words
from ui.widgets.banner import Banner
from vault.errors import ChangedElsewhere, DiskFull


@pytest.fixture
def line(qtbot: QtBot) -> TroubleLine:
    shown = TroubleLine()
    qtbot.addWidget(shown)
    return shown


def said(line: TroubleLine) -> str:
    return line.findChildren(Banner)[0].accessibleName()


def step(line: TroubleLine) -> QAbstractButton:
    (button,) = line.findChildren(QAbstractButton)
    return button


def test_nothing_is_said_while_all_goes_well(line: TroubleLine) -> None:
    assert not line.isVisible()
    line.show_error(None)
    assert not line.isVisible()


def test_only_words_that_were_changed_elsewhere_offer_to_keep_both(
    qtbot: QtBot, line: TroubleLine
) -> None:
    line.show_error(DiskFull())
    assert line.isVisible()
    assert not step(line).isVisible()
    line.show_error(ChangedElsewhere())
    assert said(line) == words.clash()
    with qtbot.waitSignal(line.step_taken):
        step(line).click()


def test_it_says_where_the_focus_is_to_go_when_it_goes_with_the_focus(
    qtbot: QtBot, line: TroubleLine
) -> None:
    lost: list[bool] = []
    line.focus_lost.connect(lambda: lost.append(True))
    line.show_error(ChangedElsewhere())
    line.show_error(None)
    assert lost == []
    line.show_error(ChangedElsewhere())
    line.activateWindow()
    step(line).setFocus()
    qtbot.waitUntil(step(line).hasFocus)
    line.show_error(None)
    assert lost == [True]
    assert not line.isVisible()


def test_it_is_said_again_once_the_page_is_uncovered(line: TroubleLine) -> None:
    line.show_error(DiskFull())
    before = said(line)
    line.findChildren(Banner)[0].show_message("older", "accent")
    line.show_again()
    assert said(line) == before
