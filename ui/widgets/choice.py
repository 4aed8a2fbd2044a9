"""Ticks, radio buttons and drop-down lists in the strokes of the house."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QWidget

from resources.tokens import M, S, Token
from ui.theme.fonts import metrics, width
from ui.theme.icons import paint as paint_icon
from ui.widgets import paint
from ui.widgets.paint import ICON, SMALL_ICON, mirrored


class CheckBox(QCheckBox):
    """A tick with its sentence."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.setAccessibleName(label)

    def set_label(self, label: str) -> None:
        """Change the sentence and the accessible name together."""
        self.setText(label)
        self.setAccessibleName(label)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The box and the whole sentence."""
        return _size(self.text())

    def minimumSizeHint(self) -> QSize:
        """The box and a few letters."""
        full = self.sizeHint()
        return QSize(min(full.width(), 8 * full.height()), full.height())

    def hitButton(self, position: QPoint) -> bool:
        """The sentence is part of the target."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, ticked or not, and the sentence."""
        del event
        painter = QPainter(self)
        on = self.isChecked()
        ink: Token = "ink-off" if not self.isEnabled() else "accent" if on else "ink-2"
        box = _paint_label(painter, self, self.text())
        paint_icon(painter, "square-check" if on else "square", ink, box)


class NameTick(CheckBox):
    """A tick whose sentence is a person's name, so that it goes when the page is covered."""


class RadioButton(QRadioButton):
    """One of several."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.setAccessibleName(label)

    def sizeHint(self) -> QSize:
        """The circle and the whole sentence."""
        return _size(self.text())

    def minimumSizeHint(self) -> QSize:
        """The circle and a few letters."""
        full = self.sizeHint()
        return QSize(min(full.width(), 8 * full.height()), full.height())

    def hitButton(self, position: QPoint) -> bool:
        """The sentence is part of the target."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The circle, filled or not, and the sentence."""
        del event
        painter = QPainter(self)
        ink: Token = "ink-off" if not self.isEnabled() else "ink-2"
        box = _paint_label(painter, self, self.text())
        if self.isChecked() and self.isEnabled():
            ink = "accent"
        circle = QRect(0, 0, SMALL_ICON + 1, SMALL_ICON + 1)
        circle.moveCenter(box.center())
        paint.panel(painter, circle, None, ink, radius=circle.width() / 2, stroke=1.5)
        if self.isChecked():
            dot = circle.adjusted(4, 4, -4, -4)
            paint.panel(painter, dot, ink, radius=dot.width() / 2)


class ComboBox(QComboBox):
    """A field that opens a list."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """As high as a field, and wide enough for the longest entry."""
        texts = [self.itemText(at) for at in range(self.count())] + [self.placeholderText()]
        words = max(width("body", one) for one in texts)
        return QSize(words + 2 * M + S + SMALL_ICON + 1, metrics("body").height() + 18)

    def minimumSizeHint(self) -> QSize:
        """A long entry gives way."""
        full = self.sizeHint()
        return QSize(min(full.width(), 8 * full.height()), full.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: whoever scrolls it past a list chooses nothing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A field with the chosen words and a chevron."""
        del event
        painter = QPainter(self)
        paint.panel(painter, self.rect(), "sheet" if self.isEnabled() else "paper", "line")
        if self.hasFocus():
            paint.ring(painter, self.rect())
        direction = self.layoutDirection()
        inner = self.rect().adjusted(M, 0, -M, 0)
        mark = QRect(inner.right() - SMALL_ICON + 1, 0, SMALL_ICON, self.height())
        paint_icon(painter, "chevron-down", "ink-2", mirrored(direction, inner, mark))
        area = mirrored(direction, inner, inner.adjusted(0, 0, -SMALL_ICON - S, 0))
        ink: Token = "ink" if self.isEnabled() and self.currentIndex() >= 0 else "ink-2"
        words = self.currentText() or self.placeholderText()
        paint.text(painter, area, words, "body", ink)


def _size(label: str) -> QSize:
    return QSize(ICON + S + width("body", label) + S, metrics("body").height() + S)


def _paint_label(painter: QPainter, choice: QCheckBox | QRadioButton, label: str) -> QRect:
    """Draw focus and words; return where the box or circle goes."""
    direction = choice.layoutDirection()
    area = choice.rect()
    if choice.hasFocus():
        paint.ring(painter, area, radius=5)
    inner = area.adjusted(3, 0, -3, 0)
    box = inner.adjusted(0, 0, ICON - inner.width(), 0)
    ink: Token = "ink" if choice.isEnabled() else "ink-off"
    rest = mirrored(direction, inner, inner.adjusted(ICON + S, 0, 0, 0))
    paint.text(painter, rest, label, "body", ink)
    return mirrored(direction, inner, box)
