"""The settings page."""

from typing import Final

SCREEN: Final = "settings"
