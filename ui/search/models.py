"""The results as a list: what a screen reader hears of each line, and how it is painted."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resources.tokens import TONES, L, M, S, Tone
from ui import names
from ui.row_list import paint_ground
from ui.row_model import Index
from ui.search.places import utf16_length
from ui.search.rows import (
    ActionLine,
    ClientLine,
    DocumentLine,
    Heading,
    Line,
    MeasureLine,
    PassageLine,
)
from ui.strings import dates
from ui.strings import documents as document_words
from ui.strings import editor as editor_words
from ui.strings import search as words
from ui.theme import colour, font
from ui.theme.fonts import metrics, width
from ui.theme.icons import paint as paint_icon
from ui.widgets import paint
from ui.widgets.paint import ICON, mirrored
from vault.clients import initials
from vault.ports import Clock
from vault.snippets import Snippet, Span

_NOWHERE = QModelIndex()
_TEXTS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})
_HEIGHTS: dict[type, int] = {
    Heading: 30,
    ClientLine: 44,
    PassageLine: 58,
    DocumentLine: 58,
    MeasureLine: 58,
    ActionLine: 38,
}
_PILL_WIDEST = 140
_LEAD = 28
_AVATAR = 28


class SearchModel(QAbstractListModel):
    """The lines of the results; headings can't be chosen."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._lines: tuple[Line, ...] = ()

    def set_lines(self, lines: Sequence[Line]) -> bool:
        """Show other lines; answers whether anything is different."""
        found = tuple(lines)
        if found == self._lines:
            return False
        before = self._lines
        if before and found[: len(before)] == before:
            self.beginInsertRows(_NOWHERE, len(before), len(found) - 1)
            self._lines = found
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._lines = found
            self.endResetModel()
        return True

    def line(self, at: int) -> Line:
        """Give a line."""
        return self._lines[at]

    def first_choice(self) -> int:
        """Give the first line that can be chosen, -1 where there is none."""
        return self.choice(-1, 0)

    def choice(self, at: int, step: int) -> int:
        """Give the line so many choices on from another, the last or the first at the most.

        The first where `at` can't be chosen, -1 where nothing can.
        """
        choices = [place for place, line in enumerate(self._lines) if not isinstance(line, Heading)]
        if at not in choices:
            return choices[0] if choices else -1
        return choices[min(max(choices.index(at) + step, 0), len(choices) - 1)]

    def when(self, at_utc: datetime) -> str:
        """Say when something was, with the year where it isn't the present one."""
        return dates.short_day(self._local(at_utc), self._clock.today())

    def spoken(self, at: int) -> str:
        """Say what a screen reader hears of a line."""
        line = self._lines[at]
        if isinstance(line, Heading):
            return line.words
        if isinstance(line, ClientLine):
            return words.row_for_reader(line.called, line.case_number)
        if isinstance(line, ActionLine):
            return words.row_for_reader(line.label, line.action.cap)
        if isinstance(line, DocumentLine):
            hit = line.hit
            title, snippet = names.veiled(hit.title), names.veiled(hit.snippet.text)
            day = self.when(hit.added_at_utc)
            return words.row_for_reader(title, document_detail(line), day, snippet)
        if isinstance(line, MeasureLine):
            called, day = names.shown(line.hit.called), self.when(line.hit.taken_at_utc)
            return words.row_for_reader(line.title, called, day, line.said)
        person = words.about(line.person.words) if line.person else ""
        day, snippet = self.when(line.hit.happened_at_utc), names.veiled(line.hit.snippet.text)
        told = editor_words.in_confidence() if line.hit.in_confidence else ""
        return words.row_for_reader(line.whose, line.title, day, person, told, snippet)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader hears of a line."""
        return self.spoken(index.row()) if role in _TEXTS and index.isValid() else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is only read."""
        if index.isValid() and isinstance(self._lines[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def _local(self, at_utc: datetime) -> date:
        return self._clock.local(at_utc).date()


def document_detail(line: DocumentLine) -> str:
    """Say whose a document is, whom else it is about, how it was given, and where the words are."""
    hit = line.hit
    person = words.about(names.shown(hit.third_person)) if hit.third_person else ""
    given = document_words.in_confidence() if hit.in_confidence else ""
    page = words.page(hit.page + 1) if hit.page is not None else ""
    return " · ".join(part for part in (names.shown(hit.called), person, given, page) if part)


class SearchDelegate(QStyledItemDelegate):
    """Paints a line, with the words that were looked for marked in the tone of the person."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Each kind of line has its own height."""
        model = index.model()
        if not isinstance(model, SearchModel):
            return QSize()
        return QSize(200, _HEIGHTS[type(model.line(index.row()))])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line, on the ground of the selection where it is selected."""
        model = index.model()
        if not isinstance(model, SearchModel):
            return
        line = model.line(index.row())
        area = option.rect.adjusted(S, 0, -S, 0)
        if isinstance(line, Heading):
            foot = area.adjusted(M, 0, -M, 0)
            paint.text(painter, foot, line.words, "small-strong", "ink-2")
            return
        paint_ground(painter, option, area)
        stroke = _Stroke(painter, area.adjusted(M, 0, -M, 0), option)
        if isinstance(line, ClientLine):
            stroke.client(line)
        elif isinstance(line, ActionLine):
            stroke.action(line)
        elif isinstance(line, DocumentLine):
            hit = line.hit
            title, day = names.veiled(hit.title), model.when(hit.added_at_utc)
            stroke.head("file-text", title, document_detail(line), day)
            stroke.snippet(hit.snippet, "accent")
        elif isinstance(line, MeasureLine):
            result = line.hit
            called, day = names.shown(result.called), model.when(result.taken_at_utc)
            stroke.head("chart-line", line.title, called, day)
            stroke.snippet(Snippet(line.said), "accent")
        else:
            hits = line.hit
            more = words.others(hits.others) if hits.others else ""
            detail = " · ".join(part for part in (line.title, more) if part)
            stroke.head("notebook-text", line.whose, detail, model.when(hits.happened_at_utc))
            stroke.snippet(hits.snippet, line.tone, line)


class _Stroke:
    """The parts of one line."""

    def __init__(self, painter: QPainter, area: QRect, option: QStyleOptionViewItem) -> None:
        self._painter = painter
        self._area = area
        self._direction = option.direction
        self._selected = bool(option.state & QStyle.StateFlag.State_Selected)

    def client(self, line: ClientLine) -> None:
        """Initials, the name and the number of the file."""
        area = self._area
        circle = QRect(area.left() - 4, area.top(), _AVATAR, area.height())
        paint.avatar(self._painter, self._placed(circle), initials(line.called))
        wide = width("small", line.case_number)
        far = QRect(area.right() - wide + 1, area.top(), wide, area.height())
        paint.text(self._painter, self._placed(far), line.case_number, "small", "ink-2")
        name = area.adjusted(_LEAD, 0, -wide - S, 0)
        self._marked(self._placed(name), line.called, line.marks, "accent")

    def action(self, line: ActionLine) -> None:
        """Its icon, its words and its keys."""
        area, action = self._area, line.action
        mark = QRect(area.left(), area.top(), ICON, area.height())
        paint_icon(self._painter, action.icon, "ink-2", self._placed(mark))
        wide = 0
        if action.cap:
            size = paint.key_size(action.cap)
            wide = size.width()
            top = area.top() + (area.height() - size.height()) // 2
            cap = QRect(area.right() - wide + 1, top, wide, size.height())
            paint.key(self._painter, self._placed(cap), action.cap)
        label = self._placed(area.adjusted(_LEAD, 0, -wide - S, 0))
        paint.text(self._painter, label, line.label, "body", "ink")

    def head(self, icon: str, title: str, detail: str, day: str) -> None:
        """The upper half: what it is, and when."""
        top = self._area.adjusted(0, 7, 0, 0)
        top.setHeight(20)
        mark = QRect(top.left(), top.top(), ICON, top.height())
        paint_icon(self._painter, icon, "ink-2", self._placed(mark))
        wide = width("small", day)
        far = QRect(top.right() - wide + 1, top.top(), wide, top.height())
        paint.text(self._painter, self._placed(far), day, "small", "ink-2")
        rest = top.adjusted(_LEAD, 0, -wide - L, 0)
        least = min(width("small", detail), rest.width() // 2)
        own = min(width("body-medium", title), rest.width() - least - S)
        name = QRect(rest.left(), rest.top(), own, rest.height())
        paint.text(self._painter, self._placed(name), title, "body-medium", "ink")
        aside = rest.adjusted(own + S, 0, 0, 0)
        paint.text(self._painter, self._placed(aside), detail, "small", "ink-2")

    def snippet(self, snippet: Snippet, tone: Tone, line: PassageLine | None = None) -> None:
        """The lower half: whom it is about, and the words in their place."""
        foot = self._area.adjusted(_LEAD, 29, 0, -6)
        if line is not None and line.person is not None:
            icon = "lock" if line.hit.in_confidence else None
            size = paint.pill_size(line.person.words, icon)
            wide = min(size.width(), _PILL_WIDEST)
            top = foot.top() + (foot.height() - size.height()) // 2
            pill = QRect(foot.left(), top, wide, size.height())
            person = line.person
            paint.pill(self._painter, self._placed(pill), person.words, person.tone, icon)
            foot = foot.adjusted(wide + S, 0, 0, 0)
        shown = names.veiled_snippet(snippet)
        self._marked(self._placed(foot), shown.text, shown.marks, tone)

    def _marked(self, area: QRect, text: str, marks: tuple[Span, ...], tone: Tone) -> None:
        """One line of text, its marks strong and on a ground; it follows its own direction."""
        fitting = metrics("body").elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        kept = len(fitting) if fitting == text else len(fitting) - 1
        layout = QTextLayout(fitting, font("body"))
        layout.setFormats([_format(fitting, *span, tone) for span in marks if span[1] <= kept])
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        wide = min(area.width(), round(line.naturalTextWidth()))
        inner = QRect(area.left(), area.top(), wide, area.height())
        place = mirrored(self._direction, area, inner)
        top = area.top() + (area.height() - line.height()) / 2
        self._painter.save()
        self._painter.setClipRect(area)
        self._painter.setPen(colour("ink"))
        layout.draw(self._painter, QPointF(place.left(), top))
        self._painter.restore()

    def _placed(self, inner: QRect) -> QRect:
        return mirrored(self._direction, self._area, inner)


def _format(text: str, start: int, end: int, tone: Tone) -> QTextLayout.FormatRange:
    """Give how a mark looks; Qt counts in UTF-16, Python in characters."""
    ink, ground = TONES[tone]
    look = QTextCharFormat()
    look.setFont(font("body-strong"))
    look.setForeground(colour(ink))
    look.setBackground(colour(ground))
    marked = QTextLayout.FormatRange()
    marked.start = utf16_length(text[:start])
    marked.length = utf16_length(text[start:end])
    marked.format = look
    return marked
