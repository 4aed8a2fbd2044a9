"""The recovery key as text: eight groups that a person can print, read out and type.

160 bits are 32 letters of Crockford's base 32 in eight groups of four, each group with a fifth
letter that checks it and its place. One wrong letter, two letters exchanged and two groups
exchanged are always found; any other garbled group slips through once in 32, and then the seal
of the key file decides (WrongRecoveryKey).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from vault.errors import InvalidField, Problem, RecoveryKeyTypo
from vault.keys import RECOVERY_BYTES, SecretBytes

GROUPS: Final = 8
GROUP_LETTERS: Final = 5

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES: Final = {letter: value for value, letter in enumerate(_ALPHABET)} | {
    "O": 0,
    "I": 1,
    "L": 1,
}
_DASHES: Final = str.maketrans(dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2212", " "))
# Longer text is no recovery key, whatever separates its letters.
_MOST_CHARACTERS: Final = 1_000


def groups(key: SecretBytes) -> tuple[str, ...]:
    """Write a key of 160 bits as its eight groups of five letters."""
    bits = int.from_bytes(key.buffer, "big")
    written = []
    for place in range(1, GROUPS + 1):
        four = bits >> 20 * (GROUPS - place)
        values = [four >> shift & 31 for shift in (15, 10, 5, 0)]
        values.append(_check(place, values))
        written.append("".join(_ALPHABET[value] for value in values))
    return tuple(written)


def to_text(key: SecretBytes) -> str:
    """Write a key on one line, its groups joined by dashes."""
    return "-".join(groups(key))


def from_text(text: str) -> SecretBytes:
    """Read a key as a person types it: any case, spaces or dashes, O for 0, I or L for 1.

    Raises RecoveryKeyTypo with the first group that can't be right, and InvalidField when
    nothing was typed.
    """
    typed = _split(text)
    if not typed:
        raise InvalidField("recovery_key", Problem.EMPTY)
    bits = 0
    for place in range(1, GROUPS + 1):
        values = _values(typed[place - 1]) if place <= len(typed) else None
        if values is None or _check(place, values[:-1]) != values[-1]:
            raise RecoveryKeyTypo(place)
        for value in values[:-1]:
            bits = bits << 5 | value
    if len(typed) > GROUPS:
        raise RecoveryKeyTypo(GROUPS)
    return SecretBytes(bits.to_bytes(RECOVERY_BYTES, "big"))


def two_groups(randbelow: Callable[[int], int]) -> tuple[int, int]:
    """Pick the two groups to be typed back from the printed kit, counted from 1."""
    first = randbelow(GROUPS)
    second = (first + 1 + randbelow(GROUPS - 1)) % GROUPS
    return min(first, second) + 1, max(first, second) + 1


def wrong_groups(key: SecretBytes, typed: Mapping[int, str]) -> tuple[int, ...]:
    """Name the groups that were typed back otherwise than printed."""
    printed = groups(key)
    return tuple(
        place
        for place, text in typed.items()
        if _values("".join(_split(text))) != _values(printed[place - 1])
    )


def _split(text: str) -> list[str]:
    pieces = text[:_MOST_CHARACTERS].translate(_DASHES).upper().split()
    if len(pieces) == GROUPS:
        return pieces
    joined = "".join(pieces)
    return [joined[at : at + GROUP_LETTERS] for at in range(0, len(joined), GROUP_LETTERS)]


def _values(group: str) -> list[int] | None:
    values = [_VALUES[letter] for letter in group if letter in _VALUES]
    return values if len(group) == len(values) == GROUP_LETTERS else None


def _check(place: int, values: Sequence[int]) -> int:
    # A Reed-Solomon check letter: the values are weighted by different powers of x in GF(32),
    # reduced by x^5 + x^2 + 1.
    check = place
    for value in values:
        check = (check ^ value) << 1
        if check & 32:
            check ^= 0b100101
    return check
