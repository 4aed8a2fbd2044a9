"""Hides the first run, brings it back, and asks before it is closed in the middle.

What stood on the screen isn't emptied piece by piece: the wizard's whole page is deleted, and
made anew from what the wizard knows when the cover goes.
"""

from collections.abc import Callable
from math import inf

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui import sweep
from ui.covering import Covering
from ui.first_run.view import FirstRunView, Stand
from ui.first_run.view_model import FirstRunViewModel
from ui.window import Window
from vault.autolock import AutoLock, Clocks
from vault.first_run import Step

TICK_MS = 1_000

_ENDS = frozenset({Step.DONE, Step.LEFT})


class FirstRunHiding(QObject):
    """Keeps the wizard's page in the window, and takes it out while the window is covered.

    There is no vault yet that a lock could close, so that Ctrl+L and an idle time hide as well. A
    lock would end the process, and with it a passphrase and a kit that are on paper already.
    """

    def __init__(
        self,
        window: Window,
        covering: Covering,
        model: FirstRunViewModel,
        make_view: Callable[[], FirstRunView],
        read_clocks: Callable[[], Clocks],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._covering = covering
        self._model = model
        self._make_view = make_view
        self._read_clocks = read_clocks
        self._idle = AutoLock(read_clocks(), idle_seconds=inf, hidden_seconds=inf)
        self._view: FirstRunView | None = None
        self._stand: Stand | None = None
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(lambda: self.pass_time(read_clocks()))

    def begin(self) -> None:
        """Show the first step in place of the page that is in front."""
        before = self._window.page
        self._window.ask_before_closing(self._may_close)
        self._view = self._made()
        self._window.show_page(self._view)
        if before is not None:
            self._window.drop_page(before)
        self._view.focus_field()
        self._go_on()

    @property
    def view(self) -> FirstRunView | None:
        """The wizard's page, None while the window is covered."""
        return self._view

    def leave(self) -> None:
        """Give the wizard up for a vault that exists; its screen is safe to show to anybody."""
        self._model.leave()
        self.end()
        if self._covering.is_up:
            self._covering.lift(QWidget())

    def end(self) -> None:
        """Let go of the window; a cover that is up stays, for the vault that was made."""
        self._tick.stop()
        self._take_out()
        self._window.ask_before_closing(lambda: True)
        self.deleteLater()

    def touch(self, monotonic: float) -> None:
        """Note the counselor's own input."""
        self._idle.touch(monotonic)

    def hide(self) -> bool:
        """Cover the window now; answers that there was something to cover."""
        if self._covering.is_up:
            self._covering.put_field_away()
            return True
        self._covering.put_up(self._on_return_asked, self._on_escape)
        self._tick.stop()
        sweep.close_all_but(self._window)
        sweep.take_back_copies()
        self._model.hide()
        self._stand = self._view.stand() if self._view is not None else None
        self._take_out()
        run = self._model.first_run
        if not run.has_passphrase and run.step not in _ENDS:
            self._covering.ask_nothing(self._come_back)
        return True

    def pass_time(self, now: Clocks) -> None:
        """Hide after as many minutes without input as the wizard has chosen so far."""
        self._idle.set_limits(
            idle_seconds=self._model.first_run.idle_minutes * 60.0, hidden_seconds=inf
        )
        if self._idle.ask(now).lock is not None:
            self.hide()

    def _made(self) -> FirstRunView:
        view = self._make_view()
        view.closing_confirmed.connect(self._window.close_unasked)
        return view

    def _may_close(self) -> bool:
        """Answer yes where nothing is lost, or nothing may be asked; ask where something is."""
        if self._view is None or not self._model.first_run.is_costly_to_leave:
            return True
        self._view.ask_before_closing()
        return False

    def _on_return_asked(self, passphrase: bytearray) -> None:
        if self._model.first_run.step in _ENDS:
            # The vault is about to take over the cover, and to ask for itself.
            passphrase[:] = bytes(len(passphrase))
        elif self._model.first_run.is_passphrase(passphrase):
            self._come_back()
        else:
            self._covering.refuse()

    def _on_escape(self) -> None:
        if self._covering.is_slip and self._model.first_run.step not in _ENDS:
            self._come_back()

    def _come_back(self) -> None:
        self._model.come_back()
        self._view = self._made()
        self._covering.lift(self._view)
        self._view.stand_at(self._stand)
        self._go_on()

    def _go_on(self) -> None:
        self._idle = AutoLock(self._read_clocks(), idle_seconds=inf, hidden_seconds=inf)
        self._tick.start()

    def _take_out(self) -> None:
        view, self._view = self._view, None
        if view is not None:
            view.forget()
            self._window.drop_page(view)
