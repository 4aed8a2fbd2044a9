"""A page that scrolls, no wider than is comfortable to read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from ui.widgets.overlay_bar import OverlayBar


class MeasuredSheet(QScrollArea):
    """Holds one part at its leading edge; what is beyond `widest` stays free."""

    def __init__(self, part: QWidget, widest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part.setMaximumWidth(widest)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        OverlayBar(self)
        sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(part, 1)
        row.addStretch(0)
        row.setAlignment(part, Qt.AlignmentFlag(0))
        self.setWidget(sheet)
