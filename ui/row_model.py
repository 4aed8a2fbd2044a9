"""The rows behind a `RowList`."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TEXTS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})


class Numbered(Protocol):
    """A row that stands for something with a number."""

    @property
    def id(self) -> int:
        """The number."""
        ...


Row = TypeVar("Row", bound=Numbered)


class RowModel(QAbstractListModel, Generic[Row]):
    """Rows that come all at once; a subclass says what a screen reader hears of each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> bool:
        """Show other rows; answers whether anything is different."""
        found = tuple(rows)
        if found == self._rows:
            return False
        self.beginResetModel()
        self._rows = found
        self.endResetModel()
        return True

    def row(self, at: int) -> Row:
        """Give the row of a line."""
        return self._rows[at]

    def place_of(self, number: int | None) -> int:
        """Say on which line the row of this number is, -1 where it isn't."""
        return next((at for at, row in enumerate(self._rows) if row.id == number), -1)

    def forget_words(self) -> None:
        """Put together anew what the rows say, which depends on how names are shown."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def spoken(self, at: int) -> str:
        """Say what a screen reader hears of a line."""
        raise NotImplementedError

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader hears of a row."""
        return self.spoken(index.row()) if role in _TEXTS and index.isValid() else None
