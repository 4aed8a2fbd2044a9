"""Where the focus goes: to the part of a page that is worked at, and with Tab down the page.

A focus proxy would do the first and spoil the second: Qt's Tab leaps over what stands before it.
"""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class _HandOn(QObject):
    def __init__(self, page: QWidget, part: QWidget) -> None:
        super().__init__(page)
        self._part = part
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand on what reaches the page itself."""
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._part.setFocus(event.reason())
        return super().eventFilter(watched, event)


def hand_focus_on(page: QWidget, part: QWidget) -> None:
    """Have a page that is given the focus give it to one of its parts."""
    _HandOn(page, part)


def stops_in(page: QWidget) -> list[QWidget]:
    """What Tab stops at on a page, in the order in which it was built; no dialog's part of it."""
    tab, window = Qt.FocusPolicy.TabFocus.value, page.window()
    return [
        one
        for one in page.findChildren(QWidget)
        if one.focusPolicy().value & tab and one.window() is window
    ]


def follow_the_eye(stops: Iterable[QWidget]) -> None:
    """Have Tab stop at these one after the other; all must be in one window."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
