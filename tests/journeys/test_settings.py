"""Settings through the real rooms: they hold at once, outlast a lock, and leak no word."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.harness.secrecy import Canaries
from tests.journeys.home import PASSPHRASE, Home, delete_what_was_left, home, make_vault
from tests.journeys.test_first_run_to_file import type_on_the_cover
from ui.settings.practice_card import PracticeCard
from ui.strings import settings as words
from ui.theme import colour
from vault.cabinet import Cabinet
from vault.lifecycle import LockReason, State
from vault.phrases import Phrase
from vault.place import Place


@pytest.fixture
def canaries() -> Canaries:
    return Canaries("word", "phrase", "typed")


@pytest.fixture
def at_home(qtbot: QtBot, tmp_path: Path, canaries: Canaries) -> Iterator[Home]:
    def fill(cabinet: Cabinet) -> None:
        cabinet.spelling.add(canaries["word"])
        cabinet.phrases.keep(Phrase("usual", canaries["phrase"]))

    make_vault(tmp_path / "vault", fill)
    with home(qtbot, tmp_path / "vault") as made:
        made.open_window()
        made.unlock()
        yield made
        if made.casekeep is not None:
            # The colours are the whole program's, and so the next test's.
            made.casekeep.theme.choose("system")


def window(made: Home) -> QWidget:
    assert made.casekeep is not None
    return made.casekeep.window


def go_to_settings(qtbot: QtBot, made: Home) -> None:
    """Go there by key, and wait until all of it is built and read."""
    focused = QApplication.focusWidget() or window(made)
    QTest.keyClick(focused, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    all_is_there(qtbot, made)


def all_is_there(qtbot: QtBot, made: Home) -> None:
    qtbot.waitUntil(lambda: window(made).findChild(PracticeCard) is not None)
    qtbot.waitUntil(lambda: field(made, "Your name").text() == "Mara Quill")


def field(made: Home, name: str) -> QLineEdit:
    found = [one for one in window(made).findChildren(QLineEdit) if one.accessibleName() == name]
    return found[0]


def choose(made: Home, name: str, key: Qt.Key) -> None:
    lists = window(made).findChildren(QComboBox)
    QTest.keyClick(next(one for one in lists if one.accessibleName() == name), key)


def test_fewer_minutes_hold_at_once(qtbot: QtBot, at_home: Home) -> None:
    go_to_settings(qtbot, at_home)
    countdown = at_home.lifecycle._countdown
    seen: list[int] = []
    countdown.verdict.connect(lambda verdict: seen.append(verdict.seconds_left))
    choose(at_home, words.idle_minutes(), Qt.Key.Key_Home)

    def counts_down_from_a_minute() -> bool:
        countdown.ask()
        return 0 < seen[-1] <= 60

    qtbot.waitUntil(counts_down_from_a_minute)


def test_colours_change_at_once_and_the_unlock_window_has_them_after_a_lock(
    qtbot: QtBot, at_home: Home
) -> None:
    go_to_settings(qtbot, at_home)
    light = colour("paper").name()
    choose(at_home, words.theme(), Qt.Key.Key_End)
    qtbot.waitUntil(lambda: at_home.themes == ["dark"])
    assert colour("paper").name() != light
    at_home.lifecycle.lock(LockReason.ASKED)
    at_home.fresh()
    assert colour("paper").name() != light
    at_home.unlock()
    assert at_home.themes == ["dark"]


def test_the_settings_are_where_one_comes_back_to_and_what_was_half_typed_is_kept(
    qtbot: QtBot, at_home: Home
) -> None:
    go_to_settings(qtbot, at_home)
    QTest.keyClicks(field(at_home, words.late_hours()), "0")
    QTest.keyClicks(field(at_home, "Phone"), "303-555-0100")
    at_home.lifecycle.lock(LockReason.ASKED)
    at_home.fresh()
    at_home.unlock()
    room = at_home.lifecycle.room
    assert room is not None
    assert room.place() == Place("settings")
    all_is_there(qtbot, at_home)
    assert field(at_home, "Phone").text() == "303-555-0100"
    assert field(at_home, words.late_hours()).text() == "240"


def test_added_words_and_phrases_leave_the_screen_at_hide_and_are_in_no_file(
    qtbot: QtBot,
    tmp_path: Path,
    at_home: Home,
    canaries: Canaries,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    go_to_settings(qtbot, at_home)
    qtbot.waitUntil(lambda: {hit.label for hit in canaries.on_screen()} == {"word"})
    QTest.keyClicks(field(at_home, "Address"), canaries["typed"])
    assert {hit.label for hit in canaries.on_screen()} == {"word", "typed"}
    QTest.keyClick(field(at_home, "Address"), Qt.Key.Key_F9)
    assert at_home.lifecycle.state is State.HIDDEN
    delete_what_was_left()
    assert canaries.on_screen() == []
    type_on_the_cover(at_home, PASSPHRASE)
    qtbot.waitUntil(lambda: at_home.lifecycle.state is State.OPEN)
    assert {hit.label for hit in canaries.on_screen()} == {"word", "typed"}
    at_home.lifecycle.lock(LockReason.ASKED)
    at_home.close()
    assert canaries.in_folders(tmp_path, Path.home()) == []
    said = capfd.readouterr()
    for part in (caplog.text, said.out, said.err):
        assert canaries.in_bytes(part.encode()) == set()
