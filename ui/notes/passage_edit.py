"""The field for one section of a note, with each paragraph's tag beside it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QToolTip, QWidget

from ui.notes.aids import WritingAids
from ui.notes.deleting import is_typed, reach
from ui.notes.long_words import break_endless_words
from ui.notes.margin import INDENT, Margin
from ui.notes.marks import Marks
from ui.notes.measure import measure
from ui.notes.passage_document import PassageDocument
from ui.notes.tagging import Tagging
from ui.notes.tags import People, TagBook
from ui.notes.text_menu import TextMenu
from ui.strings import editor as editor_words
from ui.strings import notes as words
from ui.theme.fonts import width
from ui.widgets import paint
from ui.widgets.announce import announce
from vault.passages import UNTAGGED, About, Passage, Section
from vault.pasted import from_html, from_text, has_pictures

LEAST_HEIGHT = 26

_READING = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class PassageEdit(QTextEdit):
    """Plain paragraphs that grow with what is written; Alt and a key says whom one is about.

    `edited` comes with each change of text or tag, `entered` with the focus, `moved` when the
    cursor may have left the screen, `stepped` with 1 or -1 when an arrow key leads on, `turned`
    with -1 to undo and 1 to redo, `left_out` when a paste had pictures in it.
    """

    edited = Signal()
    entered = Signal()
    moved = Signal()
    stepped = Signal(int)
    turned = Signal(int)
    left_out = Signal()

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
        document: PassageDocument | None = None,
        aids: WritingAids | None = None,
    ) -> None:
        super().__init__(parent)
        self.section = section
        self._people = people
        self._aids = aids
        self._first_about = first_about
        self._aside: QTextCursor | None = None
        self._tall = 0
        self._indent = room_beside(people, aligned=aligned)
        self._text = document or PassageDocument(section, passages, book, self._indent, self)
        self._margin = Margin(self._text, people, self._indent)
        self._marks = Marks(self._text, aids)
        self._tagging = Tagging(self, self._text, self._margin, people, book, aids)
        self._text.documentLayout().documentSizeChanged.connect(self._on_size)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(self._indent + measure())
        self.setAccessibleName(words.section_name(section))
        self.viewport().setMouseTracking(True)
        break_endless_words(self, *(one.text for one in passages))
        self.setDocument(self._text)
        self._on_size(self._text.size())
        if first_about is None:
            self.setTextInteractionFlags(_READING)
        self._text.contentsChanged.connect(self._on_edited)
        self.cursorPositionChanged.connect(self._on_cursor)

    @property
    def is_editable(self) -> bool:
        """Whether it is a draft's."""
        return self._first_about is not None

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

    def last_about(self) -> About | None:
        """Say whom the last paragraph is about; None where nothing is written."""
        return None if self._text.isEmpty() else self._text.tag_of(self._text.lastBlock()).about

    def show_untagged(self) -> bool:
        """Put the cursor into the first written paragraph without a tag, if there is one."""
        for block in self._text.blocks():
            if block.text().strip() and self._text.tag_of(block).about == UNTAGGED:
                self.setTextCursor(QTextCursor(block))
                self.setFocus()
                return True
        return False

    def show_anew(self) -> None:
        """Show names and marks as they are to be shown now."""
        if self._aside is None:
            self._tagging.describe()
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

    def restore_texts(self) -> None:
        """Bring the text back, and the cursor to where it was."""
        if self._aside is not None:
            empty = self.document()
            self.setDocument(self._text)
            self.setTextCursor(self._aside)
            self._aside = None
            empty.deleteLater()

    def insert_lines(self, *lines: str) -> None:
        """Write lines in place of what is selected, one paragraph each."""
        cursor = self.textCursor()
        break_endless_words(self, *lines)
        self._text.insert_lines(cursor, list(lines))
        self.setTextCursor(cursor)
        self.moved.emit()

    def delete_selection(self) -> None:
        """Take out what is selected; what becomes of the tags goes by the rules of passages."""
        self._remove(self.textCursor())

    def _remove(self, cursor: QTextCursor) -> None:
        first = self._text.findBlock(cursor.selectionStart())
        tagged = self._text.tag_of(first).about != UNTAGGED
        self._text.remove(cursor)
        self.setTextCursor(cursor)
        self._tagging.describe()
        if tagged and self._text.tag_of(cursor.block()).about == UNTAGGED:
            announce(self, editor_words.became_untagged())
        self.viewport().update()

    def _on_size(self, size: QSizeF) -> None:
        self._tall = int(size.height()) + 1
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(max(LEAST_HEIGHT, self._tall + self._text.last_caption_height))

    def _on_edited(self) -> None:
        self._fit()
        if self.is_editable:
            self.edited.emit()

    def _on_cursor(self) -> None:
        if self._aside is None:
            if self._marks.left_word(self.textCursor()):
                self.viewport().update()
            self._tagging.describe()
            self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let a first paragraph take over the person of the one before it."""
        if self._first_about is not None and self._aside is None:
            self._text.begin_about(self._first_about(self))
            self._tagging.describe()
        super().focusInEvent(event)
        self.entered.emit()
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tag with Alt and a key, walk on with the arrows, and write by the rules of passages."""
        if self.can_write and self._tagging.take_key(event):
            return
        if not (self._step_by_key(event) or (self.can_write and self._write_by_key(event))):
            super().keyPressEvent(event)

    def _step_by_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not step or held != Qt.KeyboardModifier.NoModifier:
            return False
        up, down = QTextCursor.MoveOperation.Up, QTextCursor.MoveOperation.Down
        if self.textCursor().movePosition(up if step < 0 else down):
            return False
        self.stepped.emit(step)
        return True

    def _write_by_key(self, event: QKeyEvent) -> bool:
        cursor = self.textCursor()
        gone = reach(event, cursor)
        if event.matches(QKeySequence.StandardKey.Undo):
            self.turned.emit(-1)
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.turned.emit(1)
        elif event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            self._text.break_at(cursor)
            self.setTextCursor(cursor)
        elif gone is not None and self._text.crosses(gone):
            if event.matches(QKeySequence.StandardKey.Cut):
                self.copy()
            self._remove(gone)
        elif is_typed(event) and self._text.crosses(cursor):
            self._in_place_of(cursor, lambda: super(PassageEdit, self).keyPressEvent(event))
        else:
            return False
        return True

    def _in_place_of(self, cursor: QTextCursor, write: Callable[[], object]) -> None:
        """Take a selection out and write in its place, in one step of undo."""
        cursor.beginEditBlock()
        self._remove(cursor)
        write()
        cursor.endEditBlock()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let an input method write in place of a selection by the rules of passages."""
        cursor = self.textCursor()
        if (event.commitString() or event.preeditString()) and self._text.crosses(cursor):
            self._in_place_of(cursor, lambda: super(PassageEdit, self).inputMethodEvent(event))
        else:
            super().inputMethodEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Write out the phrase whose name stands before the cursor; else go on as Tab does."""
        return (forward and self._write_phrase()) or super().focusNextPrevChild(forward)

    def _write_phrase(self) -> bool:
        cursor = self.textCursor()
        if self._aids is None or not self.can_write or cursor.hasSelection():
            return False
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        found = self._aids.phrase_typed(cursor.selectedText())
        if found is None:
            return False
        typed, text = found
        cursor = self.textCursor()
        back = QTextCursor.MoveOperation.PreviousCharacter
        cursor.movePosition(back, QTextCursor.MoveMode.KeepAnchor, len(typed))
        self.setTextCursor(cursor)
        self.insert_lines(*text.split("\n"))
        return True

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text only."""
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Say whether there are words in what would be pasted, or a picture to be spoken of."""
        return source.hasText() or source.hasHtml() or source.hasImage()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste clean, plain text only; each line becomes a paragraph tagged like this one."""
        if not self.can_write:
            return
        html = source.html() if source.hasHtml() else ""
        text = source.text() if source.hasText() else ""
        pasted = from_text(text) if text else from_html(html)
        if pasted.lines:
            self.insert_lines(*pasted.lines)
        if source.hasImage() or pasted.pictures or has_pictures(html):
            self.left_out.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the text, and with a word that is spelt wrong."""
        menu = TextMenu(self, self._aids, self.cursorForPosition(event.pos()))
        menu.popup(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the page."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list of people on a pill; never begin to drag text out."""
        block = self._pill_at(event.position().toPoint())
        if block is not None:
            self._tagging.open_menu(block)
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

    def viewportEvent(self, event: QEvent) -> bool:
        """Say a tag in full where the pointer rests on its pill, which may be too narrow."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            shown = self._indent and self._people.is_shared and self._shows_pills()
            block = self._margin.pill_at(event.pos()) if shown else None
            if block is not None:
                spoken = self._people.spoken(self._text.tag_of(block))
                QToolTip.showText(event.globalPos(), spoken, self.viewport())
            return True
        return super().viewportEvent(event)

    def _pill_at(self, point: QPoint) -> QTextBlock | None:
        if not (self.can_write and self._people.is_shared and self._shows_pills()):
            return None
        return self._margin.pill_at(point)

    def _shows_pills(self) -> bool:
        return not self._text.isEmpty() or self.hasFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The people beside the paragraphs and the marks in them, then the text."""
        if self._aside is None:
            painter = QPainter(self.viewport())
            if self._text.isEmpty():
                self._paint_placeholder(painter)
            if self._shows_pills():
                self._margin.paint(painter, event.rect())
            typing = self.textCursor() if self.can_write and self.hasFocus() else None
            self._marks.paint(painter, self._margin.blocks_in(event.rect()), typing)
            painter.end()
        super().paintEvent(event)

    def _paint_placeholder(self, painter: QPainter) -> None:
        if not self.is_editable or self.textCursor().block().layout().preeditAreaText():
            return
        area: QRect = self.viewport().rect().adjusted(self._indent, 0, 0, 0)
        sentence = words.placeholder(shared=self._people.is_shared)
        if width("body", sentence) > area.width():
            sentence = words.placeholder(shared=False)
        paint.text(painter, area, sentence, "body", "ink-2")


def room_beside(people: People, *, aligned: bool) -> int:
    """Give the room for tags beside a text, in pixels."""
    return INDENT if people.is_shared or aligned else 0
