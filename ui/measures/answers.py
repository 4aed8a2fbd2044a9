"""One item of a questionnaire, and its answers side by side."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QSlider, QWidget

from resources.tokens import XS, M, S, Token
from ui.strings import measures as words
from ui.theme.fonts import metrics
from ui.widgets import paint
from ui.widgets.paint import mirrored
from ui.widgets.text import Text

_NONE = -1
_CELL = 60


class AnswerCells(QSlider):
    """The answers of one item; a slider to a screen reader, cells to the eye.

    A digit answers and goes on, as Enter does; Backspace takes the answer back. `answered`
    comes with each answer that was given here, `walked` with 1 or -1.
    """

    answered = Signal()
    walked = Signal(int)

    def __init__(self, name: str, labels: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._labels = labels
        self.setRange(_NONE, len(labels) - 1)
        self.setValue(_NONE)
        self.setPageStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.valueChanged.connect(self._say)
        self._say()

    @property
    def answer(self) -> int | None:
        """The answer, None where there is none."""
        return None if self.value() == _NONE else self.value()

    def show_answer(self, answer: int | None) -> None:
        """Show an answer that wasn't given here."""
        self.setValue(_NONE if answer is None else answer)

    def sizeHint(self) -> QSize:
        """A cell has two lines; the cells share whatever width there is."""
        lines = metrics("body-medium").height() + metrics("small").height()
        return QSize(_CELL * len(self._labels), lines + M)

    def minimumSizeHint(self) -> QSize:
        """Long answers give way."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit answers; arrows move among the answers and among the items."""
        typed = event.text()
        key = event.key()
        if typed.isascii() and typed.isdigit():
            if int(typed) <= self.maximum():
                self._give(int(typed))
                self.walked.emit(1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.walked.emit(1)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.walked.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            mirror = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            step = 1 if (key == Qt.Key.Key_Right) != mirror else -1
            self._give(min(self.maximum(), max(0, self.value() + step)))
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self._give(_NONE)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give the answer that was clicked."""
        for value in range(len(self._labels)):
            if self._cell(value).contains(event.position().toPoint()):
                self._give(value)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged here."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged here."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form: it must never change an answer."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A cell an answer: its score over its words, the given one filled."""
        del event
        painter = QPainter(self)
        for value, label in enumerate(self._labels):
            self._paint_cell(painter, value, label)
        if self.hasFocus():
            paint.ring(painter, self.rect())

    def _paint_cell(self, painter: QPainter, value: int, label: str) -> None:
        cell, given = self._cell(value), value == self.value()
        fill: Token = "accent" if given else "sheet"
        ink: Token = "on-accent" if given else "ink"
        quiet: Token = "on-accent" if given else "ink-2"
        paint.panel(painter, cell.adjusted(2, 2, -2, -2), fill, None if given else "line")
        inner = cell.adjusted(XS, XS + 1, -XS, -XS - 1)
        high = metrics("body-medium").height()
        middle = Qt.AlignmentFlag.AlignHCenter
        upper = QRect(inner.left(), inner.top(), inner.width(), high)
        lower = inner.adjusted(0, high, 0, 0)
        paint.text(painter, upper, str(value), "body-medium", ink, middle)
        paint.text(painter, lower, label, "small", quiet, middle)

    def _cell(self, value: int) -> QRect:
        count = len(self._labels)
        left = self.width() * value // count
        right = self.width() * (value + 1) // count
        cell = QRect(left, 0, right - left, self.height())
        return mirrored(self.layoutDirection(), self.rect(), cell)

    def _give(self, value: int) -> None:
        if value != self.value():
            self.setValue(value)
            self.answered.emit()

    def _say(self) -> None:
        value = self.value()
        said = words.no_answer() if value == _NONE else self._labels[value]
        if value != _NONE:
            said = words.answer_said(value, said)
        self.setAccessibleDescription(said)
        self.update()


class ItemRow(QWidget):
    """An item's number and wording above its answers; hidden until it is placed."""

    def __init__(
        self,
        wording: str,
        labels: tuple[str, ...],
        number: int = 0,
        of: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        name = words.answer_name(number, of, wording) if number else wording
        self.cells = AnswerCells(name, labels)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S)
        grid.setVerticalSpacing(XS)
        grid.setColumnStretch(1, 1)
        if number:
            grid.addWidget(Text(f"{number}.", ink="ink-2"), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(wording), 0, 1)
        grid.addWidget(self.cells, 1, 0, 1, 2)
        self.setFocusProxy(self.cells)
        self.hide()
