"""The whole main job: a first vault, a client, a signed note, the file handed over."""

import os
import stat
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from storage import doors
from storage.glance import glance
from tests.harness.secrecy import Canaries
from tests.journeys.home import (
    PASSPHRASE,
    Home,
    delete_what_was_left,
    home,
    make_vault,
)
from tests.ui.first_run.test_view import button, field, write
from ui.cover import Cover
from ui.first_run.view import FirstRunView
from ui.releases.stepper import Step
from ui.releases.view import ReleasesView
from ui.strings import clients as client_words
from ui.strings import first_run as words
from ui.strings import hand_over as desk_words
from ui.strings import notes as note_words
from ui.strings import releases as release_words
from ui.unlock.view import UnlockView
from ui.widgets.choice import ComboBox
from ui.widgets.secret_line import SecretLine
from ui.window import Window
from vault.first_run import Step as WizardStep
from vault.first_run_steps import KitKept
from vault.glance import Sight
from vault.lifecycle import LockReason, State
from vault.requests import IdentityCheck

CONTROL = Qt.KeyboardModifier.ControlModifier


def run_the_wizard(qtbot: QtBot, made: Home) -> str:
    """Walk through the first run with the six words; answers the recovery key."""
    to_the_kit(qtbot, made)
    recovery_key = from_the_kit_to_the_making(made)
    qtbot.waitUntil(lambda: made.lifecycle.state is State.OPEN, timeout=20_000)
    return recovery_key


def wizard(made: Home) -> FirstRunView:
    """The page of the first run, which is in front."""
    assert made.casekeep is not None
    page = made.casekeep.window.page
    assert isinstance(page, FirstRunView)
    return page


def to_the_kit(qtbot: QtBot, made: Home) -> None:
    """Walk to the recovery kit, and wait until it is drawn."""
    assert made.casekeep is not None
    window = made.casekeep.window
    qtbot.waitUntil(lambda: isinstance(window.page, FirstRunView))
    view = wizard(made)
    model = view.model
    enter()
    qtbot.waitUntil(lambda: model.first_run.step is WizardStep.PASSPHRASE)
    write(view, words.type_them(), model.first_run.passphrase.offered)
    with qtbot.waitSignal(model.kit_drawn, timeout=20_000):
        enter()


def from_the_kit_to_the_making(made: Home) -> str:
    """Answer what is left and have the vault made; answers the recovery key."""
    view = wizard(made)
    model = view.model
    model.kept(KitKept.PRINTED)
    keys = model.first_run.kit.keys
    assert keys is not None
    recovery_key = "-".join(keys.recovery_groups)
    for group in model.first_run.kit.asked:
        write(view, words.group(group), keys.recovery_groups[group - 1])
    enter()
    write(view, words.name(), "Mara Quill")
    state = next(one for one in view.findChildren(ComboBox) if one.isVisible())
    state.setFocus()
    QTest.keyClicks(state, "Ore")
    field(view, words.phone()).setFocus()
    enter()
    assert model.first_run.step is WizardStep.IDLE
    button(view, words.make_vault()).setFocus()
    enter()
    return recovery_key


def look_around(qtbot: QtBot, made: Home, folder: Path) -> Window:
    """Ask for the sample vault, which is empty here; answers the window."""
    made.sample = folder / "sample"
    make_vault(made.sample, lambda _cabinet: None)
    window = made.open_window().window
    press(qtbot, window, words.look_around())
    return window


def type_on_the_cover(made: Home, passphrase: str) -> None:
    """Wake the cover and type a passphrase into its field."""
    assert made.casekeep is not None
    cover = made.casekeep.window.page
    assert isinstance(cover, Cover)
    QTest.keyClick(cover, Qt.Key.Key_Space)
    line = cover.findChild(SecretLine)
    assert line is not None
    QTest.keyClicks(line, passphrase)
    QTest.keyClick(line, Qt.Key.Key_Return)


