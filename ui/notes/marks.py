"""Marks in a section's text that are painted and not part of it: hits, and wrong words."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTextBlock, QTextCursor

from ui.notes.aids import WritingAids
from ui.notes.passage_document import PassageDocument
from ui.notes.spans import areas, paint_wave, units
from ui.theme import colour
from vault.finding import occurrences
from vault.pasted import LONGEST


class Marks:
    """Paints behind the paragraphs that are on the screen what is found and what is misspelt.

    A word that is being typed isn't judged before the cursor leaves it, nor is a text that is too
    long to be written in.
    """

    def __init__(self, document: PassageDocument, aids: WritingAids | None) -> None:
        self._document = document
        self._aids = aids
        self._spared: int | None = None
        self.wanted = ""

    def left_word(self, cursor: QTextCursor) -> bool:
        """Say whether the cursor went away from a word that was spared while it was typed."""
        spared, self._spared = self._spared, None
        return spared is not None and spared != cursor.position()

    def paint(
        self, painter: QPainter, blocks: Iterable[QTextBlock], typing: QTextCursor | None
    ) -> None:
        """Paint the marks of some paragraphs; `typing` is the cursor where keys are going."""
        for block in blocks:
            origin = self._document.documentLayout().blockBoundingRect(block).topLeft()
            text = block.text()
            if self.wanted:
                self._paint_hits(painter, block, text, origin)
            if self._aids is not None and len(text) <= 2 * LONGEST:
                self._paint_waves(painter, block, text, origin, typing)

    def _paint_hits(self, painter: QPainter, block: QTextBlock, text: str, origin: QPointF) -> None:
        for start, end in occurrences(text, self.wanted):
            for area in areas(block, units(text, start), units(text, end), origin):
                painter.fillRect(area.adjusted(-1, 0, 1, 0), colour("warn-soft"))

    def _paint_waves(
        self,
        painter: QPainter,
        block: QTextBlock,
        text: str,
        origin: QPointF,
        typing: QTextCursor | None,
    ) -> None:
        assert self._aids is not None  # noqa: S101 -- asked only where there are aids
        here = typing.position() - block.position() if typing is not None else -1
        for start, end in self._aids.wrong_in(text):
            last = units(text, end)
            if last == here:
                self._spared = block.position() + last
                continue
            for area in areas(block, units(text, start), last, origin):
                paint_wave(painter, area, "stop")
