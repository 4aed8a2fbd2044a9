"""Lucide icons, tinted with the theme in force at the moment that they are painted."""

from functools import lru_cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from resources import icons
from resources.tokens import Token
from ui.theme.colours import colour


def icon(name: str, ink: Token = "ink-2") -> QIcon:
    """An icon that follows the theme: its ink at rest, accent when selected, faint when off."""
    return QIcon(IconEngine(name, ink))


def pixmap(name: str, token: Token, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon of size device-independent pixels, sharp at a device pixel ratio."""
    return _render(name, colour(token).name(), size, ratio)


def paint(painter: QPainter, name: str, token: Token, area: QRect) -> None:
    """Paint an icon centred in an area, as large as its shorter side."""
    size = min(area.width(), area.height())
    ratio = painter.device().devicePixelRatio()
    left = area.x() + (area.width() - size) // 2
    top = area.y() + (area.height() - size) // 2
    painter.drawPixmap(left, top, pixmap(name, token, size, ratio))


_CLONES: list[QIconEngine] = []


@lru_cache(maxsize=512)
def _render(name: str, hue: str, size: int, ratio: float) -> QPixmap:
    # Qt's SVG library is only loaded by the first icon, not by the import of this module.
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    drawn = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(icons.svg(name, hue)).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


class IconEngine(QIconEngine):
    """Draws one icon wherever Qt wants a QIcon: menus, actions, tabs, line edits."""

    def __init__(self, name: str, token: Token) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint at the painter's own device pixel ratio."""
        del state
        paint(painter, self._name, self._token_for(mode), rect)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon at one pixel a pixel."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """The icon for a screen of a device pixel ratio; Qt asks in device-independent pixels."""
        del state
        side = min(size.width(), size.height())
        return pixmap(self._name, self._token_for(mode), side, scale)

    def clone(self) -> QIconEngine:
        """A second engine for a detached QIcon, which Qt asks for only when an icon is altered."""
        made = IconEngine(self._name, self._token)
        # PySide would free what a virtual method returns as soon as Qt has its pointer.
        _CLONES.append(made)
        return made

    def key(self) -> str:
        """The name under which Qt knows this kind of engine."""
        return "casekeep"

    def iconName(self) -> str:
        """The icon's Lucide name."""
        return self._name

    def isNull(self) -> bool:
        """Never: every icon ships with the program."""
        return False

    def _token_for(self, mode: QIcon.Mode) -> Token:
        if mode is QIcon.Mode.Disabled:
            return "ink-off"
        if mode is QIcon.Mode.Selected:
            return "accent"
        return self._token
