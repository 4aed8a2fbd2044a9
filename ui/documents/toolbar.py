"""The row above a document: how large, which way, and what to look for in it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from resources.tokens import XL, S
from ui.strings import documents as words
from ui.theme import icon
from ui.theme.fonts import width
from ui.widgets.button import IconButton
from ui.widgets.own_words import OwnField
from ui.widgets.text import Line

_FIELD_WIDTH = 230
# The mark before what is typed, the cross behind it, and the edges.
_BESIDE_WORDS = 60
_LEAST, _TIGHT, _ROOMY = 374, 440, 560


class FindField(OwnField):
    """Looks for words; Enter and Shift+Enter walk on, Esc empties it and leaves."""

    walked = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setPlaceholderText(words.find_hint())
        self.setAccessibleName(words.find_hint())
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(_FIELD_WIDTH)
        mark = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        mark.setText(words.find_hint())

    def sizeHint(self) -> QSize:
        """As wide as its question, where the row has room for that."""
        return QSize(_FIELD_WIDTH, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask in a word where there is no room for the sentence."""
        super().resizeEvent(event)
        room = self.width() - _BESIDE_WORDS
        fits = width("body", words.find_hint()) <= room
        self.setPlaceholderText(words.find_hint() if fits else words.find())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from place to place without leaving the field."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.walked.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Toolbar(QWidget):
    """Buttons and the find field; what a document can't do isn't offered."""

    zoomed = Signal(int)
    fitted = Signal()
    turned = Signal()
    walked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers = (False, False)
        self.setAccessibleName(words.toolbar())
        self._out = IconButton("zoom-out", words.zoom_out())
        self._in = IconButton("zoom-in", words.zoom_in())
        self._fit = IconButton("maximize", words.fit_width())
        self._turn = IconButton("rotate-cw", words.rotate())
        self._zoom = Line("", "small", "ink-2")
        self._where = Line("", "small", "ink-2")
        self.field = FindField()
        self._hits = Line("", "small", "ink-2")
        self._previous = IconButton("chevron-up", words.previous_hit())
        self._next = IconButton("chevron-down", words.next_hit())
        for button, keys in (
            (self._out, "Ctrl+-"),
            (self._in, "Ctrl++"),
            (self._fit, "Ctrl+0"),
            (self._turn, "Ctrl+R"),
            (self._previous, "Shift+F3"),
            (self._next, "F3"),
        ):
            button.setAccessibleDescription(keys)
        for line in (self._zoom, self._where, self._hits):
            line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._out.clicked.connect(lambda: self.zoomed.emit(-1))
        self._in.clicked.connect(lambda: self.zoomed.emit(1))
        self._fit.clicked.connect(self.fitted)
        self._turn.clicked.connect(self.turned)
        self._previous.clicked.connect(lambda: self.walked.emit(-1))
        self._next.clicked.connect(lambda: self.walked.emit(1))
        self.field.walked.connect(self.walked)
        row = QHBoxLayout(self)
        row.setContentsMargins(XL - 2, 0, XL - 2, S)
        row.setSpacing(S - 4)
        for part in (self._out, self._zoom, self._in, self._fit, self._turn):
            row.addWidget(part)
        row.addSpacing(S)
        row.addWidget(self._where)
        row.addStretch(1)
        row.addWidget(self._hits)
        row.addSpacing(S - 4)
        row.addWidget(self.field, 0)
        row.addWidget(self._previous)
        row.addWidget(self._next)

    def offer(self, *, pages: bool, words_: bool) -> None:
        """Offer what can be done: zoom and turn with pages, finding where there are words."""
        shown: list[QWidget] = [self._out, self._zoom, self._in, self._fit, self._turn, self._where]
        found: list[QWidget] = [self.field, self._hits, self._previous, self._next]
        for part in shown:
            part.setVisible(pages)
        for part in found:
            part.setVisible(words_)
        self._offers = (pages, words_)
        self.setVisible(pages or words_)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        """The buttons and a short field; the lines between them give way."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave lines out where there is no room for them."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        pages, found = self._offers
        self._where.setVisible(pages and (self.width() >= _ROOMY or not found))
        self._zoom.setVisible(pages and (self.width() >= _ROOMY or not found))
        self._hits.setVisible(found and self.width() >= _TIGHT)

    def show_zoom(self, zoom: float) -> None:
        """Say how large the pages are."""
        self._zoom.setText(f"{round(zoom * 100)} %")

    def show_page(self, page: int, count: int) -> None:
        """Say which page is in front, where there are several."""
        self._where.setText(words.page_of(page + 1, count) if count > 1 else "")

    def show_hits(self, at: int, count: int, *, more: bool) -> None:
        """Say which place of how many is marked."""
        if count:
            self._hits.setText(words.hit_of(at + 1, count, more=more))
        else:
            self._hits.setText(words.no_hits() if self.field.text().strip() and not more else "")
        for button in (self._previous, self._next):
            button.setEnabled(count > 0)
