"""Keeps names from being read in a note, while initials stand in for them.

What is signed is shown with initials in its words. What is still written stays as it is, letter for
letter, and its names are covered.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QTextEdit, QWidget

from ui import names
from ui.notes.passage_document import PassageDocument
from ui.notes.spans import areas, index_of, units
from ui.theme import colour
from ui.widgets import paint
from vault.passages import Passage

_RADIUS = 3
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize})


class SignedWords(QObject):
    """Shows passages in a document that nobody writes in, with initials in place of names."""

    def __init__(self, document: PassageDocument, passages: tuple[Passage, ...]) -> None:
        super().__init__(document)
        self._document = document
        self._passages = passages
        names.style.changed.connect(self._show)
        if names.style.initials_only:
            self._show()

    def place(self, at: int, *, at_end: bool) -> int:
        """Say where a place of the passages is in what is shown; both as Qt counts."""
        for passage, block in zip(self._passages, self._document.blocks(), strict=False):
            text = passage.text
            length = units(text, len(text))
            if at <= length:
                shown = names.place_in_veiled(text, index_of(text, at), at_end=at_end)
                return block.position() + units(names.veiled(text), shown)
            at -= length + 1
        return self._document.characterCount() - 1

    def _show(self) -> None:
        self._document.show_words(names.veiled(one.text) for one in self._passages)


class NameVeil(QWidget):
    """Lies over a text and covers each name in it with a soft block that has its initials.

    Nothing moves, and keys go on to the text; a cursor inside a name is seen all the same.
    """

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        names.style.changed.connect(self._follow)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lie where the text does."""
        if event.type() in _MOVES:
            self.setGeometry(self._edit.viewport().geometry())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each name that is to be seen of the text."""
        painter = QPainter(self)
        down = self._edit.verticalScrollBar().value()
        painter.translate(0, -down)
        caret = QRectF(self._edit.cursorRect().translated(0, down))
        caret.setWidth(1)
        for block in self._blocks_in(event.rect()):
            for area, brief in _veils(block):
                ground = area.toAlignedRect().adjusted(0, 0, 0, 1)
                paint.panel(painter, ground, "line", radius=_RADIUS)
                middle = Qt.AlignmentFlag.AlignHCenter
                paint.text(painter, ground, brief, "small-strong", "ink-2", middle)
                if self._edit.hasFocus() and area.intersects(caret):
                    painter.fillRect(caret, colour("ink"))

    def _follow(self) -> None:
        watched = self._edit.viewport()
        watched.removeEventFilter(self)
        if names.style.initials_only:
            watched.installEventFilter(self)
            self.setGeometry(watched.geometry())
            self.update()
        self.setVisible(names.style.initials_only)

    def _blocks_in(self, area: QRect) -> Iterator[QTextBlock]:
        layout = self._edit.document().documentLayout()
        foot = area.bottom() + self._edit.verticalScrollBar().value()
        block = self._edit.cursorForPosition(QPoint(0, area.top())).block()
        while block.isValid() and layout.blockBoundingRect(block).top() <= foot:
            yield block
            block = block.next()


def places_shown(document: PassageDocument, cursor: int, anchor: int) -> tuple[int, int]:
    """Give where cursor and anchor of a text are in what is shown of it."""
    signed = document.findChild(SignedWords)
    if signed is None:
        return cursor, anchor
    forward = cursor >= anchor
    return signed.place(cursor, at_end=forward), signed.place(anchor, at_end=not forward)


def hide_names(
    edit: QTextEdit, document: PassageDocument, signed: tuple[Passage, ...] | None
) -> None:
    """Hide names whenever they aren't to be read; `signed` is what can't be written in any more."""
    if signed is None:
        NameVeil(edit)
    else:
        SignedWords(document, signed)


def _veils(block: QTextBlock) -> Iterator[tuple[QRectF, str]]:
    """Give where names stand in a paragraph, one area for each line, with what is said there."""
    text = block.text()
    origin = block.document().documentLayout().blockBoundingRect(block).topLeft()
    for start, end, brief in names.stands(text):
        lines = areas(block, _place(block, text, start), _place(block, text, end), origin)
        for number, area in enumerate(lines):
            yield area, "" if number else brief


def _place(block: QTextBlock, text: str, index: int) -> int:
    """Give where a letter stands in what is laid out, which has what an input method composes."""
    place, layout = units(text, index), block.layout()
    composed = layout.preeditAreaText()
    if composed and place > layout.preeditAreaPosition():
        return place + units(composed, len(composed))
    return place
