"""The gentle warning below a process note: what a paragraph looks like, and where it belongs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from resources.reference.misplaced import matters
from resources.tokens import M, S
from ui.strings import process_notes as words
from ui.widgets import paint
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.mark import Mark
from ui.widgets.paint import ICON
from ui.widgets.text import Text
from vault.misplaced import Misplaced


class Advice(QFrame):
    """One sentence and three steps: move the paragraph, leave it, or go to it."""

    move_asked = Signal(object)
    leave_asked = Signal(object)
    show_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._warning: Misplaced | None = None
        self._sentence = Text("")
        self._move = Button(words.move_it(), "secondary")
        self._leave = Button(words.leave_it(), "quiet")
        self._show = Button(words.show_it(), "quiet")
        self._move.clicked.connect(lambda: self.move_asked.emit(self._warning))
        self._leave.clicked.connect(lambda: self.leave_asked.emit(self._warning))
        self._show.clicked.connect(self._on_show)
        steps = QHBoxLayout()
        steps.setSpacing(S)
        for button in self.stops:
            steps.addWidget(button)
        steps.addStretch(1)
        said = QVBoxLayout()
        said.setSpacing(S)
        said.addWidget(self._sentence)
        said.addLayout(steps)
        row = QHBoxLayout(self)
        row.setContentsMargins(M, S + 2, M, S + 2)
        row.setSpacing(S)
        row.addWidget(Mark("triangle-alert", "warn", ICON), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in the order of the eye."""
        return (self._move, self._leave, self._show)

    def show_warning(self, warning: Misplaced | None, *, is_here: bool) -> None:
        """Show a warning or none; `is_here` says that it is about the cursor's paragraph."""
        if warning != self._warning:
            self._warning = warning
            sentence = _sentence(warning) if warning is not None else ""
            self._sentence.setText(sentence)
            self.setAccessibleName(sentence)
            announce(self, sentence)
        self._show.setVisible(not is_here)
        self.setVisible(warning is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The soft ground of a warning."""
        del event
        paint.panel(QPainter(self), self.rect(), "warn-soft")

    def _on_show(self) -> None:
        if self._warning is not None:
            self.show_asked.emit(self._warning.place)


def _sentence(warning: Misplaced) -> str:
    rule = next(one.rule for one in matters() if one.rule.id == warning.matter)
    return words.belongs_elsewhere(warning.matter, rule.section)
