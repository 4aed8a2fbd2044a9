"""Unlocks, hides, comes back and locks: the order of each, in one place.

Hide: the cover is painted first, then everything else. Lock: the cover, the drafts, the
database, then the end of this process. Nothing on the way into either asks anything.
"""

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ui import closing, names, sweep
from ui.countdown import Countdown
from ui.covering import Covering
from ui.hub import Hub
from ui.lifecycle_parts import Opened, Parts
from ui.opening import Opening
from ui.resting import Resting
from ui.returning import Returning
from ui.room import Room
from ui.tasks import Op, Tasks
from ui.window import Window
from vault.audit import AuditKind
from vault.autolock import Clocks, Verdict
from vault.changes import Changes, Noun
from vault.errors import OutOfOrder
from vault.lifecycle import HOLDS_KEYS, Lifecycle, LockReason, State, Step
from vault.place import Place
from vault.ports import Keeper, Store
from vault.settings import Settings

if TYPE_CHECKING:
    from vault.cabinet import Cabinet

FLUSH_SECONDS = 2.0
WATCHDOG_SECONDS = 4.0

T = TypeVar("T")

_log = logging.getLogger("casekeep.lifecycle")


class VaultLifecycle(QObject):
    """Leads one window through the lifecycle of one vault.

    `trying` comes when an unlocking has begun, `opened` when the vault is open (behind the cover,
    where that is up), `recovered` after it where the recovery key opened it, and the records wait
    for `show_records`. `settings_taken` carries the settings that hold from now on. `refused`
    comes with the error of a failed unlock, `leaving` when the window goes and nothing is open
    that a lock could close.
    """

    trying = Signal()
    opened = Signal()
    recovered = Signal()
    settings_taken = Signal(object)
    refused = Signal(object)
    leaving = Signal()

    def __init__(
        self, window: Window, parts: Parts, make_keeper: Callable[[], Keeper], state: State
    ) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._cycle = Lifecycle(state)
        self._hub = Hub(self)
        self._tasks = Tasks(self._hub)
        self._opening = Opening(self._tasks, parts.open_cabinet, make_keeper, self)
        self._opening.opened.connect(self._on_opened)
        self._opening.refused.connect(self._on_refused)
        self._opening.created.connect(self._on_created)
        self.covering = Covering(window, parts.make_cover, parts.read_clocks)
        self._room: Room | None = None
        self._cabinet: Cabinet | None = None
        self._unseen: Place | None = None
        self._lacks_passphrase = False
        self._returning = Returning(self._tasks, self)
        self._returning.wrong.connect(self._on_wrong_return)
        self._returning.answered.connect(self._on_return_answered)
        self._countdown = Countdown(parts.read_clocks, self)
        self._countdown.verdict.connect(self._on_verdict)
        Resting(self._hub, self).due.connect(self._on_rest)
        self._hub.changed.connect(self._on_changed)
        window.closing.connect(self._on_closing)

    @property
    def state(self) -> State:
        """The present state."""
        return self._cycle.state

    @property
    def room(self) -> Room | None:
        """The page that shows records, once the vault was opened."""
        return self._room

    @property
    def tasks(self) -> Tasks:
        """The threads that this window's work runs on."""
        return self._tasks

    @property
    def hub(self) -> Hub:
        """Where changes are announced."""
        return self._hub

    def touch(self, monotonic: float) -> None:
        """Note the counselor's own input."""
        self._countdown.touch(monotonic)

    def unlock(self, passphrase: bytearray) -> None:
        """Try a passphrase; it is wiped afterwards, whatever comes of it."""
        if not self._begin(Step.TRY, partial(self._opening.unlock, passphrase)):
            passphrase[:] = bytes(len(passphrase))

    def recover(self, recovery_key: str) -> None:
        """Try a recovery key."""
        self._begin(Step.TRY_RECOVERY, partial(self._opening.recover, recovery_key))

    def _begin(self, step: Step, way: Callable[[], None]) -> bool:
        if not self._cycle.can(step):
            return False
        self._cycle.take(step)
        way()
        self.trying.emit()
        return True

    def warm(self, then: Callable[[], object]) -> None:
        """Load what keeps the vault, on the thread that will own its database; then go on.

        Where it is loaded already, or is no longer waited for, `then` is called at once.
        """
        if self.state is State.LOCKED:
            self._opening.warm(then)
        else:
            then()

    def created(self, keeper: Keeper, store: Store) -> None:
        """Take over the vault that `keeper` just made, on this lifecycle's database thread.

        Where the window is covered by then, it stays covered, and the new passphrase uncovers it.
        """
        self._opening.take_over(keeper, store)

    def change_passphrase(self, passphrase: bytearray) -> None:
        """Give the open vault a new passphrase; called on the database's thread."""
        self._opening.keeper.change_passphrase(passphrase)

    def passphrase_changed(self) -> None:
        """Note that the counselor knows the passphrase again: a cover can ask for it."""
        self._lacks_passphrase = False

    def serve(self, make_keeper: Callable[[], Keeper]) -> None:
        """Serve another vault folder; raises OutOfOrder while one is open or opens."""
        if self.state not in {State.LOCKED, State.NO_VAULT}:
            raise OutOfOrder(self.state, "serve")
        self._cycle = Lifecycle(State.LOCKED)
        self._opening.serve(make_keeper)

    def _on_created(self, opened: Opened) -> None:
        if not self.covering.is_up:
            self._cycle.take(Step.CREATED)
            self._show_records(opened)
            return
        self._cycle.take(Step.CREATED_HIDDEN)
        self._furnish(opened)
        self._unseen = opened.place
        self._put_up_cover()
        self._count_hidden()
        self.opened.emit()

    def _on_opened(self, opened: Opened) -> None:
        if self._cycle.can(Step.OPENED):
            self._lacks_passphrase = self.state is State.RECOVERY
            self._cycle.take(Step.OPENED)
            if self._lacks_passphrase:
                self._keep_back(opened)
            else:
                self._show_records(opened)

    def _on_refused(self, error: object) -> None:
        if self._cycle.can(Step.REFUSED):
            self._cycle.take(Step.REFUSED)
            self.refused.emit(error)

    def _show_records(self, opened: Opened) -> None:
        room = self._furnish(opened)
        before = self._window.page
        self._window.show_page(room.widget())
        if before is not None:
            self._window.drop_page(before)
        room.go_to(opened.place)
        self._countdown.ask()
        self.opened.emit()

    def _keep_back(self, opened: Opened) -> None:
        """Open behind the page that asks for a new passphrase, with nothing to read there."""
        self._furnish(opened).clear_texts()
        self._unseen = opened.place
        self.opened.emit()
        self.recovered.emit()

    def show_records(self) -> None:
        """Show the records that `recovered` kept back, unless they are locked by now."""
        if self._room is not None and self.state is State.OPEN:
            self._bring_up(self._room)

    def _furnish(self, opened: Opened) -> Room:
        self._cabinet = opened.cabinet
        names.style.show_initials(only=opened.settings.initials_only)
        self._room = self._parts.make_room()
        if opened.clock_set_back:
            self._room.warn_of_clock()
        self._countdown.start(opened.settings)
        self.settings_taken.emit(opened.settings)
        return self._room

    def _on_changed(self, changes: Changes) -> None:
        cabinet = self._cabinet
        if cabinet is not None and changes.touch(Noun.SETTING):
            Op(self, cabinet.practice.settings).success(self.take_settings).on(self._tasks)

    def take_settings(self, settings: Settings) -> None:
        """Count by new limits from now on."""
        self._countdown.take_settings(settings)
        self.settings_taken.emit(settings)

    def hide(self) -> bool:
        """Cover everything, or clear the cover; answers whether there was anything to cover."""
        if self.state in {State.UNLOCKING, State.RECOVERY}:
            # Whoever walks in meanwhile must not see the records come.
            return self.lock(LockReason.ASKED)
        if self._lacks_passphrase:
            # The cover would ask for the passphrase that was forgotten; the kit opens a lock.
            return self.lock(LockReason.HIDDEN_WITHOUT_PASSPHRASE)
        if self.state is State.RETURNING:
            # The passphrase that is being checked opens nothing any more.
            self._returning.call_off()
            self._cycle.take(Step.REFUSED)
        if self.state is State.HIDDEN:
            self.covering.put_field_away()
            return True
        if not self._cycle.can(Step.HIDE) or self._room is None:
            return False
        self._put_up_cover()
        self._cycle.take(Step.HIDE)
        sweep.close_all_but(self._window)
        sweep.take_back_copies()
        for save in self._room.pending_saves():
            Op(self, save).on(self._tasks)
        self._room.clear_texts()
        self._count_hidden()
        return True

    def _count_hidden(self) -> None:
        self._countdown.hide()
        self._record(AuditKind.SCREEN_HIDDEN)

    def undo_hide(self) -> bool:
        """Come back without a passphrase inside three seconds after a slip."""
        if not self.covering.is_slip or not self._cycle.can(Step.UNDO_HIDE):
            return False
        self._cycle.take(Step.UNDO_HIDE)
        self._uncover()
        return True

    def _on_return_asked(self, passphrase: bytearray) -> None:
        if not self._cycle.can(Step.TRY_RETURN):
            passphrase[:] = bytes(len(passphrase))
            return
        self._cycle.take(Step.TRY_RETURN)
        self.covering.busy(True)
        self._returning.check(passphrase, self._opening.keeper.check_passphrase)

    def _on_wrong_return(self) -> None:
        if self.state in {State.HIDDEN, State.RETURNING}:
            self._record(AuditKind.UNLOCK_FAILED, "hidden")

    def _on_return_answered(self, right: bool) -> None:
        if self.state is not State.RETURNING:
            return
        self.covering.busy(False)
        if right:
            self._cycle.take(Step.RETURNED)
            self._uncover()
        else:
            self._cycle.take(Step.REFUSED)
            self.covering.refuse()

    def _uncover(self) -> None:
        if self._room is None:
            return
        self._bring_up(self._room)
        self._countdown.show()
        self._record(AuditKind.SCREEN_SHOWN)

    def _bring_up(self, room: Room) -> None:
        room.restore_texts()
        self.covering.lift(room.widget())
        if self._unseen is not None:
            room.go_to(self._unseen)
            self._unseen = None

    def _put_up_cover(self) -> None:
        self.covering.put_up(self._on_return_asked, self.undo_hide)

    def _record(self, kind: AuditKind, detail: str = "") -> None:
        cabinet = self._cabinet
        if cabinet is not None:
            Op(self, lambda: cabinet.practice.record(kind, detail)).on(self._tasks)

    def lock(self, reason: LockReason, *, relaunch: bool = True) -> bool:
        """Lock and end this process; answers whether there was anything to lock.

        Whatever goes wrong, the process ends inside the watchdog's time.
        """
        if self.state is State.LOCKING:
            return True
        if self.state not in HOLDS_KEYS:
            if self._cycle.can(Step.LOCK):
                self._parts.end(relaunch)
                return True
            return False
        self._cycle.take(Step.LOCK)
        watchdog = threading.Timer(WATCHDOG_SECONDS, self._parts.end, [relaunch])
        watchdog.daemon = True
        watchdog.start()
        _tried(self._put_up_cover, None)
        _tried(lambda: sweep.close_all_but(self._window), None)
        if self._cabinet is not None:
            _tried(self._cabinet.search.cancel, None)
        self._countdown.stop()
        room = self._room
        unread: list[closing.Save] = [closing.unread]
        saves = _tried(room.pending_saves, unread) if room is not None else []
        place = self._unseen or (_tried(room.place, Place()) if room is not None else Place())
        opening, cabinet = self._opening, self._cabinet
        self._tasks.finish(
            lambda: closing.close(opening.keeper, cabinet, saves, place, reason), FLUSH_SECONDS
        )
        _tried(sweep.take_back_copies, None)
        watchdog.cancel()
        self._parts.end(relaunch)
        return True

    def pass_time(self, now: Clocks) -> None:
        """Let the auto-lock see the clocks, and do what it says."""
        self._countdown.pass_time(now)

    def _on_verdict(self, verdict: Verdict) -> None:
        if verdict.clock_set_back:
            self._record(AuditKind.CLOCK_SET_BACK)
            if self._room is not None:
                self._room.warn_of_clock()
        if verdict.lock is not None:
            self.lock(verdict.lock)
        elif self._room is not None and self.state is State.OPEN:
            self._room.set_idle(verdict.seconds_left, warn=verdict.warn)

    def _on_rest(self) -> None:
        if self.state in HOLDS_KEYS:
            Op(self, self._opening.keeper.rest).on(self._tasks)

    def _on_closing(self) -> None:
        if not self.lock(LockReason.WINDOW_CLOSED, relaunch=False):
            # The program outlives its window until what was begun has ended.
            QApplication.setQuitOnLastWindowClosed(False)
            self.leaving.emit()
            self._tasks.close_behind(QApplication.quit)


def _tried(step: Callable[[], T], otherwise: T) -> T:
    """Take a step of the lock; one that fails doesn't keep the next ones back."""
    try:
        return step()
    except Exception as error:  # noqa: BLE001 -- nothing can veto the lock
        _log.error("lock.step %s", type(error).__name__)
        return otherwise
