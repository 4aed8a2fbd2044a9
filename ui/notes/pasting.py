"""Putting text into a section, in slices where it is long, so that the window goes on answering."""

from collections import deque

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QTextCursor

from ui.notes.passage_document import PassageDocument
from vault.pasted import Pasted, from_html, from_text, has_pictures

# What takes a few milliseconds to lay out; a line costs as much as its letters and some more.
_SLICE = 12_000
_LINE = 80


def clean(source: QMimeData) -> Pasted:
    """Give what is pasted as clean lines, and say whether there was a picture in it."""
    html = source.html() if source.hasHtml() else ""
    text = source.text() if source.hasText() else ""
    pasted = from_text(text) if text else from_html(html)
    pictures = source.hasImage() or pasted.pictures or has_pictures(html)
    return Pasted(pasted.lines, pictures)


class Pasting(QObject):
    """Inserts lines, the first slice at once and the others one a turn; one step to undo.

    Whoever reads the text or writes in it calls `finish` first, so that nothing comes in between.
    """

    def __init__(self, text: PassageDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._text = text
        self._cursor = QTextCursor()
        self._rest: deque[str] = deque()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)

    def begin(self, cursor: QTextCursor, lines: list[str]) -> None:
        """Insert lines in place of what is selected; the cursor goes along to their end."""
        self.finish()
        self._cursor = cursor
        self._rest.extend(lines)
        self._text.insert_lines(cursor, self._slice())
        self._turn.start()
        self._end_if_over()

    def finish(self) -> None:
        """Insert all that is left now."""
        while self._rest:
            self._go_on()

    def _go_on(self) -> None:
        self._text.insert_more(self._cursor, self._slice())
        self._end_if_over()

    def _end_if_over(self) -> None:
        if not self._rest:
            self._turn.stop()
            # Else Qt would join what is typed next to the same step.
            self._text.setModified(False)

    def _slice(self) -> list[str]:
        taken, cost = [], 0
        while self._rest and cost < _SLICE:
            taken.append(self._rest.popleft())
            cost += _LINE + len(taken[-1])
        return taken
