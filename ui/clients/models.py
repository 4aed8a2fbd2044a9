"""The client list."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from resources.tokens import M, S
from ui import names
from ui.row_list import paint_ground
from ui.row_model import Index, RowModel
from ui.strings import clients as words
from ui.strings import dates
from ui.theme.fonts import width
from ui.widgets import paint
from ui.widgets.paint import mirrored
from vault.clients import ClientRow, initials
from vault.ports import Clock

ROW_HEIGHT = 56
_AVATAR = 34
_ROOMY = 280


class ClientListModel(RowModel[ClientRow]):
    """Clients, last met first; what a row says is put together when it first comes into sight."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._lines: dict[int, tuple[str, str, str, str]] = {}

    def set_rows(self, rows: Sequence[ClientRow]) -> bool:
        """Show other rows; answers whether anything is different."""
        self._lines = {}
        return super().set_rows(rows)

    def forget_words(self) -> None:
        """Put together anew what the rows say."""
        self._lines = {}
        super().forget_words()

    def line(self, at: int) -> tuple[str, str, str, str]:
        """Give a row's initials, name, second line and time."""
        known = self._lines.get(at)
        if known is None:
            row, today = self._rows[at], self._clock.today()
            met = row.last_met_at_utc
            when = dates.when(self._clock.local(met), today) if met else ""
            second = words.kind_line(row, today)
            known = (initials(row.called), names.shown(row.called), second, when)
            self._lines[at] = known
        return known

    def spoken(self, at: int) -> str:
        """Say what a screen reader hears of a client."""
        return words.row_for_reader(*self.line(at)[1:])


class ClientDelegate(QStyledItemDelegate):
    """Paints a client: initials, name over what they are, and when they were last met."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Each row is as high as the others."""
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, on the ground of the selection where it is selected."""
        model = index.model()
        if not isinstance(model, ClientListModel):
            return
        letters, name, second, when = model.line(index.row())
        direction = option.direction
        area = option.rect.adjusted(S - 1, 0, -S, 0)
        paint_ground(painter, option, area)
        inner = area.adjusted(M + 2, 0, -M - 2, 0)
        circle = QRect(inner.left(), inner.top(), _AVATAR, inner.height())
        paint.avatar(painter, mirrored(direction, inner, circle), letters)
        words_area = inner.adjusted(_AVATAR + S + 2, 0, 0, 0)
        wide = width("small", when) if when else 0
        near = words_area.width() - wide - (S if wide else 0)
        upper = QRect(words_area.left(), area.top() + 9, near, 20)
        lower = QRect(words_area.left(), area.top() + 29, near, 18)
        far = words_area.adjusted(words_area.width() - wide, 0, 0, 0)
        if area.width() < _ROOMY:
            # Little room: the time moves beside the shorter line, but never into the name.
            fits = width("body-medium", name) <= near
            beside, alone = (upper, lower) if fits else (lower, upper)
            alone.setWidth(words_area.width())
            far = QRect(far.left(), beside.top(), far.width(), beside.height())
        second = _shortened(second, lower.width())
        paint.text(painter, mirrored(direction, inner, far), when, "small", "ink-2")
        paint.text(painter, mirrored(direction, inner, upper), name, "body-medium", "ink")
        paint.text(painter, mirrored(direction, inner, lower), second, "small", "ink-2")


def _shortened(second: str, wide: int) -> str:
    """Leave out what stands first where the marks behind it fit in no other way."""
    while width("small", second) > wide and words.BETWEEN in second:
        second = second.partition(words.BETWEEN)[2]
    return second
