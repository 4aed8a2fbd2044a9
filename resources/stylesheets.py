"""The window's stylesheet, filled in with the colours of one theme."""

import re
from pathlib import Path

from resources.tokens import THEMES, Scheme

_TEMPLATE = Path(__file__).parent / "style.qss"


def stylesheet(scheme: Scheme) -> str:
    """The Qt stylesheet of a theme; KeyError names a token that the template made up."""
    colours: dict[str, str] = {str(token): value for token, value in THEMES[scheme].items()}
    template = _TEMPLATE.read_text(encoding="utf-8")
    return re.sub(r"@([a-z0-9-]+)", lambda found: colours[found[1]], template)
