"""The line that says of a signed consent on which day it was signed."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from resources.tokens import S
from ui.clients import birth_date
from ui.strings import dates
from ui.strings import documents as words
from ui.strings import errors as error_words
from ui.widgets.form import ProblemLine, mark_problem
from ui.widgets.text import Line
from vault.errors import Problem
from vault.ports import Clock

_DAY_WIDTH = 124


class ConsentDay(QWidget):
    """Takes the day of a signature, or none; `put` carries what isn't to come."""

    put = Signal(object)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._on: date | None = None
        label = Line(words.consent_signed_on(), "small", "ink-2")
        self.field = QLineEdit()
        self.field.setAccessibleName(words.consent_signed_on())
        self.field.setPlaceholderText(words.day_hint())
        self.field.setFixedWidth(_DAY_WIDTH)
        self._problem = ProblemLine()
        label.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, S - 4, 0, 0)
        row.setSpacing(S)
        row.addWidget(label)
        row.addWidget(self.field)
        row.addWidget(self._problem, 1)
        row.addStretch(0)
        self.field.editingFinished.connect(self._on_edited)

    def show_day(self, on: date | None) -> None:
        """Show a day, unless another one is being typed for the same document."""
        if on != self._on or not self.field.isModified():
            self._on = on
            self.field.setText(self._shown())
            self._say("")

    def finish(self) -> None:
        """Take the day as it stands, where one is being typed; what is no day is dropped."""
        if self.field.isModified():
            self._on_edited()
            self.field.setModified(False)

    def _shown(self) -> str:
        return dates.dated(self._on) if self._on is not None else ""

    def _on_edited(self) -> None:
        if self.field.text() == self._shown():
            self._say("")
            return
        try:
            on = birth_date.read(self.field.text())
        except birth_date.NotADayError as error:
            self._say(error_words.problem(error.problem))
            return
        if on is not None and on > self._clock.today():
            self._say(error_words.problem(Problem.IN_THE_FUTURE))
            return
        self._say("")
        self._on = on
        self.field.setText(self._shown())
        self.put.emit(on)

    def _say(self, problem: str) -> None:
        self._problem.show_sentence(problem)
        self.field.setAccessibleDescription(problem)
        mark_problem(self.field, present=bool(problem))
