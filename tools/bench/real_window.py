"""The program's own window over a vault, doing what it is told and saying what that cost.

usage: real_window.py FD VAULT

Everything is the program's, wired by its front door; only what starts after a lock is not. What
is imported here beyond the program's own counts as its memory, and its loading as done: little.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QTextEdit, QVBoxLayout, QWidget

import main
from storage import doors
from tools.bench.remote import Remote, memory_mb
from tools.bench.unlocking import PARAMETERS, PASSPHRASE
from ui.app import Casekeep, make_application
from ui.relaunch import ending
from ui.tasks import Op
from vault.ids import ClientId, NoteId
from vault.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.lifecycle import VaultLifecycle
    from ui.room import Room
    from ui.shell import Shell

ROUNDS = 3
DERIVATIONS = 3
REST_MS = 120
TYPED = "typed a moment ago "


class GapWatch(QObject):
    """Notes the longest time for which the window's thread answered nothing, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self.start()

    def start(self) -> None:
        """Forgets what was, and begins to look."""
        self._last = time.perf_counter()
        self._longest = 0.0
        self._timer.start()

    def stop(self) -> float:
        """Returns the longest gap since the start."""
        self._on_tick()
        self._timer.stop()
        return self._longest * 1e3

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now


class Driver:
    """The window, and what can be asked of it."""

    def __init__(self, descriptor: int, vault: Path) -> None:
        self._app = make_application(sys.argv)
        self._remote = Remote(
            descriptor,
            {
                "unlock": self._unlock,
                "open": self._open,
                "scene": self._scene,
                "show": self._show,
                "type": self._type,
                "search": self._search,
                "memory": self._memory,
            },
        )
        # What is started in its place at a lock would outlive the measurement.
        rooms = replace(
            main.rooms(vault, harden=doors.harden),
            ending=lambda _rest: ending(lambda: [sys.executable, "-c", ""]),
        )
        self._casekeep = Casekeep(self._app, rooms, vault)
        self._window = self._casekeep.window
        self._gaps = GapWatch()
        self._gaps.stop()
        self._extra: QWidget | None = None
        self._busy = False
        self._casekeep.start()
        if self._casekeep._unlock is None:  # noqa: SLF001
            message = f"no vault at {vault}"
            raise RuntimeError(message)
        self._when_loaded(self._remote.answer)

    def run(self) -> int:
        """Runs until it is locked or killed."""
        return int(self._app.exec())

    def _when_loaded(self, then: Callable[[], None]) -> None:
        """Waits for what the program loads behind its first screen."""
        if self._casekeep.house is not None:
            QTimer.singleShot(REST_MS, then)
        else:
            QTimer.singleShot(20, lambda: self._when_loaded(then))

    @property
    def _lifecycle(self) -> VaultLifecycle:
        house = self._casekeep.house
        assert house is not None  # noqa: S101
        return house.lifecycle

    def _unlock(self) -> None:
        """Gives the passphrase; answers when the note of last time stands there again."""
        page = self._casekeep._unlock  # noqa: SLF001
        assert page is not None  # noqa: S101
        lifecycle = self._lifecycle
        start = typing_block_ms = 0.0

        def usable() -> None:
            self._window.repaint()
            usable_ms = (time.perf_counter() - start) * 1e3
            self._remote.answer(
                usable_ms=usable_ms,
                block_ms=self._gaps.stop(),
                typing_block_ms=typing_block_ms,
                derivation_ms=derivation_ms(),
            )

        def give() -> None:
            nonlocal start, typing_block_ms
            typing_block_ms = self._gaps.stop()
            self._gaps.start()
            start = time.perf_counter()
            page.view.passphrase_submitted.emit(bytearray(PASSPHRASE))

        lifecycle.opened.connect(lambda: self._after_database(usable))
        # A person types: what is loaded and built meanwhile counts as blocks, not as waiting.
        self._gaps.start()
        page.view.typing_begun.emit()
        self._when_prepared(give)

    def _when_prepared(self, then: Callable[[], None]) -> None:
        house = self._casekeep.house
        if house is not None and house.is_prepared:
            QTimer.singleShot(REST_MS, then)
        else:
            QTimer.singleShot(20, lambda: self._when_prepared(then))

    def _open(self, client: int, note: int | None = None) -> None:
        """Opens a client's file, at a note where one is named; answers when it is shown."""

        def shown() -> None:
            self._window.repaint()
            ms = (time.perf_counter() - start) * 1e3
            QTimer.singleShot(
                REST_MS, lambda: self._remote.answer(ms=ms, block_ms=self._gaps.stop())
            )

        self._gaps.start()
        start = time.perf_counter()
        self._room.go_to(
            Place("clients", ClientId(client), "notes", None if note is None else NoteId(note))
        )
        self._after_database(shown)

    @property
    def _room(self) -> Room:
        room = self._lifecycle._room  # noqa: SLF001
        assert room is not None  # noqa: S101
        return room

    def _scene(self, name: str) -> None:
        """Puts something in front of the records, or keeps the database busy."""
        if name == "menu":
            menu = QMenu(self._window)
            for place in range(12):
                menu.addAction(f"Open an entry of this menu, {place}")
            menu.popup(self._window.mapToGlobal(QPoint(500, 300)))
            self._extra = menu
        elif name == "dialog":
            dialog = QDialog(self._window, modal=True)
            QVBoxLayout(dialog).addWidget(QLabel("A question in front of the records. " * 3))
            dialog.resize(500, 300)
            dialog.open()
            self._extra = dialog
        elif name == "query":
            self._busy = True
            self._query_again()
        QTimer.singleShot(REST_MS, self._remote.answer)

    def _query_again(self) -> None:
        """Keeps the database's thread at reading lists until it is told to stop."""
        cabinet = self._lifecycle._cabinet  # noqa: SLF001
        assert cabinet is not None  # noqa: S101
        if self._busy:
            op = Op(self._window, cabinet.clients.rows)
            op.success(lambda _rows: self._query_again()).on(self._lifecycle.tasks)

    def _show(self) -> None:
        """Comes back from the cover; answers once everything rests."""
        self._busy = False
        self._extra = None
        if not self._lifecycle.undo_hide():
            raise RuntimeError
        self._after_database(self._remote.answer)

    def _type(self) -> None:
        """Types into the note that is open."""
        editor = next(
            (
                one
                for one in self._window.findChildren(QTextEdit)
                if one.isVisible() and not one.isReadOnly()
            ),
        )
        for letter in TYPED:
            _press(editor, letter)
        self._remote.answer(pending=len(self._room.pending_saves()))

    def _search(self, text: str) -> None:
        """Types into the palette; answers how long the last key took to its painted results."""
        shell = cast("Shell", self._room)
        shell.open_palette()
        palette = shell._palette  # noqa: SLF001
        assert palette is not None  # noqa: S101
        field, model = palette._search.field, palette._model  # noqa: SLF001
        field.setText(text[:-1])
        start = 0.0

        def shown() -> None:
            if not model.is_looking:
                model.lines_changed.disconnect(shown)
                palette._search.repaint()  # noqa: SLF001
                ms = (time.perf_counter() - start) * 1e3
                block_ms = self._gaps.stop()
                found = len(model.lines)
                palette.dismiss()
                self._after_database(
                    lambda: self._remote.answer(ms=ms, block_ms=block_ms, lines=found)
                )

        def press() -> None:
            nonlocal start
            model.lines_changed.connect(shown)
            self._gaps.start()
            start = time.perf_counter()
            _press(field, text[-1])

        self._after_database(press)

    def _memory(self) -> None:
        """Says how much memory this process has, in megabytes."""
        self._remote.answer(**memory_mb())

    def _after_database(self, then: Callable[[], None], rounds: int = ROUNDS) -> None:
        """Calls once what was asked of the database by now has come and is painted."""

        def again(_result: object) -> None:
            QTimer.singleShot(0, lambda: self._after_database(then, rounds - 1))

        if rounds == 0:
            then()
        else:
            Op(self._window, lambda: None).success(again).on(self._lifecycle.tasks)


def _press(widget: QWidget, letter: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, event)


def derivation_ms() -> float:
    """Returns the milliseconds that the key derivation takes when nothing else goes on."""
    from vault.keys import timed_derivation  # noqa: PLC0415 - loads what the program loads late

    seconds_for = timed_derivation(time.perf_counter)
    return sorted(seconds_for(PARAMETERS) for _ in range(DERIVATIONS))[DERIVATIONS // 2] * 1e3


if __name__ == "__main__":
    driver = Driver(int(sys.argv[1]), Path(sys.argv[2]))
    sys.exit(driver.run())
