"""The sheet that a process note is written on, with its day above and the countdown below."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from resources.tokens import XL, M, S
from ui import names
from ui.clients import birth_date
from ui.process_notes.advice import Advice
from ui.process_notes.edit import ProcessEdit
from ui.strings import dates
from ui.strings import errors as error_words
from ui.strings import notes as note_words
from ui.strings import process_notes as words
from ui.theme import colour
from ui.widgets.button import IconButton
from ui.widgets.form import ProblemLine, mark_problem
from ui.widgets.text import Line
from vault.errors import Problem
from vault.misplaced import Misplaced
from vault.ports import Clock
from vault.units import Unit

_DAY_WIDTH = 124
MEASURE = 780


class NoteSheet(QWidget):
    """Shows one note; `day_changed` carries a day that isn't to come."""

    edited = Signal()
    walked = Signal()
    day_changed = Signal(object)
    delete_asked = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._on: date | None = None
        self._of: Unit | None = None
        self._day = QLineEdit()
        self._day.setAccessibleName(words.day())
        self._day.setFixedWidth(_DAY_WIDTH)
        self._unit = Line("", "small", "ink-2")
        self._saved = Line("", "small", "ink-2", icon="check")
        self._delete = IconButton("trash-2", words.delete())
        self._problem = ProblemLine()
        self.advice = Advice()
        self.edit = ProcessEdit()
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(self._day)
        head.addWidget(self._unit, 1)
        head.addWidget(self._saved)
        head.addWidget(self._delete)
        column = QVBoxLayout()
        column.setContentsMargins(XL, M, XL, M)
        column.setSpacing(S)
        column.addLayout(head)
        column.addWidget(self._problem)
        column.addWidget(self.edit, 1)
        column.addWidget(self.advice)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(MEASURE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(holder, 1)
        row.addStretch(0)
        self._day.editingFinished.connect(self._on_day)
        self._delete.clicked.connect(self.delete_asked)
        self.edit.edited.connect(self.edited)
        self.edit.walked.connect(self.walked)
        names.style.changed.connect(self._show_unit)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in the order of the eye."""
        return (self._day, self._delete, self.edit, *self.advice.stops)

    def show_note(self, on: date, unit: Unit | None, text: str) -> None:
        """Show a note."""
        self._of = unit
        self._show_day(on)
        self._show_unit()
        self._saved.hide()
        self.edit.show_text(text)

    def show_nothing(self) -> None:
        """Leave no word on the sheet."""
        self._on = self._of = None
        self._day.setText("")
        self._show_unit()
        self._problem.show_sentence("")
        self._saved.hide()
        self.edit.show_text("")

    def show_saved(self) -> None:
        """Say when the text was stored."""
        now = self._clock.local(self._clock.now_utc())
        self._saved.setText(note_words.saved_at(dates.exact_time(now)))
        self._saved.show()

    def show_warnings(self, warnings: tuple[Misplaced, ...], first: Misplaced | None) -> None:
        """Mark the paragraphs that look misplaced, and say why of the one to look at first."""
        self.edit.mark(frozenset(one.place for one in warnings))
        self.advice.show_warning(first, is_here=first is None or first.place == self.edit.place)

    def hold_still(self, held: bool) -> None:
        """Take no key while a passage is on its way."""
        self.edit.setReadOnly(held)

    def paintEvent(self, event: QPaintEvent) -> None:
        """White as paper to write on."""
        QPainter(self).fillRect(event.rect(), colour("sheet"))

    def _show_day(self, on: date) -> None:
        self._on = on
        self._day.setText(dates.dated(on))
        self._say("")

    def _show_unit(self) -> None:
        self._unit.setText(words.of_unit(self._of) if self._of is not None else "")

    def _on_day(self) -> None:
        if self._on is None or self._day.text() == dates.dated(self._on):
            self._say("")
            return
        try:
            on = birth_date.read(self._day.text())
        except birth_date.NotADayError as error:
            self._say(error_words.problem(error.problem))
            return
        if on is None:
            self._say(error_words.problem(Problem.NOT_A_DATE))
        elif on > self._clock.today():
            self._say(error_words.problem(Problem.IN_THE_FUTURE))
        else:
            self._show_day(on)
            self.day_changed.emit(on)

    def _say(self, problem: str) -> None:
        self._problem.show_sentence(problem)
        self._day.setAccessibleDescription(problem)
        mark_problem(self._day, present=bool(problem))
