"""What goes into the file: the records with their ticks, and why one of them stays."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QSizePolicy, QVBoxLayout, QWidget

from resources import reference
from resources.tokens import CARD_RADIUS, XS, L, M
from ui import names
from ui.releases.desk import DeskViewModel, Record
from ui.releases.rows import FittedList, PillWords, Row, RowsModel, padded
from ui.strings import dates
from ui.strings import left_out as left_out_words
from ui.strings import notes as note_words
from ui.strings import printed as printed_words
from ui.strings import releases as words
from ui.strings import units as unit_words
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.focus import hand_focus_on
from ui.widgets.text import Line, Text
from vault.ids import NoteId
from vault.notes import NoteType
from vault.release_gate import Outcome, Reason


class RecordList(QWidget):
    """The third step of the desk."""

    def __init__(self, desk: DeskViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model: RowsModel[NoteId] = RowsModel(
            lambda note_id, on: desk.tick([note_id], on=on), self
        )
        self._card = Card(words.what_goes(), flush=True, stacked=True)
        self._card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._all = Button(words.choose_none(), "link")
        self._all.clicked.connect(self._on_all)
        self._card.head.addWidget(self._all)
        self._list = FittedList(words.what_goes(), self._model)
        self._list.setSelectionMode(QListView.SelectionMode.NoSelection)
        self._list.selectionModel().currentChanged.connect(self._explain)
        self._empty = padded(Text(words.no_records(), "small", "ink-2"))
        self._card.body.setContentsMargins(1, 0, 1, 1)
        self._card.body.addWidget(self._list)
        self._card.body.addWidget(self._empty)
        self._not_in_file = Text("", "small", "ink-2")
        self._why = _Why()
        hand_focus_on(self, self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M + 2)
        column.addWidget(self._card)
        column.addWidget(self._not_in_file)
        column.addWidget(self._why)
        column.addStretch(1)
        desk.changed.connect(self._render)
        names.style.changed.connect(self._render)
        desk.choice_changed.connect(self._render_choice)
        self._render()

    def _render(self) -> None:
        units = {one.candidate.unit.id for one in self._desk.records}
        self._model.show(
            _row(one, self._desk, several=len(units) > 1) for one in self._desk.records
        )
        self._list.setVisible(bool(self._desk.records))
        self._empty.setVisible(self._desk.desk is not None and not self._desk.records)
        missing = not_in_file(self._desk)
        never = left_out_words.never_process_notes() if self._desk.desk is not None else ""
        self._not_in_file.setText(f"{missing}. {never}" if missing else never)
        self._render_choice()
        self._explain()

    def _render_choice(self) -> None:
        self._model.tick(frozenset() if self._desk.blocks else self._desk.chosen)
        period = self._desk.period
        self._card.aside.setText(printed_words.period(*period) if period else "")
        can_go = [one.note_id for one in self._desk.records if one.can_go]
        self._all.setVisible(len(can_go) > 1 and not self._desk.blocks)
        every = set(can_go) <= self._desk.chosen
        self._all.set_label(words.choose_none() if every else words.choose_all())

    def _on_all(self) -> None:
        can_go = {one.note_id for one in self._desk.records if one.can_go}
        self._desk.tick_all(on=not can_go <= self._desk.chosen)

    def _explain(self) -> None:
        """Say why the row with the focus stays, or else the first one that does."""
        at = self._list.currentIndex().row()
        records = self._desk.records
        here = [records[at]] if 0 <= at < len(records) else []
        staying = [one for one in (*here, *records) if one.verdict.reason is not None]
        self._why.show_record(staying[0] if staying else None)


class _Why(QFrame):
    """Why one record stays, and by which rule."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Line("", "body-strong")
        self._section = Line("", "small", "ink-2")
        self._reason = Text("", "small")
        self._rule = Text("", "small", "ink-2")
        top = QHBoxLayout()
        top.setSpacing(M)
        top.addWidget(self._title, 1)
        top.addWidget(self._section)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M + 1, L, M + 1)
        column.setSpacing(XS)
        column.addLayout(top)
        column.addWidget(self._reason)
        column.addWidget(self._rule)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with the edge of what is refused."""
        del event
        paint.panel(QPainter(self), self.rect(), "sheet", "stop", radius=CARD_RADIUS)

    def show_record(self, record: Record | None) -> None:
        """Explain a record, or nothing."""
        reason = record.verdict.reason if record is not None else None
        self.setVisible(reason is not None)
        if record is None or reason is None:
            for text in (self._title, self._section, self._reason, self._rule):
                text.setText("")
            return
        in_part = record.verdict.outcome is Outcome.IN_PART
        self._title.setText(words.record_stays(heading(record), in_part=in_part))
        rule = reference.rule(reason)
        self._section.setText(rule.section if rule is not None else "")
        self._reason.setText(words.stays(reason, confidences(record)))
        self._rule.setText(rule_words(reason, with_section=False))
        self._rule.setVisible(rule is not None)


def not_in_file(desk: DeskViewModel) -> str:
    """Count what no release can hold yet; empty where there is nothing, or no desk."""
    if desk.desk is None:
        return ""
    left_out = desk.desk.left_out
    with_others = sum(one.verdict.reason is Reason.SEEN_WITH_OTHERS for one in desk.records)
    return left_out_words.not_in_file(left_out.documents, left_out.measures, with_others)


def rule_words(reason: Reason, *, with_section: bool = True) -> str:
    """The rule behind a reason, as the screen shows it; nothing where it is our own."""
    rule = reference.rule(reason)
    if rule is None:
        return ""
    section = rule.section if with_section else ""
    if not rule.is_verified:
        return words.unverified(rule.paraphrase, section)
    return words.rule(rule.paraphrase, section, rule.checked_on)


def heading(record: Record) -> str:
    """A record's title."""
    number = record.row.number if record.row is not None else None
    return note_words.title(record.candidate.note.type, number)


def confidences(record: Record) -> int:
    """How many passages of a record were told in confidence."""
    parts = (record.candidate.note, *record.candidate.addenda)
    return sum(one.in_confidence for part in parts for one in part.content.passages)


def _row(record: Record, desk: DeskViewModel, *, several: bool) -> Row[NoteId]:
    """Give a record's line; of `several` units each has a session of the same number."""
    note = record.candidate.note
    reason = record.verdict.reason
    day = dates.when_brief(desk.local(note.happened_at_utc), desk.today)
    facts = [day]
    if several and desk.desk is not None:
        facts.append(unit_words.seen(record.candidate.unit, desk.desk.request.client_id))
    if record.row is not None and record.row.minutes and note.type is NoteType.PROGRESS:
        facts.append(note_words.minutes(record.row.minutes))
    pills = [PillWords(*words.stays_pill(reason))] if reason is not None else []
    if reason is not None:
        facts.append(words.stays(reason, confidences(record)))
    elif note.signature is not None:
        signed = desk.local(note.signature.signed_at_utc).date()
        facts.append(words.signed_on(dates.short_day(signed, desk.today)))
    if record.candidate.addenda and record.can_go:
        pills.insert(0, PillWords(words.addenda(len(record.candidate.addenda))))
    muted = not record.can_go or bool(desk.blocks)
    return Row(note.id, heading(record), " · ".join(facts), tuple(pills), muted)
