"""What a screen says while there is nothing on it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.tokens import XL, L
from ui.widgets.button import YieldingButton
from ui.widgets.mark import Mark
from ui.widgets.text import Text

_WIDEST = 380


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
        text = _Sentence(sentence, ink="ink-2")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setMaximumWidth(_WIDEST)
        text.setMinimumWidth(200)
        column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button = YieldingButton(step, rank=1)
        self.button.clicked.connect(self.filled)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(step))
        column.addStretch(3)


class _Sentence(Text):
    """A sentence that knows how high it stands where it may not be as wide as its place."""

    def heightForWidth(self, wide: int) -> int:
        """How high it stands at the width that it takes."""
        return super().heightForWidth(min(wide, _WIDEST))
