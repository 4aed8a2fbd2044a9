"""A note that is open: what is to be known of it, and its words to write in or to read."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import names
from ui.autosave import Save
from ui.notes.draft import unsigned_note
from ui.notes.editor import NoteEditor, Part
from ui.notes.lines import NoteLines
from ui.notes.reading import ReadingSheet
from ui.notes.review_line import ReviewLine
from ui.notes.review_model import ReviewViewModel
from ui.notes.statements import StatementChooser
from ui.notes.tags import People
from ui.open_vault import OpenVault
from ui.strings import dates
from ui.strings import notes as words
from ui.strings import reading as reading_words
from vault.ids import NoteId
from vault.notes import Note, NoteContent, NoteFile
from vault.units import Unit


class OpenNote(QWidget):
    """Shows a draft in the editor, and a signed note as amended or as it was signed.

    `choosing_changed` comes True while it is asked which statement is to be corrected, and
    `statement_chosen` with the answer, `correction_left` without one; `begun` carries the number
    of a plan that was begun.
    """

    choosing_changed = Signal(bool)
    statement_chosen = Signal(object)
    correction_left = Signal()
    copy_asked = Signal(object)
    begun = Signal(object)

    def __init__(self, vault: OpenVault, editor: NoteEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = vault.clock
        self._file: NoteFile | None = None
        self._people: People | None = None
        self._amended = True
        self._aligned = False
        self._editor = editor
        self._sheet: QWidget = editor
        self._lines = NoteLines(vault.clock)
        self._reviews = ReviewViewModel(vault, self)
        self._review = ReviewLine(vault.clock, self._reviews)
        self._reading = ReadingSheet(vault.clock)
        self._chooser = StatementChooser()
        self._pages = QStackedWidget()
        for page in (self._editor, self._reading, self._chooser):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._above = QWidget()
        above = QVBoxLayout(self._above)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addWidget(self._lines)
        above.addWidget(self._review)
        column.addWidget(self._above)
        column.addWidget(self._pages, 1)
        self._lines.amended_chosen.connect(self._read)
        self._lines.copy_asked.connect(self.copy_asked)
        self._chooser.chosen.connect(self._on_chosen)
        self._chooser.given_up.connect(self.step_back)
        self._reviews.begun.connect(self.begun)
        names.style.changed.connect(self._on_names)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at, in the order of the eye."""
        fields = (*self._editor.fields, *self._reading.fields)
        return [*self._lines.stops, *self._review.stops, *fields, *self._chooser.stops]

    @property
    def place(self) -> tuple[str, int, int, int]:
        """The section that was written in last, with cursor and anchor, and the scroll."""
        if self._sheet is self._reading:
            return "", 0, 0, self._reading.scroll_bar.value()
        return self._editor.place

    def words_of(self, note_id: NoteId) -> NoteContent | None:
        """Give what stands in a note's draft now, None where that draft isn't on the sheet."""
        draft = unsigned_note(self._file) if self._file is not None else None
        shown = draft is not None and draft.id == note_id and self._editor.shows_draft
        return self._editor.content() if shown else None

    def go_to(self, field: str, cursor: int, anchor: int, scroll: int) -> None:
        """Come back to a place."""
        if self._sheet is self._reading:
            self._reading.go_to(scroll)
        else:
            self._editor.go_to(field, cursor, anchor, scroll)

    def cover(self) -> None:
        """Show nothing new while the page is covered."""
        self._review.cover()

    def uncover(self) -> None:
        """Show what came in the meantime."""
        self._review.uncover()

    def show_file(self, file: NoteFile, *, aligned: bool) -> None:
        """Show a note; a signed one that was amended as it reads now."""
        if self._file is None or self._file.note.id != file.note.id:
            self._amended = True
        self._file = file
        self._aligned = aligned
        self._reviews.show_file(file)
        self._show()

    def close_file(self) -> None:
        """Take everything off the sheet."""
        self._file = None
        self._reviews.show_file(None)
        self._editor.close_parts()
        self._reading.close_file()
        self._chooser.clear()

    def show_people(self, unit: Unit) -> None:
        """Show who belongs to the unit now; text, tags, cursor and undo stay as they are."""
        if self._file is None or self._people is None:
            return
        self._file = replace(self._file, unit=unit)
        self._people.renew(unit)
        self._editor.show_anew()
        self._reading.show_anew()

    def open_find(self) -> None:
        """Ask what to look for in the note."""
        if self._sheet is self._reading:
            self._reading.open_find()
        else:
            self._editor.open_find()

    def read_as_signed(self) -> None:
        """Show a signed note's own words, and its addenda one after the other below."""
        if self._sheet is self._reading:
            self._read(amended=False)

    def show_copies(self, file: NoteFile) -> None:
        """Show which paragraphs still are copies while a draft is written."""
        self._lines.show_copies(file)

    def pending_saves(self) -> list[Save]:
        """Give a call for what is typed of a review and isn't stored yet."""
        return self._reviews.pending_saves()

    def leave(self) -> None:
        """Store what is typed of a review now."""
        self._reviews.save_now()

    def ask_for_statement(self) -> None:
        """Ask which statement of the signed note is to be corrected."""
        if self._file is not None:
            self._above.hide()
            self._pages.setCurrentWidget(self._chooser)
            self._chooser.ask(self._file, People(self._file.unit))
            self.choosing_changed.emit(True)

    def step_back(self) -> bool:
        """Stop asking; answers whether it was asked."""
        choosing = self._pages.currentWidget() is self._chooser
        if choosing:
            self._show_page(self._sheet)
            self.correction_left.emit()
        return choosing

    def _on_names(self) -> None:
        self.step_back()
        if self._sheet is self._reading:
            self._show()

    def _on_chosen(self, statement: object) -> None:
        self.step_back()
        self.statement_chosen.emit(statement)

    def _read(self, amended: bool) -> None:
        self._amended = amended
        self._show()

    def _show(self) -> None:
        file = self._file
        if file is None:
            return
        two_readings = bool(file.signed_addenda) and unsigned_note(file) is None
        amended = self._amended if two_readings else None
        self._lines.show_file(file, amended=amended)
        people = self._people = People(file.unit)
        if amended:
            self._editor.close_parts()
            self._reading.show_file(file, people, aligned=self._aligned)
            self._show_page(self._reading)
        else:
            self._reading.close_file()
            self._editor.show_parts(self._parts(file), people, aligned=self._aligned)
            self._show_page(self._editor)

    def _show_page(self, sheet: QWidget) -> None:
        self._sheet = sheet
        self._above.show()
        self._pages.setCurrentWidget(sheet)
        self._chooser.clear()
        self.choosing_changed.emit(False)

    def _parts(self, file: NoteFile) -> list[Part]:
        first = Part(file.note.content, editable=not file.note.is_signed)
        return [first, *(self._addendum(one) for one in file.addenda)]

    def _addendum(self, note: Note) -> Part:
        signed = note.signature
        at = self._clock.local(signed.signed_at_utc if signed else note.created_at_utc)
        corrects = any(one.corrects for one in note.content.passages)
        said = reading_words.amendment_of if corrects else words.addendum_of
        heading = said(dates.dated(at.date()), dates.clock_time(at))
        return Part(note.content, not note.is_signed, heading)
