"""What an open document stands on."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.tokens import XL, S
from ui.documents.head import DocumentHead
from ui.documents.viewer import Viewer
from ui.theme import colour
from ui.widgets.banner import Banner


class Paper(QWidget):
    """The head of a document, what is said about it, and the document."""

    def __init__(self, head: DocumentHead, banner: Banner, viewer: Viewer) -> None:
        super().__init__()
        self._row = QWidget()
        inset = QVBoxLayout(self._row)
        inset.setContentsMargins(XL - 2, 0, XL - 2, S)
        inset.addWidget(banner)
        self._row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._row)
        column.addWidget(viewer, 1)

    def show_banner(self, *, shown: bool) -> None:
        """Show what is said about the document, or nothing."""
        self._row.setVisible(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        """White as paper."""
        QPainter(self).fillRect(event.rect(), colour("sheet"))
