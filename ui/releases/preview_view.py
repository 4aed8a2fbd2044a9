"""The preview beside the desk: one page of the document at a time."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from resources.tokens import CARD_RADIUS, M, S
from ui import names
from ui.releases.preview import Preview
from ui.releases.rows import padded
from ui.strings import preview as words
from ui.theme import colour
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.page_image import paint_page
from ui.widgets.progress_line import ProgressLine
from ui.widgets.text import Line, Text
from vault.printed import PageImage

_INSET = 19
_SHAPE = 11 / 8.5
_ALL = 1_000_000
_TURNS = {
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Home: -_ALL,
    Qt.Key.Key_End: _ALL,
}


class PageSheet(QWidget):
    """A page on the desk's ground, as wide as there is room.

    `wide` carries the width of a page in pixels of the screen, `turned` how many pages to go on.
    """

    wide = Signal(int)
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_page(self, image: PageImage | None) -> None:
        """Show a page, or nothing."""
        if image is None:
            self._image = QImage()
        else:
            form = QImage.Format.Format_RGB32
            made = QImage(image.pixels, image.width, image.height, image.stride, form)
            # The copy owns its pixels; `made` only borrows them.
            self._image = made.copy()
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """A page of letter paper until one is there."""
        return QSize(340, self._height_at(340))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a page that is as sharp as the new width allows."""
        super().resizeEvent(event)
        self._fit()
        self.wide.emit(round(self._page_width() * self.devicePixelRatioF()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys, Home and End turn pages; what else scrolls is the frame's."""
        step = _TURNS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the page, its edge."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour("paper"))
        if self._image.isNull():
            return
        wide = self._page_width()
        page = QRect(_INSET, _INSET, wide, round(wide * self._shape()))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_page(painter, QRectF(page), self._image)
        painter.setPen(colour("accent" if self.hasFocus() else "line"))
        painter.drawRect(page.adjusted(-1, -1, 0, 0))

    def _page_width(self) -> int:
        return max(1, self.width() - 2 * _INSET)

    def _shape(self) -> float:
        if self._image.isNull():
            return _SHAPE
        return self._image.height() / max(1, self._image.width())

    def _height_at(self, wide: int) -> int:
        return round(max(1, wide - 2 * _INSET) * self._shape()) + 2 * _INSET

    def _fit(self) -> None:
        high = self._height_at(self.width())
        if high != self.minimumHeight():
            self.setMinimumHeight(high)


class PreviewView(Card):
    """Shows a Preview; `enlarged` says whether it wants the room of the records too."""

    enlarged = Signal(bool)

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(words.title(), parent=parent, flush=True)
        self._preview = preview
        self._large = False
        self._previous = IconButton("chevron-left", words.previous_page())
        self._next = IconButton("chevron-right", words.next_page())
        self._enlarge = IconButton("maximize", words.larger())
        self.aside.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.head.setSpacing(S - 4)
        self.head.setContentsMargins(M + 2, S - 1, S, S - 1)
        for button in (self._previous, self._next, self._enlarge):
            self.head.addWidget(button)
        self.body.setContentsMargins(1, 0, 1, CARD_RADIUS)
        self._sheet = PageSheet()
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._sheet)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = Text(words.no_preview(), "small", "ink-2")
        self._empty = padded(self._nothing)
        self._strip = _Strip()
        self._strip.pressed.connect(self._on_pressed)
        self.body.addWidget(self._strip)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        self._previous.clicked.connect(lambda: self._turn(-1))
        self._next.clicked.connect(lambda: self._turn(1))
        self._enlarge.clicked.connect(lambda: self.enlarge(large=not self._large))
        self._sheet.wide.connect(preview.fit)
        self._sheet.turned.connect(self._turn)
        preview.changed.connect(self._render)
        preview.page_drawn.connect(self._render)
        names.style.changed.connect(self._render)
        self._render()

    def enlarge(self, *, large: bool) -> bool:
        """Take the room of the records too, or give it back; answers whether that was new."""
        if large == self._large:
            return False
        self._large = large
        icon, name = ("minimize", words.smaller()) if large else ("maximize", words.larger())
        self._enlarge.set_icon(icon, name)
        self.enlarged.emit(large)
        return True

    def _turn(self, step: int) -> None:
        self._preview.turn_to(self._preview.page + step)

    def _on_pressed(self) -> None:
        if self._preview.working:
            self._preview.stop()
        else:
            self._preview.again()

    def _render(self) -> None:
        preview = self._preview
        there = preview.image is not None
        where = words.page_of(preview.page + 1, preview.count) if preview.count else ""
        self.aside.setText(where)
        self._sheet.setAccessibleName(where)
        self._sheet.setAccessibleDescription(names.veiled(preview.words))
        self._sheet.show_page(preview.image)
        self._scroll.setVisible(there)
        self._empty.setVisible(not there)
        self._nothing.setText("" if preview.working or preview.stopped else words.no_preview())
        for button, can in (
            (self._previous, preview.page > 0),
            (self._next, preview.page + 1 < preview.count),
            (self._enlarge, there),
        ):
            button.setEnabled(can)
        self._strip.show_state(working=preview.slow, stopped=preview.stopped)


class _Strip(QWidget):
    """Tells that pages are being made, or that they are old; one button for either."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = Line("", "small", "ink-2")
        self._progress = ProgressLine()
        self._button = Button("", "link")
        self._button.clicked.connect(self.pressed)
        row = QHBoxLayout()
        row.setContentsMargins(M + 2, S - 2, M, S - 2)
        row.addWidget(self._line, 1)
        row.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._progress)
        column.addLayout(row)

    def show_state(self, *, working: bool, stopped: bool) -> None:
        """Show what is under way."""
        self.setVisible(working or stopped)
        self._progress.setVisible(working)
        self._line.setText(words.setting() if working else words.stopped())
        self._button.set_label(words.stop() if working else words.make_again())
