"""Process notes through the real rooms: written, closed, and in nothing that leaves or stays."""

import json
import logging
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from storage import doors
from storage.check import check
from storage.clock import SystemClock
from storage.connection import Connection
from storage.process_drawer import PROCESS_NAME
from tests.fast_keys import FAST_POLICY
from tests.harness.secrecy import Canaries
from tests.journeys.home import (
    PASSPHRASE,
    Home,
    delete_what_was_left,
    fast_keeper,
    home,
    make_vault,
    write_draft,
)
from tests.journeys.test_first_run_to_file import hand_over, press, type_on_the_cover
from ui.process_notes.opening import State as DrawerState
from ui.process_notes.view import ProcessNotesTab
from ui.strings import process_notes as words
from vault.cabinet import Cabinet
from vault.clients import ClientDetails
from vault.lifecycle import LockReason, State
from vault.place import Place
from vault.process_notes import ProcessNoteService


@pytest.fixture
def canaries() -> Canaries:
    return Canaries("name", "note", "process")


@pytest.fixture
def place(tmp_path: Path, canaries: Canaries) -> Place:
    """A vault with one client and one signed note; the place of the Process notes tab."""
    found: list[Place] = []

    def fill(cabinet: Cabinet) -> None:
        client_id = cabinet.clients.create(ClientDetails(canaries["name"])).value
        note_id, version = write_draft(cabinet, client_id, canaries["note"])
        cabinet.notes.sign(note_id, base_version=version)
        found.append(Place("clients", client_id, "process_notes"))

    make_vault(tmp_path / "vault", fill)
    return found[0]


@pytest.fixture
def at_home(qtbot: QtBot, tmp_path: Path, place: Place) -> Iterator[Home]:
    with home(qtbot, tmp_path / "vault") as made:
        made.open_window()
        made.unlock()
        go_to_tab(qtbot, made, place)
        yield made


def window(made: Home) -> QWidget:
    assert made.casekeep is not None
    return made.casekeep.window


def tab(made: Home) -> ProcessNotesTab:
    (found,) = window(made).findChildren(ProcessNotesTab)
    return found


def go_to_tab(qtbot: QtBot, made: Home, place: Place) -> None:
    room = made.lifecycle.room
    assert room is not None
    room.go_to(place)
    qtbot.waitUntil(lambda: len(window(made).findChildren(ProcessNotesTab)) == 1)
    qtbot.waitUntil(tab(made)._locked.isVisible)


def open_them(qtbot: QtBot, made: Home, passphrase: str = PASSPHRASE) -> None:
    line = tab(made)._locked._field.line
    line.setFocus()
    QTest.keyClicks(line, passphrase)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab(made)._vm.opening.state is not DrawerState.OPENING)


def write(qtbot: QtBot, made: Home, text: str) -> None:
    """Begin a note and type into it."""
    qtbot.waitUntil(lambda: bool(tab(made)._vm.units))
    tab(made)._new.click()
    edit = tab(made)._sheet.edit
    qtbot.waitUntil(edit.hasFocus)
    QTest.keyClicks(edit, text)


def kept(folder: Path) -> list[str]:
    """What stands in the drawer of a closed vault."""
    keeper = fast_keeper(folder)
    store = keeper.unlock(bytearray(PASSPHRASE.encode()))
    notes = ProcessNoteService(store, SystemClock())
    notes.open(notes.key_for(bytearray(PASSPHRASE.encode())))
    with store.read() as work:
        (client_id,) = [row.id for row in work.clients.rows("", None)]
    texts = [notes.read(row.id).value.text for row in notes.rows(client_id)]
    keeper.close(LockReason.ASKED, 0)
    return texts


