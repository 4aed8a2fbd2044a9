"""The list of process notes."""

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from resources.tokens import M, S
from ui import names
from ui.process_notes.view_model import ProcessNotesViewModel
from ui.row_list import paint_ground
from ui.row_model import Index, RowModel
from ui.strings import dates
from ui.strings import process_notes as words
from ui.theme.fonts import width
from ui.widgets import paint
from ui.widgets.paint import mirrored
from vault.ports import Clock
from vault.process_notes import ProcessNoteRow

ROW_HEIGHT = 62


class ProcessNoteModel(RowModel[ProcessNoteRow]):
    """Process notes, the newest day first."""

    def __init__(
        self, clock: Clock, view_model: ProcessNotesViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._vm = view_model

    def day(self, row: ProcessNoteRow) -> str:
        """Say which day a note is about."""
        return dates.short_day(row.on, self._clock.today())

    def unit(self, row: ProcessNoteRow) -> str:
        """Say whose session it is about, where that isn't the client's alone."""
        unit = self._vm.unit_of(row)
        return words.of_unit(unit) if unit is not None else ""

    def spoken(self, at: int) -> str:
        """Say what a screen reader hears of a note."""
        row = self.row(at)
        return words.row_for_reader(row, self.day(row), self.unit(row))


class ProcessNoteDelegate(QStyledItemDelegate):
    """Paints a note: its day and unit, below them how it begins."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Each row is as high as the others."""
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, on the ground of the selection where it is selected."""
        model = index.model()
        if not isinstance(model, ProcessNoteModel):
            return
        row, direction = model.row(index.row()), option.direction
        area = option.rect.adjusted(S, 0, -S, -2)
        paint_ground(painter, option, area)
        inner = area.adjusted(M + 2, 10, -M - 2, -10)
        top = QRect(inner.left(), inner.top(), inner.width(), 20)
        unit = model.unit(row)
        wide = min(width("small", unit), top.width() * 3 // 5)
        far = QRect(top.right() - wide + 1, top.top(), wide, 20)
        paint.text(painter, mirrored(direction, top, far), unit, "small", "ink-2")
        day = mirrored(direction, top, top.adjusted(0, 0, -wide - S, 0))
        paint.text(painter, day, model.day(row), "body-medium", "ink")
        foot = QRect(inner.left(), inner.bottom() - 18, inner.width(), 18)
        paint.text(painter, foot, names.veiled(row.opening) or words.empty_row(), "small", "ink-2")
