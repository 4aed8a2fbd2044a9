"""Menus that a button opens."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.widgets.button import Button

_GAP = 4


def pop_up(menu: QMenu, below: QWidget) -> None:
    """Open a menu below its button; unless a mouse did it, Enter takes the first entry."""
    menu.popup(below.mapToGlobal(QPoint(0, below.height() + _GAP)))
    if isinstance(below, Button) and below.is_by_mouse:
        return
    for _ in menu.actions():
        # Qt would open the menu of an entry that is made the active one; a key doesn't.
        down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(menu, down)
        chosen = menu.activeAction()
        if chosen is not None and chosen.isEnabled():
            return
