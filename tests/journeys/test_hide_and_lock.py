"""Somebody walks in, the counselor steps away: through the real rooms."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from storage.glance import glance
from tests.harness.messages import Messages
from tests.harness.secrecy import Canaries
from tests.journeys.home import (
    PASSPHRASE,
    Home,
    delete_what_was_left,
    home,
    make_vault,
    write_draft,
)
from tests.journeys.test_first_run_to_file import focused, press
from ui.cover import Cover
from ui.strings import unlock as unlock_words
from ui.tasks import Op
from ui.unlock.view import UnlockView
from ui.widgets.secret_line import SecretLine
from vault.autolock import Clocks
from vault.cabinet import Cabinet
from vault.clients import ClientDetails
from vault.lifecycle import LockReason, State
from vault.place import Place


def editor(qtbot: QtBot) -> QTextEdit:
    """The text that has the cursor, once it has it."""
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QTextEdit))
    focused = QApplication.focusWidget()
    assert isinstance(focused, QTextEdit)
    return focused


@pytest.fixture
def canaries() -> Canaries:
    return Canaries("name", "note")


@pytest.fixture
def place(tmp_path: Path, canaries: Canaries) -> Place:
    """A vault with one client and one draft; the place where the draft is written."""
    found: list[Place] = []

    def fill(cabinet: Cabinet) -> None:
        client_id = cabinet.clients.create(ClientDetails(canaries["name"])).value
        note_id, _ = write_draft(cabinet, client_id, canaries["note"])
        cabinet.notes.settle(note_id)
        found.append(Place("clients", client_id, "notes", note_id, "subjective", 4, 4))

    make_vault(tmp_path / "vault", fill)
    return found[0]


@pytest.fixture
def at_home(qtbot: QtBot, tmp_path: Path, place: Place) -> Iterator[Home]:
    with home(qtbot, tmp_path / "vault") as made:
        made.open_window()
        made.unlock()
        room = made.lifecycle.room
        assert room is not None
        room.go_to(place)
        qtbot.waitUntil(lambda: room.place().note_id == place.note_id)
        yield made


def test_hiding_leaves_nothing_to_read_whatever_is_open(
    qtbot: QtBot, at_home: Home, canaries: Canaries
) -> None:
    window = at_home.lifecycle.parent()
    assert canaries.on_screen(), "the scanner must see the records while they are shown"
    dialog = QDialog(window)  # type: ignore[arg-type]
    dialog.setModal(True)
    dialog.setWindowTitle(canaries["name"])
    dialog.open()
    menu = QMenu(canaries["name"], dialog)
    menu.addAction(canaries["note"])
    menu.popup(dialog.pos())
    QApplication.clipboard().setText(canaries["note"])
    QTest.keyClick(dialog, Qt.Key.Key_F9)
    assert at_home.lifecycle.state is State.HIDDEN
    assert not dialog.isVisible()
    assert not menu.isVisible()
    delete_what_was_left()
    assert canaries.on_screen() == []
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]


def test_a_half_typed_word_is_there_after_hiding_with_its_cursor(
    qtbot: QtBot, at_home: Home
) -> None:
    room = at_home.lifecycle.room
    assert room is not None
    QTest.keyClicks(editor(qtbot), "unfin")
    before = room.place()
    QTest.keyClick(editor(qtbot), Qt.Key.Key_F9)
    cover = at_home.casekeep.window.page  # type: ignore[union-attr]
    cover.passphrase_entered.emit(bytearray(PASSPHRASE.encode()))  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: at_home.lifecycle.state is State.OPEN)
    assert room.place() == before
    QTest.keyClicks(editor(qtbot), "ished")
    assert "unfinished" in editor(qtbot).toPlainText()


def test_a_wrong_passphrase_keeps_the_cover_up(
    qtbot: QtBot, at_home: Home, canaries: Canaries
) -> None:
    at_home.lifecycle.hide()
    cover = at_home.casekeep.window.page  # type: ignore[union-attr]
    cover.passphrase_entered.emit(bytearray(b"not the passphrase"))  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: at_home.lifecycle.state is State.HIDDEN)
    assert canaries.on_screen() == []
    assert at_home.casekeep.window.page is cover  # type: ignore[union-attr]


def test_hiding_again_while_the_passphrase_is_checked_stays_hidden(
    qtbot: QtBot, at_home: Home, canaries: Canaries
) -> None:
    at_home.lifecycle.hide()
    cover = at_home.casekeep.window.page  # type: ignore[union-attr]
    assert isinstance(cover, Cover)
    QTest.keyClick(cover, Qt.Key.Key_Space)
    line = focused()
    QTest.keyClicks(line, PASSPHRASE)
    QTest.keyClick(line, Qt.Key.Key_Return)
    lifecycle = at_home.lifecycle
    before = lifecycle.state
    QTest.keyClick(line, Qt.Key.Key_F9)
    assert (before, lifecycle.state) == (State.RETURNING, State.HIDDEN)
    assert not line.isVisible()
    checked: list[None] = []
    Op(lifecycle, lambda: None).success(checked.append).on(lifecycle.tasks.checking)
    qtbot.waitUntil(lambda: bool(checked))
    assert lifecycle.state is State.HIDDEN
    assert canaries.on_screen() == []
    cover.passphrase_entered.emit(bytearray(PASSPHRASE.encode()))
    qtbot.waitUntil(lambda: lifecycle.state is State.OPEN)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_hiding_on_the_unlock_screen_takes_a_half_typed_recovery_key_away(
    qtbot: QtBot, tmp_path: Path, place: Place, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    with home(qtbot, tmp_path / "vault") as made:
        window = made.open_window().window
        press(qtbot, window, unlock_words.use_recovery_kit())
        QTest.keyClicks(focused(), "abcde")
        groups = [one for one in window.findChildren(QLineEdit) if one.text() == "ABCDE"]
        assert len(groups) == 1
        QTest.keyClick(focused(), key, modifier)
        assert groups[0].text() == ""
        assert not groups[0].isVisible()
        assert isinstance(QApplication.focusWidget(), SecretLine)
        assert made.lifecycle.state is State.LOCKED
        assert made.endings == []
        made.unlock()


def test_escape_takes_a_slip_back_inside_three_seconds_only(
    at_home: Home, canaries: Canaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home.lifecycle.hide()
    assert at_home.lifecycle.undo_hide()
    assert canaries.on_screen()
    at_home.lifecycle.hide()
    monkeypatch.setattr("ui.covering.UNDO_SECONDS", -1.0)
    assert not at_home.lifecycle.undo_hide()
    assert at_home.lifecycle.state is State.HIDDEN


@pytest.mark.skipif(sys.platform != "linux", reason="has no clock that runs on in a sleep")
def test_a_slip_is_not_taken_back_after_the_computer_slept(
    at_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home.lifecycle.hide()
    monkeypatch.setattr("ui.clocks.time.clock_gettime", lambda _clock: 1e9)
    assert not at_home.lifecycle.undo_hide()
    assert at_home.lifecycle.state is State.HIDDEN


def test_hiding_while_the_vault_is_being_opened_shows_nothing_of_it(
    qtbot: QtBot, tmp_path: Path, place: Place
) -> None:
    with home(qtbot, tmp_path / "vault") as made:
        casekeep = made.open_window()
        page = casekeep.window.page
        assert page is not None
        page.passphrase_submitted.emit(bytearray(PASSPHRASE.encode()))  # type: ignore[attr-defined]
        assert made.lifecycle.state is State.UNLOCKING
        QTest.keyClick(casekeep.window, Qt.Key.Key_F9)
        assert made.endings == [True]


def test_idle_time_locks_while_a_file_dialog_is_open_and_loses_no_letter(
    qtbot: QtBot, at_home: Home, monkeypatch: pytest.MonkeyPatch, place: Place
) -> None:
    QTest.keyClicks(editor(qtbot), "half a wor")
    dialog = QFileDialog(at_home.casekeep.window)  # type: ignore[union-attr]
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
    at_home.lifecycle.pass_time(Clocks(monotonic=1e9, boot=1e9, wall=1e9))
    assert at_home.endings == [True]
    assert at_home.lifecycle.state is State.LOCKING

    at_home.fresh()
    at_home.unlock()
    room = at_home.lifecycle.room
    assert room is not None
    qtbot.waitUntil(lambda: room.place().note_id == place.note_id)
    assert "half a wor" in editor(qtbot).toPlainText()
    assert room.place().field == "subjective"
    assert room.place().cursor == place.cursor + len("half a wor")


@pytest.mark.parametrize("reason", [LockReason.ASKED, LockReason.ENDED_BY_SYSTEM])
def test_the_unlock_window_says_what_locked_it_and_that_nothing_was_lost(
    qtbot: QtBot, at_home: Home, reason: LockReason
) -> None:
    QTest.keyClicks(editor(qtbot), "more")
    at_home.lifecycle.lock(reason)
    seen = glance(at_home.folder)
    assert (seen.reason, seen.drafts_saved) == (reason, 1)


@pytest.mark.parametrize("broken", ["place", "pending_saves"])
def test_a_fault_on_the_way_into_the_lock_keeps_nothing_from_being_locked(
    qtbot: QtBot,
    at_home: Home,
    monkeypatch: pytest.MonkeyPatch,
    messages: Messages,
    broken: str,
) -> None:
    room = at_home.lifecycle.room
    QTest.keyClicks(editor(qtbot), "half a wor")

    def fault() -> None:
        raise RuntimeError

    monkeypatch.setattr(room, broken, fault)
    messages.expect("lock.step RuntimeError")
    if broken == "pending_saves":
        messages.expect("lock.draft FaultError")
    at_home.lifecycle.lock(LockReason.ASKED)
    assert at_home.endings == [True]
    at_home.lifecycle.lock(LockReason.ASKED)
    assert at_home.endings == [True], "a lock that is under way is not begun again"
    seen = glance(at_home.folder)
    assert seen.reason == LockReason.ASKED
    assert seen.drafts_saved == (broken == "place")
    assert seen.drafts_lost == (broken == "pending_saves")


def test_closing_the_window_locks_and_starts_no_other(at_home: Home) -> None:
    assert at_home.casekeep is not None
    at_home.casekeep.window.close()
    assert at_home.endings == [False]


class _Shown(QObject):
    """Writes down every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.add(type(watched).__name__)
        return False


def test_unlocking_flashes_no_second_window(qtbot: QtBot, tmp_path: Path, place: Place) -> None:
    shown = _Shown()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(shown)
    try:
        with home(qtbot, tmp_path / "vault") as made:
            made.open_window()
            made.unlock()
            room = made.lifecycle.room
            assert room is not None
            room.go_to(place)
            editor(qtbot)
    finally:
        app.removeEventFilter(shown)
    assert shown.names == {"Window"}


def test_after_a_wrong_passphrase_the_right_one_still_opens_everything(
    qtbot: QtBot, tmp_path: Path, place: Place, canaries: Canaries
) -> None:
    with home(qtbot, tmp_path / "vault") as made:
        window = made.open_window().window
        page = window.page
        assert isinstance(page, UnlockView)
        page.typing_begun.emit()
        with qtbot.waitSignal(made.lifecycle.refused):
            page.passphrase_submitted.emit(bytearray(b"not the passphrase"))
        made.unlock()
        room = made.lifecycle.room
        assert room is not None
        room.go_to(place)
        assert canaries["note"] in editor(qtbot).toPlainText()
        assert "name" in {hit.label for hit in canaries.on_screen()}
