"""A line edit for secrets that never tells Qt to show them.

It stays in password mode for good, so that accessibility, the clipboard, the selection and input
methods only ever see dots. When the person asks to read what they typed, the line paints the
text over its own ground itself.

Types that only that painting needs are named through their module: PySide builds a type when it
is first named, and the first window should not wait for these.
"""

import unicodedata
from typing import Literal, NamedTuple, cast

from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextLine,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from resources.tokens import Token
from ui.theme import colour, font
from ui.widgets.caps_lock import after_key

_DOT_SPACING = 3.0
_REFUSED = (
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
)


Ground = Literal["sheet", "cover", "call"]


class GroundInks(NamedTuple):
    """What is drawn on a ground: text, quieter marks, a warning, a refusal, a track."""

    text: Token
    quiet: Token
    warn: Token
    stop: Token
    track: Token


GROUNDS: dict[Ground, GroundInks] = {
    "sheet": GroundInks("ink", "ink-2", "warn", "stop", "accent-soft"),
    "cover": GroundInks("cover-ink", "cover-ink-2", "cover-warn", "cover-stop", "cover-field"),
    "call": GroundInks("call-title", "call-accent", "cover-warn", "cover-stop", "call-field"),
}


class SecretLine(QLineEdit):
    """Dots that can be read on request; `caps_lock_changed` tells what the keys give away."""

    caps_lock_changed = Signal(bool)

    def __init__(self, ground: Ground = "sheet", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = GROUNDS[ground].text
        self._shown = False
        self._caps_lock: bool | None = None
        self._scroll = 0.0
        self._anchor = 0
        self.setProperty("ground", ground)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setDragEnabled(False)
        self.setMaxLength(1024)
        dots = QFont(font("body"))
        dots.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _DOT_SPACING)
        self.setFont(dots)

    @property
    def shown(self) -> bool:
        """Whether the text can be read on the screen."""
        return self._shown

    def show_text(self, *, shown: bool) -> None:
        """Make the text readable on the screen, or dots again."""
        self._shown = shown
        self.update()

    def take(self) -> bytearray:
        """What was typed, NFC in UTF-8, for the caller to wipe; the line is empty afterwards."""
        typed = bytearray(unicodedata.normalize("NFC", self.text()).encode())
        self.forget()
        return typed

    def forget(self) -> None:
        """Empty the line and its undo history."""
        # setText drops the history, which clear() keeps.
        self.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Learn about Caps Lock; refuse what would bring the text back or carry it off."""
        self._learn(event)
        if any(event.matches(refused) for refused in _REFUSED):
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """No menu: all of its entries but Paste would be refused."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where the readable text is, not where its dots would be."""
        if not self._shown or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._anchor = self._position_at(event.position().x())
        self.setCursorPosition(self._anchor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select along the readable text."""
        if not self._shown:
            super().mouseMoveEvent(event)
        elif event.buttons() & Qt.MouseButton.LeftButton:
            here = self._position_at(event.position().x())
            self.setSelection(self._anchor, here - self._anchor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's dots, or the ground as Qt paints it and the text itself."""
        if not self._shown:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        option = QtWidgets.QStyleOptionFrame()
        self.initStyleOption(option)
        panel = QtWidgets.QStyle.PrimitiveElement.PE_PanelLineEdit
        self.style().drawPrimitive(panel, option, painter, self)
        area = self._text_area()
        layout = self._laid_out()
        line = layout.lineAt(0)
        cursor = self._cursor_at(line)
        self._scroll = min(max(self._scroll, cursor - area.width() + 1), max(cursor, 0))
        origin = QPointF(area.left() - self._scroll, area.center().y() - line.height() / 2 + 1)
        painter.setClipRect(area)
        painter.setPen(colour(self._ink))
        layout.draw(painter, origin, self._selected())
        if self.hasFocus():
            layout.drawCursor(painter, origin, self.cursorPosition())

    def _selected(self) -> list[QTextLayout.FormatRange]:
        if not self.hasSelectedText():
            return []
        marked = QTextLayout.FormatRange()
        marked.start = self.selectionStart()
        marked.length = self.selectionLength()
        look = QtGui.QTextCharFormat()
        look.setBackground(colour("selection"))
        look.setForeground(colour("ink"))
        marked.format = look
        return [marked]

    def _text_area(self) -> QRect:
        option = QtWidgets.QStyleOptionFrame()
        self.initStyleOption(option)
        element = QtWidgets.QStyle.SubElement.SE_LineEditContents
        return self.style().subElementRect(element, option, self) - self.textMargins()

    def _laid_out(self) -> QTextLayout:
        layout = QTextLayout(self.text(), font("body"))
        layout.setCacheEnabled(False)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return layout

    def _cursor_at(self, line: QTextLine) -> float:
        # PySide answers with the position as well, and its stub with an object.
        return cast("tuple[float, int]", line.cursorToX(self.cursorPosition()))[0]

    def _position_at(self, x: float) -> int:
        # The line lives as long as its layout, so the layout needs a name.
        layout = self._laid_out()
        return layout.lineAt(0).xToCursor(x - self._text_area().left() + self._scroll)

    def _learn(self, event: QKeyEvent) -> None:
        known = after_key(event, known=self._caps_lock)
        if known is not None and known != self._caps_lock:
            self._caps_lock = known
            self.caps_lock_changed.emit(known)
