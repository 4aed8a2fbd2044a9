"""Writing into a section by the rules of passages: by key, by phrase, by paste."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor

from ui.notes.aids import WritingAids
from ui.notes.keys import is_typed, phrase_asked, reach
from ui.notes.passage_document import PassageDocument
from ui.notes.pasting import clean
from ui.notes.tagging import Tagging
from ui.strings import editor as words
from ui.widgets.announce import announce
from vault.passages import UNTAGGED
from vault.pasted import divided
from vault.phrases import named

if TYPE_CHECKING:
    from ui.notes.passage_edit import PassageEdit


class Writing:
    """Changes what is written in one field, at its cursor.

    Where Qt does the writing, as with a plain letter, it gets the turn by `write`.
    """

    def __init__(
        self,
        edit: "PassageEdit",
        text: PassageDocument,
        tagging: Tagging,
        aids: WritingAids | None,
    ) -> None:
        self._edit = edit
        self._text = text
        self._tagging = tagging
        self._aids = aids

    def insert_lines(self, *lines: str, unclaimed: bool = False) -> None:
        """Write lines in place of what is selected, each a paragraph, a long one several."""
        pieces = [piece for line in lines for piece in divided(line)]
        cursor = self._edit.textCursor()
        self._text.insert_lines(cursor, pieces, unclaimed=unclaimed)
        self._edit.setTextCursor(cursor)
        self._edit.moved.emit()
        if len(pieces) > len(lines):
            self._edit.noticed.emit(words.was_divided())

    def take_out(self, cursor: QTextCursor) -> None:
        """Take out what is selected; what becomes of the tags goes by the rules of passages."""
        first = self._text.findBlock(cursor.selectionStart())
        tagged = self._text.tag_of(first).about != UNTAGGED
        self._text.remove(cursor)
        self._edit.setTextCursor(cursor)
        self._tagging.describe()
        if tagged and self._text.tag_of(cursor.block()).about == UNTAGGED:
            announce(self._edit, words.became_untagged())

    def take_key(self, event: QKeyEvent, write: Callable[[QKeyEvent], object]) -> bool:
        """Do what a key does by the rules of passages; answers whether it is done."""
        cursor = self._edit.textCursor()
        gone = reach(event, cursor)
        if is_typed(event) or gone is not None:
            self._text.divide(cursor.block())
        if event.matches(QKeySequence.StandardKey.Undo):
            self._edit.turned.emit(-1)
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._edit.turned.emit(1)
        elif event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            self._text.break_at(cursor)
            self._edit.setTextCursor(cursor)
            self._tagging.say()
        elif gone is not None and self._text.crosses(gone):
            if event.matches(QKeySequence.StandardKey.Cut):
                self._edit.copy()
            self.take_out(gone)
        elif is_typed(event) and self._text.crosses(cursor):
            self._in_place_of(cursor, lambda: write(event))
        else:
            return False
        return True

    def compose(
        self, event: QInputMethodEvent, write: Callable[[QInputMethodEvent], object]
    ) -> None:
        """Let an input method write in place of a selection."""
        cursor = self._edit.textCursor()
        if (event.commitString() or event.preeditString()) and self._text.crosses(cursor):
            self._in_place_of(cursor, lambda: write(event))
        else:
            write(event)

    def write_phrase(self) -> bool:
        """Write out the phrase whose name stands before the cursor, answering if one was named."""
        cursor = self._edit.textCursor()
        name = phrase_asked(cursor) if self._edit.can_write else None
        if self._aids is None or name is None:
            return False
        phrase = named(self._aids.phrases, name)
        if phrase is None:
            self._edit.noticed.emit(words.no_phrase(name))
            return True
        back = QTextCursor.MoveOperation.PreviousCharacter
        cursor.movePosition(back, QTextCursor.MoveMode.KeepAnchor, len(f"/{name}"))
        self._edit.setTextCursor(cursor)
        self.insert_lines(*phrase.text.split("\n"))
        return True

    def paste(self, source: QMimeData) -> None:
        """Paste clean, plain text only; each line becomes a paragraph.

        Several paragraphs in the note of several people are about nobody until that is said.
        """
        lines, notice = clean(source)
        unclaimed = len(lines) > 1 and self._tagging.is_shared
        if lines:
            self.insert_lines(*lines, unclaimed=unclaimed)
        if notice or unclaimed:
            self._edit.noticed.emit(notice or words.pasted_untagged())

    def _in_place_of(self, cursor: QTextCursor, write: Callable[[], object]) -> None:
        """Take a selection out and write in its place, in one step of undo."""
        cursor.beginEditBlock()
        self.take_out(cursor)
        write()
        cursor.endEditBlock()
