"""The panel in which phrases are kept: a list of names, and the name and text of one."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QTextCursor
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from resources.tokens import XL, M, S
from ui import names
from ui.notes.aids import WritingAids
from ui.notes.name_veil import NameVeil
from ui.row_list import Index, paint_ground
from ui.strings import editor as words
from ui.strings import errors as error_words
from ui.widgets import paint
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.form import ProblemLine
from ui.widgets.own_words import OwnField, OwnLine
from vault.errors import InvalidField, Problem
from vault.phrases import NAME_LENGTH, Phrase, named
from vault.place import FormWords

_TEXT_LEAST = 42
_TEXT_HEIGHT = 92
_LIST_WIDTH = 150
_ROW_HEIGHT = 32


class _Typed(NamedTuple):
    """What stands in the form, and which phrase it is to change; "" for a new one."""

    chosen: str = ""
    name: str = ""
    text: str = ""


class PhrasePanel(QWidget):
    """Adds, changes and removes phrases; what is kept stands in the menu at once.

    `edited` comes with each key. What is half typed stays until it is kept, also while closed.
    """

    closed = Signal()
    edited = Signal()

    def __init__(self, aids: WritingAids, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aids = aids
        self._chosen = ""
        self._aside: _Typed | None = None
        self._undo: Callable[[], object] | None = None
        self.setAccessibleName(words.phrases())
        self._list = QListWidget()
        self._list.setItemDelegate(_RowDelegate(self._list))
        self._list.setAccessibleName(words.phrases())
        self._name = OwnField()
        self._name.setMaxLength(NAME_LENGTH + 1)
        self._name.setAccessibleName(words.phrase_name())
        self._name.setPlaceholderText(words.phrase_name())
        self._text = QTextEdit()
        self._text.setAcceptRichText(False)
        NameVeil(self._text)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(words.phrase_text())
        self._text.setPlaceholderText(words.phrase_text())
        self._problem = ProblemLine()
        self._head = OwnLine(words.phrases(), "small-strong", "ink-2")
        self._back = Button(words.undo(), "quiet")
        self._keep = Button(words.keep_phrase("", ""), "secondary", icon="check")
        self._remove = Button(words.remove_phrase(), "quiet", icon="trash-2")
        self._new = Button(words.new_phrase(), "quiet", icon="plus")
        self._close = Button(words.close(), "quiet", icon="x")
        self._lay_out()
        self._list.currentRowChanged.connect(self._on_row)
        self._name.textChanged.connect(self._on_edited)
        self._text.textChanged.connect(self._on_edited)
        self._keep.clicked.connect(self._on_keep)
        self._remove.clicked.connect(self._on_remove)
        self._new.clicked.connect(self._on_new)
        self._back.clicked.connect(self._take_back)
        self._close.clicked.connect(self.closed)
        aids.phrases_changed.connect(self._fill)
        names.style.changed.connect(self._show_names)
        self._fill()

    def open(self) -> None:
        """Show the phrases, and what is half typed or else an empty form."""
        self.show()
        if not self.half_typed:
            self._say("")
            self._put(_Typed())
        self.focus_form()

    def focus_form(self) -> None:
        """Go to what is to be typed."""
        field = self._text if self._name.text() else self._name
        field.setFocus()

    @property
    def half_typed(self) -> FormWords:
        """What stands in the form and isn't kept; empty where everything is."""
        typed = self._typed
        kept = self._named(typed.chosen)
        return () if (typed.name, typed.text) == (kept.name, kept.text) else typed

    def bring_back(self, typed: FormWords) -> None:
        """Show again what was half typed."""
        self._put(_Typed(*typed))

    def clear_texts(self) -> None:
        """Take every phrase off the screen, also the one that is half typed."""
        if self._aside is None:
            self._aside, self._chosen = self._typed, ""
            self._show_rows([])
            self._name.clear()
            self._text.setPlainText("")

    def restore_texts(self) -> None:
        """Bring them back as they stood."""
        aside, self._aside = self._aside, None
        if aside is not None:
            self._put(aside)
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self._text.setMinimumHeight(_TEXT_LEAST)
        self._text.setMaximumHeight(_TEXT_HEIGHT)
        fields = QVBoxLayout()
        fields.setSpacing(S)
        fields.addWidget(self._name)
        fields.addWidget(self._text, 1)
        fields.addWidget(self._problem)
        buttons = QHBoxLayout()
        for button in (self._keep, self._remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._new)
        head.addWidget(self._close)
        grid = QGridLayout(self)
        grid.setContentsMargins(XL - 2, S, XL - 2, M)
        grid.setSpacing(S)
        grid.addLayout(head, 0, 0, 1, 2)
        grid.addWidget(self._list, 1, 0)
        grid.addLayout(fields, 1, 1)
        grid.addLayout(buttons, 2, 0, 1, 2)
        self._say("")

    @property
    def _typed(self) -> _Typed:
        shown = _Typed(self._chosen, self._name.text(), self._text.toPlainText())
        return shown if self._aside is None else self._aside

    def _put(self, typed: _Typed) -> None:
        if self._aside is not None:
            self._aside = typed
            return
        self._chosen = typed.chosen
        self._name.setText(typed.name)
        self._text.setPlainText(typed.text)
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self._mark()

    def _fill(self) -> None:
        if self._aside is not None:
            return
        self._show_rows([phrase.name for phrase in self._aids.phrases])
        if not self._named(self._chosen).name:
            # It was removed or is called otherwise by now: what stands here would be a new one.
            self._chosen = ""
        self._mark()

    def _show_rows(self, called: list[str]) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems([names.veiled(one) for one in called])
        self._list.blockSignals(False)

    def _mark(self) -> None:
        """Show in the list and on the buttons what the form is about."""
        called = [phrase.name for phrase in self._aids.phrases]
        self._list.blockSignals(True)
        self._list.setCurrentRow(called.index(self._chosen) if self._chosen in called else -1)
        self._list.blockSignals(False)
        self._on_edited()

    def _show_names(self) -> None:
        for row in range(self._list.count()):
            self._list.item(row).setText(names.veiled(self._aids.phrases[row].name))
        self._on_edited()

    def _on_edited(self) -> None:
        self._problem.show_sentence("")
        label = words.keep_phrase(self._chosen, _plain(self._name.text()))
        self._keep.set_label(names.veiled(label))
        self._remove.setEnabled(bool(self._chosen))
        self.edited.emit()

    def _on_row(self, row: int) -> None:
        if row >= 0:
            phrase = self._aids.phrases[row]
            self._put_instead(_Typed(phrase.name, phrase.name, phrase.text))

    def _on_new(self) -> None:
        self._put_instead(_Typed())
        self._name.setFocus()

    def _put_instead(self, other: _Typed) -> None:
        """Show something else in the form; what is half typed there can come back."""
        typed = self._typed
        is_kept = not self.half_typed
        self._put(other)
        if not is_kept:
            self._say(words.phrase_put_away(), lambda: self._put(typed))

    def _on_keep(self) -> None:
        typed, before = self._typed, self._named(self._chosen)

        def kept(phrase: Phrase) -> None:
            self._finish(typed, phrase.name)
            if before.name:
                said = words.phrase_changed(before.name, phrase.name)
                self._say(said, lambda: self._put_back(before, phrase.name))
            else:
                self._say(words.phrase_kept(phrase.name))

        self._aids.keep_phrase(Phrase(typed.name, typed.text), before.name, kept, self._refuse)

    def _on_remove(self) -> None:
        typed, before = self._typed, self._named(self._chosen)

        def removed(_nothing: None) -> None:
            self._finish(typed, "")
            self._say(words.phrase_removed(before.name), lambda: self._put_back(before, ""))

        self._aids.remove_phrase(before.name, removed, self._refuse)

    def _finish(self, typed: _Typed, chosen: str) -> None:
        """Empty the form for the next phrase, unless somebody went on typing in it."""
        now = self._typed
        went_on = (now.name, now.text) != (typed.name, typed.text)
        self._put(now._replace(chosen=chosen) if went_on else _Typed())
        focus = self.focusWidget()
        if focus is not None and focus.hasFocus():
            self._name.setFocus()

    def _put_back(self, phrase: Phrase, instead_of: str) -> None:
        self._aids.put_back_phrase(phrase, instead_of, self._refuse)

    def _say(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done in place of the heading, and offer to undo it; not behind the cover."""
        if self._aside is None:
            self._undo = undo
            self._back.setVisible(undo is not None)
            self._head.setText(sentence or words.phrases())
            announce(self, names.veiled(sentence))

    def _take_back(self) -> None:
        undo = self._undo
        self.focus_form()
        self._say("")
        if undo is not None:
            undo()

    def _refuse(self, error: object) -> None:
        if self._aside is not None:
            return
        if not isinstance(error, InvalidField):
            sentence = " ".join(error_words.words_for(error))
        elif error.problem is Problem.ALREADY_TAKEN:
            sentence = words.phrase_taken(_plain(self._name.text()))
        else:
            sentence = words.phrase_problem()
        self._problem.show_sentence(names.veiled(sentence))
        announce(self, names.veiled(sentence))

    def _named(self, name: str) -> Phrase:
        """Give the phrase of a name; an empty one where there is none."""
        return named(self._aids.phrases, name) or Phrase("", "")


class _RowDelegate(QStyledItemDelegate):
    """Paints a phrase's name, as other lists of the window show their rows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(_LIST_WIDTH // 2, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_ground(painter, option, option.rect)
        inner = option.rect.adjusted(S, 0, -S, 0)
        paint.text(painter, inner, index.data(), "body", "ink")


def _plain(name: str) -> str:
    """Give a name as it is kept: without the slash, in lower case."""
    return name.strip().removeprefix("/").lower()
