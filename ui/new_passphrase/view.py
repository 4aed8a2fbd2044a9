"""The page on which a new passphrase is set, in the unlock screen's column."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import XL, L, M, S
from ui.new_passphrase.view_model import NewPassphraseViewModel
from ui.strings import new_passphrase as words
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.form import FieldRow, ProblemLine
from ui.widgets.mark import Mark
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.progress_line import ProgressLine
from ui.widgets.text import Text

_WIDTH = 400


class NewPassphraseView(QWidget):
    """Shows a NewPassphraseViewModel; `left` comes when it is set, or put off.

    Once another page stands before it, it holds nothing any more.
    """

    left = Signal()

    def __init__(self, model: NewPassphraseViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.title())
        self._model = model
        model.setParent(self)
        self._offered = Text(model.offered, "section")
        self._new = PassphraseField(words.new_one())
        self._again = PassphraseField(words.once_more())
        self._problem = ProblemLine()
        self._act = Button(words.act(), "primary", large=True)
        self._progress = ProgressLine()
        self._later = Button(words.later(), "link-quiet")
        self._lay_out()
        self._new.submitted.connect(self._again.setFocus)
        self._again.submitted.connect(self._on_act)
        self._act.clicked.connect(self._on_act)
        self._later.clicked.connect(self._leave)
        model.problem.connect(self._on_problem)
        model.busy.connect(self._on_busy)
        model.done.connect(self._leave)
        self.setFocusProxy(self._new)

    def _lay_out(self) -> None:
        card = Card(words.offered())
        draw = Button(words.other_words(), "link", icon="refresh-cw")
        draw.clicked.connect(self._on_draw)
        card.head.addWidget(draw)
        card.body.addWidget(self._offered)
        column = QVBoxLayout()
        column.setSpacing(0)
        parts: tuple[tuple[QWidget, int], ...] = (
            (Mark("key-round", "accent", 40), 0),
            (Text(words.title(), "title-large"), L),
            (Text(words.lead(), ink="ink-2"), S),
            (card, XL),
            (FieldRow(words.new_one(), self._new), L),
            (FieldRow(words.once_more(), self._again), M),
            (self._problem, S),
            (self._act, M),
            (self._progress, S),
            (Text(words.hiding_locks(), "small", "ink-2"), S),
        )
        for widget, gap in parts:
            if not isinstance(widget, Mark):
                widget.setFixedWidth(_WIDTH)
            column.addSpacing(gap)
            column.addWidget(widget)
        link = QHBoxLayout()
        link.addWidget(self._later)
        link.addStretch(1)
        column.addSpacing(S)
        column.addLayout(link)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column)
        middle.addStretch(1)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(middle)
        row.addStretch(1)
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(policy)
        self._progress.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the words and what was typed, but not where the window is only minimised."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._forget()

    def _on_draw(self) -> None:
        self._model.draw()
        self._offered.setText(self._model.offered)

    def _on_act(self) -> None:
        self._problem.show_sentence("")
        self._model.submit(self._new.take(), self._again.take())

    def _on_problem(self, sentence: str) -> None:
        self._problem.show_sentence(sentence)
        self._new.setFocus()

    def _on_busy(self, busy: bool) -> None:
        self._act.setEnabled(not busy)
        self._later.setEnabled(not busy)
        self._progress.setVisible(busy)

    def _leave(self) -> None:
        self._forget()
        self.left.emit()

    def _forget(self) -> None:
        self._model.forget()
        self._new.forget()
        self._again.forget()
        self._offered.setText("")
