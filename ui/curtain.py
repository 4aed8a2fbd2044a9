"""Takes the words off a page that is behind the cover.

A page that is covered can still be read through the accessibility tree. So every label, field
and list on it is emptied, and filled again when the cover goes.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from shiboken6 import isValid

from ui.notes.editor import NoteEditor
from ui.notes.reading import ReadingSheet
from ui.row_list import RowList
from ui.widgets.choice import NameTick
from ui.widgets.own_words import OwnField, OwnLine, OwnText

Undo = Callable[[], object]


class Curtain:
    """Empties one page and brings everything back."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._back: list[tuple[QWidget, Undo]] | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether the page is empty at present."""
        return self._back is not None

    def draw(self) -> None:
        """Empty every widget that can show a person's words."""
        if self._back is not None:
            return
        self._back = back = []
        for part in self._page.findChildren(QWidget):
            undo: list[Undo] = []
            _take(part, undo)
            back += [(part, one) for one in undo]

    def open(self) -> None:
        """Bring back exactly what stood there, cursors and undo steps included."""
        back, self._back = self._back, None
        for part, put_back in reversed(back or []):
            if isValid(part):
                put_back()


def _take(part: QWidget, back: list[Undo]) -> None:
    if isinstance(part, RowList | NoteEditor | ReadingSheet | OwnField):
        part.clear_texts()
        back.append(part.restore_texts)
    elif isinstance(part, QLabel | NameTick) and part.text():
        words = part.words if isinstance(part, OwnText | OwnLine) else part.text()
        part.setText("")
        back.append(lambda: part.setText(words))
    elif isinstance(part, QLineEdit):
        # Without an echo the field has no text for anybody, and keeps its cursor and undo steps.
        echo = part.echoMode()
        part.setEchoMode(QLineEdit.EchoMode.NoEcho)
        back.append(lambda: part.setEchoMode(echo))
    _take_names(part, back)


def _take_names(part: QWidget, back: list[Undo]) -> None:
    name, description = part.accessibleName(), part.accessibleDescription()
    if name:
        part.setAccessibleName("")
        back.append(lambda: part.setAccessibleName(name))
    if description:
        part.setAccessibleDescription("")
        back.append(lambda: part.setAccessibleDescription(description))
