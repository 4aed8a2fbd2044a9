"""How everything looks: colours, type and icons of the theme in force, and its switch.

`colour`, `font`, `icon` and `pixmap` are asked at the moment of painting, so that a change of
theme needs nothing but a repaint.
"""

from ui.theme.colours import colour
from ui.theme.fonts import font
from ui.theme.icons import icon, pixmap
from ui.theme.service import ThemeService

__all__ = ["ThemeService", "colour", "font", "icon", "pixmap"]
