"""What a hand does at the keyboard and with the mouse, in terms of what it sees."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from ui.finder import Finder

W = TypeVar("W", bound=QWidget)


def button(parent: QWidget, name: str) -> QAbstractButton:
    """The one button of this name that can be seen."""
    return _only(parent, QAbstractButton, name)


def press(parent: QWidget, name: str) -> None:
    """Press it."""
    QTest.mouseClick(button(parent, name), Qt.MouseButton.LeftButton)


def field(parent: QWidget, name: str) -> QLineEdit:
    """The one field of this name that can be seen."""
    return _only(parent, QLineEdit, name)


def write(parent: QWidget, name: str, text: str) -> QLineEdit:
    """Replace what stands in a field."""
    found = field(parent, name)
    found.setFocus()
    found.selectAll()
    QTest.keyClicks(found, text)
    return found


def find(parent: QWidget, hint: str, letters: str, line: int = 0) -> None:
    """Type letters into a finder, and take one of the lines that they lead to."""
    finder = next(one for one in parent.findChildren(Finder) if one.field.accessibleName() == hint)
    finder.setFocus()
    QTest.keyClicks(finder.field, letters)
    finder.view_model.load()
    listed = finder.list
    listed.setFocus()
    listed.setCurrentIndex(listed.model().index(line, 0))
    QTest.keyClick(listed, Qt.Key.Key_Return)


def texts(parent: QWidget) -> list[str]:
    """Every label that can be seen."""
    settle()
    return [one.text() for one in parent.findChildren(QLabel) if one.isVisible() and one.text()]


def _only(parent: QWidget, kind: type[W], name: str) -> W:
    settle()
    found = [
        one
        for one in parent.findChildren(kind)
        if one.isVisible() and name in {one.accessibleName(), getattr(one, "text", str)()}
    ]
    assert len(found) == 1, (name, len(found))
    return found[0]


def settle() -> None:
    """Let a layout show what was put into it just now."""
    QApplication.processEvents()
