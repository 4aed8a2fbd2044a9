"""Running text and one-line text in the roles of the house."""

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from resources.tokens import TYPE, S, TextRole, Token
from ui.theme import colour, font
from ui.theme.fonts import metrics, width
from ui.theme.icons import paint as paint_icon
from ui.widgets.paint import SMALL_ICON, mirrored, text


class Text(QLabel):
    """Plain text that wraps, in one role of type and one ink; never rich text.

    It paints its own lines, because a label can't set them further apart.
    """

    def __init__(
        self,
        words: str = "",
        role: TextRole = "body",
        ink: Token = "ink",
        parent: QWidget | None = None,
        *,
        wraps: bool = True,
    ) -> None:
        super().__init__(parent)
        self._role: TextRole = role
        self._ink: Token = ink
        self._type = font(role)
        self._heights: dict[int, int] = {}
        # Names and notes may hold "<b>": they are words here, never markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(role))
        self.setWordWrap(wraps)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self.setText(words)

    def setText(self, words: str) -> None:
        """Show other words."""
        self._heights.clear()
        super().setText(words)

    def set_ink(self, ink: Token) -> None:
        """Change the colour of the text."""
        self._ink = ink
        self.update()

    def heightForWidth(self, wide: int) -> int:
        """How high the text stands at a width."""
        margins = self.contentsMargins()
        inner = wide - margins.left() - margins.right()
        return margins.top() + self._high(inner) + margins.bottom()

    def sizeHint(self) -> QSize:
        """Room for the text in lines of a comfortable length."""
        longest = max(width(self._role, line) for line in self.text().split("\n"))
        wide = min(longest, 36 * metrics(self._role).height()) if self.wordWrap() else longest
        margins = self.contentsMargins()
        whole = wide + margins.left() + margins.right()
        return QSize(whole, self.heightForWidth(whole))

    def minimumSizeHint(self) -> QSize:
        """Wrapping text can be narrow; the layout asks how high it is then."""
        full = self.sizeHint()
        return QSize(
            min(full.width(), 6 * metrics(self._role).height()), metrics(self._role).height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every line at its own distance."""
        del event
        painter = QPainter(self)
        painter.setPen(colour(self._ink if self.isEnabled() else "ink-off"))
        area = self.contentsRect()
        layout, high = self._laid_out(area.width())
        vertical = self.alignment() & Qt.AlignmentFlag.AlignVertical_Mask
        spare = 0 if vertical == Qt.AlignmentFlag.AlignTop else max(0, area.height() - high)
        layout.draw(painter, QPointF(area.left(), area.top() + spare // 2))

    def _high(self, wide: int) -> int:
        """How high the lines are; remembered, because a layout asks a dozen times."""
        if self._type is not font(self._role):
            self._type = font(self._role)
            self._heights.clear()
        high = self._heights.get(wide)
        if high is None:
            high = self._heights[wide] = self._laid_out(wide)[1]
        return high

    def _horizontal(self) -> Qt.AlignmentFlag:
        """Which side the lines stand at; a layout takes left and right at their word."""
        wanted = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return wanted
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        return {left: right, right: left}.get(wanted, wanted)

    def _laid_out(self, wide: int) -> tuple[QTextLayout, int]:
        option = QTextOption(self._horizontal())
        option.setTextDirection(self.layoutDirection())
        wrapping = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        option.setWrapMode(wrapping if self.wordWrap() else QTextOption.WrapMode.ManualWrap)
        # A line separator breaks the line inside one layout; "\n" would need one each.
        layout = QTextLayout(self.text().replace("\n", "\u2028"), font(self._role))
        layout.setTextOption(option)
        high, leading = 0.0, TYPE[self._role].leading
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(wide)
            air = line.height() * (leading - 1)
            line.setPosition(QPointF(0, high + air / 2))
            high += line.height() + air
        layout.endLayout()
        return layout, ceil(high)


class Line(QLabel):
    """One line of text that gives way: it ends in "…" where its place is too narrow.

    The whole text stays the accessible name, and there is no tooltip that would show a name.
    """

    def __init__(
        self,
        words: str = "",
        role: TextRole = "body",
        ink: Token = "ink",
        parent: QWidget | None = None,
        *,
        icon: str | None = None,
    ) -> None:
        super().__init__(parent)
        self._role: TextRole = role
        self._ink: Token = ink
        self._icon = icon
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(role))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(words)

    def set_ink(self, ink: Token) -> None:
        """Change the colour of text and icon."""
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the whole line."""
        return QSize(self._lead() + width(self._role, self.text()), self._high())

    def minimumSizeHint(self) -> QSize:
        """Room for the icon and a few letters."""
        wanted = min(self.sizeHint().width(), self._lead() + 4 * metrics(self._role).height())
        return QSize(wanted, self._high())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon first, then what fits of the text."""
        del event
        painter = QPainter(self)
        area = self.rect()
        token: Token = self._ink if self.isEnabled() else "ink-off"
        direction = self.layoutDirection()
        if self._icon:
            mark = area.adjusted(0, 0, SMALL_ICON - area.width(), 0)
            paint_icon(painter, self._icon, token, mirrored(direction, area, mark))
            area = mirrored(direction, area, area.adjusted(self._lead(), 0, 0, 0))
        align = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        text(painter, area, self.text(), self._role, token, align)

    def _lead(self) -> int:
        return SMALL_ICON + S if self._icon else 0

    def _high(self) -> int:
        return max(metrics(self._role).height() + 1, SMALL_ICON + 2 if self._icon else 0)
