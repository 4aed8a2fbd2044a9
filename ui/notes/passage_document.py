"""A section's text: one paragraph a passage, with its tag in the paragraph's format."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from ui.notes.measure import PILL_WIDTH
from ui.notes.short_names import lines_needed
from ui.notes.spans import units
from ui.notes.tags import TagBook
from ui.theme import font
from ui.theme.fonts import metrics, width
from ui.widgets.paint import pill_size
from vault.passages import About, Passage, Section, joined, split, unclaimed
from vault.pasted import LONGEST, divided

_TAG = int(QTextFormat.Property.UserProperty) + 1
_LINE_HEIGHT_PERCENT = 128
_GAP = 5
_TOP = 3
_MOST_LINES = 4
# By so much a pill is higher than the line that it stands beside.
_EDGE = 3
_BREAK = "\u2028"


class PassageDocument(QTextDocument):
    """Holds one section's passages while they are read and written.

    Tags are part of the paragraphs' formats, so that undo brings them back. What breaks and joins
    paragraphs goes by the rules of `vault.passages`; Qt's own ways don't know them.
    """

    def __init__(
        self,
        section: Section,
        passages: tuple[Passage, ...],
        book: TagBook,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._section = section
        self._untold = Passage(section, "")
        self._book = book
        self._copies = {(one.copied_from, one.text) for one in passages if one.copied_from}
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.setDefaultFont(font("body"))
        self._put_down()
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

    def tag_of(self, block: QTextBlock) -> Passage:
        """Give a paragraph's tag, as a passage without words.

        What was copied is a copy only while it says the same, also after an undo.
        """
        tag = self._book.tag(block.blockFormat().intProperty(_TAG)) or self._untold
        # Where nothing is undone nobody writes, and other words only cover what stands there.
        if tag.copied_from is None or not self.isUndoRedoEnabled():
            return tag
        is_copy = (tag.copied_from, _words(block)) in self._copies
        return tag if is_copy else replace(tag, copied_from=None)

    @property
    def last_caption_height(self) -> int:
        """What stands below the last paragraph, which Qt doesn't count into the size; pixels."""
        return caption_height(self.tag_of(self.lastBlock()))

    def show_words(self, texts: Iterable[str]) -> None:
        """Show other words in the same paragraphs, where nobody writes and nothing is undone."""
        self.setUndoRedoEnabled(False)
        whole = QTextCursor(self)
        whole.beginEditBlock()
        for block, text in zip(list(self.blocks()), texts, strict=False):
            words = text.replace("\n", _BREAK)
            if block.text() != words:
                cursor = QTextCursor(block)
                cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
                look = cursor.charFormat()
                cursor.setPosition(block.position())
                keep = QTextCursor.MoveMode.KeepAnchor
                cursor.setPosition(block.position() + block.length() - 1, keep)
                cursor.insertText(words, look)
        whole.endEditBlock()

    def retag(self, start: int, end: int, change: Callable[[Passage], Passage]) -> None:
        """Change the tags of the paragraphs between two positions, as one step of undo."""
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        for block in self.blocks(start, end):
            self._put_tag(block, change(self.tag_of(block)))
        cursor.endEditBlock()

    def begin_about(self, about: About) -> None:
        """Say whom the first paragraph will be about, while nothing was ever written here."""
        if self.isEmpty() and not self.isUndoAvailable() and not self.isRedoAvailable():
            self.setUndoRedoEnabled(False)
            self.retag(0, 0, lambda tag: replace(tag, about=about))
            self.setUndoRedoEnabled(True)

    def crosses(self, cursor: QTextCursor) -> bool:
        """Say whether a selection reaches into a second paragraph."""
        first = self.findBlock(cursor.selectionStart())
        return cursor.hasSelection() and not first.contains(cursor.selectionEnd())

    def remove(self, cursor: QTextCursor) -> None:
        """Take out what is selected; what is left of two paragraphs becomes one."""
        first = self.findBlock(cursor.selectionStart())
        last = self.findBlock(cursor.selectionEnd())
        head, _ = self._halves(first, cursor.selectionStart())
        _, tail = self._halves(last, cursor.selectionEnd())
        whole = joined(
            replace(self.tag_of(first), text=head), replace(self.tag_of(last), text=tail)
        )
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._put_tag(cursor.block(), whole)
        cursor.endEditBlock()

    def break_at(self, cursor: QTextCursor) -> None:
        """Begin a new paragraph where the cursor stands, in place of what is selected."""
        cursor.beginEditBlock()
        if cursor.hasSelection():
            self.remove(cursor)
        before = cursor.block()
        head, tail = self._halves(before, cursor.position())
        halves = split(replace(self.tag_of(before), text=head + tail), len(head))
        cursor.insertBlock()
        for block, half in zip((cursor.block().previous(), cursor.block()), halves, strict=True):
            self._put_tag(block, half)
        cursor.endEditBlock()

    def insert_lines(
        self, cursor: QTextCursor, lines: list[str], *, unclaimed: bool = False
    ) -> None:
        """Insert one paragraph a line in place of what is selected, tagged like where it lands.

        `unclaimed` lines are about nobody yet, except one that goes on with a paragraph's words.
        """
        cursor.beginEditBlock()
        if cursor.hasSelection():
            self.remove(cursor)
        self.divide(cursor.block())
        start, has_head = cursor.position(), not cursor.atBlockStart()
        for number, line in enumerate(lines):
            if number:
                # Qt's own way to insert several lines gives the new paragraphs no tag.
                cursor.insertBlock()
            cursor.insertText(line.replace("\n", _BREAK))
        if unclaimed:
            self._disclaim(start, cursor, has_head=has_head)
        cursor.endEditBlock()
        # Else Qt would join what is typed next to the same step.
        self.setModified(False)

    def divide(self, block: QTextBlock) -> bool:
        """Divide a paragraph that is too long to be written in; answers whether it was."""
        if block.length() <= 2 * LONGEST:
            return False
        cursor = QTextCursor(block)
        cursor.beginEditBlock()
        for piece in divided(block.text())[:-1]:
            cursor.setPosition(cursor.position() + units(piece, len(piece)))
            cursor.insertBlock()
        cursor.endEditBlock()
        return True

    def _disclaim(self, start: int, cursor: QTextCursor, *, has_head: bool) -> None:
        """Take the tags off the paragraphs that begin between a position and a cursor."""
        for block in self.blocks(start, cursor.position()):
            if has_head and block.contains(start):
                continue
            tag = self.tag_of(block)
            end = min(cursor.position(), block.position() + block.length() - 1)
            came, stood = self._halves(block, end)
            both = joined(replace(unclaimed(tag), text=came), replace(tag, text=stood))
            self._put_tag(block, both)

    def _passage(self, block: QTextBlock) -> Passage:
        return replace(self.tag_of(block), text=_words(block))

    def _halves(self, block: QTextBlock, position: int) -> tuple[str, str]:
        # Qt counts in UTF-16.
        text = block.text().encode("utf-16-le", "surrogatepass")
        at = 2 * (position - block.position())
        return (
            text[:at].decode("utf-16-le", "surrogatepass"),
            text[at:].decode("utf-16-le", "surrogatepass"),
        )

    def _put_tag(self, block: QTextBlock, tag: Passage) -> None:
        number = self._book.number(tag)
        if block.blockFormat().intProperty(_TAG) != number:
            cursor = QTextCursor(block)
            cursor.mergeBlockFormat(_tag_format(number, tag))

    def _put_down(self) -> None:
        frame = self.rootFrame()
        shape = frame.frameFormat()
        shape.setTopMargin(_TOP)
        frame.setFrameFormat(shape)

    def _fill(self, passages: tuple[Passage, ...]) -> None:
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        cursor.setBlockFormat(_shape(0, self._untold))
        for index, passage in enumerate(passages):
            shape = _shape(self._book.number(passage), passage)
            if index:
                cursor.insertBlock(shape)
            else:
                cursor.setBlockFormat(shape)
            cursor.insertText(passage.text.replace("\n", _BREAK))
        cursor.endEditBlock()


def _words(block: QTextBlock) -> str:
    return block.text().replace(_BREAK, "\n")


def caption_height(tag: Passage) -> int:
    """Give the room below a paragraph for who said it, how, and whether copied, in pixels.

    A name of somebody outside the unit that takes several lines beside it has them there, too.
    """
    told = tag.in_confidence or tag.said_by is not None or tag.copied_from is not None
    caption = metrics("small").height() if told else 0
    name = tag.about.third_person
    if not name:
        return caption
    pill = pill_size(name, "lock" if tag.in_confidence else None).width()
    lines = lines_needed(name, PILL_WIDTH - pill + width("small-strong", name))
    more = min(lines, _MOST_LINES) - 1
    return max(caption, more * metrics("small-strong").height() + _EDGE) if more else caption


def _tag_format(number: int, tag: Passage) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setProperty(_TAG, number)
    shape.setBottomMargin(_GAP + caption_height(tag))
    return shape


def _shape(number: int, tag: Passage) -> QTextBlockFormat:
    shape = _tag_format(number, tag)
    shape.setLineHeight(
        _LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    )
    return shape
