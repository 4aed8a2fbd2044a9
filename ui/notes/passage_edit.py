"""The field for one section of a note, with each paragraph's tag beside it."""

from PySide6.QtCore import QMimeData, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from ui.notes.aids import WritingAids
from ui.notes.keys import way_out
from ui.notes.long_words import break_endless_words
from ui.notes.margin import INDENT, Margin
from ui.notes.marks import Marks
from ui.notes.measure import measure
from ui.notes.passage_document import PassageDocument
from ui.notes.tagging import Tagging
from ui.notes.tags import People, TagBook
from ui.notes.text_menu import TextMenu
from ui.notes.writing import Writing
from ui.strings import notes as words
from ui.theme.fonts import width
from ui.widgets import paint
from ui.widgets.menus import caret_of
from ui.widgets.no_dragging import forget_selection
from vault.passages import UNTAGGED, Passage, Section

LEAST_HEIGHT = 26
# Letters that are laid out before they are first seen, in 3 ms; Qt goes on with more by and by.
_AT_ONCE = 20_000

_READING = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class PassageEdit(QTextEdit):
    """Plain paragraphs that grow with what is written; Alt and a key says whom one is about.

    `edited` comes with each change of text or tag, `entered` with the focus, `moved` when the
    cursor may have left the screen, `stepped` with the way that a key leads on, `turned`
    with -1 to undo and 1 to redo, `noticed` with a sentence on what became of a text put in.
    """

    edited = Signal()
    entered = Signal()
    moved = Signal()
    stepped = Signal(object)
    turned = Signal(int)
    noticed = Signal(str)

    def __init__(
        self,
        section: Section,
        passages: tuple[Passage, ...],
        people: People,
        book: TagBook,
        parent: QWidget | None = None,
        *,
        editable: bool,
        has_room: bool = False,
        document: PassageDocument | None = None,
        aids: WritingAids | None = None,
    ) -> None:
        super().__init__(parent)
        self.section = section
        self._people = people
        self._aids = aids
        self._editable = editable
        self._aside: QTextCursor | None = None
        self._tall = 0
        self._has_room = False
        self._text = document or PassageDocument(section, passages, book, self)
        self._margin = Margin(self._text, people, self, can_click=editable)
        self._marks = Marks(self._text, aids)
        self._tagging = Tagging(self, self._text, self._margin, people, book, aids)
        self._writing = Writing(self, self._text, self._tagging, aids)
        layout = self._text.documentLayout()
        # Before Qt hears of it in `setDocument`: else it takes what is new for something to scroll.
        layout.documentSizeChanged.connect(self._on_size)
        layout.update.connect(self._margin.update_lines)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(measure())
        self.setAccessibleName(words.section_name(section))
        break_endless_words(self, (block.text() for block in self._text.blocks()))
        self.setDocument(self._text)
        self._fit()
        if not editable:
            self.setTextInteractionFlags(_READING)
        if has_room:
            self.give_room()
        self._margin.clicked.connect(self.open_tags)
        self._text.contentsChanged.connect(self._on_edited)
        self.cursorPositionChanged.connect(self._on_cursor)

    @property
    def is_editable(self) -> bool:
        """Whether it is a draft's."""
        return self._editable

    @property
    def text(self) -> PassageDocument:
        """What is written, also while the texts are off the screen."""
        return self._text

    @property
    def can_write(self) -> bool:
        """Whether a key can change it now."""
        return self.is_editable and not self.isReadOnly()

    def passages(self) -> list[Passage]:
        """Give what is written, also while the texts are off the screen."""
        return self._text.passages()

    def show_untagged(self) -> bool:
        """Put the cursor into the first written paragraph without a tag, if there is one."""
        for block in self._text.blocks():
            if block.text().strip() and self._text.tag_of(block).about == UNTAGGED:
                self.setTextCursor(QTextCursor(block))
                self.setFocus()
                return True
        return False

    def give_room(self) -> None:
        """Let tags be seen beside the text."""
        self._has_room = True
        self.setMaximumWidth(INDENT + measure())
        self.setViewportMargins(INDENT, 0, 0, 0)
        self._show_margin()

    def show_anew(self) -> None:
        """Show names and marks as they are to be shown now."""
        if self._aside is None:
            self._tagging.describe()
            self._margin.update()
            self.viewport().update()

    def show_hits(self, wanted: str) -> None:
        """Mark whatever is found in the text; an empty word marks nothing."""
        self._marks.wanted = wanted
        self.viewport().update()

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
        self._tagging.keep_name()
        if self._aside is None:
            self._aside = self.textCursor()
            self.setDocument(QTextDocument(self))
            self._show_margin()

    def restore_texts(self) -> None:
        """Bring the text back, and the cursor to where it was."""
        if self._aside is not None:
            empty = self.document()
            self.setDocument(self._text)
            self.setTextCursor(self._aside)
            self._aside = None
            empty.deleteLater()
            self._show_margin()

    def insert_lines(self, *lines: str) -> None:
        """Write lines in place of what is selected, each a paragraph."""
        self._writing.insert_lines(*lines)

    def delete_selection(self) -> None:
        """Take out what is selected."""
        self._writing.take_out(self.textCursor())

    def _on_size(self, size: QSizeF) -> None:
        self._tall = int(size.height()) + 1
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(max(LEAST_HEIGHT, self._tall + self._text.last_caption_height))

    def _show_margin(self) -> None:
        """Show tags only beside what is written or about to be."""
        written = self._aside is None and (not self._text.isEmpty() or self.hasFocus())
        self._margin.setVisible(self._has_room and written)

    def open_tags(self, block: QTextBlock, *, by_key: bool = False) -> None:
        """Open the list of people for a paragraph, at its pill, or by key at the cursor."""
        if self.can_write:
            self._tagging.open_menu(block, by_key=by_key)

    def _on_edited(self) -> None:
        self._fit()
        self._show_margin()
        if self.is_editable:
            self.edited.emit()

    def _on_cursor(self) -> None:
        if self._aside is None:
            if self._marks.left_word(self.textCursor()):
                self.viewport().update()
            self._tagging.describe()
            self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let a first paragraph be about somebody who is seen alone."""
        if self._editable and self._aside is None:
            self._text.begin_about(self._people.default())
            self._tagging.describe()
        self._show_margin()
        super().focusInEvent(event)
        self.entered.emit()
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no person beside a section that stays empty."""
        super().focusOutEvent(event)
        self._show_margin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tags beside the text, on the side where its lines begin."""
        if event.size().width() != event.oldSize().width():
            # Qt would lay the whole text out anew even where only its foot came lower.
            super().resizeEvent(event)
            if self._text.characterCount() <= _AT_ONCE:
                self._on_size(self._text.size())
        area = self.viewport().geometry()
        begins = area.left() - INDENT if self.isLeftToRight() else area.right() + 1
        self._margin.setGeometry(begins, area.top(), INDENT, area.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tag with Alt and a key, walk on with the arrows, and write by the rules of passages."""
        if self.can_write and self._tagging.take_key(event):
            return
        way = way_out(event, self.textCursor())
        if way is not None:
            self.stepped.emit(way)
        elif not (self.can_write and self._writing.take_key(event, super().keyPressEvent)):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let an input method write by the rules of passages."""
        self._writing.compose(event, super().inputMethodEvent)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Write out the phrase whose name stands before the cursor; else go on as Tab does."""
        return (forward and self._writing.write_phrase()) or super().focusNextPrevChild(forward)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text only."""
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Say whether there are words in what would be pasted, or a picture to be spoken of."""
        return source.hasText() or source.hasHtml() or source.hasImage()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste clean, plain text only."""
        if self.can_write:
            self._writing.paste(source)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the text, and with a word that is spelt wrong."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        line = caret_of(self) if by_key else QRect(event.globalPos(), QSize(1, 1))
        TextMenu(self, self._aids, self.cursorForPosition(event.pos())).open(line, by_key=by_key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the page."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Never begin to drag text out."""
        forget_selection(self, event)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What stands below the paragraphs and the marks in them, then the text."""
        if self._aside is None:
            painter = QPainter(self.viewport())
            if self._text.isEmpty():
                self._paint_placeholder(painter)
            self._margin.paint_captions(painter, event.rect())
            typing = self.textCursor() if self.can_write and self.hasFocus() else None
            self._marks.paint(painter, self._margin.blocks_in(event.rect()), typing)
            painter.end()
        super().paintEvent(event)

    def _paint_placeholder(self, painter: QPainter) -> None:
        if not self.is_editable or self.textCursor().block().layout().preeditAreaText():
            return
        sentence = words.placeholder(shared=self._people.is_shared)
        if width("body", sentence) > self.viewport().width():
            sentence = words.placeholder(shared=False)
        paint.text(painter, self.viewport().rect(), sentence, "body", "ink-2")
