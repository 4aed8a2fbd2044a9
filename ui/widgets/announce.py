"""Telling a screen reader what has changed."""

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence, if one is running."""
    # Named through the module: PySide builds a type when it is first named, and the first
    # window has nothing to say.
    if sentence and QtGui.QAccessible.isActive():
        spoken = QtGui.QAccessibleAnnouncementEvent(widget, sentence)
        QtGui.QAccessible.updateAccessibility(spoken)
