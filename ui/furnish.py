"""Puts the program behind the first screen, once that is painted."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from ui import sweep
from ui.app import Rooms
from ui.clocks import read_clocks
from ui.cover import Cover
from ui.folder_dialog import ask_for_folder
from ui.input_watch import Chord, InputWatch
from ui.lifecycle import VaultLifecycle
from ui.lifecycle_parts import Parts
from ui.open_vault import OpenVault
from ui.os_signals.endings import Endings
from ui.room import Room
from ui.room_builder import RoomBuilder
from ui.strings.errors import words_for
from ui.tasks import HeldTasks, Op
from ui.theme.service import ThemeChoice, ThemeService, choice_of
from ui.unlock.page import UnlockPage
from ui.window import Window
from vault.cabinet import Cabinet
from vault.late_store import LateStore
from vault.lifecycle import LockReason, State
from vault.ports import Store
from vault.settings import Settings

if TYPE_CHECKING:
    from ui.first_run.hiding import FirstRunHiding
    from ui.first_run.view_model import FirstRunViewModel
    from vault.first_run import Created

HIDE_KEY: Chord = (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
LOCK_KEY: Chord = (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


class House(QObject):
    """Everything behind one window: the lifecycle, what it hears, and the documents' press.

    `prepared` tells that what `prepare` loads and builds is there.
    """

    prepared = Signal()

    def __init__(
        self, window: Window, rooms: Rooms, theme: ThemeService, folder: Path, state: State
    ) -> None:
        super().__init__(window)
        rooms.harden()
        self.folder = folder
        self._window = window
        self._rooms = rooms
        self._theme = theme
        self._press = rooms.make_press()
        self._outbox = rooms.make_outbox()
        self._first_run: FirstRunHiding | None = None
        self._unlock: UnlockPage | None = None
        self._makes_sample = False
        self._store = LateStore()
        self._cabinet = Cabinet.over(
            self._store, rooms.clock, self._press, self._outbox, rooms.make_calendars
        )
        parts = Parts(
            clock=rooms.clock,
            open_cabinet=self._open_cabinet,
            make_room=self._make_room,
            make_cover=lambda: Cover("clock", lambda: rooms.clock.local(rooms.clock.now_utc())),
            read_clocks=read_clocks,
            end=rooms.ending(self._command),
        )
        self.lifecycle = VaultLifecycle(window, parts, lambda: rooms.make_keeper(folder), state)
        self._held = HeldTasks(self.lifecycle.tasks)
        vault = OpenVault(self._cabinet, self._held, self.lifecycle.hub, rooms.clock)
        self._builder = RoomBuilder(window, vault, self._press, lambda: self.folder)
        self._builder.built.connect(self.prepared)
        self.lifecycle.trying.connect(self.prepare)
        self.lifecycle.recovered.connect(self._ask_for_new_passphrase)
        self._pinned: ThemeChoice = choice_of(rooms.theme())
        self.lifecycle.settings_taken.connect(self._take_theme)
        self._listen()

    def receive(self, page: UnlockPage) -> None:
        """Open the vault with what is typed on the unlock screen."""
        self._unlock = page
        self.lifecycle.refused.connect(page.failed)
        self.lifecycle.opened.connect(page.view.forget)
        # While the first letters are typed: the window at rest stays light, and nothing is left
        # to load or build when the key is there.
        page.view.typing_begun.connect(self.prepare)
        page.connect_to(self.lifecycle)

    def prepare(self) -> None:
        """Load and build what unlocking needs; does nothing the second time."""
        # One after the other: two threads that load modules wait for each other.
        self.lifecycle.warm(self._builder.start)

    @property
    def is_prepared(self) -> bool:
        """Whether nothing is left to load or build."""
        return self._builder.is_done

    def receive_first_run(self, go_to: Callable[[Path, str], None]) -> None:
        """Lead through the making of a first vault, on the thread that will own its database.

        `go_to` leads to a vault that exists: its folder, and the passphrase if it is the sample.
        """
        from ui.first_run.hiding import FirstRunHiding  # noqa: PLC0415 -- once in a vault's life
        from ui.first_run.view import FirstRunView  # noqa: PLC0415
        from ui.first_run.view_model import FirstRunViewModel  # noqa: PLC0415
        from vault.first_run import FirstRun  # noqa: PLC0415

        wizard = FirstRun(self._rooms.proposed_folder(), self._rooms.first_run_ports())
        model = FirstRunViewModel(
            wizard, self.lifecycle.tasks, self._press, self._outbox, self._rooms.clock
        )

        def make_view() -> FirstRunView:
            view = FirstRunView(model)
            view.vault_requested.connect(lambda: ask_for_folder(view, leave_for))
            view.sample_requested.connect(lambda: self._make_sample(hiding, leave_for))
            if self._makes_sample:
                view.show_busy()
            return view

        def leave_for(folder: Path, sample_passphrase: str = "") -> None:
            self._first_run = None
            hiding.leave()
            go_to(folder, sample_passphrase)

        hiding = FirstRunHiding(
            self._window, self.lifecycle.covering, model, make_view, read_clocks
        )
        # While the kit is printed and typed back: nothing is left to build when the vault is made.
        model.kit_drawn.connect(self.prepare)
        model.made.connect(self._on_made)
        self.lifecycle.opened.connect(self._end_first_run)
        self.lifecycle.leaving.connect(lambda: self._leave_first_run(model))
        self._first_run = hiding
        hiding.begin()

    def _leave_first_run(self, model: "FirstRunViewModel") -> None:
        """Let the window go; a vault that is being made is remembered and locked first."""
        model.leave()

        def put_away() -> None:
            created = model.created
            if created is not None:
                self._rooms.remember(created.folder)
                created.keeper.close(LockReason.WINDOW_CLOSED, 0)

        Op(self, put_away).on(self.lifecycle.tasks)

    def _end_first_run(self) -> None:
        if self._first_run is not None:
            self._first_run.end()
            self._first_run = None

    def _ask_for_new_passphrase(self) -> None:
        from ui.new_passphrase.view import NewPassphraseView  # noqa: PLC0415 -- seldom needed
        from ui.new_passphrase.view_model import NewPassphraseViewModel  # noqa: PLC0415

        ports, lifecycle = self._rooms.first_run_ports(), self.lifecycle
        model = NewPassphraseViewModel(
            lifecycle.tasks, lifecycle.change_passphrase, ports.words, ports.randbelow
        )
        model.done.connect(lifecycle.passphrase_changed)
        view, before = NewPassphraseView(model), self._window.page

        def leave() -> None:
            lifecycle.show_records()
            self._window.drop_page(view)

        view.left.connect(leave)
        self._window.show_page(view)
        if before is not None:
            self._window.drop_page(before)
        view.setFocus()

    def _take_theme(self, settings: Settings) -> None:
        """Show the colours that this vault asks for, where it asks for others than before."""
        wanted = choice_of(settings.theme)
        if wanted != self._pinned:
            self._pinned = wanted
            self._theme.choose(wanted)
            # The unlock window has them from the start next time.
            Op(self, lambda: self._rooms.remember_theme(wanted)).on(self.lifecycle.tasks.aside)

    def _make_sample(
        self, hiding: "FirstRunHiding", leave_for: Callable[[Path, str], None]
    ) -> None:
        def failed(error: object) -> None:
            self._makes_sample = False
            if hiding.view is not None:
                hiding.view.show_failed(words_for(error)[0])

        self._makes_sample = True
        if hiding.view is not None:
            hiding.view.show_busy()
        op = Op(self, self._rooms.make_sample).success(lambda made: leave_for(*made))
        op.failure(failed).fault(lambda: failed(None)).on(self.lifecycle.tasks.aside)

    def _on_made(self, created: "Created") -> None:
        self.folder = created.folder
        self.lifecycle.created(created.keeper, created.store)

    def move_to(self, folder: Path) -> None:
        """Serve a vault elsewhere, while none is open."""
        self.folder = folder
        self.lifecycle.serve(lambda: self._rooms.make_keeper(folder))

    def close(self) -> None:
        """Stop listening, for a process that goes on without this window."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self._watch)
        self._endings.close()

    def _open_cabinet(self, store: Store) -> Cabinet:
        self._store.put(store)
        return self._cabinet

    def _make_room(self) -> Room:
        self._held.release()
        shell = self._builder.finish()
        shell.hide_requested.connect(self.lifecycle.hide)
        shell.lock_requested.connect(self._lock)
        return shell

    def _hide(self) -> bool:
        return (self._first_run or self.lifecycle).hide() or self._clear_unlock()

    def _lock(self) -> bool:
        if self._first_run is not None:
            # There is no vault yet that a lock could close; what can be seen goes.
            return self._first_run.hide()
        return self.lifecycle.lock(LockReason.ASKED) or self._clear_unlock()

    def _clear_unlock(self) -> bool:
        """Take what is half typed off the unlock screen, where that is in front."""
        if self._unlock is None or self.lifecycle.state is not State.LOCKED:
            return False
        self._unlock.view.start_anew()
        sweep.close_all_but(self._window)
        return True

    def _touch(self, monotonic: float) -> None:
        (self._first_run or self.lifecycle).touch(monotonic)

    def _command(self) -> list[str]:
        return ["--vault", str(self.folder), "--place", self._window.place_on_screen()]

    def _listen(self) -> None:
        chords: dict[Chord, Callable[[], bool]] = {
            HIDE_KEY: self._hide,
            LOCK_KEY: self._lock,
        }
        self._watch = InputWatch(self, self._touch, chords)
        self._endings = Endings(self, self._on_asked_to_end)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self._watch)

    def _on_asked_to_end(self) -> None:
        if not self.lifecycle.lock(LockReason.ENDED_BY_SYSTEM, relaunch=False):
            self._window.close_unasked()
