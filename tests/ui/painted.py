"""What is painted in the window, letter for letter, whatever it tells a screen reader."""

from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QPainter, QPicture
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from ui.notes.name_veil import NameVeil


def painted() -> str:
    """The words in every window in sight, but for those under a veil."""
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    written = [
        edit.viewport()
        for window in windows
        for edit in window.findChildren(QTextEdit)
        if any(veil.isVisible() for veil in edit.findChildren(NameVeil))
    ]
    for one in written:
        one.hide()
    words = "\n".join(map(_words, windows))
    for one in written:
        one.show()
    return words


def _words(window: QWidget) -> str:
    picture, buffer = QPicture(), QBuffer()
    painter = QPainter(picture)
    window.render(painter, QPoint())
    painter.end()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer)
    # Each text stands there in two bytes a letter, at an even place or an odd one.
    strokes = bytes(buffer.data().data())
    return "\n".join(strokes[first:].decode("utf-16-be", "ignore") for first in (0, 1))
