"""An icon in the page."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from resources.tokens import Token
from ui.theme.icons import paint as paint_icon


class Mark(QWidget):
    """An icon on its own; silent, for the words beside it say what it shows."""

    def __init__(
        self, icon: str, ink: Token = "ink-2", size: int = 32, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._ink: Token = ink
        self.setFixedSize(QSize(size, size))

    def show_icon(self, icon: str, ink: Token) -> None:
        """Change icon and ink together."""
        self._icon = icon
        self._ink = ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon, tinted by the theme in force."""
        del event
        paint_icon(QPainter(self), self._icon, self._ink, self.rect())
