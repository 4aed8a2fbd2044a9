"""The menu of a note's text: suggestions, undo, cut and paste, the date, phrases, spelling."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu

from ui import names
from ui.notes.aids import WritingAids
from ui.notes.spans import index_of, units
from ui.strings import editor as words
from ui.widgets.menus import place_beside, pop_up_beside
from vault.spelling import LANGUAGES

if TYPE_CHECKING:
    from ui.notes.passage_edit import PassageEdit

_Keys = QKeySequence.StandardKey


class TextMenu(QMenu):
    """What can be done at a place of a text; suggestions come in when they are found."""

    def __init__(self, edit: "PassageEdit", aids: WritingAids | None, at: QTextCursor) -> None:
        super().__init__(edit)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._edit = edit
        self._aids = aids
        self._line = QRect()
        self._waits = False
        if edit.can_write:
            self._add_suggestions(at)
            self._add(words.tag_paragraph(), lambda: edit.open_tags(at.block()), "Alt+Down")
            self.addSeparator()
            self._add(words.undo(), lambda: edit.turned.emit(-1), _Keys.Undo)
            self._add(words.redo(), lambda: edit.turned.emit(1), _Keys.Redo)
            self.addSeparator()
        self._add_clipboard()
        if edit.can_write and aids is not None:
            self.addSeparator()
            self._add_languages(aids)

    def open(self, line: QRect, *, by_key: bool) -> None:
        """Open at a line of the screen."""
        self._line = line
        # Enter would add to the dictionary the very word that a suggestion is to replace.
        pop_up_beside(self, line, by_key=by_key and not self._waits)

    def _add_clipboard(self) -> None:
        edit = self._edit
        selected = edit.textCursor().hasSelection()
        if edit.can_write:
            self._add(words.cut(), self._cut, _Keys.Cut).setEnabled(selected)
        self._add(words.copy(), edit.copy, _Keys.Copy).setEnabled(selected)
        if edit.can_write:
            self._add(words.paste(), edit.paste, _Keys.Paste).setEnabled(edit.canPaste())
        self._add(words.select_all(), edit.selectAll, _Keys.SelectAll)

    def _cut(self) -> None:
        self._edit.copy()
        self._edit.delete_selection()

    def _add_suggestions(self, at: QTextCursor) -> None:
        aids = self._aids
        cursor = wrong_word(aids, at) if aids is not None else None
        if aids is None or cursor is None:
            return
        word = cursor.selectedText()
        waiting = self.addAction(words.no_suggestion())
        waiting.setEnabled(False)
        self._waits = True
        self._add(words.add_word(names.veiled(word)), lambda: aids.learn(word))
        self.addSeparator()
        aids.suggest(word, lambda found: self._show(found, waiting, cursor))

    def _show(self, found: tuple[str, ...], waiting: QAction, cursor: QTextCursor) -> None:
        for one in found:
            action = QAction(names.veiled(one).replace("&", "&&"), self)
            action.triggered.connect(lambda _checked=False, one=one: self._put(cursor, one))
            self.insertAction(waiting, action)
        waiting.setVisible(not found)
        if found:
            self.setActiveAction(self.actions()[0])
        if self.isVisible():
            self.move(place_beside(self, self._line))

    def _put(self, cursor: QTextCursor, word: str) -> None:
        cursor.insertText(word)
        self._edit.setTextCursor(cursor)

    def _add_languages(self, aids: WritingAids) -> None:
        languages = self.addMenu(words.spelling())
        group = QActionGroup(languages)
        for code in LANGUAGES:
            action = languages.addAction(words.language_name(code))
            action.setCheckable(True)
            action.setChecked(code == aids.language)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, code=code: aids.choose(code))

    def _add(
        self,
        label: str,
        act: Callable[[], object],
        key: QKeySequence.StandardKey | str | None = None,
    ) -> QAction:
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) if key else ""
        action = self.addAction(label.replace("&", "&&") + (f"\t{shown}" if shown else ""))
        action.triggered.connect(lambda _checked=False: act())
        return action


def wrong_word(aids: WritingAids, at: QTextCursor) -> QTextCursor | None:
    """Select the misspelt word that a place is in; None where there is none."""
    block = at.block()
    text = block.text()
    here = index_of(text, at.positionInBlock())
    for start, end in aids.wrong_in(text):
        if start <= here <= end:
            found = QTextCursor(block)
            found.setPosition(block.position() + units(text, start))
            found.setPosition(block.position() + units(text, end), QTextCursor.MoveMode.KeepAnchor)
            return found
    return None
