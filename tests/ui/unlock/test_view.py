import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimerEvent
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import ui
from resources.stylesheets import stylesheet
from ui.unlock.view import UnlockView

KEY = "ABCDE-12345-FGHJK-67890-MNPQR-ABCDE-12345-FGHJK"


@pytest.fixture
def view(qtbot: QtBot) -> UnlockView:
    made = UnlockView()
    qtbot.addWidget(made)
    made.resize(1100, 680)
    made.show()
    made.activateWindow()
    return made


def submit(view: UnlockView, text: str = "correct horse") -> None:
    QTest.keyClicks(view._passphrase.line, text)
    QTest.keyClick(view._passphrase.line, Qt.Key.Key_Return)


def problem(view: UnlockView) -> str:
    return view._problem._sentence.text() if view._problem.isVisible() else ""


def groups(view: UnlockView) -> list[str]:
    assert view._recovery
    return [group.text() for group in view._recovery._groups]


def test_enter_hands_the_passphrase_over_and_empties_the_field(
    qtbot: QtBot, view: UnlockView
) -> None:
    with qtbot.waitSignal(view.passphrase_submitted) as heard:
        submit(view)
    assert heard.args == [bytearray(b"correct horse")]
    assert view._passphrase.is_empty()


def test_button_does_what_enter_does(qtbot: QtBot, view: UnlockView) -> None:
    QTest.keyClicks(view._passphrase.line, "a")
    with qtbot.waitSignal(view.passphrase_submitted):
        view._unlock.click()


def test_empty_passphrase_is_answered_beside_the_field(qtbot: QtBot, view: UnlockView) -> None:
    with qtbot.assertNotEmitted(view.passphrase_submitted):
        view._unlock.click()
    assert problem(view) == "Type your passphrase first."
    assert view._passphrase.line.accessibleDescription() == problem(view)


def test_problem_says_what_is_wrong_and_what_to_do_until_one_types(view: UnlockView) -> None:
    view.show_problem("That is not the passphrase.", "Check Caps Lock.")
    assert problem(view) == "That is not the passphrase. Check Caps Lock."
    assert view._passphrase.line.hasFocus()
    QTest.keyClicks(view._passphrase.line, "a")
    assert problem(view) == ""


def test_nothing_is_taken_while_the_key_is_being_derived(qtbot: QtBot, view: UnlockView) -> None:
    view.set_busy(True)
    assert view._progress.isVisible()
    assert view._unlock.accessibleName() == "Unlocking"
    assert not view._unlock.isEnabled()
    with qtbot.assertNotEmitted(view.passphrase_submitted):
        submit(view)
    view.set_busy(False)
    assert not view._progress.isVisible()
    with qtbot.waitSignal(view.passphrase_submitted):
        submit(view)


def test_progress_does_not_move_the_page(view: UnlockView) -> None:
    before = view._unlock.pos()
    view.set_busy(True)
    QTest.qWait(0)
    assert view._unlock.pos() == before


def test_waiting_counts_down_and_then_lets_one_try(qtbot: QtBot, view: UnlockView) -> None:
    view.set_wait(2)
    assert view._unlock.text() == "Try again in 2 seconds"
    with qtbot.assertNotEmitted(view.passphrase_submitted):
        submit(view)
    view.timerEvent(QTimerEvent(view._timer))
    assert view._unlock.text() == "Try again in 1 second"
    view.timerEvent(QTimerEvent(view._timer))
    assert view._unlock.text() == "Unlock"
    assert not view._timer
    with qtbot.waitSignal(view.passphrase_submitted):
        QTest.keyClick(view._passphrase.line, Qt.Key.Key_Return)


def test_theme_leaves_the_field_as_high_as_the_button(view: UnlockView) -> None:
    view.setStyleSheet(stylesheet("light"))
    view.grab()
    assert view._passphrase.line.height() == pytest.approx(view._unlock.height(), abs=2)


def test_other_vault_is_asked_for(qtbot: QtBot, view: UnlockView) -> None:
    with qtbot.waitSignal(view.other_vault_requested):
        view._other_vault.click()


def test_practice_and_footer_are_shown(view: UnlockView) -> None:
    view.set_practice("Morgan Ellis Counseling · this laptop")
    view.set_footer(["Locked because the lid closed.", "1 draft was saved."])
    assert view._practice.text() == "Morgan Ellis Counseling · this laptop"
    assert view._footer.text() == "Locked because the lid closed.\n1 draft was saved."
    assert view._rule.isVisible()
    view.set_footer([])
    assert not view._rule.isVisible()


def test_recovery_key_is_typed_straight_through(qtbot: QtBot, view: UnlockView) -> None:
    view._other_way.click()
    for letter in KEY.lower().replace("-", ""):
        QTest.keyClicks(view.focusWidget(), letter)
    with qtbot.waitSignal(view.recovery_submitted) as heard:
        QTest.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    assert heard.args == [KEY]


@pytest.mark.parametrize("pasted", [KEY, KEY.replace("-", " ").lower(), f" {KEY}\n"])
def test_pasted_recovery_key_fills_every_group(view: UnlockView, pasted: str) -> None:
    view._other_way.click()
    QGuiApplication.clipboard().setText(pasted)
    QTest.keySequence(view.focusWidget(), QKeySequence(QKeySequence.StandardKey.Paste))
    assert "-".join(groups(view)) == KEY
    QGuiApplication.clipboard().clear()