def sign(qtbot: QtBot, window: QWidget) -> None:
    """Sign the note that is open: the button, then the act that it asks for."""
    press(qtbot, window, note_words.sign())
    press(qtbot, window, note_words.sign_this_note())


def hand_over(qtbot: QtBot, window: QWidget, outside: Path) -> tuple[Path, str]:
    """Take the open client's file through the desk; answers the file and its password."""
    press(qtbot, window, client_words.release())
    known = release_words.identity(IdentityCheck.KNOWN)
    press(qtbot, window, known)
    press(qtbot, window, release_words.put_on_desk())
    press(qtbot, window, desk_words.check())
    press(qtbot, window, desk_words.to_last_step())
    view = next(one for one in window.findChildren(ReleasesView))
    act = view.model.desk.hand_over
    press(qtbot, window, desk_words.choose_place())
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    file = outside / Path(dialog.selectedFiles()[0]).name
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    password = act.password
    press(qtbot, window, desk_words.act())
    qtbot.waitUntil(lambda: act.receipt is not None, timeout=20_000)
    return file, password


def press(qtbot: QtBot, window: QWidget, label: str) -> None:
    """Press the button of that name, once it is there and can be pressed."""

    def found() -> list[QAbstractButton]:
        return [
            one
            for one in window.findChildren(QAbstractButton)
            if not isinstance(one, Step)
            if label in {one.text(), one.accessibleName()} and one.isVisible() and one.isEnabled()
        ]

    qtbot.waitUntil(lambda: len(found()) == 1, timeout=10_000)
    QTest.mouseClick(found()[0], Qt.MouseButton.LeftButton)


def enter() -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "records" / "vault"


def test_from_the_first_run_to_the_handed_over_file(
    qtbot: QtBot, tmp_path: Path, folder: Path
) -> None:
    canaries = Canaries("name", "note")
    outside = tmp_path / "to-give"
    outside.mkdir()
    with home(qtbot, folder) as made:
        made.open_window()
        run_the_wizard(qtbot, made)
        room = made.lifecycle.room
        assert room is not None
        window = made.casekeep.window  # type: ignore[union-attr]

        QTest.keyClick(window, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        QTest.keyClicks(focused(), canaries["name"])
        enter()
        qtbot.waitUntil(lambda: room.place().client_id is not None)
        press(qtbot, window, note_words.new_note())
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QTextEdit))
        QTest.keyClicks(focused(), canaries["note"])
        sign(qtbot, window)
        file, password = hand_over(qtbot, window, outside)
        assert file.name == "records-R-0001.pdf"
        assert [one.name for one in outside.iterdir()] == [file.name]
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(file)
        plain = BytesIO()
        with pikepdf.open(file, password=password) as pdf:
            assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
            pdf.save(plain)
        text = "".join(doors.press().text(plain.getvalue()))
        assert canaries["note"] in "".join(text.split())
        assert canaries["name"] in "".join(text.split())
        made.lifecycle.lock(LockReason.ASKED)
        made.close()
        delete_what_was_left()
    assert glance(folder).sight is Sight.LOCKED
    assert canaries.in_folders(tmp_path) == []
    assert canaries.in_folders(Path(os.environ["HOME"])) == []


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_L, CONTROL)]
)
def test_hiding_the_recovery_kit_leaves_nothing_to_read_and_the_new_passphrase_goes_on(
    qtbot: QtBot,
    folder: Path,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # So that no time has to pass until a passphrase is asked for.
    monkeypatch.setattr("ui.covering.UNDO_SECONDS", -1.0)
    with home(qtbot, folder) as made:
        made.open_window()
        to_the_kit(qtbot, made)
        run = wizard(made).model.first_run
        passphrase, canaries = run.passphrase.offered, Canaries()
        canaries.watch("passphrase", passphrase.encode())
        assert run.kit.keys is not None
        for number, group in enumerate(run.kit.keys.recovery_groups):
            canaries.watch(f"group {number}", group.encode())
        first = run.kit.asked[0]
        write(wizard(made), words.group(first), run.kit.keys.recovery_groups[first - 1])
        assert canaries.on_screen(), "the scanner must see the wizard"
        press(qtbot, wizard(made), words.save_kit())
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        QTest.keyClick(dialog, key, modifier)
        delete_what_was_left()
        assert canaries.on_screen() == []
        window = made.casekeep.window  # type: ignore[union-attr]
        assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]
        assert made.endings == []
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        type_on_the_cover(made, "not the six words")
        assert canaries.on_screen() == []
        type_on_the_cover(made, passphrase)
        assert run.step is WizardStep.KIT
        from_the_kit_to_the_making(made)
        qtbot.waitUntil(lambda: made.lifecycle.state is State.OPEN, timeout=20_000)
        made.lifecycle.lock(LockReason.ASKED)
        made.fresh()
        made.unlock(passphrase)


