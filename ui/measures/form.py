"""The form of one measure: when it was filled in, the answers, and the score as it grows."""

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from resources.measures import Measure
from resources.tokens import XL, L, M, S
from ui.measures.answers import ItemRow
from ui.measures.view_model import measure_of
from ui.strings import errors as error_words
from ui.strings import measures as words
from ui.strings import scores as score_words
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Rule
from ui.widgets.choice import CheckBox, ComboBox
from ui.widgets.form import FieldRow, ProblemLine
from ui.widgets.overlay_bar import OverlayBar
from ui.widgets.own_words import OwnField
from ui.widgets.text import Line, Text
from vault import scoring
from vault.errors import ChangedElsewhere, InvalidField, Problem
from vault.ids import MeetingId
from vault.measures import MeasureDraft

_MEASURE = 720
_FIRST = 7
_SLICE = 5


class ResultForm(QWidget):
    """Made anew for each filling in; `typed` gives what stands in it."""

    edited = Signal()
    saved = Signal()
    discarded = Signal()
    left = Signal()

    def __init__(self, draft: MeasureDraft, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._measure = measure = measure_of(draft)
        self._meetings: list[MeetingId | None] = [draft.meeting_id]
        self._aside: tuple[int | None, ...] | None = None
        self._day = FieldRow(words.taken_on(), QLineEdit(draft.taken_on))
        self._at = ComboBox(words.meeting())
        self._meeting = FieldRow(words.meeting(), self._at)
        self._reason = FieldRow(words.reason(), OwnField(draft.reason), words.correct_hint())
        self._only = CheckBox(words.total_only())
        self._total = FieldRow(words.total(), QLineEdit(draft.total), words.total_hint(measure))
        # From the outside in: what stands in a tree already is moved with all that is below it.
        self._area, self._holder = _scrolled(self)
        self._items = QWidget(self._holder)
        self._rows = _item_rows(measure, self._items)
        self._live = Line("", "body-medium")
        self._back = Button(words.back(), "quiet", icon="arrow-left")
        self._discard = Button(words.discard(), "quiet", icon="trash-2")
        self._save = Button(words.save(), "primary", icon="check")
        self._problem = ProblemLine()
        self._trouble = Banner()
        self._lay_out(heading)
        self._fill()
        self._connect()
        self._show_score()

    def focus_first(self) -> None:
        """Go to the first item without an answer, or the score."""
        gaps = [row for row in self._rows if row.cells.answer is None]
        if self._wants_total():
            self._total.setFocus()
            return
        goal = (gaps or self._rows)[0]
        at = self._rows.index(goal)
        goal.setFocus()
        if at > 0:
            # Where it is shows only once the form is laid out.
            QTimer.singleShot(0, self, lambda: self._walk(at))

    def typed(self) -> MeasureDraft:
        """Give the form as it stands."""
        measure, answers, total = self._measure, self._answers(), _text(self._total)
        if measure.levels:
            (level,) = answers
            answers, total = (), "" if level is None else str(level)
        elif self._wants_total():
            answers = ()
        return MeasureDraft(
            measure.id,
            _text(self._day),
            answers,
            total,
            total_only=bool(measure.form) and self._only.isChecked(),
            meeting_id=self._meetings[max(0, self._at.currentIndex())],
            corrects=self._draft.corrects,
            base_version=self._draft.base_version,
            reason=_text(self._reason),
        )

    def show_meetings(self, found: list[tuple[MeetingId, str]]) -> None:
        """Offer the meetings of the day; the first is meant until somebody says otherwise."""
        before = self._meetings[max(0, self._at.currentIndex())]
        offered = [number for number, _ in found]
        self._meetings = [None, *offered]
        wanted = before if before in offered else None
        if wanted is None and offered and self._draft.corrects is None:
            wanted = offered[0]
        self._at.blockSignals(True)
        self._at.clear()
        self._at.addItems([words.no_meeting(), *(label for _, label in found)])
        self._at.setCurrentIndex(self._meetings.index(wanted))
        self._at.blockSignals(False)
        self._meeting.setVisible(bool(found))

    def refuse(self, error: object) -> None:
        """Say beside the button, and beside the field, what keeps the result from being saved."""
        for row in (self._day, self._total, self._reason):
            row.set_problem("")
        self._problem.show_sentence("")
        rows = {"taken_on": self._day, "total": self._total, "reason": self._reason}
        if isinstance(error, InvalidField) and error.field in rows:
            row = rows[error.field]
            if row.isVisibleTo(self):
                self._show_problem(row, _sentence(error))
                return
        sentence, step = error_words.words_for(error)
        if isinstance(error, ChangedElsewhere):
            sentence, step = words.clash(), ""
        self._problem.show_sentence(f"{sentence} {step}".strip())

    def _show_problem(self, row: FieldRow, sentence: str) -> None:
        row.set_problem(sentence)
        self._problem.show_sentence(f"{row.field.accessibleName()}: {sentence}")
        row.setFocus()
        # Both sentences take room, and where the field is shows only once they are laid out.
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(row, 0, XL))

    def show_trouble(self, error: object) -> None:
        """Say that the form can't be stored at present, or that it can again."""
        if error is None:
            self._trouble.hide()
        else:
            self._trouble.show_message(error_words.words_for(error)[0], "stop")
            self._trouble.show()

    def clear_texts(self) -> None:
        """Take the answers off: a slider's value can be read as well."""
        self._aside = self._answers()
        for row in self._rows:
            row.cells.show_answer(None)

    def restore_texts(self) -> None:
        """Bring the answers back."""
        answers, self._aside = self._aside or (), None
        for row, answer in zip(self._rows, answers, strict=False):
            row.cells.show_answer(answer)

    def _lay_out(self, heading: str) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(XL - M, M, XL, M)
        head.setSpacing(S)
        head.addWidget(self._back)
        head.addWidget(Line(heading, "section"), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(Rule())
        outer.addWidget(self._area, 1)
        outer.addWidget(Rule())
        outer.addLayout(self._foot())
        self._lay_out_sheet()
        fields = [self._day.field, self._at, self._reason.field, self._only, self._total.field]
        cells = [row.cells for row in self._rows]
        for before, after in pairwise([self._back, *fields, *cells, self._discard, self._save]):
            QWidget.setTabOrder(before, after)

    def _lay_out_sheet(self) -> None:
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(XL, L, XL, XL)
        column.setSpacing(L)
        column.addWidget(self._trouble)
        self._trouble.hide()
        pair = QHBoxLayout()
        pair.setSpacing(L)
        pair.addWidget(self._day, 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self._meeting, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(pair)
        column.addWidget(self._reason)
        column.addWidget(self._only, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._total)
        column.addWidget(self._items)
        column.addWidget(Text(_fine_print(self._measure), "small", "ink-2"))
        column.addStretch(1)
        self._lay_out_items()

    def _lay_out_items(self) -> None:
        column = QVBoxLayout(self._items)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(L)
        form = self._measure.form
        if form is not None:
            column.addWidget(Text(form.instruction, "body-strong"))
            column.addWidget(Text(words.keys_hint(len(form.answers) - 1), "small", "ink-2"))
        self._placed = QVBoxLayout()
        self._placed.setSpacing(L)
        column.addLayout(self._placed)
        self._place(_FIRST)
        for level in self._measure.levels:
            said = words.level_line(level.name, level.when)
            if not level.origin.is_verified:
                said = f"{said} {words.not_verified()}"
            column.addWidget(Text(said, "small", "ink-2"))

    def _place(self, count: int) -> None:
        """Put so many more items below the others; long forms come in slices."""
        waiting = self._rows[self._placed.count() :]
        for row in waiting[:count]:
            self._placed.addWidget(row)
            row.show()
        if len(waiting) > count:
            QTimer.singleShot(0, self, lambda: self._place(_SLICE))

    def _foot(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self._live, 1)
        row.addWidget(self._discard)
        row.addWidget(self._save)
        column = QVBoxLayout()
        column.setContentsMargins(XL, M, XL, M)
        column.setSpacing(S)
        column.addWidget(self._problem)
        column.addLayout(row)
        return column

    def _fill(self) -> None:
        draft, measure = self._draft, self._measure
        self._reason.setVisible(draft.corrects is not None)
        self._meeting.setVisible(draft.meeting_id is not None)
        self._only.setVisible(measure.form is not None)
        self._only.setChecked(draft.total_only)
        given: tuple[int | None, ...] = draft.answers
        if measure.levels:
            given = (int(draft.total),) if draft.total.isdigit() else ()
        for row, answer in zip(self._rows, given, strict=False):
            row.cells.show_answer(answer)
        self._show_fields()

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._discard.clicked.connect(self.discarded)
        self._save.clicked.connect(self.saved)
        for row in (self._day, self._total, self._reason):
            field = row.field
            assert isinstance(field, QLineEdit)  # noqa: S101 -- made above
            field.textEdited.connect(self._on_edited)
        self._at.activated.connect(self._on_edited)
        self._only.clicked.connect(self._show_fields)
        self._only.clicked.connect(self._on_edited)
        for at, item in enumerate(self._rows):
            item.cells.answered.connect(self._on_edited)
            item.cells.walked.connect(lambda step, at=at: self._walk(at + step))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.saved)

    def _on_edited(self) -> None:
        self._show_score()
        self.edited.emit()

    def _walk(self, to: int) -> None:
        if 0 <= to < len(self._rows):
            if to >= self._placed.count():
                self._place(len(self._rows))
            row = self._rows[to]
            row.cells.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(row, 0, XL)

    def _wants_total(self) -> bool:
        return not self._rows or (bool(self._measure.form) and self._only.isChecked())

    def _show_fields(self) -> None:
        wanted = self._wants_total()
        self._total.setVisible(wanted)
        self._items.setVisible(not wanted)

    def _answers(self) -> tuple[int | None, ...]:
        # A form that is covered can still be stored, and holds what stood there.
        return self._aside or tuple(row.cells.answer for row in self._rows)

    def _show_score(self) -> None:
        measure, answers = self._measure, self._answers()
        total = scoring.total(answers)
        if self._wants_total():
            said = ""
        elif total is not None:
            said = score_words.total_is(measure, total)
        elif measure.levels:
            said = ""
        else:
            given = [answer for answer in answers if answer is not None]
            said = score_words.so_far(len(given), len(answers), sum(given))
        if said != self._live.text():
            self._live.setText(said)
            if total is not None:
                announce(self, said)


def _scrolled(parent: QWidget) -> tuple[QScrollArea, QWidget]:
    """Make an area that scrolls, and in it a column of a comfortable width."""
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    OverlayBar(area)
    sheet = QWidget()
    area.setWidget(sheet)
    holder = QWidget(sheet)
    holder.setMaximumWidth(_MEASURE)
    row = QHBoxLayout(sheet)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(holder, 1)
    row.addStretch(0)
    return area, holder


def _item_rows(measure: Measure, parent: QWidget) -> list[ItemRow]:
    form = measure.form
    if form is not None:
        count = len(form.items)
        return [
            ItemRow(wording, form.answers, number, count, parent=parent)
            for number, wording in enumerate(form.items, start=1)
        ]
    if measure.levels:
        labels = tuple(score_words.band_name(level.name) for level in measure.levels)
        return [ItemRow(words.triage(), labels, parent=parent)]
    return []


def _fine_print(measure: Measure) -> str:
    lines = [measure.attribution] if measure.attribution else [measure.licence.terms]
    if measure.form is not None:
        lines.append(words.wording_source(measure.form.origin.source))
    if not measure.is_verified and not measure.levels:
        lines.append(words.not_verified())
    return "\n".join(lines)


def _sentence(error: InvalidField) -> str:
    if error.field == "total" and error.problem is Problem.NOT_TEXT:
        return words.not_a_number()
    if error.field == "taken_on" and error.problem is Problem.EMPTY:
        return words.day_missing()
    return error_words.problem(error.problem)


def _text(row: FieldRow) -> str:
    field = row.field
    return field.text() if isinstance(field, QLineEdit) else ""
