"""Lists of words. Passphrases are drawn from the Electronic Frontier Foundation's.

Its licence stands in resources/licences/eff-wordlist.txt; the other list is our own.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent


def eff_large() -> tuple[str, ...]:
    """Read the 7,776 words of the Electronic Frontier Foundation's large list (2016)."""
    return tuple((_FOLDER / "eff_large.txt").read_text(encoding="ascii").split())


def asking() -> frozenset[str]:
    """Read the words of which a question is made; why these, stands in the file."""
    lines = (_FOLDER / "asking.txt").read_text(encoding="ascii").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
