"""Starts the window: the unlock screen first, everything else after it is painted."""

import gc
import linecache
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import fonts
from ui.theme.service import ThemeService, choice_of
from ui.window import Window
from vault.glance import Glance, Sight

if TYPE_CHECKING:
    from ui.furnish import House
    from ui.relaunch import Ending
    from ui.unlock.page import UnlockPage
    from vault.calendar_events import CalendarReader
    from vault.first_run import FirstRunPorts
    from vault.ports import Clock, Keeper, Outbox
    from vault.printed import DocumentPress


SWITCH_SECONDS = 0.001
GC_ALLOCATIONS = 20_000


@dataclass(frozen=True, slots=True)
class Rooms:
    """What the front door brings from the other rooms; what is costly is made when asked for."""

    clock: "Clock"
    glance: Callable[[Path], Glance]
    make_keeper: "Callable[[Path], Keeper]"
    make_press: "Callable[[], DocumentPress]"
    make_outbox: "Callable[[], Outbox]"
    make_calendars: "Callable[[], CalendarReader]"
    first_run_ports: "Callable[[], FirstRunPorts]"
    proposed_folder: Callable[[], Path]
    make_sample: Callable[[], tuple[Path, str]]
    remember: Callable[[Path], None]
    theme: Callable[[], str]
    remember_theme: Callable[[str], None]
    harden: Callable[[], object]
    ending: "Callable[[Callable[[], list[str]]], Ending]"


def make_application(arguments: list[str]) -> QApplication:
    """Make Qt's application. Its dialogs are Qt's own: portals fail in a hardened process."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    # Qt's file dialog writes the folders that were visited into its own settings, in clear.
    user, native = QSettings.Scope.UserScope, QSettings.Format.NativeFormat
    QSettings.setPath(native, user, os.devnull)
    # Python lends a thread the interpreter for 5 ms at a time, and each of Qt's calls gives it
    # away: while the database's thread works, painting a list would wait for it again and again.
    sys.setswitchinterval(SWITCH_SECONDS)
    # Looking through every object for cycles takes 20 ms, in the middle of anything; Python's
    # own limit of 700 has it do so some dozen times while the pages are loaded.
    gc.set_threshold(GC_ALLOCATIONS)
    app = QApplication(arguments[:1])
    app.setApplicationName("casekeep")
    app.setApplicationDisplayName("Casekeep")
    app.setDesktopFileName("casekeep")
    return app


class Casekeep(QObject):
    """One window onto one vault folder."""

    def __init__(self, app: QApplication, rooms: Rooms, folder: Path) -> None:
        super().__init__(app)
        fonts.load_first()
        self.theme = ThemeService(app, choice_of(rooms.theme()))
        self.window = Window()
        self.folder = folder
        self.house: House | None = None
        self._rooms = rooms
        self._unlock: UnlockPage | None = None
        self._is_sample = False

    def start(self, place: str = "") -> None:
        """Show the window; what the first screen doesn't need is loaded after its first paint.

        `place` is what `Window.place_on_screen` gave in the process before this one.
        """
        if place:
            self.window.take_place(place)
        glance = self._rooms.glance(self.folder)
        if glance.sight is Sight.NO_VAULT:
            self.window.show_page(QWidget())
        else:
            self._show_unlock(glance)
        self.window.show()
        self.window.activateWindow()
        _AfterPaint(self.window, lambda: self._furnish(glance))

    def _show_unlock(self, glance: Glance) -> None:
        from ui.unlock.page import UnlockPage  # noqa: PLC0415 -- not needed in the first run

        self._unlock = UnlockPage(glance, self._rooms.clock)
        self._unlock.other_vault_chosen.connect(lambda folder: self._go_to(folder, ""))
        self.window.show_page(self._unlock.view)
        self._unlock.view.focus_field()

    def _furnish(self, glance: Glance) -> None:
        from ui.furnish import House  # noqa: PLC0415 -- after the first paint
        from vault.lifecycle import State  # noqa: PLC0415

        fonts.load_later()
        state = State.LOCKED if self._unlock is not None else State.NO_VAULT
        self.house = House(self.window, self._rooms, self.theme, self.folder, state)
        self.house.lifecycle.opened.connect(self._on_opened)
        self.house.prepared.connect(_keep_loaded)
        if self._unlock is not None:
            self.house.receive(self._unlock)
        else:
            self.house.receive_first_run(self._go_to)

    def _on_opened(self) -> None:
        self._unlock = None
        if self.house is not None and not self._is_sample:
            from ui.tasks import Op  # noqa: PLC0415 -- after the first paint

            folder = self.house.folder
            Op(self.window, lambda: self._rooms.remember(folder)).on(
                self.house.lifecycle.tasks.aside
            )

    def _go_to(self, folder: Path, sample_passphrase: str) -> None:
        """Go to the unlock screen of another vault, while none is open.

        A sample vault's passphrase is told on it.
        """
        before = self.window.page
        glance = self._rooms.glance(folder)
        if self.house is None or (glance.sight is Sight.NO_VAULT and self._unlock is not None):
            if self._unlock is not None:
                self._unlock.show_no_vault()
            return
        self.folder = folder
        self._is_sample = bool(sample_passphrase)
        self._show_unlock(glance)
        if before is not None:
            self.window.drop_page(before)
        self.house.move_to(folder)
        if self._unlock is not None:
            if sample_passphrase:
                self._unlock.tell_sample_passphrase(sample_passphrase)
            self.house.receive(self._unlock)


def _keep_loaded() -> None:
    """Spare the collector what was loaded and built: it stays until the end of the process."""
    # PySide reads the source of each module that imports it, and Python remembers the lines.
    linecache.clearcache()
    gc.freeze()


class _AfterPaint(QObject):
    """Calls once, when a window has been painted for the first time."""

    def __init__(self, window: Window, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
            self.deleteLater()
        return False
