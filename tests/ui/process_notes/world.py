"""A client's process notes in memory, with clocks that stand until a test moves them."""

from dataclasses import dataclass, field

from tests.ui.desk import Desk, StillTimer, waiting
from ui.autosave import DELAY_MS
from ui.process_notes.lookout import LOOK_MS
from ui.process_notes.opening import TICK_MS, State
from ui.process_notes.steps import MovedOut, Removed
from ui.process_notes.view_model import ProcessNotesViewModel
from vault.autolock import Clocks
from vault.clients import Client
from vault.ids import ClientId, ProcessNoteId, UnitId
from vault.misplaced import Misplaced

PASSPHRASE = b"six words that nobody guesses"


@dataclass
class StillClocks:
    """The three clocks of a computer that never sleeps."""

    seconds: float = 1_000.0

    def __call__(self) -> Clocks:
        return Clocks(self.seconds, self.seconds, self.seconds)


@dataclass
class Drawer:
    """A client whose process notes can be opened; `text` stands in for the editor."""

    desk: Desk = field(default_factory=Desk)
    clocks: StillClocks = field(default_factory=StillClocks)

    def __post_init__(self) -> None:
        self.client_id, self.unit_id = self.desk.alone()
        self.vm = ProcessNotesViewModel(self.desk.vault, None, StillTimer, self.clocks)
        self.text = ""
        self.vm.set_reader(lambda: self.text)
        self.vm.note_changed.connect(self._on_note)
        self.troubles: list[object] = []
        self.refusals: list[object] = []
        self.vm.trouble.connect(self.troubles.append)
        self.vm.opening.refused.connect(self.refusals.append)
        self.service = self.desk.cabinet.process_notes

    def _on_note(self) -> None:
        self.text = self.vm.note.text if self.vm.note else ""

    def client(self, client_id: ClientId | None = None) -> Client:
        with self.desk.store.read() as work:
            return work.clients.get(client_id or self.client_id)

    def a_note(self, text: str, unit_id: UnitId | None = None) -> ProcessNoteId:
        """Keep a note behind the window's back; the drawer is closed again."""
        self.service.open(self.service.key_for(bytearray(PASSPHRASE)))
        note_id = self.service.start(unit_id or self.unit_id).value
        self.service.save(note_id, text)
        self.desk.store.process_notes.close()
        return note_id

    def open(self, passphrase: bytes = PASSPHRASE) -> bytearray:
        """Show the client and type a passphrase; gives its buffer as it was left."""
        typed = bytearray(passphrase)
        self.vm.show_client(self.client())
        self.vm.opening.open(typed)
        return typed

    def type(self, text: str) -> None:
        self.text = text
        self.vm.touch()

    def pause(self, msec: int = DELAY_MS) -> None:
        waiting(self.vm, msec).go_off()

    def look(self) -> None:
        waiting(self.vm, LOOK_MS).go_off()

    def pass_seconds(self, seconds: float) -> None:
        """Let time pass, a second at a time as the tick counts it."""
        for _ in range(int(seconds)):
            self.clocks.seconds += 1
            if self.vm.opening.state is State.OPEN:
                waiting(self.vm.opening, TICK_MS).timeout.emit()

    def stored(self, note_id: ProcessNoteId) -> str:
        return self.desk.store.process_notes.notes[note_id].text

    def kinds(self) -> list[str]:
        return [one.kind for one in self.desk.store.records.audit]

    def is_file_open(self) -> bool:
        return self.desk.store.process_notes.is_open

    def warnings(self) -> list[Misplaced]:
        return list(self.vm.lookout.warnings)

    def step(self) -> MovedOut | Removed | None:
        return self.vm.undo_step
