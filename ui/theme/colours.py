"""The colours of the theme in force."""

from functools import cache

from PySide6.QtGui import QColor, QPalette

from resources.tokens import THEMES, Scheme, Token

_scheme: Scheme = "light"


def scheme() -> Scheme:
    """The theme in force."""
    return _scheme


def use(wanted: Scheme) -> None:
    """Make a theme the one in force; only the ThemeService calls this, and repaints after it."""
    global _scheme  # noqa: PLW0603 - painting needs the theme without a path to the service
    _scheme = wanted


def colour(token: Token) -> QColor:
    """The colour of a token in the theme in force, the caller's own to change."""
    return QColor(_colour(_scheme, token))


@cache
def _colour(of: Scheme, token: Token) -> QColor:
    return QColor(THEMES[of][token])


_ROLES: dict[QPalette.ColorRole, Token] = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "sheet",
    QPalette.ColorRole.AlternateBase: "sheet-2",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink-2",
    QPalette.ColorRole.Button: "sheet",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "on-accent",
    QPalette.ColorRole.ToolTipBase: "sheet",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Light: "sheet",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line",
    QPalette.ColorRole.Shadow: "line",
}


def palette() -> QPalette:
    """The Qt palette of the theme in force."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, colour(token))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, colour("ink-off"))
    return made
