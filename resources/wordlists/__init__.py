"""Lists of words. Passphrases are drawn from the Electronic Frontier Foundation's.

Its licence stands in resources/licences/eff-wordlist.txt; the other lists are our own.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent


def eff_large() -> tuple[str, ...]:
    """Read the 7,776 words of the Electronic Frontier Foundation's large list (2016)."""
    return tuple((_FOLDER / "eff_large.txt").read_text(encoding="ascii").split())


def asking() -> frozenset[str]:
    """Read the words of which a question is made; why these, stands in the file."""
    return _own("asking.txt")


def relations() -> frozenset[str]:
    """Read the words for what somebody is to somebody else, which name nobody."""
    return _own("relations.txt")


def _own(file: str) -> frozenset[str]:
    lines = (_FOLDER / file).read_text(encoding="ascii").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
