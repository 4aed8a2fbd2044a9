"""The passphrase is forgotten: the recovery kit opens the vault, and a new one is set."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from storage.glance import glance
from tests.harness.secrecy import Canaries
from tests.journeys.home import Home, delete_what_was_left, home, make_vault
from tests.journeys.test_first_run_to_file import focused, press
from ui.new_passphrase.view import NewPassphraseView
from ui.shell import Shell
from ui.strings import new_passphrase as new_words
from ui.strings import unlock as unlock_words
from ui.widgets.secret_line import SecretLine
from vault.cabinet import Cabinet
from vault.clients import ClientDetails
from vault.ids import ClientId
from vault.lifecycle import LockReason, State
from vault.place import Place

NEW = "orchid turbine velvet kayak marble sunday"


@pytest.fixture
def canaries() -> Canaries:
    return Canaries("name")


class Kit:
    """A vault whose passphrase nobody knows any more, and its recovery key."""

    def __init__(self, qtbot: QtBot, made: Home, recovery_key: str) -> None:
        self._qtbot = qtbot
        self.made = made
        self._recovery_key = recovery_key

    def open(self) -> NewPassphraseView:
        """Type the recovery key; answers the page that asks for a new passphrase."""
        assert self.made.casekeep is not None
        window = self.made.casekeep.window
        press(self._qtbot, window, unlock_words.use_recovery_kit())
        for letter in self._recovery_key.lower().replace("-", ""):
            # Each full group hands the cursor on to the next one.
            QTest.keyClicks(focused(), letter)
        press(self._qtbot, window, unlock_words.unlock())
        self._qtbot.waitUntil(lambda: isinstance(window.page, NewPassphraseView))
        assert isinstance(window.page, NewPassphraseView)
        return window.page

    def type_new(self, page: NewPassphraseView) -> None:
        """Type the new passphrase twice."""
        for name in (new_words.new_one(), new_words.once_more()):
            (line,) = (one for one in page.findChildren(SecretLine) if one.accessibleName() == name)
            QTest.keyClicks(line, NEW)


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path, canaries: Canaries) -> Iterator[Kit]:
    def fill(cabinet: Cabinet) -> None:
        client_id = ClientId(cabinet.clients.create(ClientDetails(canaries["name"])).value)
        cabinet.practice.put_place(Place("clients", client_id, "details"))

    recovery_key = make_vault(tmp_path / "vault", fill)
    with home(qtbot, tmp_path / "vault") as made:
        made.open_window()
        yield Kit(qtbot, made, recovery_key)


def held() -> str:
    """All that any label or field of any window holds."""
    widgets = QApplication.allWidgets()
    return "\n".join(one.text() for one in widgets if isinstance(one, QLabel | QLineEdit))


def test_a_forgotten_passphrase_is_made_good_by_the_recovery_kit(
    qtbot: QtBot, kit: Kit, canaries: Canaries
) -> None:
    kit.type_new(kit.open())
    window = kit.made.casekeep.window  # type: ignore[union-attr]
    press(qtbot, window, new_words.act())
    qtbot.waitUntil(lambda: isinstance(window.page, Shell), timeout=20_000)
    room = kit.made.lifecycle.room
    assert room is not None
    assert room.place().tab == "details"
    qtbot.waitUntil(lambda: bool(canaries.on_screen()))
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert kit.made.lifecycle.state is State.HIDDEN, "the new passphrase comes back from hiding"
    kit.made.lifecycle.lock(LockReason.ASKED)
    kit.made.fresh()
    kit.made.unlock(NEW)


def test_no_record_can_be_read_behind_the_page_that_asks_for_a_new_passphrase(
    qtbot: QtBot, kit: Kit, canaries: Canaries
) -> None:
    kit.open()
    window = kit.made.casekeep.window  # type: ignore[union-attr]
    kit.made.lifecycle.tasks.wait_for(lambda: None)
    delete_what_was_left()
    assert canaries.on_screen() == []
    assert canaries["name"] not in held()
    press(qtbot, window, new_words.later())
    qtbot.waitUntil(lambda: bool(canaries.on_screen()))
    assert isinstance(window.page, Shell)


def test_hiding_before_a_new_passphrase_is_set_locks_and_the_kit_asks_again(
    kit: Kit, canaries: Canaries
) -> None:
    page = kit.open()
    kit.type_new(page)
    offered = next(one.text() for one in page.findChildren(QLabel) if one.text().count(" ") == 5)
    secrets = Canaries()
    for label, words in (("offered", offered), ("typed", NEW)):
        secrets.watch(label, words.encode())
    assert offered in held()
    assert NEW in held()
    QTest.keyClick(page, Qt.Key.Key_F9)
    assert kit.made.endings == [True]
    assert glance(kit.made.folder).reason == LockReason.HIDDEN_WITHOUT_PASSPHRASE
    assert offered not in held()
    assert NEW not in held()
    assert secrets.on_screen() == []
    assert canaries.on_screen() == []
    assert not kit.made.lifecycle.undo_hide()

    kit.made.fresh()
    again = kit.open()
    assert offered not in [one.text() for one in again.findChildren(QLabel)]


def test_the_place_is_kept_where_it_locks_before_it_was_shown(qtbot: QtBot, kit: Kit) -> None:
    QTest.keyClick(kit.open(), Qt.Key.Key_F9)
    kit.made.fresh()
    kit.open()
    window = kit.made.casekeep.window  # type: ignore[union-attr]
    press(qtbot, window, new_words.later())
    room = kit.made.lifecycle.room
    assert room is not None
    qtbot.waitUntil(lambda: room.place().tab == "details")


def test_whoever_puts_a_new_passphrase_off_locks_by_hiding_too(qtbot: QtBot, kit: Kit) -> None:
    kit.open()
    window = kit.made.casekeep.window  # type: ignore[union-attr]
    press(qtbot, window, new_words.later())
    qtbot.waitUntil(lambda: isinstance(window.page, Shell))
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert kit.made.endings == [True]
    assert kit.made.lifecycle.state is State.LOCKING
