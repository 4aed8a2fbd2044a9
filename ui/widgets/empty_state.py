"""What a screen says while there is nothing on it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.tokens import XL, L
from ui.widgets.button import Button
from ui.widgets.mark import Mark
from ui.widgets.text import Text


class EmptyState(QWidget):
    """An icon, one sentence, and the one button that fills the screen."""

    filled = Signal()

    def __init__(
        self, icon: str, sentence: str, step: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, XL)
        column.setSpacing(L)
        column.addStretch(2)
        column.addWidget(Mark(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        text = Text(sentence, ink="ink-2")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setMaximumWidth(380)
        text.setMinimumWidth(200)
        column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        if step:
            button = Button(step, "primary")
            button.clicked.connect(self.filled)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
