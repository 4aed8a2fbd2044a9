"""A section's text: one paragraph a passage, with its tag in the paragraph's format."""

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from ui.notes.tags import Tag, TagBook
from ui.theme import font
from vault.passages import About, Passage, Section

_TAG = int(QTextFormat.Property.UserProperty) + 1
_LINE_HEIGHT_PERCENT = 128
_GAP = 5
_TOP = 3
_BREAK = "\u2028"


class PassageDocument(QTextDocument):
    """Holds one section's passages while they are read and written.

    Tags are part of the paragraphs' formats: a new paragraph takes over the one before it, and
    undo brings them back. `indent` is the room beside the text, in pixels.
    """

    def __init__(
        self,
        section: Section,
        passages: tuple[Passage, ...],
        book: TagBook,
        indent: int,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._section = section
        self._book = book
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.setDefaultFont(font("body"))
        self._indent(indent)
        self._fill(passages)
        self.setUndoRedoEnabled(True)

    @property
    def section(self) -> Section:
        """The section that it shows."""
        return self._section

    def blocks(self, start: int = 0, end: int | None = None) -> Iterator[QTextBlock]:
        """Walk the paragraphs from one position to another, both included."""
        block = self.findBlock(start)
        while block.isValid() and (end is None or block.position() <= end):
            yield block
            block = block.next()

    def passages(self) -> list[Passage]:
        """Give what is written, empty paragraphs between others included."""
        if self.isEmpty():
            return []
        return [self._passage(block) for block in self.blocks()]

    def tag_of(self, block: QTextBlock) -> Tag | None:
        """Give a paragraph's tag; None where nothing was said yet."""
        return self._book.tag(block.blockFormat().intProperty(_TAG))

    def tag(self, start: int, end: int, about: About) -> None:
        """Say whom the paragraphs between two positions are about, as one step of undo."""
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        for block in self.blocks(start, end):
            changed = QTextBlockFormat()
            number = block.blockFormat().intProperty(_TAG)
            changed.setProperty(_TAG, self._book.about(number, about, self._section))
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(changed)
        cursor.endEditBlock()

    def begin_about(self, about: About) -> None:
        """Say whom the first paragraph will be about, while nothing was ever written here."""
        if self.isEmpty() and not self.isUndoAvailable() and not self.isRedoAvailable():
            self.setUndoRedoEnabled(False)
            self.tag(0, 0, about)
            self.setUndoRedoEnabled(True)

    def _passage(self, block: QTextBlock) -> Passage:
        tag = self.tag_of(block) or Tag(self._section)
        return tag.passage(block.text().replace(_BREAK, "\n"))

    def _indent(self, indent: int) -> None:
        frame = self.rootFrame()
        shape = frame.frameFormat()
        shape.setLeftMargin(indent)
        shape.setTopMargin(_TOP)
        frame.setFrameFormat(shape)

    def _fill(self, passages: tuple[Passage, ...]) -> None:
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        cursor.setBlockFormat(_shape(0))
        for index, passage in enumerate(passages):
            shape = _shape(self._book.number(Tag.of(passage)))
            if index:
                cursor.insertBlock(shape)
            else:
                cursor.setBlockFormat(shape)
            cursor.insertText(passage.text.replace("\n", _BREAK))
        cursor.endEditBlock()


def _shape(number: int) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLineHeight(
        _LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    )
    shape.setBottomMargin(_GAP)
    shape.setProperty(_TAG, number)
    return shape
