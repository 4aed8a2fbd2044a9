"""Word lists to draw passphrases from; licence in resources/licences/eff-wordlist.txt."""

from pathlib import Path

_FOLDER = Path(__file__).parent


def eff_large() -> tuple[str, ...]:
    """Read the 7,776 words of the Electronic Frontier Foundation's large list (2016)."""
    return tuple((_FOLDER / "eff_large.txt").read_text(encoding="ascii").split())
