"""Keeps text from being dragged out of an editor, into another program or by a slip."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTextEdit


def forget_selection(edit: QTextEdit, pressed: QMouseEvent) -> None:
    """Have nothing selected that a press of the mouse could begin to drag."""
    cursor = edit.textCursor()
    if cursor.hasSelection() and pressed.button() == Qt.MouseButton.LeftButton:
        cursor.clearSelection()
        edit.setTextCursor(cursor)
