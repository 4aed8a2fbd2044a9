"""What a key would do to a text, found before it does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from vault.phrases import typed_name

_MOVES = (
    (QKeySequence.StandardKey.DeleteStartOfWord, QTextCursor.MoveOperation.PreviousWord),
    (QKeySequence.StandardKey.DeleteEndOfWord, QTextCursor.MoveOperation.NextWord),
    (QKeySequence.StandardKey.Delete, QTextCursor.MoveOperation.NextCharacter),
    (QKeySequence.StandardKey.Cut, QTextCursor.MoveOperation.NoMove),
)


def is_typed(event: QKeyEvent) -> bool:
    """Say whether a key puts a character into the text."""
    return event.text().isprintable() and event.text() != ""


def reach(event: QKeyEvent, cursor: QTextCursor) -> QTextCursor | None:
    """Give the selection that a deleting key would take out; None for any other key."""
    reached = QTextCursor(cursor)
    if event.matches(QKeySequence.StandardKey.DeleteEndOfLine):
        _reach_end(reached)
        return reached
    # Only macOS has a standard key for it; a text takes it with Shift as well.
    plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    if event.key() == Qt.Key.Key_Backspace and plain:
        return _reached(reached, QTextCursor.MoveOperation.PreviousCharacter)
    for key, move in _MOVES:
        if event.matches(key):
            return _reached(reached, move)
    return None


def step_out(event: QKeyEvent, cursor: QTextCursor) -> int:
    """Say whether an arrow key leads out of a text: -1 above it, 1 below it, else 0."""
    steps = {
        Qt.Key.Key_Up: (-1, QTextCursor.MoveOperation.Up),
        Qt.Key.Key_Down: (1, QTextCursor.MoveOperation.Down),
    }
    step, move = steps.get(Qt.Key(event.key()), (0, QTextCursor.MoveOperation.NoMove))
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held != Qt.KeyboardModifier.NoModifier:
        return 0
    return 0 if QTextCursor(cursor).movePosition(move) else step


def phrase_asked(cursor: QTextCursor) -> str | None:
    """Give the name of the phrase that Tab would write at a cursor; None where none is typed."""
    if cursor.hasSelection():
        return None
    before = QTextCursor(cursor)
    before.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    return typed_name(before.selectedText())


def _reached(cursor: QTextCursor, move: QTextCursor.MoveOperation) -> QTextCursor:
    if not cursor.hasSelection():
        cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _reach_end(cursor: QTextCursor) -> None:
    if not cursor.hasSelection():
        end = QTextCursor.MoveOperation.EndOfBlock
        beyond = QTextCursor.MoveOperation.NextCharacter
        cursor.movePosition(beyond if cursor.atBlockEnd() else end, QTextCursor.MoveMode.KeepAnchor)
