"""The font files that ship with the program, so that it looks the same offline everywhere."""

from pathlib import Path
from typing import Final

FOLDER = Path(__file__).parent / "fonts"

# What the unlock window draws with; the rest is loaded after its first paint.
FIRST: Final = tuple(
    FOLDER / name
    for name in (
        "Inter-Regular.ttf",
        "Inter-Medium.ttf",
        "Inter-SemiBold.ttf",
        "SourceSerif4-SemiBold.ttf",
    )
)
LATER: Final = (FOLDER / "Inter-Light.ttf", FOLDER / "SourceSerif4-Regular.ttf")
