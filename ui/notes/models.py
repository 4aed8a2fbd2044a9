"""The timeline: a client's notes as a list."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resources.tokens import M, S, Tone
from ui.row_list import paint_ground
from ui.row_model import Index, RowModel
from ui.strings import dates
from ui.strings import notes as words
from ui.strings import reading as reading_words
from ui.strings import units as unit_words
from ui.theme.fonts import width
from ui.widgets import paint
from ui.widgets.paint import mirrored
from vault.ids import ClientId, UnitId
from vault.notes import NoteRow
from vault.ports import Clock
from vault.units import Unit

ROW_HEIGHT = 65
_LINE = 20


class TimelineModel(RowModel[NoteRow]):
    """Notes, newest first."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._units: dict[UnitId, Unit] = {}
        self._client_id: ClientId | None = None

    def show_client(self, client_id: ClientId | None, units: Sequence[Unit]) -> None:
        """Say whose notes these are, and in which units."""
        self._client_id = client_id
        self._units = {unit.id: unit for unit in units}

    def beside(self, row: NoteRow, *, brief: bool = False) -> str:
        """Say how the client was seen and who was there, or only one of the two.

        With whom is said only where there are several units of one kind.
        """
        alike = [unit for unit in self._units.values() if unit.kind is row.kind]
        unit = self._units.get(row.unit_id) if len(alike) > 1 else None
        seen = unit_words.seen(unit, self._client_id) if unit and self._client_id else ""
        return words.who(row, seen, brief=brief)

    @property
    def today(self) -> date:
        """The present day, which dates are shown against."""
        return self._clock.today()

    def when(self, row: NoteRow) -> str:
        """Say when a note's meeting was."""
        return dates.when_brief(self._clock.local(row.happened_at_utc), self.today)

    def spoken(self, at: int) -> str:
        """Say what a screen reader hears of a note."""
        row = self.row(at)
        title, beside = words.title(row.type, row.number), self.beside(row)
        if row.late:
            beside = f"{reading_words.late_entry()} · {beside}"
        return words.row_for_reader(title, beside, self.when(row), state(row)[0])


def state(row: NoteRow) -> tuple[str, Tone, str]:
    """A note's pill: its words, its tone, its icon."""
    if not row.signed:
        return words.draft(), "warn", ""
    if row.addenda:
        return words.amended() if row.amended else words.addendum(), "accent", ""
    return words.signed(), "ok", "lock"


class TimelineDelegate(QStyledItemDelegate):
    """Paints a note: title and day, below them who was there and the state.

    A late entry has a line of its own for its label, beside the state.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A late entry is higher by a line."""
        model = index.model()
        late = isinstance(model, TimelineModel) and model.row(index.row()).late
        return QSize(120, ROW_HEIGHT + _LINE * late)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, on the ground of the selection where it is selected."""
        model = index.model()
        if not isinstance(model, TimelineModel):
            return
        row = model.row(index.row())
        area = option.rect.adjusted(S, 0, -S, -2)
        paint_ground(painter, option, area)
        inner = area.adjusted(M + 2, 10, -M - 2, -9)
        day = model.when(row)
        wide = width("small", day)
        top = QRect(inner.left(), inner.top(), inner.width(), _LINE)
        far = QRect(top.right() - wide + 1, top.top(), wide, _LINE)
        direction = option.direction
        paint.text(painter, mirrored(direction, top, far), day, "small", "ink-2")
        title = mirrored(direction, top, top.adjusted(0, 0, -wide - S, 0))
        paint.text(painter, title, words.title(row.type, row.number), "body-medium", "ink")
        label, tone, icon = state(row)
        if tone == "accent" and option.state & QStyle.StateFlag.State_Selected:
            tone = "neutral"
        size = paint.pill_size(label, icon or None)
        foot = QRect(inner.left(), inner.bottom() - size.height() + 1, inner.width(), size.height())
        pill = QRect(foot.right() - size.width() + 1, foot.top(), size.width(), size.height())
        paint.pill(painter, mirrored(direction, foot, pill), label, tone, icon or None)
        rest = mirrored(direction, foot, foot.adjusted(0, 0, -size.width() - S, 0))
        if row.late:
            paint.text(painter, rest, reading_words.late_entry(), "small", "ink-2")
            rest = foot.translated(0, -_LINE)
        beside = model.beside(row)
        if width("small", beside) > rest.width():
            beside = model.beside(row, brief=True)
        paint.text(painter, rest, beside, "small", "ink-2")
