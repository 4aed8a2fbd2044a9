"""What stands beside and below the paragraphs of a section: whom each is about, who said it."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QToolTip, QWidget

from ui.notes.measure import PILL_WIDTH
from ui.notes.passage_document import PassageDocument, caption_height
from ui.notes.short_names import fitted
from ui.notes.tags import People
from ui.theme import colour
from ui.theme.fonts import metrics, width
from ui.widgets import paint
from vault.passages import Passage

LINE_LEFT = 90
INDENT = 104


class Margin(QWidget):
    """Stands beside a section's text; `clicked` carries the paragraph whose pill it was.

    A pill names whom a paragraph is about, and has a lock where it was told in confidence; a line
    below the text says that in words, and who said it. Paragraphs stand at the same heights here
    as in the text.
    """

    clicked = Signal(object)

    def __init__(
        self, document: PassageDocument, people: People, parent: QWidget, *, can_click: bool
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._people = people
        self._can_click = can_click
        self.setMouseTracking(True)

    def block_at(self, y: int) -> QTextBlock:
        """Give the paragraph at a height."""
        layout = self._document.documentLayout()
        point = QPointF(1, max(0, y))
        return self._document.findBlock(layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit))

    def pill_area(self, block: QTextBlock) -> QRect:
        """Give the place of a paragraph's pill, beside its first line."""
        return self._pill(block)[1]

    def pill_words(self, block: QTextBlock) -> str:
        """Give what stands in a paragraph's pill, a line feed between its lines."""
        return self._pill(block)[0]

    def blocks_in(self, clip: QRect) -> Iterator[QTextBlock]:
        """Walk the paragraphs that a height shows anything of."""
        block = self.block_at(clip.top())
        above = block.previous()
        if above.isValid() and self._area(above).bottom() >= clip.top():
            # Where only what stands below it is shown, Qt finds the paragraph after it.
            block = above
        while block.isValid() and self._area(block).top() <= clip.bottom():
            yield block
            block = block.next()

    def update_lines(self, changed: QRectF) -> None:
        """Paint anew what stands beside lines that changed."""
        bottom = min(changed.bottom(), self.height())
        self.update(0, int(changed.top()), INDENT, round(bottom - changed.top()) + 1)

    def paint_captions(self, painter: QPainter, clip: QRect) -> None:
        """Paint what stands below the paragraphs, on the text's own ground."""
        for block in self.blocks_in(clip):
            tag = self._document.tag_of(block)
            caption = self._people.caption(tag)
            if caption:
                room = caption_height(tag)
                foot = self._area(block).bottom() + 1
                wide, tall = round(self._document.textWidth()), metrics("small").height()
                line = QRect(0, foot - room, wide, tall)
                paint.text(painter, line, caption, "small", "ink-2")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line along the text, and the pills of what is to be seen."""
        painter = QPainter(self)
        for block in self.blocks_in(event.rect()):
            area = self._area(block)
            line = QRect(LINE_LEFT, area.top(), 2, area.height())
            painter.fillRect(self._placed(line), colour("line"))
            tag = self._document.tag_of(block)
            if self._people.shows(tag):
                tone, (words, pill) = self._people.mark(tag.about).tone, self._pill(block)
                paint.pill(painter, pill, words, tone, _icon(tag))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say whose pill was clicked; beside a pill it is a click into the text."""
        block = self._pill_at(event.position().toPoint())
        if block is not None and self._can_click:
            self.clicked.emit(block)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a pill can be clicked."""
        on_pill = self._can_click and self._pill_at(event.position().toPoint()) is not None
        arrow = Qt.CursorShape.ArrowCursor
        self.setCursor(Qt.CursorShape.PointingHandCursor if on_pill else arrow)

    def event(self, event: QEvent) -> bool:
        """Say a tag in full where the pointer rests on its pill, which may be too narrow."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            block = self._pill_at(event.pos())
            if block is not None:
                spoken = self._people.spoken(self._document.tag_of(block))
                QToolTip.showText(event.globalPos(), spoken, self)
            return True
        return super().event(event)

    def _pill(self, block: QTextBlock) -> tuple[str, QRect]:
        """Give the words of a pill and its place; it has as many lines as its paragraph holds."""
        tag = self._document.tag_of(block)
        mark, icon = self._people.mark(tag.about), _icon(tag)
        line = block.layout().lineAt(0)
        base = self._lines(block).top() + line.y() + line.ascent()
        single = paint.pill_size(mark.words, icon)
        top = round(base - metrics("body").capHeight() / 2) - single.height() // 2
        below = self._area(block).bottom() + 1 - top - single.height()
        words = mark.words
        if single.width() > PILL_WIDTH:
            room = PILL_WIDTH - single.width() + width("small-strong", mark.words)
            lines = 1 + max(0, below // metrics("small-strong").height())
            if mark.named:
                others = (name for _member, name in self._people.members)
                words = fitted(mark.named, ",", room, lines, others)
            else:
                words = fitted(words.split(), "", room, lines)
        size = paint.pill_size(words, icon)
        wide = min(size.width(), PILL_WIDTH)
        return words, self._placed(QRect(PILL_WIDTH - wide, top, wide, size.height()))

    def _pill_at(self, point: QPoint) -> QTextBlock | None:
        """Give the paragraph whose pill is at a point."""
        block = self.block_at(point.y())
        shown = block.isValid() and self._people.shows(self._document.tag_of(block))
        return block if shown and self.pill_area(block).contains(point) else None

    def _placed(self, area: QRect) -> QRect:
        return paint.mirrored(self.layoutDirection(), QRect(0, 0, INDENT, 1), area)

    def _area(self, block: QTextBlock) -> QRect:
        """Give the height of a paragraph with what is said below it."""
        return self._lines(block).adjusted(0, 0, 0, caption_height(self._document.tag_of(block)))

    def _lines(self, block: QTextBlock) -> QRect:
        rect = self._document.documentLayout().blockBoundingRect(block).toAlignedRect()
        return QRect(0, rect.top(), 1, rect.height())


def _icon(tag: Passage) -> str | None:
    return "lock" if tag.in_confidence else None
