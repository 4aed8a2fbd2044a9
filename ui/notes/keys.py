"""What a key would do to a text, found before it does."""

from enum import Enum, auto

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


class Way(Enum):
    """Where a key leads in a note, whose text goes on from section to section."""

    LINE_UP = auto()
    LINE_DOWN = auto()
    SECTION_UP = auto()
    SECTION_DOWN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    SELECT_PAGE_UP = auto()
    SELECT_PAGE_DOWN = auto()
    START = auto()
    END = auto()


_WAYS = (
    (QKeySequence.StandardKey.MoveToPreviousPage, Way.PAGE_UP),
    (QKeySequence.StandardKey.MoveToNextPage, Way.PAGE_DOWN),
    (QKeySequence.StandardKey.SelectPreviousPage, Way.SELECT_PAGE_UP),
    (QKeySequence.StandardKey.SelectNextPage, Way.SELECT_PAGE_DOWN),
    (QKeySequence.StandardKey.MoveToStartOfDocument, Way.START),
    (QKeySequence.StandardKey.MoveToEndOfDocument, Way.END),
)


def way_out(event: QKeyEvent, cursor: QTextCursor) -> Way | None:
    """Say where a key leads that doesn't stay in a section; None for any other key."""
    for key, way in _WAYS:
        if event.matches(key):
            return way
    if event.key() not in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
        return None
    up = event.key() == Qt.Key.Key_Up
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held == Qt.KeyboardModifier.ControlModifier:
        return Way.SECTION_UP if up else Way.SECTION_DOWN
    move = QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down
    if held != Qt.KeyboardModifier.NoModifier or QTextCursor(cursor).movePosition(move):
        return None
    return Way.LINE_UP if up else Way.LINE_DOWN


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
