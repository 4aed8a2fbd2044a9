"""The preview beside the desk, as it is turned, enlarged and stopped."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.releases.test_view import Shown
from ui.releases.preview_view import PageSheet
from ui.strings import preview as preview_words


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Shown:
    return Shown(qtbot, tmp_path / "vault")


def test_the_preview_turns_its_pages_by_key_and_takes_the_whole_width(shown: Shown) -> None:
    shown.dana()
    sheet = shown.view.findChild(PageSheet)
    assert isinstance(sheet, PageSheet)
    QTest.keyClick(sheet, Qt.Key.Key_PageDown)
    assert sheet.accessibleName() == preview_words.page_of(2, 3)
    narrow = sheet.width()
    shown.press(preview_words.larger())
    QTest.qWait(0)
    assert sheet.width() > 2 * narrow
    shown.press(preview_words.smaller())
    QTest.qWait(0)
    assert sheet.width() < 1.1 * narrow


def test_a_slow_preview_can_be_stopped(shown: Shown) -> None:
    shown.dana()
    world = shown.world
    world.desk.tick([world.desk.records[0].note_id], on=False)
    world.tasks.held = True
    world.settle()
    world.settle()
    shown.press(preview_words.stop())
    assert preview_words.stopped() in shown.sentences()
    world.tasks.let_go()
    shown.press(preview_words.make_again())
    assert preview_words.stopped() not in shown.sentences()
