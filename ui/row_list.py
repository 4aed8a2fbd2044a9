"""A list of rows, as the columns of the window hold them."""

from typing import Literal

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import names
from ui.row_model import RowModel
from ui.widgets import paint
from ui.widgets.overlay_bar import OverlayBar

Index = QModelIndex | QPersistentModelIndex
WALK_MS = 200


class RowList(QListView):
    """Emits `chosen` with a row's number, and `entered_row` as well where it was Enter.

    A click counts at once, the arrow keys when they come to rest, so that walking past a row
    doesn't open it. Letters go to no row, for that would open it: they come as `typed`.
    """

    chosen = Signal(int)
    entered_row = Signal(int)
    typed = Signal(str)

    def __init__(
        self,
        name: str,
        model: QAbstractItemModel,
        delegate: QStyledItemDelegate,
        ground: Literal["paper", "sheet-2", "sheet"],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._quiet = False
        self._walk = QTimer(self, singleShot=True, interval=WALK_MS)
        self._walk.timeout.connect(lambda: self._choose(self.currentIndex().row()))
        self._aside: tuple[QAbstractItemModel, QItemSelectionModel, int] | None = None
        delegate.setParent(self)
        self.setAccessibleName(name)
        self.setProperty("ground", ground)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().setSingleStep(24)
        if ground != "sheet":
            # Rows on a card reach its edges, where the bar would lie over them.
            OverlayBar(self)
        self.clicked.connect(lambda index: self._choose(index.row()))
        names.style.changed.connect(self._on_names)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Wait until the arrow keys rest."""
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid():
            self._walk.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark a row where none is, without opening it."""
        before, self._quiet = self._quiet, True
        super().focusInEvent(event)
        self._quiet = before

    def keyboardSearch(self, search: str) -> None:
        """Hand letters on."""
        self.typed.emit(search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, and go on into what was opened."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            row = self.currentIndex().row()
            if row >= 0:
                self._choose(row)
                self.entered_row.emit(row)
            return
        super().keyPressEvent(event)

    def mark(self, row: int) -> None:
        """Show which row is open without opening it; -1 for none."""
        self._quiet = True
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif row != self.currentIndex().row() or not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.model().index(row, 0))
        self._quiet = False
        self._walk.stop()

    def clear_texts(self) -> None:
        """Take the rows out of the view, and so out of the accessibility tree."""
        if self._aside is None:
            self._walk.stop()
            self._aside = (self.model(), self.selectionModel(), self.verticalScrollBar().value())
            self.setModel(None)

    def restore_texts(self) -> None:
        """Bring the rows back, with what was selected and where they were scrolled to."""
        if self._aside is not None:
            model, selection, scroll = self._aside
            self._aside = None
            self._quiet = True
            self.setModel(model)
            self.setSelectionModel(selection)
            self._quiet = False
            self.scheduleDelayedItemsLayout()
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(scroll)

    def _on_names(self) -> None:
        model = self._aside[0] if self._aside is not None else self.model()
        if isinstance(model, RowModel):
            model.forget_words()
        self.viewport().update()

    def _choose(self, row: int) -> None:
        self._walk.stop()
        if row >= 0:
            self.chosen.emit(row)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
    """The ground of a row: chosen, under the pointer, or none; and the mark of the focus."""
    if option.state & QStyle.StateFlag.State_Selected:
        paint.panel(painter, area, "accent-soft")
    elif option.state & QStyle.StateFlag.State_MouseOver:
        paint.panel(painter, area, "hover")
    if option.state & QStyle.StateFlag.State_HasFocus:
        paint.ring(painter, area)
