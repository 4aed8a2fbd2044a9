from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.releases.test_view import Shown
from ui.releases.desk import Stage
from ui.releases.stepper import Step
from ui.strings import hand_over as step_words
from ui.strings import releases as words
from vault.requests import IdentityCheck


@pytest.mark.parametrize(
    ("stage", "worked_at"),
    [
        (Stage.WHO, [words.identity(check) for check in IdentityCheck]),
        (Stage.CHOOSE, [words.choose_none(), words.what_goes()]),
        (Stage.HAND_OVER, [step_words.other_words(), step_words.choose_place()]),
    ],
)
def test_tab_goes_from_the_steps_through_the_present_one_to_the_foot(
    qtbot: QtBot, tmp_path: Path, stage: Stage, worked_at: list[str]
) -> None:
    shown = Shown(qtbot, tmp_path)
    shown.dana()
    shown.world.desk.go_to(stage)
    shown.window.activateWindow()
    last_step = shown.view.findChildren(Step)[-1]
    last_step.setFocus()
    met: list[str] = []
    while step_words.back() not in met:
        QTest.keyClick(shown.window.focusWidget() or shown.window, Qt.Key.Key_Tab)
        focused = shown.window.focusWidget() or shown.window
        met.append(focused.accessibleName() or focused.property("text"))
        assert len(met) < 20
    assert met == [*worked_at, step_words.back()]
