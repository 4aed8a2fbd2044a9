"""How wide a line of a note is, and the pill beside it: as the eye goes over them easily."""

from functools import cache

from resources.tokens import TextRole
from ui.theme.fonts import width

LETTERS = 72
PILL_WIDTH = 82

# Letters and spaces as often as they come in English prose.
_SAMPLE = (
    "She said that the week had been calmer than the last one, and that they had talked about "
    "the move twice without either of them leaving the room before it was settled."
)


@cache
def measure(role: TextRole = "body") -> int:
    """Give the width of a full line in pixels: 66 to 75 characters in a role of type."""
    return round(width(role, _SAMPLE) * LETTERS / len(_SAMPLE))
