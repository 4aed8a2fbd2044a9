"""The rows of Today's cards."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from resources.tokens import L, S, Token, Tone
from ui.strings import today as words
from ui.theme import colour
from ui.theme.icons import paint as paint_icon
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.paint import ICON, mirrored

_TIME_WIDTH = 62


class DayRow(QAbstractButton):
    """Two lines of text that can be clicked, after a time or an icon, before a pill or a button."""

    def __init__(
        self,
        first: str,
        second: str,
        *,
        time: str = "",
        icon: str = "",
        ink: Token = "warn",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = (first, second)
        self._time = time
        self._icon = icon
        self._ink: Token = ink
        self._pill: tuple[str, Tone] | None = None
        self._aside: Button | None = None
        self._menu: Button | None = None
        self.setAccessibleName(words.row_for_reader(time, first, second))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(L, 0, L, 0)
        self._row.addStretch(1)

    def set_pill(self, label: str, tone: Tone) -> None:
        """Say a state at the row's end."""
        self._pill = (label, tone)
        self.setAccessibleDescription(label)

    def set_button(self, button: Button, *, top: bool = False) -> None:
        """Put a button at the row's end."""
        self._aside = button
        align = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter
        if top:
            self._row.setContentsMargins(L, S, L - 4, 0)
        self._row.addWidget(button, 0, align)

    def set_menu(self, button: Button) -> None:
        """Put the button of a menu at the row's very end."""
        self._menu = button
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        """Two lines and the line below them."""
        return QSize(300, 61 if self._icon else 59)

    def minimumSizeHint(self) -> QSize:
        """Texts give way."""
        return QSize(160, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Time or icon, both lines, the state, and a line below."""
        del event
        painter = QPainter(self)
        whole, direction = self.rect(), self.layoutDirection()
        if self.underMouse():
            painter.fillRect(whole.adjusted(0, 0, 0, -1), colour("hover"))
        painter.fillRect(0, whole.bottom(), whole.width(), 1, colour("line"))
        inner = whole.adjusted(L, 0, -L, -1)
        lead = self._paint_lead(painter, inner)
        text = inner.adjusted(lead, 0, -self._tail(painter, inner), 0)
        middle = inner.center().y()
        upper = QRect(text.left(), middle - 18, text.width(), 19)
        lower = QRect(text.left(), middle + 2, text.width(), 17)
        first, second = self._words
        paint.text(painter, mirrored(direction, inner, upper), first, "body-medium", "ink")
        paint.text(painter, mirrored(direction, inner, lower), second, "small", "ink-2")
        if self.hasFocus():
            paint.ring(painter, whole.adjusted(3, 3, -3, -4))

    def _paint_lead(self, painter: QPainter, inner: QRect) -> int:
        direction = self.layoutDirection()
        if self._icon:
            mark = QRect(inner.left(), inner.center().y() - 18, ICON, ICON)
            paint_icon(painter, self._icon, self._ink, mirrored(direction, inner, mark))
            return ICON + 10
        area = QRect(inner.left(), inner.top(), _TIME_WIDTH, inner.height())
        paint.text(painter, mirrored(direction, inner, area), self._time, "body-strong", "ink")
        return _TIME_WIDTH

    def _tail(self, painter: QPainter, inner: QRect) -> int:
        """Paint the pill; answer how much room pill, button and menu take."""
        whole = inner
        menu = self._menu.width() + S if self._menu is not None else 0
        inner = inner.adjusted(0, 0, -menu, 0)
        if self._aside is not None:
            return self._aside.width() + S + menu
        if self._pill is None:
            return menu
        label, tone = self._pill
        size = paint.pill_size(label)
        top = inner.center().y() - size.height() // 2
        area = QRect(inner.right() - size.width() + 1, top, size.width(), size.height())
        paint.pill(painter, mirrored(self.layoutDirection(), whole, area), label, tone)
        return size.width() + S + menu
