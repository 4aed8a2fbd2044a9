"""Keeps the window answering when a text holds a word without end.

Qt looks for a place to break such a word again and again from its start: a pasted picture in
letters, of a million of them without a space, held the window for a minute when it was shown.
"""

from collections.abc import Iterable

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QTextEdit

from vault.pasted import LONGEST


def break_endless_words(edit: QTextEdit, texts: Iterable[str]) -> None:
    """Break lines anywhere where one of the texts holds a word longer than a paste leaves one."""
    if any(len(word) > LONGEST for text in texts if len(text) > LONGEST for word in text.split()):
        edit.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
