"""A window in a process of its own, led by lines on standard input.

Everything is the real program, the end of the process included. Each line is answered by one
line of JSON: unlock PASSPHRASE, go JSON, client, process PASSPHRASE, close, type TEXT, enter,
shown, hide, lock.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

import main
from storage.hardening import harden_process, restrict_new_files
from ui.app import Casekeep, make_application
from ui.process_notes.edit import ProcessEdit
from ui.process_notes.opening import State as Drawer
from ui.process_notes.view import ProcessNotesTab
from ui.shell import Shell
from vault.ids import ClientId, NoteId
from vault.lifecycle import LockReason, State
from vault.place import Place
from vault.process_notes import ClosedBy

if TYPE_CHECKING:
    from collections.abc import Callable


class Typist:
    """Does what a line says once the window is ready for it."""

    def __init__(self, casekeep: Casekeep) -> None:
        self._casekeep = casekeep
        self._lines: list[str] = []
        self._refused = ""
        self._gone_to = ""
        self._entered = False
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)

    def _read(self) -> None:
        line = sys.stdin.readline()
        if line:
            self._lines.append(line.rstrip("\n"))
        else:
            self._notifier.setEnabled(False)

    def _go_on(self) -> None:
        if self._lines and self._casekeep.house is not None:
            word, _, rest = self._lines[0].partition(" ")
            step: Callable[[str], object] = getattr(self, f"_do_{word}")
            answer = step(rest)
            if answer is not None:
                self._lines.pop(0)
                print(json.dumps(answer), flush=True)

    def _do_unlock(self, passphrase: str) -> object:
        lifecycle = self._casekeep.house.lifecycle  # type: ignore[union-attr]
        if self._refused:
            return self._refused
        if lifecycle.state is State.LOCKED:
            lifecycle.refused.connect(self._on_refused)
            page = self._casekeep.window.page
            page.passphrase_submitted.emit(bytearray(passphrase.encode()))  # type: ignore[union-attr]
        return "open" if lifecycle.state is State.OPEN else None

    def _on_refused(self, error: object) -> None:
        self._refused = type(error).__name__

    def _do_go(self, place: str) -> object:
        client_id, note_id, field = json.loads(place)
        room = self._casekeep.house.lifecycle.room  # type: ignore[union-attr]
        assert room is not None
        self._casekeep.window.activateWindow()
        if self._gone_to != place:
            # Once: a second going there would take the focus away again while it is typed.
            self._gone_to = place
            room.go_to(Place("clients", ClientId(client_id), "notes", NoteId(note_id), field))
        return "there" if isinstance(QApplication.focusWidget(), QTextEdit) else None

    def _do_client(self, _rest: str) -> object:
        """Ask for the form for a new client."""
        if not isinstance(QApplication.focusWidget(), QLineEdit):
            self._casekeep.window.activateWindow()
            (shell,) = self._casekeep.window.findChildren(Shell)
            shell._new_client()
            return None
        return "asked"

    def _do_enter(self, _rest: str) -> object:
        """Finish the form, and wait for the file that comes of it."""
        room = self._casekeep.house.lifecycle.room  # type: ignore[union-attr]
        assert room is not None
        if room.place().client_id is not None:
            return "open"
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit) and field.text() and not self._entered:
            self._entered = True
            QTest.keyClick(field, Qt.Key.Key_Return)
        return None

    def _do_process(self, passphrase: str) -> object:
        """Open the process notes of the client that is open, and begin one."""
        room = self._casekeep.house.lifecycle.room  # type: ignore[union-attr]
        assert room is not None
        tabs = self._casekeep.window.findChildren(ProcessNotesTab)
        if not tabs:
            room.go_to(Place("clients", room.place().client_id, "process_notes"))
            return None
        model = tabs[0]._vm
        if model.opening.state is Drawer.CLOSED:
            model.opening.open(bytearray(passphrase.encode()))
        elif model.units and not model.rows:
            model.start(model.units[0])
        return "begun" if isinstance(QApplication.focusWidget(), ProcessEdit) else None

    def _do_close(self, _rest: str) -> object:
        """Close the process notes."""
        (tab,) = self._casekeep.window.findChildren(ProcessNotesTab)
        if tab._vm.opening.is_open:
            tab._vm.close(ClosedBy.ASKED)
        service = self._casekeep.house._cabinet.process_notes  # type: ignore[union-attr]
        return None if service.is_open else "closed"

    def _do_type(self, text: str) -> object:
        editor = QApplication.focusWidget()
        assert isinstance(editor, QTextEdit | QLineEdit)
        QTest.keyClicks(editor, text)
        return "typed"

    def _do_shown(self, _rest: str) -> object:
        editor = QApplication.focusWidget()
        return editor.toPlainText() if isinstance(editor, QTextEdit) else ""

    def _do_hide(self, _rest: str) -> object:
        return self._casekeep.house.lifecycle.hide()  # type: ignore[union-attr]

    def _do_lock(self, _rest: str) -> object:
        return self._casekeep.house.lifecycle.lock(LockReason.ASKED)  # type: ignore[union-attr]


if __name__ == "__main__":
    restrict_new_files()
    application = make_application(sys.argv)
    window = Casekeep(
        application, main.rooms(Path(sys.argv[1]), harden=harden_process), Path(sys.argv[1])
    )
    window.start()
    typist = Typist(window)
    sys.exit(application.exec())
