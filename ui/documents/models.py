"""The list of a client's documents."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resources.tokens import M, S, Token
from ui import names
from ui.notes.tags import Mark, People
from ui.row_list import paint_ground
from ui.row_model import Index, RowModel
from ui.strings import dates
from ui.strings import documents as words
from ui.theme.fonts import width
from ui.theme.icons import paint as paint_icon
from ui.widgets import paint
from ui.widgets.paint import ICON, mirrored
from vault.documents import Document
from vault.media import DocumentKind
from vault.ports import Clock

ROW_HEIGHT = 65
_ICONS = {
    DocumentKind.PDF: "file-text",
    DocumentKind.IMAGE: "image",
    DocumentKind.TEXT: "sticky-note",
    DocumentKind.OTHER: "paperclip",
}
_MOST_PILL = 110

PeopleOf = Callable[[Document], People | None]


class DocumentListModel(RowModel[Document]):
    """Documents, newest first."""

    def __init__(self, clock: Clock, people_of: PeopleOf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._people_of = people_of

    @property
    def today(self) -> date:
        """The present day, which dates are shown against."""
        return self._clock.today()

    def when(self, row: Document) -> str:
        """Say when a document was added."""
        return dates.when_brief(self._clock.local(row.added_at_utc), self.today)

    def mark(self, row: Document) -> Mark | None:
        """Give the pill of whom it is about; None where there is only one person to be about."""
        people = self._people_of(row)
        return people.mark(row.about) if people is not None and people.is_shared else None

    def spoken(self, at: int) -> str:
        """Say what a screen reader hears of a document."""
        row = self.row(at)
        mark = self.mark(row)
        kind = words.kind_name(row.media.kind, row.media.ending)
        title, when = names.veiled(row.title) or words.untitled(), self.when(row)
        parts = (title, kind, words.size(row.size), when)
        line = words.row_for_reader(*parts, mark.words) if mark else ", ".join(parts)
        return words.removed_row(line) if row.removal else line


class DocumentDelegate(QStyledItemDelegate):
    """Paints a document: icon, title and day, below them kind, size and whom it is about."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Each row is as high as the others."""
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, on the ground of the selection where it is selected."""
        model = index.model()
        if not isinstance(model, DocumentListModel):
            return
        row = model.row(index.row())
        area = option.rect.adjusted(S, 0, -S, -2)
        paint_ground(painter, option, area)
        inner = area.adjusted(M, 10, -M - 2, -9)
        direction = option.direction
        icon = QRect(inner.left(), inner.top(), ICON, 20)
        paint_icon(painter, _ICONS[row.media.kind], "ink-2", mirrored(direction, inner, icon))
        rest = mirrored(direction, inner, inner.adjusted(ICON + S, 0, 0, 0))
        self._paint_title(painter, option, model, row, rest)
        self._paint_foot(painter, option, model, row, rest)

    def _paint_title(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        model: DocumentListModel,
        row: Document,
        rest: QRect,
    ) -> None:
        day = model.when(row)
        wide = width("small", day)
        top = QRect(rest.left(), rest.top(), rest.width(), 20)
        far = QRect(top.right() - wide + 1, top.top(), wide, 20)
        paint.text(painter, mirrored(option.direction, top, far), day, "small", "ink-2")
        title = mirrored(option.direction, top, top.adjusted(0, 0, -wide - S, 0))
        ink: Token = "ink-2" if row.removal or not row.title else "ink"
        paint.text(painter, title, names.veiled(row.title) or words.untitled(), "body-medium", ink)

    def _paint_foot(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        model: DocumentListModel,
        row: Document,
        rest: QRect,
    ) -> None:
        mark = Mark(words.removed(), "neutral") if row.removal else model.mark(row)
        wide = 0
        if mark is not None:
            size = paint.pill_size(mark.words)
            wide = min(size.width(), _MOST_PILL)
            top = rest.bottom() - size.height() + 1
            pill = QRect(rest.right() - wide + 1, top, wide, size.height())
            tone = mark.tone
            if tone == "accent" and option.state & QStyle.StateFlag.State_Selected:
                tone = "neutral"
            paint.pill(painter, mirrored(option.direction, rest, pill), mark.words, tone)
        foot = QRect(rest.left(), rest.bottom() - 20, rest.width() - wide - S, 21)
        kind = words.kind_name(row.media.kind, row.media.ending)
        facts = f"{kind} · {words.size(row.size)}"
        paint.text(painter, mirrored(option.direction, rest, foot), facts, "small", "ink-2")
