"""What stands beside and below the paragraphs of a section: whom each is about, who said it."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QTextBlock

from ui.notes.passage_document import PassageDocument, caption_height
from ui.notes.tags import People
from ui.theme import colour
from ui.theme.fonts import metrics
from ui.widgets import paint

PILL_WIDTH = 82
LINE_LEFT = 90
INDENT = 104


class Margin:
    """Paints and finds the tags of one section's paragraphs; `indent` is the text's left edge.

    A pill names whom a paragraph is about, and has a lock where it was told in confidence; a line
    below the text says that in words, and who said it.
    """

    def __init__(self, document: PassageDocument, people: People, indent: int) -> None:
        self._document = document
        self._people = people
        self._indent = indent

    def block_at(self, y: int) -> QTextBlock:
        """Give the paragraph at a height."""
        point = QPointF(self._indent + 1, max(0, y))
        layout = self._document.documentLayout()
        return self._document.findBlock(layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit))

    def pill_area(self, block: QTextBlock) -> QRect:
        """Give the place of a paragraph's pill, beside its first line."""
        tag = self._document.tag_of(block)
        icon = "lock" if tag.in_confidence else None
        size = paint.pill_size(self._people.mark(tag.about).words, icon)
        wide = min(size.width(), PILL_WIDTH)
        line = block.layout().lineAt(0)
        base = self._lines(block).top() + line.y() + line.ascent()
        middle = round(base - metrics("body").capHeight() / 2)
        return QRect(PILL_WIDTH - wide, middle - size.height() // 2, wide, size.height())

    def pill_at(self, point: QPoint) -> QTextBlock | None:
        """Give the paragraph whose pill is at a point."""
        if point.x() > PILL_WIDTH:
            return None
        block = self.block_at(point.y())
        return block if block.isValid() and self.pill_area(block).contains(point) else None

    def blocks_in(self, clip: QRect) -> Iterator[QTextBlock]:
        """Walk the paragraphs that an area shows anything of."""
        block = self.block_at(clip.top())
        while block.isValid() and self._area(block).top() <= clip.bottom():
            yield block
            block = block.next()

    def paint(self, painter: QPainter, clip: QRect) -> None:
        """Paint what belongs to the paragraphs in an area."""
        for block in self.blocks_in(clip):
            area = self._area(block)
            if self._indent:
                painter.fillRect(LINE_LEFT, area.top(), 2, area.height(), colour("line"))
            if self._people.is_shared:
                self._paint_tag(painter, block)
            self._paint_caption(painter, block, area.bottom() + 1)

    def _paint_tag(self, painter: QPainter, block: QTextBlock) -> None:
        tag = self._document.tag_of(block)
        mark = self._people.mark(tag.about)
        icon = "lock" if tag.in_confidence else None
        paint.pill(painter, self.pill_area(block), mark.words, mark.tone, icon)

    def _paint_caption(self, painter: QPainter, block: QTextBlock, foot: int) -> None:
        tag = self._document.tag_of(block)
        caption = self._people.caption(tag)
        if caption:
            wide = round(self._document.textWidth()) - self._indent
            room = caption_height(tag)
            line = QRect(self._indent, foot - room, wide, room)
            paint.text(painter, line, caption, "small", "ink-2")

    def _area(self, block: QTextBlock) -> QRect:
        """Give the height of a paragraph with what is said below it."""
        return self._lines(block).adjusted(0, 0, 0, caption_height(self._document.tag_of(block)))

    def _lines(self, block: QTextBlock) -> QRect:
        rect = self._document.documentLayout().blockBoundingRect(block).toAlignedRect()
        return QRect(0, rect.top(), 1, rect.height())
