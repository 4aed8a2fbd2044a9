"""A signed note as it reads now: what was struck, what is read in its stead, what was added."""

from collections.abc import Callable
from itertools import groupby

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from resources.tokens import XL, XS, L, S, Token
from ui.notes.margin import INDENT
from ui.notes.passage_edit import PassageEdit
from ui.notes.tags import People, TagBook
from ui.strings import dates
from ui.strings import notes as note_words
from ui.strings import reading as words
from ui.widgets.overlay_bar import OverlayBar
from ui.widgets.text import Line as TextLine
from vault.notes import NoteFile, Signature
from vault.passages import SECTIONS, Section
from vault.ports import Clock
from vault.reading import Line, as_amended


class ReadingSheet(QScrollArea):
    """Shows a note as amended; nothing can be written on it."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._edits: list[PassageEdit] = []
        self._aligned = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        OverlayBar(self)

    @property
    def fields(self) -> tuple[PassageEdit, ...]:
        """The paragraphs that Tab stops at, from top to bottom."""
        return tuple(self._edits)

    def show_file(self, file: NoteFile, people: People, *, aligned: bool) -> None:
        """Show a signed note with its signed addenda."""
        self._aligned = aligned
        self._edits = []
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(XL - 2, S, XL - 2, XL)
        column.setSpacing(0)
        book = TagBook()
        reading = as_amended(file.note, file.signed_addenda)
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
        self._put(sheet)
        self._link()

    def go_to(self, scroll: int) -> None:
        """Come back to a place, once the sheet has its height."""
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(scroll))

    def close_file(self) -> None:
        """Take everything off the sheet."""
        self._edits = []
        self._put(QWidget())

    def clear_texts(self) -> None:
        """Put every text aside; see `PassageEdit`."""
        for edit in self._edits:
            edit.clear_texts()

    def restore_texts(self) -> None:
        """Bring every text back."""
        for edit in self._edits:
            edit.restore_texts()

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
                left = INDENT if people.is_shared or self._aligned else 0
                _add_line(column, self._said(words.corrected, correction), "accent", left)
            passages = tuple(line.passage for line in stretch)
            edit = PassageEdit(section, passages, people, book, None, aligned=self._aligned)
            if struck:
                _strike(edit)
            column.addWidget(edit)
            column.addSpacing(XS)
            self._edits.append(edit)

    def _said(self, sentence: Callable[[str, str, str], str], signature: Signature) -> str:
        at = self._clock.local(signature.signed_at_utc)
        return sentence(signature.signed_by, dates.dated(at.date()), dates.clock_time(at))

    def _link(self) -> None:
        for edit in self._edits:
            edit.stepped.connect(lambda step, edit=edit: self._step(edit, step))

    def _step(self, edit: PassageEdit, step: int) -> None:
        index = self._edits.index(edit) + step
        if 0 <= index < len(self._edits):
            neighbour = self._edits[index]
            neighbour.setFocus()
            self.ensureWidgetVisible(neighbour)

    def _put(self, sheet: QWidget) -> None:
        self.setWidget(sheet)
        # A scroll area has its widget fill its ground, which would cover the sheet's white.
        sheet.setAutoFillBackground(False)


def _standing(line: Line) -> tuple[Signature | None, bool]:
    """Say which correction a line belongs to, and whether it is struck itself."""
    correction = line.added if line.passage.corrects is not None else None
    return correction, line.struck is not None


def _add_line(column: QVBoxLayout, sentence: str, ink: Token, left: int = 0) -> None:
    row = QHBoxLayout()
    row.setContentsMargins(left, 0, 0, S - 1)
    row.addWidget(TextLine(sentence, "small-strong", ink))
    column.addLayout(row)


def _strike(edit: PassageEdit) -> None:
    struck = QTextCharFormat()
    struck.setFontStrikeOut(True)
    cursor = QTextCursor(edit.document())
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeCharFormat(struck)
    edit.setAccessibleName(f"{edit.accessibleName()}. {words.no_longer_read()}")
