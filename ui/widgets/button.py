"""Buttons: one primary a screen, the rest quieter."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from shiboken6 import isValid

from resources.tokens import XS, M, S, TextRole, Token
from ui.theme.fonts import metrics, width
from ui.theme.icons import paint as paint_icon
from ui.widgets import paint
from ui.widgets.paint import ICON, SMALL_ICON, mirrored

# Just enough that the focus ring does not touch the words.
_LINK_PADDING = 2

Kind = Literal["primary", "secondary", "quiet", "danger", "link", "link-quiet"]


class Look(NamedTuple):
    """How a kind of button is drawn at rest and under the pointer."""

    fill: Token | None
    hover: Token | None
    border: Token | None
    ink: Token
    ring: Token
    role: TextRole = "body-medium"


_LOOKS: dict[Kind, Look] = {
    "primary": Look("accent", "accent-hover", None, "on-accent", "on-accent"),
    "secondary": Look("sheet", "hover", "line", "ink", "accent"),
    "quiet": Look(None, "hover", None, "ink-2", "accent"),
    "danger": Look("sheet", "stop-soft", "stop", "stop", "stop"),
    "link": Look(None, None, None, "accent", "accent", "small-strong"),
    "link-quiet": Look(None, None, None, "ink-2", "accent", "small"),
}


class _Primaries(QObject):
    """The primary buttons that are shown; `changed` tells that one came or went."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: set[Button] = set()


_primaries = _Primaries()


