"""A question for a reason, below the result that it is about."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.tokens import S
from ui.strings import measures as words
from ui.widgets.button import Button, Kind
from ui.widgets.form import FieldRow
from ui.widgets.own_words import OwnField


class ReasonRow(QWidget):
    """A field with what to do beside it; hidden while nothing is asked.

    `given` carries the reason as it was typed; `closed` comes when the question is taken back,
    and says whether the focus was here.
    """

    given = Signal(str)
    closed = Signal(bool)

    def __init__(self, hint: str, step: str, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = OwnField()
        self._why = FieldRow(words.reason(), self._field, hint)
        do, never = Button(step, kind), Button(words.cancel(), "quiet")
        do.clicked.connect(self._on_done)
        never.clicked.connect(self.close_question)
        if kind != "danger":
            self._field.returnPressed.connect(self._on_done)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self._why, 1)
        for button in (never, do):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def ask(self) -> None:
        """Ask, with an empty field."""
        self._field.clear()
        self._why.set_problem("")
        self.show()
        self._why.setFocus()

    def close_question(self) -> None:
        """Take the question back."""
        if not self.isHidden():
            had_focus = self.isAncestorOf(self.window().focusWidget())
            self.hide()
            self.closed.emit(had_focus)

    def refuse(self, sentence: str) -> None:
        """Say what keeps it from being done."""
        self._why.set_problem(sentence)

    def _on_done(self) -> None:
        self.given.emit(self._field.text())
