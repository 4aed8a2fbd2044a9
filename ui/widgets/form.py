"""The one style of form: label above, field, and beneath it a hint or what to mend."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import XS, L, S
from ui.theme.fonts import metrics
from ui.widgets.announce import announce
from ui.widgets.mark import Mark
from ui.widgets.paint import SMALL_ICON
from ui.widgets.text import Line, Text


class FieldRow(QWidget):
    """A field with its label, and below it a hint that gives way to a problem."""

    def __init__(
        self, label: str, field: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._hint = hint
        self._label = Line(label, "small-strong", "ink-2")
        self._label.setBuddy(field)
        self._below = Text(hint, "small", "ink-2", parent=self)
        self._below.setVisible(bool(hint))
        self._problem = ProblemLine()
        # A crowded column squeezes a line edit below its text before anything else.
        field.setMinimumHeight(metrics("body").height() + L)
        if not field.accessibleName():
            field.setAccessibleName(label)
        field.setAccessibleDescription(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS + 2)
        column.addWidget(self._label)
        column.addWidget(field)
        column.addWidget(self._below)
        column.addWidget(self._problem)
        self.setFocusProxy(field)

    def set_problem(self, sentence: str) -> None:
        """Say beside the field what is wrong and what to do; an empty sentence takes it back."""
        self._problem.show_sentence(sentence)
        self._below.setVisible(bool(self._hint) and not sentence)
        self.field.setAccessibleDescription(sentence or self._hint)
        mark_problem(self.field, present=bool(sentence))
        announce(self.field, sentence)


class ProblemLine(QWidget):
    """An icon and a sentence in the colour of refusal; takes no room while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        self._sentence = Text("", "small", "stop")
        row.addWidget(Mark("circle-alert", "stop", SMALL_ICON), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Show a sentence, or nothing."""
        self._sentence.setText(sentence)
        self.setVisible(bool(sentence))


class Form(QWidget):
    """Rows of fields from top to bottom; Tab follows them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(L)

    def add(self, label: str, field: QWidget, hint: str = "") -> FieldRow:
        """Append a field."""
        row = FieldRow(label, field, hint)
        self._column.addWidget(row)
        return row

    def add_pair(self, first: FieldRow, second: FieldRow) -> None:
        """Append two short fields side by side."""
        line = QHBoxLayout()
        line.setSpacing(L)
        line.addWidget(first, 1)
        line.addWidget(second, 1)
        self._column.addLayout(line)


def mark_problem(field: QWidget, *, present: bool) -> None:
    """Give a field the edge of one to mend, or take it away."""
    field.setProperty("problem", present)
    field.style().unpolish(field)
    field.style().polish(field)
