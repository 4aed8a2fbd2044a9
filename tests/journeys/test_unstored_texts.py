"""A text can't be stored: it waits, it overwrites nothing, and a lock that loses it says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from storage.glance import glance
from tests.harness.messages import Messages
from tests.journeys.home import Home, home, make_vault, write_draft
from tests.journeys.test_hide_and_lock import editor
from tests.storage.full_disk import full_disk
from ui.notes.view_model import NotesViewModel
from vault.cabinet import Cabinet
from vault.clients import ClientDetails
from vault.lifecycle import LockReason
from vault.place import Place


@pytest.fixture
def places(tmp_path: Path) -> tuple[Place, Place]:
    """A vault with two drafts; the places where they are written."""
    found: list[Place] = []

    def fill(cabinet: Cabinet) -> None:
        client_id = cabinet.clients.create(ClientDetails("Ilse Brandt")).value
        for text in ("Slept well.", "Ate."):
            note_id, _ = write_draft(cabinet, client_id, text)
            cabinet.notes.settle(note_id)
            found.append(Place("clients", client_id, "notes", note_id, "subjective", 0, 0))

    make_vault(tmp_path / "vault", fill)
    return found[0], found[1]


@pytest.fixture
def at_home(qtbot: QtBot, tmp_path: Path, places: tuple[Place, Place]) -> Iterator[Home]:
    with home(qtbot, tmp_path / "vault") as made:
        made.open_window()
        made.unlock()
        go_to(qtbot, made, places[0])
        yield made


def go_to(qtbot: QtBot, made: Home, place: Place) -> None:
    room = made.lifecycle.room
    assert room is not None
    room.go_to(place)
    qtbot.waitUntil(lambda: room.place().note_id == place.note_id)


def shown(made: Home) -> str:
    assert made.casekeep is not None
    labels = made.casekeep.window.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisible())


def test_a_note_that_is_gone_back_to_and_hidden_at_once_keeps_every_word(
    qtbot: QtBot,
    at_home: Home,
    places: tuple[Place, Place],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = places
    with full_disk(monkeypatch):
        QTest.keyClicks(editor(qtbot), "Late. ")
        go_to(qtbot, at_home, second)
    room = at_home.lifecycle.room
    assert room is not None
    room.go_to(first)
    notes = room.widget().findChild(NotesViewModel)
    assert notes is not None
    monkeypatch.setattr("ui.covering.UNDO_SECONDS", 60.0)
    with qtbot.waitSignal(notes.saved):
        at_home.lifecycle.hide()
    assert at_home.lifecycle.undo_hide()
    assert "Late. Slept well." in editor(qtbot).toPlainText()
    go_to(qtbot, at_home, second)
    at_home.lifecycle.lock(LockReason.ASKED)
    at_home.fresh()
    at_home.unlock()
    go_to(qtbot, at_home, first)
    assert "Late. Slept well." in editor(qtbot).toPlainText()


def test_a_text_that_a_full_disk_refused_is_told_on_the_unlock_window(
    qtbot: QtBot,
    at_home: Home,
    places: tuple[Place, Place],
    messages: Messages,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    messages.expect("lock.draft DiskFull")
    messages.expect("tasks.last_call DiskFull")
    with full_disk(monkeypatch):
        QTest.keyClicks(editor(qtbot), "Late. ")
        at_home.lifecycle.lock(LockReason.IDLE)
    seen = glance(at_home.folder)
    assert (seen.reason, seen.drafts_saved, seen.drafts_lost) == (LockReason.IDLE, 0, 1)
    at_home.fresh()
    assert "1 text could not be stored before it locked" in shown(at_home)
    assert "Nothing was lost" not in shown(at_home)
    at_home.unlock()
    go_to(qtbot, at_home, places[0])
    assert editor(qtbot).toPlainText() == "Slept well."


def test_while_a_text_waits_it_is_said_how_long_it_is_kept(
    qtbot: QtBot, at_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full_disk(monkeypatch):
        QTest.keyClicks(editor(qtbot), "Late. ")
        qtbot.waitUntil(lambda: "only until Casekeep locks" in shown(at_home))
    qtbot.waitUntil(lambda: "only until Casekeep locks" not in shown(at_home))
    at_home.lifecycle.lock(LockReason.ASKED)
    assert glance(at_home.folder).drafts_lost == 0