class Button(QPushButton):
    """A push button with an optional icon and the key that does the same, or a menu's chevron.

    Enter presses it while it has the focus, except a danger button: what can't be undone takes
    the mouse or the space bar.
    """

    def __init__(
        self,
        label: str,
        kind: Kind = "secondary",
        parent: QWidget | None = None,
        *,
        icon: str | None = None,
        key: str | None = None,
        large: bool = False,
        opens_menu: bool = False,
    ) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self._look = _LOOKS[kind]
        self._icon = icon
        self._key = key
        self._large = large
        self._opens_menu = opens_menu
        self.is_by_mouse = False
        self.setText(label)
        self.setAccessibleName(label)
        if key:
            self.setAccessibleDescription(key)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if self._is_link():
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def is_primary(self) -> bool:
        """Whether it stands out as what comes next."""
        return self._look is _LOOKS["primary"]

    def set_label(self, label: str) -> None:
        """Change the words on the button and its accessible name together."""
        self.setText(label)
        self.setAccessibleName(label)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for everything on it."""
        wide = self._content_width() + 2 * self._padding()
        if self._key:
            wide += paint.key_size(self._key).width() + 2 * M
        return QSize(wide, self._height())

    def minimumSizeHint(self) -> QSize:
        """Long labels give way; short ones never do."""
        full = self.sizeHint()
        return QSize(min(full.width(), 14 * metrics(self._look.role).height()), full.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Return press it, as a person at the keyboard expects."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._kind != "danger":
            self.click()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Be known to be clicked by a mouse while it is."""
        self.is_by_mouse = True
        super().mouseReleaseEvent(event)
        self.is_by_mouse = False

    def showEvent(self, event: QShowEvent) -> None:
        """Tell the buttons that stand back for a primary one."""
        super().showEvent(event)
        if self._kind == "primary":
            _primaries.shown = {one for one in (*_primaries.shown, self) if isValid(one)}
            _primaries.changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell them again."""
        super().hideEvent(event)
        if self in _primaries.shown:
            _primaries.shown.remove(self)
            _primaries.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, focus ring, then icon, label and key in reading order."""
        del event
        painter = QPainter(self)
        self._paint_ground(painter)
        inner = self.rect().adjusted(self._padding(), 0, -self._padding(), 0)
        direction = self.layoutDirection()
        token = self._look.ink if self.isEnabled() else "ink-2"
        if self._key:
            size = paint.key_size(self._key)
            cap = QRect(inner.right() - size.width() + 1, 0, size.width(), size.height())
            cap.moveTop((self.height() - size.height()) // 2)
            paint.key(painter, mirrored(direction, inner, cap), self._key)
        content = self._content_area(inner)
        if self._icon:
            mark = QRect(content.left(), 0, self._icon_size(), self.height())
            paint_icon(painter, self._icon, token, mirrored(direction, inner, mark))
            content.setLeft(content.left() + self._icon_size() + S)
        if self._opens_menu:
            mark = QRect(content.right() - SMALL_ICON + 1, 0, SMALL_ICON, self.height())
            paint_icon(painter, "chevron-down", token, mirrored(direction, inner, mark))
            content.setRight(mark.left() - XS - 1)
        paint.text(
            painter, mirrored(direction, inner, content), self.text(), self._look.role, token
        )

    def _paint_ground(self, painter: QPainter) -> None:
        look = self._look
        hovered = self.isEnabled() and (self.underMouse() or self.isDown())
        fill = look.hover if hovered else look.fill
        if not self.isEnabled() and look.fill:
            fill = "paper"
        border = look.border if self.isEnabled() else ("line" if look.fill else None)
        if fill or border:
            paint.panel(painter, self.rect(), fill, border)
        if self._is_link() and hovered:
            self._underline(painter)
        if self.hasFocus():
            inset = 3 if look.ring == "on-accent" else 0
            area = self.rect().adjusted(inset, inset, -inset, -inset)
            paint.ring(painter, area, look.ring, radius=4 if inset or self._is_link() else 7)

    def _underline(self, painter: QPainter) -> None:
        inner = self.rect().adjusted(self._padding(), 0, -self._padding(), 0)
        content = self._content_area(inner)
        if self._icon:
            content.setLeft(content.left() + self._icon_size() + S)
        base = (self.height() + metrics(self._look.role).ascent()) // 2 + 1
        line = QRect(content.left(), base, content.width(), 1)
        paint.panel(
            painter, mirrored(self.layoutDirection(), inner, line), self._look.ink, radius=0
        )

    def _content_area(self, inner: QRect) -> QRect:
        """Icon and label: leading where a key stands on the other side, else in the middle."""
        room = inner.width() - (paint.key_size(self._key).width() + S if self._key else 0)
        wide = min(self._content_width(), room)
        left = inner.left() if self._key else inner.left() + (room - wide) // 2
        return QRect(left, 0, wide, self.height())

    def _content_width(self) -> int:
        lead = self._icon_size() + (S if self.text() else 0) if self._icon else 0
        tail = XS + SMALL_ICON if self._opens_menu else 0
        return lead + width(self._look.role, self.text()) + tail

    def _is_link(self) -> bool:
        return self._kind in {"link", "link-quiet"}

    def _icon_size(self) -> int:
        return SMALL_ICON if self._is_link() else ICON

    def _padding(self) -> int:
        if self._is_link():
            return _LINK_PADDING
        return S if self._icon and not self.text() else M

    def _height(self) -> int:
        high = metrics(self._look.role).height()
        if self._is_link():
            return high + S
        return high + (28 if self._large else 17)


class YieldingButton(Button):
    """A primary button that looks like any other while the window shows another primary one.

    Of two that yield, the one with the lower `rank` does.
    """

    def __init__(
        self, label: str, rank: int = 0, parent: QWidget | None = None, *, icon: str | None = None
    ) -> None:
        super().__init__(label, "primary", parent, icon=icon)
        self.rank = rank
        _primaries.changed.connect(self._weigh)

    def _weigh(self) -> None:
        others = (one for one in _primaries.shown if isValid(one) and one is not self)
        yields = any(self._is_before(one) for one in others if one.window() is self.window())
        self._look = _LOOKS["secondary" if yields else "primary"]
        self.update()

    def _is_before(self, other: Button) -> bool:
        return not isinstance(other, YieldingButton) or other.rank > self.rank


class IconButton(Button):
    """A button that is only an icon; its name is for those who can't see it."""

    def __init__(
        self, icon: str, name: str, parent: QWidget | None = None, *, ink: Token = "ink-2"
    ) -> None:
        super().__init__("", "quiet", parent, icon=icon)
        on_cover = ink != "ink-2"
        self._look = self._look._replace(ink=ink, ring=ink if on_cover else "accent")
        if on_cover:
            self._look = self._look._replace(hover=None)
        self.setAccessibleName(name)

    def set_icon(self, icon: str, name: str) -> None:
        """Change the icon and its name together."""
        self._icon = icon
        self.setAccessibleName(name)
        self.update()
