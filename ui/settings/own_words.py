"""The list of the words that were added to the vault's dictionary."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from resources.tokens import M, S
from ui import names
from ui.row_list import RowList, paint_ground
from ui.row_model import Index, RowModel
from ui.settings.words_model import WordsModel
from ui.strings import errors as error_words
from ui.strings import settings as words
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.own_words import OwnBanner
from ui.widgets.text import Line, Text

_ROW_HEIGHT = 30
_MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word on its line."""

    id: int
    word: str


class WordRows(RowModel[WordRow]):
    """The words, one to a line."""

    def spoken(self, at: int) -> str:
        """Say the word, which may be a name."""
        return names.veiled(self._rows[at].word)


class _WordDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(120, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_ground(painter, option, option.rect)
        area = option.rect.adjusted(M, 0, -M, 0)
        paint.text(painter, area, index.data(), "body", "ink")


class OwnWords(QWidget):
    """Shows the words of a WordsModel; the button or the Delete key takes the chosen one out."""

    def __init__(self, model: WordsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vm = model
        self._rows = WordRows(self)
        self._list = RowList(words.own_words(), self._rows, _WordDelegate(), "sheet-2")
        self._none = Text(words.no_own_words(), "small", "ink-2")
        self._remove = Button(words.remove_word(), icon="trash-2")
        self._banner = OwnBanner()
        self._banner.hide()
        self._lay_out()
        self._list.selectionModel().currentChanged.connect(self._show_button)
        within = Qt.ShortcutContext.WidgetShortcut
        delete = QShortcut(Qt.Key.Key_Delete, self._list, context=within)
        delete.activated.connect(self._on_remove)
        self._remove.clicked.connect(self._on_remove)
        self._banner.step_taken.connect(model.put_back)
        model.trouble.connect(self._show_trouble)

    def show_words(self) -> None:
        """Show the words as they are now, with the one below the last that was taken out."""
        at = self._list.currentIndex().row()
        self._rows.set_rows([WordRow(*one) for one in enumerate(self._vm.words)])
        count = len(self._vm.words)
        if at >= 0 and count:
            self._list.mark(min(at, count - 1))
        self._list.setFixedHeight(_ROW_HEIGHT * min(count, _MOST_ROWS))
        for part in (self._list, self._remove):
            part.setVisible(bool(count))
        self._none.setVisible(not count)
        self._show_button()

    def show_removed(self) -> None:
        """Offer the way back for the word that was taken out last."""
        word = self._vm.removed
        # A hidden banner can still be read by others: the word has to go from it.
        sentence = words.word_removed(word) if word else ""
        if sentence != self._banner.words:
            self._banner.show_message(sentence, "ok", words.undo())
            self._banner.setVisible(bool(word))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self._remove)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(Line(words.own_words(), "small-strong", "ink-2"))
        column.addWidget(self._list)
        column.addWidget(self._none)
        column.addWidget(Text(words.own_words_hint(), "small", "ink-2"))
        column.addLayout(line)
        column.addWidget(self._banner)

    def _show_button(self) -> None:
        self._remove.setEnabled(self._list.currentIndex().isValid())

    def _show_trouble(self, error: object) -> None:
        sentence, step = error_words.words_for(error)
        again = words.undo() if self._vm.removed else ""
        self._banner.show_message(f"{sentence} {step}".strip(), "stop", again)
        self._banner.show()

    def _on_remove(self) -> None:
        at = self._list.currentIndex().row()
        if at >= 0:
            self._vm.remove(self._rows.row(at).word)
