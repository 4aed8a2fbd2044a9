"""The Lucide icons that ship with the program, tinted as text before they are drawn."""

from pathlib import Path

from resources.tokens import STROKE

_FOLDER = Path(__file__).parent / "icons"


def svg(name: str, colour: str) -> bytes:
    """The icon as SVG in one colour ("#RRGGBB") with the house's stroke; KeyError if unknown."""
    try:
        source = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KeyError(name) from None
    tinted = source.replace("currentColor", colour)
    return tinted.replace('stroke-width="2"', f'stroke-width="{STROKE}"').encode()


def names() -> frozenset[str]:
    """Every icon that ships."""
    return frozenset(path.stem for path in _FOLDER.glob("*.svg"))
