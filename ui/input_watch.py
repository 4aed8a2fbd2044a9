"""Sees the counselor's own input before anything else does.

A filter on the application is the one place that a key press passes whatever is open: a
modal dialog, a menu and a completer each swallow ordinary shortcuts.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

Chord = tuple[Qt.Key, Qt.KeyboardModifier]

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class InputWatch(QObject):
    """Calls `touched` with the monotonic time of each input, and a chord's action at once.

    An action answers whether it took the key; a key that is taken reaches nobody else.
    """

    def __init__(
        self,
        parent: QObject,
        touched: Callable[[float], None],
        chords: dict[Chord, Callable[[], bool]],
    ) -> None:
        super().__init__(parent)
        self._touched = touched
        self._chords = chords

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at an event on its way in; only a chord's key press is kept from going on."""
        kind = event.type()
        if kind not in TOUCHES:
            return False
        self._touched(time.monotonic())
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            modifiers = event.modifiers() & ~_KEYPAD
            action = self._chords.get((Qt.Key(event.key()), modifiers))
            return action is not None and not event.isAutoRepeat() and action()
        return False
