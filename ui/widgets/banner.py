"""A sentence that stands in the page: what is so, and what to do."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from resources.tokens import TONES, M, S
from ui.widgets import paint
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.mark import Mark
from ui.widgets.paint import ICON
from ui.widgets.text import Text

BannerTone = Literal["accent", "warn", "stop", "ok"]

_ICONS: dict[BannerTone, str] = {
    "accent": "info",
    "warn": "triangle-alert",
    "stop": "circle-alert",
    "ok": "circle-check",
}


class Banner(QFrame):
    """One sentence in a tone, with a button for the next step where there is one."""

    step_taken = Signal()

    def __init__(
        self,
        sentence: str = "",
        tone: BannerTone = "accent",
        step: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone: BannerTone = tone
        row = QHBoxLayout(self)
        row.setContentsMargins(M, S, S, S)
        row.setSpacing(S)
        self._mark = Mark(_ICONS[tone], tone, ICON)
        self._sentence = Text(sentence)
        self._button = Button(step, "secondary")
        self._button.clicked.connect(self.step_taken)
        row.addWidget(self._mark)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_message(sentence, tone, step)

    @property
    def stop(self) -> QWidget:
        """What Tab stops at, while there is a next step."""
        return self._button

    def show_message(self, sentence: str, tone: BannerTone, step: str = "") -> None:
        """Change what it says, and tell a screen reader that it does."""
        self._tone = tone
        self._mark.show_icon(_ICONS[tone], tone)
        self._sentence.setText(sentence)
        self._button.set_label(step)
        self._button.setVisible(bool(step))
        self.setAccessibleName(sentence)
        announce(self, sentence)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The soft ground of its tone."""
        del event
        paint.panel(QPainter(self), self.rect(), TONES[self._tone][1])
