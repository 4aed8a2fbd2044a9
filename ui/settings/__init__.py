"""The settings page."""

from typing import Final

SCREEN: Final = "settings"
CARDS: Final = ("locking", "notes", "writing", "screen", "practice")
"""The cards from top to bottom, as the field of a place names them."""
