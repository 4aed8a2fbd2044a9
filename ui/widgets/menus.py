"""Menus that a button opens, or a key in a text."""

from itertools import takewhile

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit, QWidget

from ui.widgets.button import Button

_GAP = 4


def pop_up(menu: QMenu, below: QWidget) -> None:
    """Open a menu below its button; unless a mouse did it, Enter takes the entry that holds."""
    menu.popup(below.mapToGlobal(QPoint(0, below.height() + _GAP)))
    if not (isinstance(below, Button) and below.is_by_mouse):
        show_choice(menu)


def pop_up_beside(menu: QMenu, line: QRect, *, by_key: bool) -> None:
    """Open a menu at a line of the screen; opened by key, Enter takes the entry that holds."""
    menu.popup(place_beside(menu, line))
    if by_key:
        show_choice(menu)


def place_beside(menu: QMenu, line: QRect) -> QPoint:
    """Give the place below a line, or above it where the screen has no room for the menu."""
    menu.ensurePolished()
    below = line.bottomLeft() + QPoint(0, _GAP)
    screen = QApplication.screenAt(line.center()) or menu.screen()
    height, room = menu.sizeHint().height(), screen.availableGeometry()
    if below.y() + height <= room.bottom():
        return below
    return QPoint(below.x(), max(room.top(), line.top() - _GAP - height))


def caret_of(edit: QTextEdit) -> QRect:
    """Give where the cursor of a text is on the screen."""
    line = edit.cursorRect()
    return QRect(edit.viewport().mapToGlobal(line.topLeft()), line.size())


def show_choice(menu: QMenu) -> None:
    """Have Enter take the entry that holds now, of those before the first rule, or the first."""
    choices = takewhile(lambda one: not one.isSeparator(), menu.actions())
    holding = next((one for one in choices if one.isChecked()), None)
    if holding is not None:
        menu.setActiveAction(holding)
        return
    for _ in menu.actions():
        # Qt would open the menu of an entry that is made the active one; a key doesn't.
        down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(menu, down)
        chosen = menu.activeAction()
        if chosen is not None and chosen.isEnabled():
            return
