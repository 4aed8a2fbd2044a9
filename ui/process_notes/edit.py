"""The text of a process note: plain paragraphs, with a mark beside those that look misplaced."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget
from shiboken6 import isValid

from resources.tokens import M
from ui.notes.name_veil import NameVeil
from ui.strings import process_notes as words
from ui.theme import colour, font
from ui.widgets.no_dragging import forget_selection
from ui.widgets.overlay_bar import OverlayBar
from vault.fields import PASSAGE_LENGTH
from vault.pasted import divided, from_text

_BAR = 3
_LINE_HEIGHT_PERCENT = 128
_GAP = 5


class ProcessEdit(QTextEdit):
    """Plain text; `edited` comes with each change that was typed, `walked` with the cursor.

    `overfull` comes when something isn't pasted because the note would grow too long to be kept.
    """

    edited = Signal()
    walked = Signal()
    overfull = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked: frozenset[int] = frozenset()
        self._is_quiet = False
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words.editor())
        self.setPlaceholderText(words.placeholder())
        NameVeil(self)
        OverlayBar(self)
        self.show_text("")
        self.textChanged.connect(self._on_text)
        self.cursorPositionChanged.connect(self._on_cursor)

    def show_text(self, text: str) -> None:
        """Show another note; nothing of the one before is left, its undo steps included."""
        self._is_quiet = True
        before = self.document()
        fresh = QTextDocument(self)
        fresh.setDocumentMargin(M)
        fresh.setDefaultFont(font("body"))
        fresh.setUndoRedoEnabled(False)
        fresh.setPlainText(text)
        cursor = QTextCursor(fresh)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(_spaced())
        fresh.setUndoRedoEnabled(True)
        self.setDocument(fresh)
        if isValid(before):
            before.deleteLater()
        self._marked = frozenset()
        self.setAccessibleDescription("")
        self._is_quiet = False

    def text(self) -> str:
        """Give what is written, one line a paragraph; no character of it is exchanged."""
        lines, block = [], self.document().firstBlock()
        while block.isValid():
            lines.append(block.text())
            block = block.next()
        return "\n".join(lines)

    @property
    def place(self) -> int:
        """The paragraph that the cursor is in, counted from 0."""
        return self.textCursor().blockNumber()

    @property
    def position(self) -> int:
        """Where the cursor stands, in characters from the beginning."""
        return self.textCursor().position()

    def mark(self, places: frozenset[int]) -> None:
        """Mark paragraphs."""
        if places != self._marked:
            self._marked = places
            self.viewport().update()

    def go_to(self, place: int) -> None:
        """Put the cursor into a paragraph."""
        cursor = QTextCursor(self.document().findBlockByNumber(place))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.setFocus()

    def come_back(self, position: int) -> None:
        """Put the cursor where it stood, or behind the last word where that is nearer."""
        place = self.textCursor()
        place.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(place)
        self.ensureCursorVisible()
        self.setFocus()

    def go_to_end(self) -> None:
        """Put the cursor behind the last word."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setFocus()

    def take_out(self, place: int) -> None:
        """Take a paragraph out, in one step that can be undone here."""
        cursor = QTextCursor(self.document().findBlockByNumber(place))
        if place:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        else:
            # The first paragraph has no line end before it that would go along.
            keep = QTextCursor.MoveMode.KeepAnchor
            if not cursor.movePosition(QTextCursor.MoveOperation.NextBlock, keep):
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, keep)
        cursor.removeSelectedText()

    def put_in(self, place: int, passage: str) -> None:
        """Put a paragraph in before the one that stands at `place` now, or at the end."""
        document = self.document()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        if document.isEmpty():
            cursor.insertText(passage)
        elif place < document.blockCount():
            cursor.setPosition(document.findBlockByNumber(place).position())
            cursor.insertText(f"{passage}\n")
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(f"\n{passage}")
        cursor.endEditBlock()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text only."""
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste clean plain text only, a line that is too long for a paragraph as several."""
        if self.isReadOnly() or not source.hasText():
            return
        lines = from_text(source.text()).lines
        pasted = "\n".join(piece for line in lines for piece in divided(line))
        if self.document().characterCount() + len(pasted) > PASSAGE_LENGTH:
            self.overfull.emit()
        else:
            self.textCursor().insertText(pasted)
            self.ensureCursorVisible()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Never begin to drag text out."""
        forget_selection(self, event)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The marks, then the text."""
        painter = QPainter(self.viewport())
        layout, down = self.document().documentLayout(), self.verticalScrollBar().value()
        for place in self._marked:
            block = self.document().findBlockByNumber(place)
            if block.isValid():
                area = layout.blockBoundingRect(block).toAlignedRect().translated(0, -down)
                painter.fillRect(area.adjusted(-M // 2, 0, 0, 0), colour("warn-soft"))
                bar = area.adjusted(-M // 2, 0, 0, 0)
                bar.setWidth(_BAR)
                painter.fillRect(bar, colour("warn"))
        painter.end()
        super().paintEvent(event)

    def _on_text(self) -> None:
        if not self._is_quiet:
            self.edited.emit()

    def _on_cursor(self) -> None:
        if not self._is_quiet:
            self.walked.emit()


def _spaced() -> QTextBlockFormat:
    """Air between lines and paragraphs; a new paragraph takes it over."""
    spaced = QTextBlockFormat()
    kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    spaced.setLineHeight(_LINE_HEIGHT_PERCENT, kind)
    spaced.setBottomMargin(_GAP)
    return spaced
