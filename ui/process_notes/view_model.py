"""A client's process notes while they are open: the list, the note, and what may not be in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import RETRY_MS, Autosave, MakeTimer, Save
from ui.clocks import read_clocks
from ui.open_vault import OpenVault
from ui.process_notes.lookout import Lookout
from ui.process_notes.opening import Opening, Texts
from ui.process_notes.steps import MovedOut, Removed, Standing
from ui.tasks import Op
from vault.autolock import Clocks
from vault.changes import Changes, Done, Noun
from vault.clients import Client
from vault.errors import FaultError
from vault.ids import ClientId, ProcessNoteId
from vault.misplaced import Misplaced
from vault.process_notes import ClosedBy, Moved, ProcessNote, ProcessNoteRow, opening_of
from vault.units import Unit

T = TypeVar("T")


class ProcessNotesViewModel(QObject):
    """Leads one client's process notes; see `Opening` for how they open and close.

    The view hands over how to read the text in its editor and where the cursor is (`set_reader`),
    and says when it changes (`touch`). `came_back` carries where the cursor stood in the note that
    was open when the notes were closed. Between `held` True and False nothing may be typed;
    `passage_gone` and `passage_back` say where a paragraph left the note or came back. `trouble`
    carries the error of a save, None when it went well again.
    """

    rows_changed = Signal()
    note_changed = Signal()
    started = Signal()
    came_back = Signal(int)
    saved = Signal()
    trouble = Signal(object)
    undo_changed = Signal()
    held = Signal(bool)
    passage_gone = Signal(int)
    passage_back = Signal(int, str)

    def __init__(
        self,
        vault: OpenVault,
        parent: QObject | None = None,
        make_timer: MakeTimer = QTimer,
        clocks: Callable[[], Clocks] = read_clocks,
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._service = vault.cabinet.process_notes
        self.opening = Opening(vault, self, make_timer, clocks)
        self.opening.opened.connect(lambda _missing: self._retry())
        self.opening.opened.connect(lambda _missing: self._reload(fresh=True))
        self.opening.idled.connect(lambda: self.close(ClosedBy.IDLE))
        self.autosave = Autosave(vault.tasks, self, make_timer)
        self.autosave.saved.connect(self._on_saved)
        self.autosave.failed.connect(self._on_failed)
        self.lookout = Lookout(self._text, self, make_timer)
        self._again = make_timer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._retry)
        self._read: Callable[[], str] = str
        self._cursor: Callable[[], int] = int
        self._standing: Standing | None = None
        self._client_id: ClientId | None = None
        self._asked: ProcessNoteId | None = None
        self._is_held = False
        self.rows: tuple[ProcessNoteRow, ...] = ()
        self.units: tuple[Unit, ...] = ()
        self.note: ProcessNote | None = None
        self.undo_step: MovedOut | Removed | None = None
        vault.hub.changed.connect(self._on_changed)

    @property
    def open_units(self) -> tuple[Unit, ...]:
        """The units that a new note can be for; the closed ones where there is no other."""
        return tuple(unit for unit in self.units if unit.closed_on is None) or self.units

    def unit_of(self, note: ProcessNote | ProcessNoteRow) -> Unit | None:
        """Give the unit that a note is about."""
        return next((unit for unit in self.units if unit.id == note.unit_id), None)

    @property
    def standing(self) -> Standing | None:
        """Where the cursor is in the open note, or was when the notes were closed."""
        if self.note is None:
            return self._standing
        return Standing(self.note.id, self._cursor())

    def stand_at(self, standing: Standing) -> None:
        """Say where to come back to as soon as the notes are opened."""
        self._standing = standing

    def set_reader(self, read: Callable[[], str], cursor: Callable[[], int] = int) -> None:
        """Say how to read the text that stands in the editor, and where the cursor is in it."""
        self._read, self._cursor = read, cursor

    def show_client(self, client: Client) -> None:
        """Go over to another client; the open note is left."""
        if client.id == self._client_id:
            return
        self.leave_note()
        self._client_id = client.id
        self._set_undo(None)
        self._set_rows((), ())
        if self.opening.is_open:
            self._reload(fresh=True)

    def close(self, by: ClosedBy) -> None:
        """Take everything off the screen, store what was typed last, and close the file."""
        last = self._typed() if self.opening.is_open else {}
        self._standing = self.standing
        self._take(None)
        self._set_undo(None)
        self._set_rows((), ())
        self.lookout.forget()
        self._again.stop()
        self.opening.close(by, last)
        self.trouble.emit(None)

    def pending_saves(self) -> list[Save]:
        """Give a call for each text that isn't stored yet, for the database's thread."""
        unsaved = self.opening.unsaved.items()
        saves = [partial(self._service.leave, note_id, text) for note_id, text in unsaved]
        return [*saves, *self.autosave.pending()]

    def start(self, unit: Unit) -> None:
        """Begin a note about today."""
        if self._is_held or not self.opening.is_open:
            return
        self.leave_note()

        def begun(note_id: ProcessNoteId) -> None:
            self._hold(False)
            self._load(note_id, started=True)

        self._run(lambda: self._service.start(unit.id), begun)

    def open_note(self, note_id: ProcessNoteId) -> None:
        """Show a note; the open one is left."""
        if self.note is None or self.note.id != note_id:
            self.leave_note()
            self._load(note_id)

    def leave_note(self) -> None:
        """Store what stands in the open note and put it away; an empty one goes for good."""
        typed = self._typed()
        self._take(None)
        self.opening.unsaved |= typed
        for note_id, text in typed.items():
            self._keep(note_id, text)

    def touch(self) -> None:
        """Note that something was typed."""
        if self.note is not None:
            self.autosave.touch()
            self.lookout.touch()

    def put_day(self, on: date) -> None:
        """Say which day the open note is about; the view has checked that it isn't to come."""
        note = self.note
        if note is None or note.on == on:
            return

        def put(_none: object) -> None:
            if self.note is not None and self.note.id == note.id:
                self.note = replace(self.note, on=on)
            self._reload()

        op = Op(self, lambda: self._service.put_day(note.id, on)).success(put)
        op.failure(self._on_failed).on(self._vault.tasks)

    def move(self, warning: Misplaced) -> None:
        """Move a paragraph to the progress note: it is written there before it goes from here."""
        note = self.note
        if note is None or self._is_held:
            return
        passages = self._read().split("\n")
        if passages[warning.place : warning.place + 1] != [warning.passage]:
            self.lookout.look()
            return
        del passages[warning.place]
        rest = "\n".join(passages)

        def call() -> Done[Moved]:
            return self._service.move(note.id, warning.passage, warning.matter, rest)

        def gone(moved: Moved) -> None:
            self._hold(False)
            if self.note is not None and self.note.id == note.id:
                self.passage_gone.emit(warning.place)
                self.lookout.look()
                self._set_undo(MovedOut(moved, warning.place))

        self._run(call, gone)

    def remove(self) -> None:
        """Destroy the open note; `undo` brings it back as long as these notes are open."""
        note = self.note
        if note is None or self._is_held:
            return
        typed = self._read()

        def call() -> Done[ProcessNote]:
            self._service.save(note.id, typed)
            return self._service.remove(note.id)

        def gone(removed: ProcessNote) -> None:
            self._hold(False)
            if self.opening.is_open:
                self._take(None)
                self._set_undo(Removed(removed))
                self._reload(fresh=True)

        self._run(call, gone)

    def undo(self) -> None:
        """Take back the last move or deletion."""
        step = self.undo_step
        if isinstance(step, Removed):
            self._undo_removal(step.note)
        elif step is not None:
            self._undo_move(step)

    def _undo_removal(self, note: ProcessNote) -> None:
        def back(_none: object) -> None:
            self._hold(False)
            if self.opening.is_open:
                self._set_undo(None)
                self.leave_note()
                self._load(note.id)
                self._reload()

        self._run(lambda: self._service.put_back(note), back)

    def _undo_move(self, step: MovedOut) -> None:
        note_id, passage = step.moved.note_id, step.moved.passage.text
        typed = self._typed().get(note_id)

        def call() -> Done[int]:
            text = typed if typed is not None else self._service.read(note_id).value.text
            passages = text.split("\n") if text else []
            place = min(step.place, len(passages))
            passages.insert(place, passage)
            done = self._service.take_back(step.moved, "\n".join(passages))
            return Done(place, done.changes)

        def back(place: int) -> None:
            self._hold(False)
            self._set_undo(None)
            if self.note is not None and self.note.id == note_id:
                self.passage_back.emit(place, passage)
                self.lookout.look()

        self._run(call, back)

    def _run(self, call: Callable[[], Done[T]], then: Callable[[T], object]) -> None:
        """Make a call during which nothing is typed; its trouble leaves everything as it was."""

        def failed(error: object = None) -> None:
            self._hold(False)
            self.autosave.touch()
            self._on_failed(error)

        # What the call stores is newer than what the clock would store meanwhile.
        self.autosave.hold()
        self._hold(True)
        op = Op(self, call).success(then)
        op.failure(failed).fault(failed).on(self._vault.tasks)

    def _hold(self, held: bool) -> None:
        self._is_held = held
        self.held.emit(held)

    def _text(self) -> str:
        return self._read()

    def _typed(self) -> Texts:
        """Give the open note's text as it stands in the editor."""
        return {} if self.note is None else {self.note.id: self._read()}

    def _keep(self, note_id: ProcessNoteId, text: str) -> None:
        # Until it is stored, a lock takes it along.
        def kept(_none: object) -> None:
            if self.opening.unsaved.get(note_id) == text:
                del self.opening.unsaved[note_id]
                self._no_trouble()

        def stuck(error: object = None) -> None:
            if self.opening.is_open:
                self._again.start(RETRY_MS)
            self._on_failed(error)

        op = Op(self, lambda: self._service.leave(note_id, text)).success(kept)
        op.failure(stuck).fault(stuck).on(self._vault.tasks)

    def _retry(self) -> None:
        for note_id, text in list(self.opening.unsaved.items()):
            self._keep(note_id, text)

    def _load(self, note_id: ProcessNoteId, *, started: bool = False) -> None:
        self._asked = note_id

        def loaded(note: ProcessNote) -> None:
            if self._asked == note_id and self.opening.is_open:
                text = self.opening.unsaved.pop(note_id, None)
                self._take(note if text is None else replace(note, text=text))
                if text is not None:
                    self.touch()
                if started:
                    self.started.emit()
                standing, self._standing = self._standing, None
                if standing is not None and standing.note_id == note_id:
                    self.came_back.emit(standing.cursor)

        # A note that was taken away a moment ago may still stand in the list.
        op = Op(self, lambda: self._service.read(note_id)).success(loaded)
        op.failure(self._on_failed).fault(self._reload).on(self._vault.tasks)

    def _take(self, note: ProcessNote | None) -> None:
        self.note = note
        self._asked = note.id if note is not None else None
        self.autosave.follow(self._source if note is not None else None)
        self.note_changed.emit()
        self.lookout.follow(self._asked)

    def _source(self) -> Save:
        assert self.note is not None  # noqa: S101 -- followed only while a note is open
        return partial(self._service.save, self.note.id, self._read())

    def _reload(self, *, fresh: bool = False) -> None:
        client_id, cabinet = self._client_id, self._vault.cabinet
        if client_id is None or not self.opening.is_open:
            return

        def read() -> tuple[list[ProcessNoteRow], list[Unit]]:
            return cabinet.process_notes.rows(client_id), cabinet.units.of_client(client_id)

        def loaded(found: tuple[list[ProcessNoteRow], list[Unit]]) -> None:
            if client_id != self._client_id or not self.opening.is_open:
                return
            self._set_rows(tuple(found[0]), tuple(found[1]))
            if fresh and self._asked is None and self.rows:
                self._load(self._first().id)

        Op(self, read).success(loaded).failure(self._on_failed).on(self._vault.tasks)

    def _first(self) -> ProcessNoteRow:
        """Give the note that was open when the notes were closed, else the newest."""
        last = self._standing.note_id if self._standing is not None else None
        return next((row for row in self.rows if row.id == last), self.rows[0])

    def _freshen_row(self) -> None:
        """Let the list say how the open note begins now."""
        for note_id, text in self._typed().items():
            opening = opening_of(text)
            rows = (
                replace(one, opening=opening) if one.id == note_id else one for one in self.rows
            )
            self._set_rows(tuple(rows), self.units)

    def _set_rows(self, rows: tuple[ProcessNoteRow, ...], units: tuple[Unit, ...]) -> None:
        self.rows, self.units = rows, units
        self.rows_changed.emit()

    def _set_undo(self, step: MovedOut | Removed | None) -> None:
        if step != self.undo_step:
            self.undo_step = step
            self.undo_changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        own = {self.note.id} if self.note is not None else set()
        if changes.touch(Noun.UNIT) or changes.numbers(Noun.PROCESS_NOTE) - own:
            self._reload()

    def _on_saved(self) -> None:
        self._freshen_row()
        self._no_trouble()
        self.saved.emit()

    def _on_failed(self, error: object) -> None:
        # Of closed notes nothing is said; what couldn't be stored is tried again until it is.
        if self.opening.is_open:
            self._freshen_row()
            self.trouble.emit(error or FaultError())

    def _no_trouble(self) -> None:
        if not self.opening.unsaved:
            self.trouble.emit(None)
