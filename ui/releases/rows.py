"""The lists of the releases page: two lines a row, pills at the end, a tick where there is one."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from resources.tokens import XS, L, M, S, Token, Tone
from ui.row_list import RowList
from ui.theme import colour
from ui.theme.icons import paint as paint_icon
from ui.widgets import paint
from ui.widgets.paint import ICON, mirrored
from ui.widgets.text import Text

Index = QModelIndex | QPersistentModelIndex
Key = TypeVar("Key", bound=Hashable)
ROW_HEIGHT = 57
_LEAST_ROWS = 3
_NOWHERE = QModelIndex()
_TEXTS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})
_TITLE_TOP, _TITLE_HIGH, _LINE_TOP, _LINE_HIGH = 10, 20, 30, 17


@dataclass(frozen=True, slots=True)
class PillWords:
    """A pill as a row shows it."""

    words: str
    tone: Tone = "neutral"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Row(Generic[Key]):
    """One row; a muted one can't be ticked."""

    key: Key
    title: str
    line: str
    pills: tuple[PillWords, ...] = ()
    muted: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader hears of it."""
        return ", ".join(part for part in (self.title, self.line, *self._states) if part)

    @property
    def _states(self) -> Iterable[str]:
        return (pill.words for pill in self.pills)


class RowsModel(QAbstractListModel, Generic[Key]):
    """Rows, each with a tick where `ticks` tells of one.

    `on_tick` is called with the key of a row that was ticked or not, on the window's thread.
    """

    def __init__(
        self, on_tick: Callable[[Key, bool], object] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._on_tick = on_tick
        self._rows: tuple[Row[Key], ...] = ()
        self._ticked: frozenset[Key] = frozenset()

    @property
    def has_ticks(self) -> bool:
        """Whether its rows have a box to tick."""
        return self._on_tick is not None

    def show(self, rows: Iterable[Row[Key]]) -> None:
        """Show other rows; nothing moves where they are the same."""
        found = tuple(rows)
        if found == self._rows:
            return
        if [row.key for row in found] == [row.key for row in self._rows]:
            self._rows = found
            self._touch()
            return
        self.beginResetModel()
        self._rows = found
        self.endResetModel()

    def tick(self, keys: frozenset[Key]) -> None:
        """Show which rows are ticked."""
        if keys != self._ticked:
            self._ticked = keys
            self._touch()

    def row(self, at: int) -> Row[Key] | None:
        """Give a row, None where there is none."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def place_of(self, key: Key) -> int:
        """Say at which place a row is, -1 where it isn't."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), -1)

    def is_ticked(self, at: int) -> bool:
        """Whether the row at a place is ticked."""
        return self._rows[at].key in self._ticked

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader hears, and the tick."""
        if not index.isValid():
            return None
        if role in _TEXTS:
            return self._rows[index.row()].spoken
        if role == Qt.ItemDataRole.CheckStateRole and self.has_ticks:
            ticked = self.is_ticked(index.row())
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass a tick on; what is shown follows what was taken."""
        row = self.row(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or row is None or self._on_tick is None:
            return False
        self._on_tick(row.key, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A muted row can be read, not ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.row(index.row())
        if self.has_ticks and row is not None and not row.muted:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def _touch(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


class FittedList(RowList):
    """Rows no higher than they need."""

    def __init__(self, name: str, model: RowsModel[Key], parent: QWidget | None = None) -> None:
        super().__init__(name, model, RowDelegate(), "sheet", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        model.modelReset.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Room for every row."""
        model = self.model()
        return QSize(420, ROW_HEIGHT * (model.rowCount() if model is not None else 0))

    def minimumSizeHint(self) -> QSize:
        """Room for a few."""
        return QSize(200, min(self.sizeHint().height(), _LEAST_ROWS * ROW_HEIGHT))


def padded(text: Text) -> QWidget:
    """A sentence with the room around it that a row's words have."""
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(L - 1, M, L - 1, M)
    column.addWidget(text)
    return place


class RowDelegate(QStyledItemDelegate):
    """Paints rows with a line between each two."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Each row is as high as the others."""
        return QSize(160, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The tick, two lines, the pills."""
        model = index.model()
        if not isinstance(model, RowsModel) or (row := model.row(index.row())) is None:
            return
        area = option.rect
        self._paint_ground(painter, option, first=index.row() == 0)
        inner = area.adjusted(L - 1, 0, -L + 1, 0)
        if model.has_ticks:
            ink: Token = "ink-off" if row.muted else "ink-2"
            ticked = model.is_ticked(index.row())
            box = inner.adjusted(0, 0, ICON - inner.width(), 0)
            mark = "square-check" if ticked else "square"
            place = mirrored(option.direction, inner, box)
            paint_icon(painter, mark, "accent" if ticked else ink, place)
            inner = mirrored(option.direction, inner, inner.adjusted(ICON + S + 1, 0, 0, 0))
        inner = self._paint_pills(painter, option, inner, row)
        title = inner.adjusted(0, _TITLE_TOP, 0, _TITLE_TOP + _TITLE_HIGH - inner.height())
        line = inner.adjusted(0, _LINE_TOP, 0, _LINE_TOP + _LINE_HIGH - inner.height())
        paint.text(painter, title, row.title, "body-medium", "ink-2" if row.muted else "ink")
        paint.text(painter, line, row.line, "small", "ink-2")

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tick with a click anywhere on the row, not on its box alone; the space bar as well."""
        if not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        checkable = model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable
        released = event.type() is QEvent.Type.MouseButtonRelease
        if not checkable or not released or event.button() is not Qt.MouseButton.LeftButton:
            return False
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, first: bool
    ) -> None:
        area = option.rect
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.ring(painter, area.adjusted(2, 3, -2, -2))
        if not first:
            painter.fillRect(QRect(area.left(), area.top(), area.width(), 1), colour("line"))

    def _paint_pills(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: Row[Key]
    ) -> QRect:
        """Paint the pills from the far end; give what is left for the words."""
        left = area
        for pill in reversed(row.pills):
            size = paint.pill_size(pill.words, pill.icon or None)
            place = QRect(0, 0, min(size.width(), left.width() // 2), size.height())
            place.moveCenter(left.center())
            place.moveRight(area.left() + left.width() - 1)
            shown = mirrored(option.direction, area, place)
            paint.pill(painter, shown, pill.words, pill.tone, pill.icon or None)
            left = left.adjusted(0, 0, -place.width() - S, 0)
        if row.pills:
            left = left.adjusted(0, 0, -XS, 0)
        return mirrored(option.direction, area, left)