def all_rows(connection: Connection) -> bytes:
    """Every row of every table, decrypted, those behind the search index too."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    rows = [connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables]
    return repr(rows).encode()


def test_a_word_of_a_process_note_reaches_nothing_that_leaves_or_stays(
    qtbot: QtBot,
    tmp_path: Path,
    at_home: Home,
    canaries: Canaries,
    place: Place,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    folder, outside = tmp_path / "vault", tmp_path / "to-give"
    outside.mkdir()
    open_them(qtbot, at_home)
    write(qtbot, at_home, f"I thought of {canaries['process']}.")
    assert "process" in {hit.label for hit in canaries.on_screen()}
    assert canaries["process"] not in window(at_home).windowTitle()

    file, password = hand_over(qtbot, window(at_home), outside)
    plain = BytesIO()
    with pikepdf.open(file, password=password) as pdf:
        pdf.save(plain)
    printed = "".join(doors.press().text(plain.getvalue()))
    assert canaries["note"] in "".join(printed.split())
    assert canaries["process"] not in "".join(printed.split())

    at_home.lifecycle.lock(LockReason.ASKED)
    at_home.close()
    assert len(kept(folder)) == 1
    assert canaries["process"] in kept(folder)[0]
    assert canaries.in_folders(tmp_path) == []
    report = check(folder, bytearray(PASSPHRASE.encode()), FAST_POLICY)
    assert report["result"] == "sound"
    keeper = fast_keeper(folder)
    store = keeper.unlock(bytearray(PASSPHRASE.encode()))
    assert canaries.in_bytes(all_rows(store._connection)) >= {("name", "utf-8")}
    records = all_rows(store._connection)
    keeper.close(LockReason.ASKED, 0)
    said = capfd.readouterr()
    everything = [records, json.dumps(report).encode(), caplog.text.encode()]
    everything += [said.out.encode(), said.err.encode()]
    labels = {label for part in everything for label, _ in canaries.in_bytes(part)}
    assert "process" not in labels


def test_hiding_closes_them_and_coming_back_leaves_them_closed(
    qtbot: QtBot, at_home: Home, canaries: Canaries
) -> None:
    open_them(qtbot, at_home)
    write(qtbot, at_home, canaries["process"])
    QApplication.clipboard().setText(canaries["process"])
    QTest.keyClick(tab(at_home)._sheet.edit, Qt.Key.Key_F9)
    assert at_home.lifecycle.state is State.HIDDEN
    delete_what_was_left()
    assert canaries.on_screen() == []
    drawer = at_home.house._cabinet.process_notes
    qtbot.waitUntil(lambda: not drawer.is_open)
    type_on_the_cover(at_home, PASSPHRASE)
    qtbot.waitUntil(lambda: at_home.lifecycle.state is State.OPEN)
    assert tab(at_home)._locked.isVisible()
    assert "process" not in {hit.label for hit in canaries.on_screen()}
    open_them(qtbot, at_home)
    qtbot.waitUntil(lambda: tab(at_home)._sheet.edit.text() == canaries["process"])


def test_a_lock_in_the_middle_of_a_word_keeps_it(
    qtbot: QtBot, tmp_path: Path, at_home: Home, canaries: Canaries
) -> None:
    open_them(qtbot, at_home)
    write(qtbot, at_home, f"Half a {canaries['process']}")
    at_home.lifecycle.lock(LockReason.SUSPEND)
    assert at_home.endings == [True]
    at_home.close()
    assert kept(tmp_path / "vault") == [f"Half a {canaries['process']}"]
    assert [each.name for each in (tmp_path / "vault").glob("process*")] == [PROCESS_NAME]


def test_a_wrong_passphrase_opens_nothing_and_makes_nothing(
    qtbot: QtBot, tmp_path: Path, at_home: Home
) -> None:
    open_them(qtbot, at_home, "gravel teapot anthem")
    assert tab(at_home)._locked._problem.isVisible()
    assert not (tmp_path / "vault" / PROCESS_NAME).exists()


def test_a_passage_goes_over_to_the_progress_note_and_back(
    qtbot: QtBot, at_home: Home, place: Place
) -> None:
    open_them(qtbot, at_home)
    write(qtbot, at_home, "Prognosis is good.")
    press(qtbot, window(at_home), words.move_it())
    edit = tab(at_home)._sheet.edit
    qtbot.waitUntil(lambda: edit.text() == "")
    cabinet, tasks = at_home.house._cabinet, at_home.lifecycle.tasks
    assert place.client_id is not None
    client_id = place.client_id

    def drafts() -> list[str]:
        rows = [row for row in cabinet.notes.timeline(client_id) if not row.signed]
        notes = [cabinet.notes.open(row.id).note for row in rows]
        return [one.text for note in notes for one in note.content.passages]

    assert tasks.wait_for(drafts) == ["Prognosis is good."]
    press(qtbot, window(at_home), words.undo())
    qtbot.waitUntil(lambda: edit.text() == "Prognosis is good.")
    assert tasks.wait_for(drafts) == []
