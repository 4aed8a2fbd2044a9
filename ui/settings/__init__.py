"""The settings page."""

from typing import Final

SCREEN: Final = "settings"
CARDS: Final = ("locking", "notes", "writing", "screen", "practice")
"""The cards from top to bottom, as the field of a place names them."""
GOALS: Final = (*CARDS, "screen.theme")
"""What can be gone to by name: a card's first field, or behind a dot another one of it."""
