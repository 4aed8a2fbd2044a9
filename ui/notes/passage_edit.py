"""The field for one section of a note, with each paragraph's person beside it."""

import re
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextEdit, QWidget

from ui.notes.passage_document import PassageDocument
from ui.notes.tags import Mark, People, TagBook
from ui.strings import notes as words
from ui.theme import colour
from ui.theme.fonts import metrics, width
from ui.widgets import paint
from ui.widgets.announce import announce
from vault.passages import UNTAGGED, About, Passage, Section

PILL_WIDTH = 82
LINE_LEFT = 90
INDENT = 104
LEAST_HEIGHT = 26

_LINE_END = re.compile("\r\n|[\r\n\u2029]")
_READING = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class PassageEdit(QTextEdit):
    """Plain paragraphs that grow with what is written; Alt and a digit says whom one is about.

    `edited` comes with each change of text or tag, `entered` with the focus, `moved` when the
    cursor may have left the screen, `stepped` with 1 or -1 when an arrow key leads on.
    """

    edited = Signal()
    entered = Signal()
    moved = Signal()
    stepped = Signal(int)

    def __init__(
        self,
        section: Section,
        passages: tuple[Passage, ...],
        people: People,
        book: TagBook,
        first_about: Callable[["PassageEdit"], About] | None,
        parent: QWidget | None = None,
        *,
        aligned: bool = False,
    ) -> None:
        super().__init__(parent)
        self.section = section
        self._people = people
        self._first_about = first_about
        self._indent = INDENT if people.is_shared or aligned else 0
        self._aside: QTextCursor | None = None
        self._text = PassageDocument(section, passages, book, self._indent, self)
        self._text.documentLayout().documentSizeChanged.connect(self._on_size)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.section_name(section))
        self.viewport().setMouseTracking(True)
        self.setDocument(self._text)
        if first_about is None:
            self.setTextInteractionFlags(_READING)
        self._text.contentsChanged.connect(self.edited)
        self.cursorPositionChanged.connect(self._on_cursor)

    @property
    def is_editable(self) -> bool:
        """Whether it is a draft's."""
        return self._first_about is not None

    def passages(self) -> list[Passage]:
        """Give what is written, also while the texts are off the screen."""
        return self._text.passages()

    def last_about(self) -> About | None:
        """Say whom the last paragraph is about; None where nothing is written."""
        if self._text.isEmpty():
            return None
        tag = self._text.tag_of(self._text.lastBlock())
        return tag.about if tag else UNTAGGED

    def tag(self, about: About) -> None:
        """Say whom the paragraphs of the cursor or of the selection are about."""
        cursor = self.textCursor()
        self._tag(cursor.selectionStart(), cursor.selectionEnd(), about)

    def show_untagged(self) -> bool:
        """Put the cursor into the first written paragraph without a tag, if there is one."""
        for block in self._text.blocks():
            if block.text().strip() and self._about(block) == UNTAGGED:
                self.setTextCursor(QTextCursor(block))
                self.setFocus()
                return True
        return False

    @property
    def position(self) -> tuple[int, int]:
        """Cursor and anchor, in characters, also while the texts are off the screen."""
        cursor = self._aside or self.textCursor()
        return cursor.position(), cursor.anchor()

    def go_to(self, position: int, anchor: int) -> None:
        """Put the cursor where it was, or at the end of a text that is shorter now."""
        last = self._text.characterCount() - 1
        cursor = QTextCursor(self._text)
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def clear_texts(self) -> None:
        """Put the text with its undo steps aside, so that the field itself is empty."""
        if self._aside is None:
            self._aside = self.textCursor()
            self.setDocument(QTextDocument(self))

    def restore_texts(self) -> None:
        """Bring the text back, and the cursor to where it was."""
        if self._aside is not None:
            empty = self.document()
            self.setDocument(self._text)
            self.setTextCursor(self._aside)
            self._aside = None
            empty.deleteLater()

    def _tag(self, start: int, end: int, about: About) -> None:
        self._text.tag(start, end, about)
        self._describe()
        announce(self, words.about(self._people.mark(about).words))
        self.viewport().update()

    def _about(self, block: QTextBlock) -> About:
        tag = self._text.tag_of(block)
        return tag.about if tag else UNTAGGED

    def _mark(self, block: QTextBlock) -> Mark:
        return self._people.mark(self._about(block))

    def _on_size(self, size: QSizeF) -> None:
        self.setFixedHeight(max(LEAST_HEIGHT, int(size.height()) + 1))

    def _on_cursor(self) -> None:
        if self._aside is None:
            self._describe()
            self.moved.emit()

    def _describe(self) -> None:
        if self._people.is_shared:
            person = self._mark(self.textCursor().block()).words
            self.setAccessibleDescription(words.about(person))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let a first paragraph take over the person of the one before it."""
        if self._first_about is not None and self._aside is None:
            self._text.begin_about(self._first_about(self))
        super().focusInEvent(event)
        self.entered.emit()
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tag with Alt and a digit, or from a list with Alt and Down; walk on with the arrows."""
        tags = self.is_editable and self._people.is_shared and not self.isReadOnly()
        if tags and self._tag_by_key(event):
            return
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step and event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }:
            cursor = self.textCursor()
            up = QTextCursor.MoveOperation.Up
            if not cursor.movePosition(up if step < 0 else QTextCursor.MoveOperation.Down):
                self.stepped.emit(step)
                return
        super().keyPressEvent(event)

    def _tag_by_key(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        digit = event.key() - Qt.Key.Key_0
        if held != Qt.KeyboardModifier.AltModifier:
            return False
        if event.key() == Qt.Key.Key_Down:
            self._open_menu(self.textCursor().block())
            return True
        if not 0 <= digit <= 9:
            return False
        about = self._people.at_key(digit)
        if about is not None:
            self.tag(about)
        return True

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text only."""
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only; each line becomes a paragraph about the same person."""
        if not (self.is_editable and source.hasText()):
            return
        first, *rest = _LINE_END.split(source.text())
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.insertText(first)
        for line in rest:
            # Qt's own way to insert several lines gives the new paragraphs no tag.
            cursor.insertBlock()
            cursor.insertText(line)
        cursor.endEditBlock()
        self.moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the page."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list of people on a pill; never begin to drag text out."""
        block = self._pill_at(event.position().toPoint())
        if block is not None:
            self._open_menu(block)
            return
        cursor = self.textCursor()
        if cursor.hasSelection() and event.button() == Qt.MouseButton.LeftButton:
            cursor.clearSelection()
            self.setTextCursor(cursor)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a pill can be clicked."""
        super().mouseMoveEvent(event)
        on_pill = self._pill_at(event.position().toPoint()) is not None
        beam = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on_pill else beam)

    def _pill_at(self, point: QPoint) -> QTextBlock | None:
        if not (self.is_editable and self._people.is_shared) or point.x() > PILL_WIDTH:
            return None
        block = self._block_at(point.y())
        written = block.isValid() and (block.length() > 1 or self._shows_pills())
        return block if written and self._pill_area(block).contains(point) else None

    def _open_menu(self, block: QTextBlock) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        position = block.position()
        for digit, (about, person) in enumerate(self._people.choices):
            key = f"\tAlt+{digit}" if digit <= 9 else ""
            action = menu.addAction(person.replace("&", "&&") + key)
            action.triggered.connect(
                lambda _checked=False, about=about: self._tag(position, position, about)
            )
        below = self._pill_area(block).bottomLeft() + QPoint(0, 4)
        menu.popup(self.viewport().mapToGlobal(below))

    def _block_at(self, y: int) -> QTextBlock:
        point = QPointF(self._indent + 1, max(0, y))
        layout = self._text.documentLayout()
        return self._text.findBlock(layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit))

    def _lines_area(self, block: QTextBlock) -> QRect:
        rect = self._text.documentLayout().blockBoundingRect(block).toAlignedRect()
        return QRect(0, rect.top(), self.viewport().width(), rect.height())

    def _pill_area(self, block: QTextBlock) -> QRect:
        size = paint.pill_size(self._mark(block).words)
        wide = min(size.width(), PILL_WIDTH)
        line = block.layout().lineAt(0)
        base = self._lines_area(block).top() + line.y() + line.ascent()
        middle = round(base - metrics("body").capHeight() / 2)
        return QRect(PILL_WIDTH - wide, middle - size.height() // 2, wide, size.height())

    def _shows_pills(self) -> bool:
        return not self._text.isEmpty() or self.hasFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The people beside the paragraphs, then the text."""
        if self._aside is None:
            painter = QPainter(self.viewport())
            if self._text.isEmpty():
                self._paint_placeholder(painter)
            if self._indent and self._shows_pills():
                self._paint_people(painter, event.rect())
            painter.end()
        super().paintEvent(event)

    def _paint_placeholder(self, painter: QPainter) -> None:
        if not self.is_editable or self.textCursor().block().layout().preeditAreaText():
            return
        area = self.viewport().rect().adjusted(self._indent, 0, 0, 0)
        sentence = words.placeholder(shared=self._people.is_shared)
        if width("body", sentence) > area.width():
            sentence = words.placeholder(shared=False)
        paint.text(painter, area, sentence, "body", "ink-2")

    def _paint_people(self, painter: QPainter, clip: QRect) -> None:
        block = self._block_at(clip.top())
        while block.isValid():
            area = self._lines_area(block)
            if area.top() > clip.bottom():
                break
            painter.fillRect(LINE_LEFT, area.top(), 2, area.height(), colour("line"))
            if self._people.is_shared:
                mark = self._mark(block)
                paint.pill(painter, self._pill_area(block), mark.words, mark.tone)
            block = block.next()
