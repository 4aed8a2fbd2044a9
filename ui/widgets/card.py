"""A sheet of paper on the desk: the one kind of box there is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import CARD_RADIUS, L, M, Token
from ui.theme import colour
from ui.widgets import paint
from ui.widgets.text import Line


class Rule(QFrame):
    """A line of one pixel between two parts."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it with the line's colour."""
        QPainter(self).fillRect(event.rect(), colour("line"))


class Card(QFrame):
    """A bordered sheet with an optional head; what goes in it is added to `body`.

    `aside` stands beside the title, or, where it is `stacked`, below it.
    """

    def __init__(
        self,
        title: str = "",
        aside: str = "",
        parent: QWidget | None = None,
        *,
        edge: Token = "line",
        flush: bool = False,
        stacked: bool = False,
    ) -> None:
        super().__init__(parent)
        self._edge: Token = edge
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(L, M, L, M)
        self.head.setSpacing(M)
        self.title = Line(title, "section")
        self.aside = Line(aside, "small", "ink-2")
        self.body = QVBoxLayout()
        inset = 0 if flush else L
        self.body.setContentsMargins(inset, 0 if flush else M, inset, 0 if flush else M)
        self.body.setSpacing(0 if flush else M)
        if title:
            self.setAccessibleName(title)
            if stacked:
                lines = QVBoxLayout()
                lines.setSpacing(2)
                lines.addWidget(self.title)
                lines.addWidget(self.aside)
                self.head.addLayout(lines, 1)
            else:
                self.head.addWidget(self.title)
                self.head.addStretch(1)
                self.head.addWidget(self.aside, 0, Qt.AlignmentFlag.AlignVCenter)
            outer.addLayout(self.head)
            outer.addWidget(Rule())
        outer.addLayout(self.body, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet and its edge."""
        del event
        paint.panel(QPainter(self), self.rect(), "sheet", self._edge, radius=CARD_RADIUS)
