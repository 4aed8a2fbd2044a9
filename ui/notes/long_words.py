"""Keeps the window answering when a text holds a word without end.

Qt looks for a place to break such a word again and again from its start: a pasted picture in
letters, of 400,000 of them without a space, held the window for five seconds at each key.
"""

import re

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QTextEdit

# Longer than any word or address that a person writes.
_ENDLESS = re.compile(r"\S{2000}")


def break_endless_words(edit: QTextEdit, *texts: str) -> None:
    """Break lines anywhere from now on where one of the texts that come holds such a word."""
    anywhere = QTextOption.WrapMode.WrapAnywhere
    if edit.wordWrapMode() != anywhere and any(map(_ENDLESS.search, texts)):
        edit.setWordWrapMode(anywhere)