def test_backspace_goes_back_to_the_group_before(view: UnlockView) -> None:
    view._other_way.click()
    QTest.keyClicks(view.focusWidget(), "ABCDE")
    QTest.keyClick(view.focusWidget(), Qt.Key.Key_Backspace)
    QTest.keyClick(view.focusWidget(), Qt.Key.Key_Backspace)
    assert groups(view)[0] == "ABCD"


def test_letter_typed_inside_a_full_group_pushes_the_rest_on(view: UnlockView) -> None:
    view._other_way.click()
    first = view.focusWidget()
    QTest.keyClicks(first, "ABCDE")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Home)
    QTest.keyClicks(first, "X")
    assert groups(view)[:2] == ["XABCD", "E"]


def test_incomplete_recovery_key_is_answered_beside_it(qtbot: QtBot, view: UnlockView) -> None:
    view._other_way.click()
    with qtbot.assertNotEmitted(view.recovery_submitted):
        view._unlock.click()
    assert problem(view) == "Some groups are not complete yet."


def test_typo_leads_to_its_group(view: UnlockView) -> None:
    view._other_way.click()
    view.show_problem("There is a typo in group 5.", group=5)
    assert view._recovery
    assert view.focusWidget() is view._recovery._groups[4]
    assert view.focusWidget().accessibleName() == "Recovery key, group 5 of 8"


def test_changing_the_way_in_forgets_what_was_typed(view: UnlockView) -> None:
    QTest.keyClicks(view._passphrase.line, "half a passphrase")
    view._other_way.click()
    assert view._passphrase.is_empty()
    assert view._title.text() == "Use your recovery kit"
    recovery = view._recovery
    view._other_way.click()
    assert recovery
    assert not recovery.isVisible()
    assert view._passphrase.isVisible()
    assert view._passphrase.line.hasFocus()


def test_forgetting_empties_every_field(view: UnlockView) -> None:
    view._other_way.click()
    QTest.keyClicks(view.focusWidget(), "ABC")
    view.forget()
    assert groups(view) == [""] * 8


def painted(widget: QWidget) -> Callable[[], bool]:
    """Answers later whether the widget was painted since."""
    seen: list[QEvent.Type] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            seen.append(event.type())
            return False

    widget.installEventFilter(Watch(widget))
    return lambda: QEvent.Type.Paint in seen


def test_starting_anew_leaves_nothing_of_a_recovery_key_and_paints_at_once(
    view: UnlockView,
) -> None:
    view._other_way.click()
    assert view._recovery
    field = view._recovery
    QTest.keyClicks(field._groups[0], KEY.replace("-", "")[:13])
    view.show_problem("Some groups are not complete yet.", group=3)
    was_painted = painted(view._passphrase.line)
    view.start_anew()
    assert was_painted()
    assert [group.text() for group in field._groups] == [""] * 8
    assert problem(view) == ""
    assert view._passphrase.isVisible()
    assert not field.isVisible()
    assert view._passphrase.line.height() > 0
    assert view._title.text() == "Unlock your records"


def test_starting_anew_masks_a_passphrase_that_the_eye_showed(view: UnlockView) -> None:
    QTest.keyClicks(view._passphrase.line, "gravel teapot")
    view._passphrase._eye.click()
    view.start_anew()
    assert view._passphrase.is_empty()
    assert not view._passphrase.line.shown


def test_a_recovery_key_half_typed_for_a_minute_is_forgotten(view: UnlockView) -> None:
    view._other_way.click()
    assert view._recovery
    assert view._rest.isActive()
    QTest.keyClicks(view._recovery._groups[0], "ABCDE")
    assert (view._rest.isActive(), view._rest.interval()) == (True, 60_000)
    view._rest.timeout.emit()
    assert view._passphrase.isVisible()
    assert not view._rest.isActive()


def test_the_minute_does_not_run_while_the_key_is_tried_and_does_after_a_refusal(
    view: UnlockView,
) -> None:
    view._other_way.click()
    view.set_busy(True)
    assert not view._rest.isActive()
    view.set_busy(False)
    assert view._rest.isActive()
    view._other_way.click()
    view.set_busy(False)
    assert not view._rest.isActive()


def test_tab_walks_from_the_field_to_the_button_and_the_links(view: UnlockView) -> None:
    view.focus_field()
    walked = []
    for _ in range(4):
        QTest.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
        walked.append(view.focusWidget().accessibleName())
    assert walked == ["Show passphrase", "Unlock", "Use a recovery kit", "Open another vault"]


def test_first_window_waits_for_no_heavy_module() -> None:
    heavy = "argon2 cryptography sqlcipher3 typst pikepdf pypdfium2 zxcvbn keyring json dataclasses"
    code = f"import sys, ui.unlock.view; print(sorted(set({heavy.split()!r}) & set(sys.modules)))"
    root = Path(ui.__file__).parent.parent
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True)
    assert run.stdout.decode().strip() == "[]"
