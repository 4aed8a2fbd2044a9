"""Which keys tag a paragraph: Alt with a digit, with Shift as well, or with a letter."""

import sys
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier

# The places of the digits from 0 to 9 on the keyboard: with Shift, and on some layouts without
# it, they type something else. X11 and Wayland count keys alike.
_PLACES: dict[str, tuple[int, ...]] = {
    "linux": (19, 10, 11, 12, 13, 14, 15, 16, 17, 18),
    "darwin": (29, 18, 19, 20, 21, 23, 22, 26, 28, 25),
    "win32": tuple(range(0x30, 0x3A)),
}


class TagKey(Enum):
    """What a key does to a paragraph's tag; the digits with and without Shift are each one."""

    MENU = "Alt+Down"
    SPEAKER = "Alt+S"
    CONFIDENCE = "Alt+C"
    THIRD_PERSON = "Alt+P"
    ONE_0, ONE_1, ONE_2, ONE_3, ONE_4, ONE_5, ONE_6, ONE_7, ONE_8, ONE_9 = range(10)
    ADD_0, ADD_1, ADD_2, ADD_3, ADD_4, ADD_5, ADD_6, ADD_7, ADD_8, ADD_9 = range(10, 20)

    @property
    def digit(self) -> int:
        """The digit, for a key that has one."""
        return int(self.value) % 10

    @property
    def adds(self) -> bool:
        """Whether a member is added or taken out, where else one takes the others' place."""
        return int(self.value) >= 10


_LETTERS = {
    Qt.Key.Key_Down: TagKey.MENU,
    Qt.Key.Key_S: TagKey.SPEAKER,
    Qt.Key.Key_C: TagKey.CONFIDENCE,
    Qt.Key.Key_P: TagKey.THIRD_PERSON,
}


def tag_key(event: QKeyEvent) -> TagKey | None:
    """Give what a key does to a tag; None where it does nothing to one."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held not in {_ALT, _ALT | _SHIFT}:
        return None
    digit = _digit(event)
    if digit is not None:
        return TagKey(digit + 10 * (held != _ALT))
    return _LETTERS.get(Qt.Key(event.key())) if held == _ALT else None


def _digit(event: QKeyEvent) -> int | None:
    digit = event.key() - Qt.Key.Key_0
    if 0 <= digit <= 9:
        return digit
    place = event.nativeScanCode() if sys.platform == "linux" else event.nativeVirtualKey()
    places = _PLACES.get(sys.platform, ())
    return places.index(place) if place in places else None
