"""A client's notes: the timeline, the note that is open, and what becomes of its draft."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import Autosave, MakeTimer, Save
from ui.notes.draft import Draft, Kept, LastWords, Opened, open_note, unsigned_note, with_words
from ui.notes.starting import start_meeting, start_note
from ui.notes.timeline import Timeline, read_timeline
from ui.notes.unstored import Unstored
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.changes import Changes, Done, Noun
from vault.copying import copied, still_copied
from vault.errors import ChangedElsewhere, FaultError, NoteSigned
from vault.ids import ClientId, MeetingId, NoteId, UnitId
from vault.notes import Hindrance, Note, NoteContent, NoteFile, NoteType
from vault.passages import Passage, Section, Statement, Template
from vault.units import Unit

Read = Callable[[NoteId], NoteContent | None]
T = TypeVar("T")


class NotesViewModel(QObject):
    """Leads one client's notes.

    The view hands over how to read a draft's text in its editor (`set_reader`) and says when that
    text changes (`touch`). `trouble` carries the error of a save, None when it went well again;
    between `signing_changed` True and False nothing may be typed.
    """

    timeline_changed = Signal()
    file_changed = Signal()
    people_changed = Signal()
    saved = Signal()
    trouble = Signal(object)
    hindrance_changed = Signal()
    started = Signal(object)
    unit_wanted = Signal()
    signing_changed = Signal(bool)

    def __init__(
        self, vault: OpenVault, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self.autosave = Autosave(vault.tasks, self, make_timer)
        self.autosave.saved.connect(self._on_saved)
        self.autosave.failed.connect(self._on_failed)
        self.autosave.rested.connect(self._on_rested)
        self._unstored = Unstored(vault.tasks, self, make_timer)
        self._unstored.trouble.connect(self.trouble)
        self._unstored.settled.connect(self._no_trouble)
        self._read: Read = lambda _note_id: None
        self._is_touched = False
        self.client_id: ClientId | None = None
        self._fresh = False
        self._asked: NoteId | None = None
        self._draft: Draft | None = None
        self._signing: Draft | None = None
        self.timeline = Timeline()
        self._wanted = False
        self.file: NoteFile | None = None
        self.hindrance: Hindrance | None = None
        vault.hub.changed.connect(self._on_changed)

    @property
    def draft_note(self) -> Note | None:
        """The note that can be written in: the open one, or its unsigned addendum."""
        return None if self.file is None else unsigned_note(self.file)

    @property
    def usual_unit(self) -> Unit | None:
        """The unit that a new note is for unless another is chosen; None before it is known."""
        return self.timeline.usual_unit(self.file)

    def set_reader(self, read: Read) -> None:
        """Say how to read a draft's text; None answers that the editor doesn't show that draft."""
        self._read = read

    def show_client(self, client_id: ClientId | None) -> None:
        """Go over to another client; the open note is left."""
        if client_id == self.client_id:
            return
        self.leave()
        self.client_id = client_id
        self._fresh = True
        self._wanted = False
        self.timeline = Timeline()
        self.timeline_changed.emit()
        self._reload()

    def open(self, note_id: NoteId) -> None:
        """Open a note; what was open before is kept and left."""
        if self.file is not None and self.file.note.id == note_id:
            return
        self.leave()
        self._load(note_id)

    def leave(self) -> None:
        """Keep the open draft's last words and close it; one begun by a slip is taken away."""
        self._asked = None
        draft = self._draft
        if draft is not None:  # What is being signed may still be refused, or never begun.
            unsure = self.autosave.is_dirty or draft is self._signing
            self._leave(draft, self._words() if unsure else None)
        self._take(None)

    def touch(self) -> None:
        """Note that the text in the editor changed."""
        self._is_touched = True
        self.autosave.touch()

    def pending_saves(self) -> list[Save]:
        """Give a call for each text that isn't stored yet, for the database's thread."""
        return [*self._unstored.pending, *self.autosave.pending()]

    def start_usual(self) -> None:
        """Begin a session now with the usual unit.

        Asked for before the file is read, it begins as soon as it is. Where several units could
        be meant then, nobody could see which one is usual, and `unit_wanted` comes in its place.
        """
        unit, too_early = self.usual_unit, self._wanted
        self._wanted = unit is None
        if too_early and len(self.timeline.open_units) > 1:
            self.unit_wanted.emit()
        elif unit is not None:
            self.start_meeting(unit)

    def start_meeting(self, unit: Unit) -> None:
        """Begin a session now, rounded down to five minutes, and its note."""
        cabinet, now = self._vault.cabinet, self._vault.clock.now_utc()
        self._start(lambda: start_meeting(cabinet, unit, now))

    def start(self, unit_id: UnitId, note_type: NoteType, about: MeetingId | None = None) -> None:
        """Begin a note about a session that is on record, or about none."""
        cabinet = self._vault.cabinet
        self._start(lambda: start_note(cabinet, unit_id, note_type, about))

    def add_risk_assessment(self) -> None:
        """Begin a risk assessment for the unit of the open note, about the same session."""
        if self.file is not None:
            self.start(self.file.unit.id, NoteType.RISK, self.file.note.meeting_id)

    def show_started(self, note_id: NoteId) -> None:
        """Open a note that was just begun, to write in; it may be open already."""
        if self.file is not None and self.file.note.id == note_id:
            self.started.emit(note_id)
        else:
            self.leave()
            self._load(note_id, started=True)

    def change_template(self, template: Template) -> None:
        """Note that the editor laid the draft out under another template."""
        self.touch()
        self._words()  # The open file holds them from here on, so that it can be shown again.

    def sign(self) -> None:
        """Sign what stands in the editor, after which it never changes."""
        self._end(Draft.sign)

    def delete_draft(self) -> None:
        """Take the open draft away, where it says nothing."""
        self._end(Draft.delete)

    def add_addendum(self, corrects: Statement | None = None) -> None:
        """Begin an addendum to the signed note that is open, or go on with the one begun."""
        if self.file is None:
            return
        cabinet, note_id = self._vault.cabinet, self.file.note.id
        if corrects is not None:
            self.leave()
        self._asked = note_id

        def begun(_addendum: object) -> None:
            if self._asked == note_id:
                self._load(note_id, started=True)

        op = Op(self, lambda: cabinet.notes.add_addendum(note_id, corrects=corrects))
        op.success(begun).failure(self.trouble.emit).on(self._vault.tasks)

    def copy_forward(self, sections: Collection[Section]) -> tuple[Passage, ...]:
        """Give what these sections of the earlier note say now, marked, to go into the draft."""
        file = self.file
        if file is None or file.earlier is None:
            return ()
        sources = {one.note.id: one for one in (*file.sources, file.earlier)}
        self.file = replace(file, sources=tuple(sources.values()))
        return copied(file.earlier, sections)

    def copies(self) -> int:
        """Count the paragraphs that still are word for word what was copied."""
        file, content = self.file, self._words()
        return len(still_copied(content, file.sources)) if file and content else 0

    def keep_both(self) -> None:
        """After a clash: put what is stored below what was typed, and keep that."""
        draft, content = self._draft, self._words()
        if draft is None or content is None or self._signing is not None:
            return

        def joined(both: NoteContent) -> None:
            if self._draft is draft:
                self._give(both)
                self.autosave.follow(self._source)
                self.file_changed.emit()
                self._no_trouble()

        self._hold(draft, Op(self, lambda: draft.join(content)), joined)

    def _start(self, call: Callable[[], Done[NoteId]]) -> None:
        # It is begun before the open note is left: a session with two notes is no slip.
        client_id = self.client_id

        def begun(note_id: NoteId) -> None:
            if client_id == self.client_id:
                self.show_started(note_id)

        op = Op(self, call).success(begun)
        op.failure(self.trouble.emit).on(self._vault.tasks)

    def _load(self, note_id: NoteId, *, started: bool = False) -> None:
        self._asked = note_id
        notes = self._vault.cabinet.notes

        def loaded(opened: Opened) -> None:
            if self._asked == note_id and not self._is_typed(opened):
                self._take(opened)
                if started:
                    self.started.emit(note_id)

        def gone() -> None:
            if self.file is not None and self.file.note.id == note_id:
                self._take(None)
            self._reload()

        # A note that was taken away a moment ago may still stand in the list.
        op = Op(self, lambda: open_note(notes, note_id)).success(loaded)
        op.fault(gone).on(self._vault.tasks)

    def _is_typed(self, opened: Opened) -> bool:
        """Say whether newer words of the same draft stand in the editor already."""
        here = self._draft.note_id if self._draft is not None else None
        return self.autosave.is_dirty and opened.draft is not None and opened.draft.note_id == here

    def _end(self, end: Callable[[Draft, NoteContent], Done[bool]]) -> None:
        draft, file, content = self._draft, self.file, self._words()
        if draft is None or file is None or content is None or self._signing is not None:
            return
        note_id = file.note.id

        def ended(opened: Opened | None) -> None:
            if self._draft is draft:
                self._take(opened)
            self._reload()

        op = Op(self, lambda: draft.open_after(end(draft, content), note_id))
        self._hold(draft, op, ended)

    def _hold(self, draft: Draft, op: Op[T], then: Callable[[T], object]) -> None:
        """Run an op during which nothing may be typed in a draft."""
        self._set_signing(draft)

        def ended(result: T) -> None:
            self._set_signing(None)
            then(result)

        def refused(error: object = None) -> None:
            self._set_signing(None)
            if self._draft is draft:
                self.autosave.touch()
            self._on_failed(error)

        op.success(ended).failure(refused).fault(refused).on(self._vault.tasks)

    def _set_signing(self, draft: Draft | None) -> None:
        self._signing = draft
        self.signing_changed.emit(draft is not None)

    def _take(self, opened: Opened | None) -> None:
        self.file = opened.file if opened else None
        self._draft = opened.draft if opened else None
        self.hindrance = opened.hindrance if opened else None
        self._is_touched = False
        self.autosave.follow(self._source if self._draft else None)
        waiting = self._unstored.take(self._draft.note_id) if self._draft else None
        if isinstance(waiting, LastWords):
            self._draft = waiting.draft
            self._give(waiting.content)
            self.autosave.touch()
        self.file_changed.emit()
        self.hindrance_changed.emit()
        if waiting is None:
            self._no_trouble()

    def _source(self) -> Save:
        draft, content = self._draft, self._words()
        assert draft is not None  # noqa: S101 -- followed only while there is a draft
        assert content is not None  # noqa: S101
        return lambda: draft.save(content)

    def _leave(self, draft: Draft, content: NoteContent | None) -> None:
        if content is not None:  # Until they are stored, a lock takes them along.
            self._unstored.put(draft.note_id, LastWords(draft, content))
        else:
            Op(self, lambda: draft.leave(None)).on(self._vault.tasks)

    def _words(self) -> NoteContent | None:
        """Give the draft's newest words, None where nothing can be written in.

        The editor is asked only once it said that they changed there. Until then, and whenever
        it doesn't show this draft (behind the cover), the words are those it was given to show.
        """
        file, note = self.file, self.draft_note
        if file is None or note is None:
            return None
        typed = self._read(note.id) if self._is_touched else None
        if typed is None:
            return note.content
        self.file = with_words(file, typed)
        return typed

    def _give(self, content: NoteContent) -> None:
        """Let the editor show other words in the draft."""
        if self.file is not None:
            self.file = with_words(self.file, content)
            self._is_touched = False

    def _reload(self) -> None:
        client_id, cabinet = self.client_id, self._vault.cabinet
        if client_id is None:
            return

        def loaded(found: Timeline) -> None:
            if client_id == self.client_id:
                self.timeline = found
                self.timeline_changed.emit()
                if self._wanted and found.units:
                    self._fresh = False
                    self.start_usual()
                self._open_newest()

        op = Op(self, lambda: read_timeline(cabinet, client_id)).success(loaded)
        op.on(self._vault.tasks)

    def _open_newest(self) -> None:
        """Begin with the newest note of a file that was just opened, unless one was asked for."""
        fresh, self._fresh = self._fresh, False
        if fresh and self._asked is None and self.timeline.rows:
            self._load(self.timeline.rows[0].id)

    def _on_changed(self, changes: Changes) -> None:
        # A save of the open draft changes nothing that the timeline shows.
        own = {self._draft.note_id} if self._draft is not None else set()
        whole = (Noun.UNIT, Noun.MEETING, Noun.SETTING)
        if changes.touch(*whole) or changes.numbers(Noun.NOTE) - own:
            self._reload()
        file, cabinet = self.file, self._vault.cabinet
        if file is None:
            return
        if changes.touch(Noun.PROCESS_NOTE) and changes.numbers(Noun.NOTE) & own:
            # A passage came over from the process notes, or went back there.
            self._load(file.note.id)
        unit = file.unit
        clients = {one.client_id for one in unit.members}
        if unit.id in changes.numbers(Noun.UNIT) or clients & changes.numbers(Noun.CLIENT):
            op = Op(self, lambda: cabinet.units.get(unit.id)).success(self._take_people)
            op.on(self._vault.tasks)

    def _take_people(self, unit: Unit) -> None:
        if self.file is not None and self.file.unit.id == unit.id:
            self.file = replace(self.file, unit=unit)
            self.people_changed.emit()

    def _on_saved(self, kept: Kept) -> None:
        if kept.hindrance is not self.hindrance:
            self.hindrance = kept.hindrance
            self.hindrance_changed.emit()
        self._no_trouble()
        self.saved.emit()

    def _on_failed(self, error: object) -> None:
        if isinstance(error, ChangedElsewhere | NoteSigned):
            self.autosave.hold()
        self.trouble.emit(error or FaultError())

    def _no_trouble(self) -> None:
        if not self._unstored.pending:
            self.trouble.emit(None)

    def _on_rested(self) -> None:
        draft = self._draft
        if draft is not None:
            Op(self, draft.settle).on(self._vault.tasks)
