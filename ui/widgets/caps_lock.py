"""Finding out whether Caps Lock is on.

Qt has no portable question for it, and asking X11, Wayland, Windows and macOS each in its own
way is more code than the answer is worth. A typed letter tells: it is upper case without Shift,
or lower case with it. The Caps Lock key itself turns a known state around. Until a letter has
been typed the state is unknown, and nothing is claimed.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def after_key(event: QKeyEvent, *, known: bool | None) -> bool | None:
    """Whether Caps Lock is on once a key event has been seen; None while nobody can tell."""
    if event.key() == Qt.Key.Key_CapsLock:
        pressed = event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat()
        return not known if known is not None and pressed else known
    letter = event.text()
    if len(letter) != 1 or letter.upper() == letter.lower():
        return known
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return letter.isupper() is not shifted
