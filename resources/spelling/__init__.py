"""Words that are spelt right; licence and making in resources/licences/SCOWL.txt."""

from pathlib import Path
from typing import Final

LANGUAGES: Final = ("en-US", "en-GB")

_FOLDER = Path(__file__).parent


class WordList:
    """Many words in little memory; asked for one, it reads a few of those of the same length."""

    def __init__(self, lines: bytes) -> None:
        whole = [line + b" " for line in lines.splitlines()]
        self._lines = {line.index(b" "): line for line in whole}

    def __contains__(self, word: str) -> bool:
        wanted = word.encode("utf-8", "replace")
        size = len(wanted)
        line = self._lines.get(size, b"")
        low, high = 0, len(line) // (size + 1)
        while low < high:
            middle = (low + high) // 2
            at = middle * (size + 1)
            found = line[at : at + size]
            if found == wanted:
                return True
            if found < wanted:
                low = middle + 1
            else:
                high = middle
        return False

    def near(self, size: int, reach: int) -> list[str]:
        """List the words whose length in bytes is within `reach` of a size."""
        sizes = range(size - reach, size + reach + 1)
        return [word for one in sizes for word in self._lines.get(one, b"").decode().split()]


def common_words(language: str) -> WordList:
    """Read the words that everybody uses, some 40,000."""
    return WordList((_FOLDER / f"{language}.common.txt").read_bytes())


def rare_words(language: str) -> WordList:
    """Read the other words of a language, some 50,000."""
    return WordList((_FOLDER / f"{language}.rare.txt").read_bytes())


def counseling_words() -> tuple[str, ...]:
    """Read the words of the trade that a general list hasn't, the same in each spelling."""
    return tuple((_FOLDER / "counseling.txt").read_text(encoding="ascii").split())
