"""Finding words in a text, whatever their case and accents."""

from functools import lru_cache

from vault.folding import folded

_letter = lru_cache(4096)(folded)


def occurrences(text: str, wanted: str) -> tuple[tuple[int, int], ...]:
    """Give where what is wanted begins and ends in a text, none of them inside another."""
    needle = folded(wanted.strip())
    if not needle:
        return ()
    if text.isascii():
        return tuple((at, at + len(needle)) for at in _places(text.lower(), needle))
    letters = [_letter(letter) for letter in text]
    # Which character of the text each character of the folded one stands for.
    origin = [index for index, letter in enumerate(letters) for _ in letter]
    found = []
    for at in _places("".join(letters), needle):
        end = origin[at + len(needle) - 1] + 1
        while end < len(text) and not letters[end]:
            end += 1
        found.append((origin[at], end))
    return tuple(found)


def _places(text: str, needle: str) -> list[int]:
    found = []
    at = text.find(needle)
    while at >= 0:
        found.append(at)
        at = text.find(needle, at + len(needle))
    return found
