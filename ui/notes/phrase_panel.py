"""The panel in which phrases are kept: a list of names, and the name and text of one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from resources.tokens import XL, M, S
from ui.notes.aids import WritingAids
from ui.strings import editor as words
from ui.widgets.button import Button
from ui.widgets.form import ProblemLine
from ui.widgets.text import Line
from vault.errors import InvalidField
from vault.phrases import NAME_LENGTH, Phrase

_TEXT_HEIGHT = 92
_LIST_WIDTH = 150


class PhrasePanel(QWidget):
    """Adds, changes and removes phrases; what is kept stands in the menu at once."""

    closed = Signal()

    def __init__(self, aids: WritingAids, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aids = aids
        self._aside: tuple[str, str, int] | None = None
        self.setAccessibleName(words.phrases())
        self._list = QListWidget()
        self._list.setAccessibleName(words.phrases())
        self._name = QLineEdit()
        self._name.setMaxLength(NAME_LENGTH + 1)
        self._name.setAccessibleName(words.phrase_name())
        self._name.setPlaceholderText(words.phrase_name())
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(words.phrase_text())
        self._text.setPlaceholderText(words.phrase_text())
        self._problem = ProblemLine()
        self._keep = Button(words.add_phrase(), "secondary", icon="check")
        self._remove = Button(words.remove_phrase(), "quiet", icon="trash-2")
        self._close = Button(words.close(), "quiet", icon="x")
        self._lay_out()
        self._list.currentRowChanged.connect(self._show_row)
        self._keep.clicked.connect(self._on_keep)
        self._remove.clicked.connect(self._on_remove)
        self._close.clicked.connect(self.closed)
        aids.phrases_changed.connect(self._fill)
        self._fill()

    def open(self) -> None:
        """Show the phrases and wait for a new one."""
        self.show()
        self._list.setCurrentRow(-1)
        self._show_row(-1)
        self._name.setFocus()

    def clear_texts(self) -> None:
        """Take every phrase off the screen, also the one that is half typed."""
        if self._aside is None:
            typed = self._name.text(), self._text.toPlainText()
            self._aside = (*typed, self._list.currentRow())
            self._list.blockSignals(True)
            self._list.clear()
            self._list.blockSignals(False)
            self._name.clear()
            self._text.setPlainText("")

    def restore_texts(self) -> None:
        """Bring them back as they stood."""
        aside, self._aside = self._aside, None
        if aside is not None:
            name, text, row = aside
            self._fill()
            self._list.setCurrentRow(row)
            self._name.setText(name)
            self._text.setPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self._text.setFixedHeight(_TEXT_HEIGHT)
        buttons = QHBoxLayout()
        for button in (self._keep, self._remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        fields = QVBoxLayout()
        fields.setSpacing(S)
        fields.addWidget(self._name)
        fields.addWidget(self._text, 1)
        fields.addWidget(self._problem)
        fields.addLayout(buttons)
        grid = QGridLayout(self)
        grid.setContentsMargins(XL - 2, S, XL - 2, M)
        grid.setSpacing(S)
        grid.addWidget(Line(words.phrases(), "small-strong", "ink-2"), 0, 0)
        grid.addWidget(self._close, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._list, 1, 0)
        grid.addLayout(fields, 1, 1)

    def _fill(self) -> None:
        if self._aside is not None:
            return
        kept = self._name.text().removeprefix("/").lower()
        names = [phrase.name for phrase in self._aids.phrases]
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems(names)
        self._list.setCurrentRow(names.index(kept) if kept in names else -1)
        self._list.blockSignals(False)
        self._remove.setEnabled(self._list.currentRow() >= 0)

    def _show_row(self, row: int) -> None:
        phrase = self._aids.phrases[row] if 0 <= row < len(self._aids.phrases) else Phrase("", "")
        self._name.setText(phrase.name)
        self._text.setPlainText(phrase.text)
        self._problem.show_sentence("")
        self._remove.setEnabled(bool(phrase.name))

    def _on_keep(self) -> None:
        try:
            phrase = Phrase(self._name.text(), self._text.toPlainText()).checked()
        except InvalidField:
            self._problem.show_sentence(words.phrase_problem())
            return
        self._problem.show_sentence("")
        item = self._list.currentItem()
        self._aids.keep_phrase(phrase, item.text() if item is not None else "")

    def _on_remove(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._name.clear()
            self._text.setPlainText("")
            self._aids.remove_phrase(item.text())
