"""Passphrases: six words drawn by chance, or one's own if it is hard enough to guess."""

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from vault.errors import InvalidField, PassphraseTooWeak, Problem
from vault.keys import SecretBytes

WORD_COUNT: Final = 6
FLOOR_BITS: Final = 60.0
MOST_CHARACTERS: Final = 1024

# zxcvbn compares every stretch with every other, so that its time grows faster than its input.
# What it doesn't see can only make a passphrase harder: the estimate stays on the safe side.
_JUDGED_CHARACTERS: Final = 72


def six_words(words: Sequence[str], randbelow: Callable[[int], int]) -> str:
    """Draw six words, each alike likely, for a passphrase or for the password of a release."""
    return " ".join(words[randbelow(len(words))] for _ in range(WORD_COUNT))


def encoded(text: str) -> SecretBytes:
    """Encode a typed passphrase for key derivation: NFC, then UTF-8.

    NFC makes "é" one thing, typed as one character or as two. Unicode never changes the NFC of a
    character that it has assigned, so that a passphrase outlives every update.

    Raises InvalidField ("passphrase") when it is empty, longer than 1,024 characters, or holds
    control characters, which a field or a paste adds without showing.
    """
    return SecretBytes(_normal(text).encode())


def strength_bits(text: str, personal: Iterable[str] = ()) -> float:
    """Estimate the guesses that one's own passphrase stands, as a power of two (zxcvbn).

    `personal` are words that someone who knows the counselor would try, such as the practice's
    name. Raises InvalidField as `encoded` does.
    """
    from zxcvbn import zxcvbn  # noqa: PLC0415 -- loads its dictionaries

    judged = _normal(text)[:_JUDGED_CHARACTERS]
    return math.log2(zxcvbn(judged, user_inputs=list(personal))["guesses"])


def check_own(text: str, personal: Iterable[str] = ()) -> None:
    """Raise PassphraseTooWeak when one's own passphrase stands fewer than 2^60 guesses."""
    bits = strength_bits(text, personal)
    if bits < FLOOR_BITS:
        raise PassphraseTooWeak(bits)


def _normal(text: str) -> str:
    if not text:
        raise InvalidField("passphrase", Problem.EMPTY)
    if len(text) > MOST_CHARACTERS:
        raise InvalidField("passphrase", Problem.TOO_LONG)
    for character in text:
        category = unicodedata.category(character)
        if category == "Cc":
            raise InvalidField("passphrase", Problem.CONTROL_CHARACTER)
        if category == "Cs":
            raise InvalidField("passphrase", Problem.NOT_TEXT)
    return unicodedata.normalize("NFC", text)
