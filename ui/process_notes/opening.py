"""Opens the process notes with the passphrase, and closes them when nobody writes in them."""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import RETRY_MS, MakeTimer
from ui.clocks import read_clocks
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.audit import AuditKind
from vault.autolock import AutoLock, Clocks
from vault.errors import WrongPassphrase
from vault.ids import ProcessNoteId
from vault.keys import ProcessKey
from vault.process_notes import IDLE_SECONDS, ClosedBy

TICK_MS = 1_000

Texts = dict[ProcessNoteId, str]


class State(Enum):
    """Where the drawer stands, as far as the screen is concerned."""

    CLOSED = auto()
    OPENING = auto()
    OPEN = auto()


class Opening(QObject):
    """Leads from the passphrase to open notes and back.

    `opened` carries how many writes the notes lost since last time. `counted` carries the seconds
    that are left and whether they are few; `idled` comes when there are none. `unsaved` are texts
    that aren't known to be stored: where a full disk keeps them back at closing, the notes are off
    the screen at once, and the file is closed as soon as they could be written. They don't keep
    the notes from being opened again.
    """

    changed = Signal()
    opened = Signal(int)
    refused = Signal(object)
    counted = Signal(int, bool)
    idled = Signal()

    def __init__(
        self,
        vault: OpenVault,
        parent: QObject | None = None,
        make_timer: MakeTimer = QTimer,
        clocks: Callable[[], Clocks] = read_clocks,
    ) -> None:
        super().__init__(parent)
        self.state = State.CLOSED
        self.unsaved: Texts = {}
        self._vault = vault
        self._clocks = clocks
        self._turn = 0
        self._by = ClosedBy.ASKED
        self._idle: AutoLock | None = None
        self._tick = make_timer(self)
        self._tick.timeout.connect(self._on_tick)
        self._again = make_timer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._on_again)

    @property
    def is_open(self) -> bool:
        """Whether notes may be shown."""
        return self.state is State.OPEN

    def open(self, passphrase: bytearray) -> None:
        """Try a passphrase; it is wiped afterwards, whatever comes of it."""
        if self.state is not State.CLOSED:
            passphrase[:] = bytes(len(passphrase))
            return
        service, turn = self._vault.cabinet.process_notes, self._next(State.OPENING)

        def derive() -> ProcessKey:
            try:
                return service.key_for(passphrase)
            finally:
                passphrase[:] = bytes(len(passphrase))

        op = Op(self, derive).success(lambda key: self._on_key(turn, key))
        op.failure(lambda error: self._on_refused(turn, error))
        op.fault(lambda: self._on_refused(turn, None)).on(self._vault.tasks.aside)

    def give_up(self) -> None:
        """Let the next passphrase make new notes in place of those whose file is lost."""
        service = self._vault.cabinet.process_notes
        op = Op(self, service.give_up).success(lambda _none: self.changed.emit())
        op.failure(self.refused.emit).on(self._vault.tasks)

    def touch(self) -> None:
        """Note the counselor's own input in these notes."""
        if self._idle is not None:
            self._idle.touch(self._clocks().monotonic)
            self._on_tick()

    def close(self, by: ClosedBy, last: Texts) -> None:
        """Take the notes off the screen now, store what was typed last, and close the file."""
        if self.state is State.CLOSED:
            return
        was_open = self.is_open
        self.unsaved |= last
        self._next(State.CLOSED)
        if was_open:
            self._shut(by)

    def _next(self, state: State) -> int:
        """Go to another state; what was begun in an older turn finds no one waiting."""
        self._turn += 1
        self.state = state
        if state is not State.OPEN:
            self._idle = None
            self._tick.stop()
        self.changed.emit()
        return self._turn

    def _on_key(self, turn: int, key: ProcessKey) -> None:
        if turn != self._turn:
            key.wipe()
            return
        service = self._vault.cabinet.process_notes
        op = Op(self, lambda: service.open(key))
        op.success(lambda missing: self._on_opened(turn, missing))
        op.failure(lambda error: self._on_refused(turn, error))
        op.fault(lambda: self._on_refused(turn, None)).on(self._vault.tasks)

    def _on_opened(self, turn: int, missing: int) -> None:
        if turn != self._turn:
            # Hidden meanwhile: what was opened for nobody is closed again.
            self._shut(ClosedBy.HIDDEN)
            return
        self._again.stop()
        limits = {"idle_seconds": IDLE_SECONDS, "hidden_seconds": IDLE_SECONDS}
        self._idle = AutoLock(self._clocks(), **limits)
        self._next(State.OPEN)
        self._tick.start(TICK_MS)
        self.opened.emit(missing)
        self._on_tick()

    def _on_refused(self, turn: int, error: object) -> None:
        if isinstance(error, WrongPassphrase):
            practice = self._vault.cabinet.practice
            refusal = AuditKind.UNLOCK_FAILED
            Op(self, lambda: practice.record(refusal, "process_notes")).on(self._vault.tasks)
        else:
            self._shut(ClosedBy.ASKED)
        if turn == self._turn:
            self._next(State.CLOSED)
            self.refused.emit(error)

    def _shut(self, by: ClosedBy) -> None:
        service, last = self._vault.cabinet.process_notes, dict(self.unsaved)
        self._by = by

        def later(_error: object = None) -> None:
            self._again.start(RETRY_MS)

        op = Op(self, lambda: service.close(by, last.items())).success(
            lambda _none: self._forget(last)
        )
        op.failure(later).fault(later).on(self._vault.tasks)

    def _forget(self, stored: Texts) -> None:
        """Let go of the texts that are stored, but for those that were changed meanwhile."""
        for note_id, text in stored.items():
            if self.unsaved.get(note_id) == text:
                del self.unsaved[note_id]

    def _on_again(self) -> None:
        if self.state is State.CLOSED:
            self._shut(self._by)
        elif self.state is State.OPENING:
            # What comes of it may be closed notes again.
            self._again.start(RETRY_MS)

    def _on_tick(self) -> None:
        if self._idle is None:
            return
        verdict = self._idle.ask(self._clocks())
        if verdict.lock is not None:
            self.idled.emit()
        else:
            self.counted.emit(verdict.seconds_left, verdict.warn)
