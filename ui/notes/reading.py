"""A signed note as it reads now: what was struck, what is read in its stead, what was added."""

from collections.abc import Callable
from itertools import groupby

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from resources.tokens import XL, XS, L, S, Token
from ui.notes.fields import Fields
from ui.notes.find_bar import FindBar, Finder, add_find_keys
from ui.notes.margin import INDENT
from ui.notes.name_veil import hide_names
from ui.notes.passage_edit import PassageEdit
from ui.notes.sheet_area import SheetArea
from ui.notes.tags import People, TagBook
from ui.strings import dates
from ui.strings import notes as note_words
from ui.strings import reading as words
from ui.widgets.card import Rule
from ui.widgets.text import Text
from vault.notes import NoteFile, Signature
from vault.passages import SECTIONS, Section
from vault.ports import Clock
from vault.reading import Line, as_amended


class ReadingSheet(QWidget):
    """Shows a note as amended; nothing can be written on it.

    Keys: Ctrl+F finds, F3 and Shift+F3 step from hit to hit.
    """

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._has_room = False
        self._area = SheetArea()
        self._fields = Fields(self._area)
        self._bar = FindBar()
        self._rule = Rule()
        self._finder = Finder(self._bar, lambda: self.fields, self._area.show_cursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._bar, self._rule):
            column.addWidget(part)
            part.hide()
        column.addWidget(self._area, 1)
        self._bar.closed.connect(self._close_find)
        add_find_keys(self, self.open_find, self._finder)

    @property
    def fields(self) -> tuple[PassageEdit, ...]:
        """The paragraphs that Tab stops at, from top to bottom."""
        return tuple(self._fields)

    def show_file(self, file: NoteFile, people: People, *, aligned: bool) -> None:
        """Show a signed note with its signed addenda."""
        self._fields.clear()
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(XL - 2, S, XL - 2, XL)
        column.setSpacing(0)
        book = TagBook()
        reading = as_amended(file.note, file.signed_addenda)
        stretches = [*reading.sections.values(), *(one.lines for one in reading.additions)]
        passages = [line.passage for lines in stretches for line in lines]
        self._has_room = aligned or people.needs_room(passages)
        headed = len(SECTIONS[reading.template]) > 1
        for section, lines in reading.sections.items():
            if headed:
                _add_line(column, note_words.section_name(section), "ink-2")
            self._add_lines(column, section, lines, people, book)
            column.addSpacing(L)
        for addition in reading.additions:
            _add_line(column, self._said(words.added, addition.signature), "accent")
            self._add_lines(column, Section.ADDITION, addition.lines, people, book)
            column.addSpacing(L)
        column.addStretch(1)
        self._area.put(sheet)
        self._finder.look_for("" if self._bar.isHidden() else self._bar.field.text())

    @property
    def scroll_bar(self) -> QScrollBar:
        """How far the sheet is scrolled."""
        return self._area.bar

    def go_to(self, scroll: int) -> None:
        """Come back to a place."""
        self._area.go_back(scroll)

    def show_anew(self) -> None:
        """Show names and marks as they are to be shown now."""
        self._fields.show_anew()

    def open_find(self) -> None:
        """Ask what to look for in the note."""
        self._bar.show()
        self._rule.show()
        self._finder.open(self._focused())

    def close_file(self) -> None:
        """Take everything off the sheet."""
        self._fields.clear()
        self._area.put(QWidget())
        self._finder.look_for("")

    def clear_texts(self) -> None:
        """Put every text aside; see `PassageEdit`."""
        self._fields.clear_texts()

    def restore_texts(self) -> None:
        """Bring every text back."""
        self._fields.restore_texts()

    def _add_lines(
        self,
        column: QVBoxLayout,
        section: Section,
        lines: tuple[Line, ...],
        people: People,
        book: TagBook,
    ) -> None:
        """Add what stands under one heading, a field for each stretch of the same standing."""
        for (correction, struck), stretch in groupby(lines, key=_standing):
            if correction is not None:
                left = INDENT if self._has_room else 0
                _add_line(column, self._said(words.corrected, correction), "accent", left)
            passages = tuple(line.passage for line in stretch)
            edit = PassageEdit(
                section, passages, people, book, editable=False, has_room=self._has_room
            )
            hide_names(edit, edit.text, passages)
            if struck:
                _strike(edit)
            column.addWidget(edit)
            column.addSpacing(XS)
            self._fields.add(edit)

    def _said(self, sentence: Callable[[str, str, str], str], signature: Signature) -> str:
        at = self._clock.local(signature.signed_at_utc)
        return sentence(signature.signed_by, dates.dated(at.date()), dates.clock_time(at))

    def _focused(self) -> PassageEdit | None:
        return next((edit for edit in self._fields if edit.hasFocus()), None)

    def _close_find(self) -> None:
        self._finder.close(self._focused())
        self._bar.hide()
        self._rule.hide()


def _standing(line: Line) -> tuple[Signature | None, bool]:
    """Say which correction a line belongs to, and whether it is struck itself."""
    correction = line.added if line.passage.corrects is not None else None
    return correction, line.struck is not None


def _add_line(column: QVBoxLayout, sentence: str, ink: Token, left: int = 0) -> None:
    row = QHBoxLayout()
    row.setContentsMargins(left, 0, 0, S - 1)
    row.addWidget(Text(sentence, "small-strong", ink))
    column.addLayout(row)


def _strike(edit: PassageEdit) -> None:
    struck = QTextCharFormat()
    struck.setFontStrikeOut(True)
    cursor = QTextCursor(edit.document())
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeCharFormat(struck)
    edit.setAccessibleName(f"{edit.accessibleName()}. {words.no_longer_read()}")
