"""What stands in the tab while the process notes are closed: why, and the field to open them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import XL, L, M, S
from ui.strings import process_notes as words
from ui.widgets.button import Button
from ui.widgets.form import ProblemLine
from ui.widgets.mark import Mark
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.progress_line import ProgressLine
from ui.widgets.text import Line, Text

_WIDTH = 400


class LockedPage(QWidget):
    """The bytearray of `submitted` belongs to whoever receives it, to be wiped."""

    submitted = Signal(bytearray)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_busy = False
        self._field = PassphraseField(words.passphrase())
        label = Line(words.passphrase(), "small-strong", "ink-2")
        label.setBuddy(self._field)
        self._problem = ProblemLine()
        self._button = Button(words.open_them(), "primary", large=True, icon="lock-open")
        self._anew = Button(words.begin_anew(), "link-quiet")
        self._anew.hide()
        self._progress = ProgressLine()
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(policy)
        self._progress.hide()
        why = Text(words.locked_because(), ink="ink-2")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(2)
        for widget, gap_above in (
            (Mark("lock"), 0),
            (Line(words.locked_title(), "section"), L),
            (why, S),
            (label, XL),
            (self._field, S),
            (self._problem, S),
            (self._button, M),
            (self._progress, S),
            (self._anew, 0),
        ):
            column.addSpacing(gap_above)
            column.addWidget(widget)
        column.addStretch(3)
        for widget in (why, self._field, self._problem):
            widget.setFixedWidth(_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(XL, L, XL, L)
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)
        self._field.submitted.connect(self._on_submitted)
        self._field.edited.connect(lambda: self._show_problem(""))
        self._button.clicked.connect(self._on_submitted)
        self._anew.clicked.connect(self._on_anew)
        self.setFocusProxy(self._field)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in the order of the eye."""
        return (self._field, self._button, self._anew)

    def set_busy(self, busy: bool) -> None:
        """Show that the key is being derived, and take no other try meanwhile."""
        self._is_busy = busy
        self._field.setEnabled(not busy)
        self._button.setEnabled(not busy)
        self._button.set_label(words.opening() if busy else words.open_them())
        self._progress.setVisible(busy)

    def refuse(self, sentence: str, *, is_lost: bool = False) -> None:
        """Say beside the field what was wrong and what to do; a lost file can be given up."""
        self._show_problem(sentence)
        self._anew.setVisible(is_lost)
        self._field.setFocus()

    def forget(self) -> None:
        """Empty the field."""
        self._field.forget()
        self._show_problem("")

    def _on_submitted(self) -> None:
        if self._is_busy:
            return
        if self._field.is_empty():
            self.refuse(words.nothing_typed())
        else:
            self.submitted.emit(self._field.take())

    def _on_anew(self) -> None:
        self._anew.hide()
        self._show_problem("")
        self._field.setFocus()
        self.given_up.emit()

    def _show_problem(self, sentence: str) -> None:
        self._problem.show_sentence(sentence)
        self._field.set_problem(sentence)