def test_a_vault_that_was_made_behind_the_cover_comes_up_hidden(qtbot: QtBot, folder: Path) -> None:
    with home(qtbot, folder) as made:
        made.open_window()
        to_the_kit(qtbot, made)
        window = made.casekeep.window  # type: ignore[union-attr]
        run = wizard(made).model.first_run
        passphrase = run.passphrase.offered
        from_the_kit_to_the_making(made)
        QTest.keyClick(window, Qt.Key.Key_F9)
        assert isinstance(window.page, Cover)
        qtbot.waitUntil(lambda: made.lifecycle.state is State.HIDDEN, timeout=20_000)
        room = made.lifecycle.room
        assert room is not None
        assert isinstance(window.page, Cover)
        assert not room.widget().isVisible()
        qtbot.waitUntil(lambda: made.remembered == [folder])
        type_on_the_cover(made, "not the six words")
        qtbot.waitUntil(lambda: made.lifecycle.state is State.HIDDEN)
        assert isinstance(window.page, Cover)
        type_on_the_cover(made, passphrase)
        qtbot.waitUntil(lambda: made.lifecycle.state is State.OPEN)
        assert window.page is room.widget()
        assert room.widget().isAncestorOf(focused())
        QTest.keyClick(window, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))


def test_nothing_is_left_to_build_when_the_vault_is_made(qtbot: QtBot, folder: Path) -> None:
    with home(qtbot, folder) as made:
        made.open_window()
        to_the_kit(qtbot, made)
        qtbot.waitUntil(lambda: made.house.is_prepared, timeout=20_000)
        assert made.lifecycle.state is State.NO_VAULT


def test_the_sample_that_was_asked_for_opens_its_unlock_window_over_the_cover(
    qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    with home(qtbot, folder) as made:
        window = look_around(qtbot, made, tmp_path)
        QTest.keyClick(window, Qt.Key.Key_F9)
        assert isinstance(window.page, Cover)
        qtbot.waitUntil(lambda: isinstance(window.page, UnlockView))
        delete_what_was_left()
        assert not made.lifecycle.covering.is_up
        made.unlock()
        QTest.keyClick(window, Qt.Key.Key_F9)
        assert made.lifecycle.state is State.HIDDEN


def test_who_has_a_vault_already_opens_it_from_the_first_run(
    qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    make_vault(tmp_path / "elsewhere", lambda _cabinet: None)
    with home(qtbot, folder) as made:
        made.open_window()
        window = made.casekeep.window  # type: ignore[union-attr]
        press(qtbot, window, words.have_one())
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / "elsewhere"))
        dialog.reject()
        qtbot.waitUntil(lambda: isinstance(window.page, UnlockView))
        made.unlock()
        qtbot.waitUntil(lambda: made.remembered == [tmp_path / "elsewhere"])


def test_looking_around_opens_the_sample_vault_and_is_not_remembered(
    qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    with home(qtbot, folder) as made:
        window = look_around(qtbot, made, tmp_path)
        qtbot.waitUntil(lambda: isinstance(window.page, UnlockView))
        told = [line.text() for line in window.page.findChildren(QLabel)]  # type: ignore[union-attr]
        assert any(PASSPHRASE in one for one in told)
        made.unlock()
        assert made.remembered == []
