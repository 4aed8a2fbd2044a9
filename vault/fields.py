"""Which text a field takes.

Nothing is rejected that a person could mean: every script, emoji and direction mark is
kept. What is rejected can't be stored or shown faithfully: NUL, control characters and
lone surrogates. One line loses its embeddings, overrides and isolates (U+202A to U+202E,
U+2066 to U+2069): address books wrap numbers in them, and one that is left open turns the
sentence around that the line is put into.
"""

import re
import unicodedata
from datetime import date

from vault.errors import InvalidField, Problem

NAME_LENGTH = 200
LINE_LENGTH = 1_000
PASSAGE_LENGTH = 2_000_000
OLDEST_BIRTH_YEAR = 1880

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# The categories Cc and Cs but for the line feed and the tab; a draft is cleaned at every pause.
_STRAY = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def line(field: str, text: str, *, required: bool = False, longest: int = LINE_LENGTH) -> str:
    """Give one line of text in NFC without outer white space nor what turns its direction.

    Raises InvalidField naming `field`.
    """
    cleaned = unicodedata.normalize("NFC", _TURNS.sub("", text)).strip()
    if required and not cleaned:
        raise InvalidField(field, Problem.EMPTY)
    if len(cleaned) > longest:
        raise InvalidField(field, Problem.TOO_LONG)
    for letter in cleaned:
        category = unicodedata.category(letter)
        if category == "Cs":
            raise InvalidField(field, Problem.NOT_TEXT)
        if category in {"Cc", "Zl", "Zp"}:
            raise InvalidField(field, Problem.CONTROL_CHARACTER)
    return cleaned


def prose(field: str, text: str, *, longest: int = PASSAGE_LENGTH) -> str:
    """Give text of several lines, without the control characters that a paste can bring.

    What was typed is never refused for a stray character: a NUL, a control character or a
    lone surrogate becomes U+FFFD, so that the loss is seen. Raises InvalidField when the
    text is longer than `longest` characters.
    """
    if len(text) > longest:
        raise InvalidField(field, Problem.TOO_LONG)
    if text.isascii() and text.isprintable():
        return text
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    unified = unified.replace("\u2028", "\n").replace("\u2029", "\n")
    return _STRAY.sub("\ufffd", unified)


def birth_date(field: str, value: date | None, today: date) -> date | None:
    """Accept a birth date that isn't in the future nor before 1880.

    Raises InvalidField naming `field`.
    """
    if value is None:
        return None
    if value > today:
        raise InvalidField(field, Problem.IN_THE_FUTURE)
    if value.year < OLDEST_BIRTH_YEAR:
        raise InvalidField(field, Problem.TOO_LONG_AGO)
    return value
