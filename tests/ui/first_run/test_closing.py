"""The window is closed in the middle of the first run."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from tests.ui.first_run.test_hiding import Scene, everything, scene
from tests.ui.first_run.test_view import button, focused, shown, to_kit, to_passphrase, to_profile
from ui.first_run.closing_question import ClosingQuestion
from ui.first_run.view import FirstRunView
from ui.first_run.view_model import FirstRunViewModel
from ui.strings import closing_question as words
from vault.first_run import Step

__all__ = ["scene"]


Walk = Callable[[QtBot, FirstRunView, FirstRunViewModel], None]


def question_of(scene: Scene) -> ClosingQuestion:
    question = scene.view.findChild(ClosingQuestion)
    assert question is not None
    return question


@pytest.mark.parametrize("walk", [to_kit, to_profile])
def test_closing_once_a_passphrase_is_chosen_asks_and_says_what_it_costs(
    qtbot: QtBot, scene: Scene, walk: Walk
) -> None:
    walk(qtbot, scene.view, scene.model)
    step, before = scene.model.first_run.step, focused()
    told = QSignalSpy(scene.window.closing)
    assert not scene.window.close()
    assert words.costs() in shown(scene.view)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert (scene.model.first_run.step, told.count()) == (step, 0)
    assert words.costs() not in shown(scene.view)
    assert focused() is before


def test_esc_and_a_click_beside_keep_going_and_take_no_step_back(
    qtbot: QtBot, scene: Scene
) -> None:
    to_profile(qtbot, scene.view, scene.model)
    scene.window.close()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert words.costs() not in shown(scene.view)
    scene.window.close()
    QTest.mouseClick(question_of(scene), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert words.costs() not in shown(scene.view)
    assert scene.model.first_run.step is Step.PROFILE


def test_tab_stays_with_the_two_answers(qtbot: QtBot, scene: Scene) -> None:
    to_profile(qtbot, scene.view, scene.model)
    scene.window.close()
    for label in (words.keep_going(), words.close(), words.keep_going()):
        assert focused() is button(scene.view, label)
        QTest.keyClick(focused(), Qt.Key.Key_Tab)


def test_the_second_answer_closes(qtbot: QtBot, scene: Scene) -> None:
    to_profile(qtbot, scene.view, scene.model)
    scene.window.close()
    with qtbot.waitSignal(scene.window.closing):
        button(scene.view, words.close()).click()
    assert not scene.window.isVisible()


def test_before_a_passphrase_is_chosen_closing_asks_nothing(qtbot: QtBot, scene: Scene) -> None:
    to_passphrase(qtbot, scene.view, scene.model)
    assert scene.window.close()


def test_hiding_takes_the_question_off_and_the_cover_asks_nothing(
    qtbot: QtBot, scene: Scene
) -> None:
    to_profile(qtbot, scene.view, scene.model)
    passphrase = scene.model.first_run.passphrase.offered
    scene.window.close()
    scene.hide()
    assert words.costs().upper() not in everything()
    scene.come_back(passphrase)
    assert words.costs() not in shown(scene.view)
    scene.hide()
    assert scene.window.close()


def test_a_wizard_that_ended_asks_nothing(qtbot: QtBot, scene: Scene) -> None:
    to_profile(qtbot, scene.view, scene.model)
    scene.hiding.leave()
    assert scene.window.close()
