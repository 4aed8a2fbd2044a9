"""The statements of a signed note, to choose the one that is wrong."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from resources.tokens import XL, M, S
from ui import names
from ui.notes.tags import People
from ui.row_list import RowList, paint_ground
from ui.row_model import Index, RowModel
from ui.strings import notes as note_words
from ui.strings import reading as words
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.paint import mirrored
from ui.widgets.text import Text
from vault.notes import NoteFile
from vault.passages import Section, Statement
from vault.reading import Line, Reading, as_amended

ROW_HEIGHT = 54


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement as it reads now; `id` is its place in the list, from 0."""

    id: int
    statement: Statement
    text: str
    beside: str


class StatementModel(RowModel[StatementRow]):
    """Statements in the order of reading."""

    def spoken(self, at: int) -> str:
        """Say what a screen reader hears of a statement."""
        row = self.row(at)
        return f"{row.text}, {row.beside}"


class StatementDelegate(QStyledItemDelegate):
    """Paints the beginning of a statement, and below it its section and whom it is about."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Each row is as high as the others."""
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Two lines, on the ground of the selection where it is selected."""
        model = index.model()
        if not isinstance(model, StatementModel):
            return
        row = model.row(index.row())
        area = option.rect.adjusted(S, 0, -S, -2)
        paint_ground(painter, option, area)
        inner = area.adjusted(M + 2, S, -M - 2, -S)
        upper = QRect(inner.left(), inner.top(), inner.width(), 19)
        lower = QRect(inner.left(), inner.bottom() - 16, inner.width(), 17)
        direction = option.direction
        paint.text(painter, mirrored(direction, inner, upper), row.text, "body", "ink")
        paint.text(painter, mirrored(direction, inner, lower), row.beside, "small", "ink-2")


class StatementChooser(QWidget):
    """Asks which statement is to be corrected; a click or Enter answers, Esc gives it up."""

    chosen = Signal(object)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = StatementModel(self)
        self._list = RowList(words.statements(), self._model, StatementDelegate(), "sheet")
        self._cancel = Button(words.leave_as_it_is())
        self._list.clicked.connect(lambda index: self._choose(index.row()))
        self._list.entered_row.connect(self._choose)
        self._cancel.clicked.connect(self.given_up)
        head = QHBoxLayout()
        head.setContentsMargins(XL - 2, S, XL - 2, S)
        head.setSpacing(M)
        head.addWidget(Text(words.which_statement(), "small", "ink-2"), 1)
        head.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self._list, 1)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at."""
        return (self._cancel, self._list)

    def ask(self, file: NoteFile, people: People) -> None:
        """Show what a note says now, and wait for a choice."""
        self._model.set_rows(_rows(as_amended(file.note, file.signed_addenda), people))
        self._list.mark(0)
        self._list.setFocus()

    def clear(self) -> None:
        """Forget the statements."""
        self._model.set_rows(())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives it up."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, row: int) -> None:
        self.chosen.emit(self._model.row(row).statement)


def _rows(reading: Reading, people: People) -> list[StatementRow]:
    placed: list[tuple[Section | None, Line]] = [
        (section, line) for section, lines in reading.sections.items() for line in lines
    ]
    placed += [(None, line) for addition in reading.additions for line in addition.lines]
    current = [(section, line) for section, line in placed if line.struck is None]
    return [
        StatementRow(at, line.statement, _in_one_line(line), _beside(section, line, people))
        for at, (section, line) in enumerate(current)
    ]


def _in_one_line(line: Line) -> str:
    return " ".join(names.veiled(line.passage.text).split())


def _beside(section: Section | None, line: Line, people: People) -> str:
    place = note_words.section_name(section) if section else note_words.addendum()
    passage = line.passage
    person = people.mark(passage.about).words if people.shows(passage) else ""
    return " · ".join(part for part in (place, person) if part)
