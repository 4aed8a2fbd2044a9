"""Typst templates of the documents that Casekeep makes; each holds its own fixed words."""

from pathlib import Path
from typing import Final, Literal

FOLDER: Final = Path(__file__).parent
"""Where the templates lie; a template reads nothing outside."""

TemplateName = Literal["file_copy", "recovery_kit"]


def template(name: TemplateName) -> Path:
    """Give the path of a template's Typst source."""
    return FOLDER / f"{name}.typ"
