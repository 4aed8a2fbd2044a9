"""One measure of a client: how it went over time, each result, and what one of them says."""

from datetime import date, datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resources.measures import Measure, Origin
from resources.tokens import XL, L, M, S
from ui.measures.models import RESULT_HIGH, ResultDelegate, ResultModel, said_of
from ui.measures.plot import Point, ScorePlot
from ui.measures.reason import ReasonRow
from ui.measures.series import Reading, Risk, Series
from ui.row_list import RowList
from ui.strings import dates
from ui.strings import measures as words
from ui.strings import scores as score_words
from ui.unfinished import Unfinished
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Rule
from ui.widgets.overlay_bar import OverlayBar
from ui.widgets.own_words import OwnText
from ui.widgets.text import Line, Text
from vault import scoring
from vault.ports import Clock

_ROWS_AT_MOST = 6


class MeasureDetail(QScrollArea):
    """Shows one series; what it asks for comes with the result that it is asked for."""

    correction_asked = Signal(object)
    withdrawal_asked = Signal(object, str)
    look_given = Signal(object, str)
    risk_note_asked = Signal(object)

    def __init__(
        self,
        clock: Clock,
        withdrawals: Unfinished,
        looks: Unfinished,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        OverlayBar(self)
        self._clock = clock
        self._series: Series | None = None
        self._chosen: Reading | None = None
        self._may_correct = True
        self._name = Line("", "section")
        self._about = Line("", "small", "ink-2")
        self._risk = Banner()
        self._assessed = Line("", "small", "ink-2", icon="circle-check")
        self._plot = ScorePlot()
        self._model = ResultModel(self._day)
        self._list = RowList("", self._model, ResultDelegate(), "paper")
        self._taken = Line("", "body-strong")
        self._says = OwnText("")
        self._fine = Text("", "small", "ink-2")
        self._correct = Button(words.correct(), icon="pencil")
        self._withdraw = Button(words.withdraw(), "quiet", icon="ban")
        self._look = Button(words.no_note_needed(), "quiet", icon="eye")
        self._withdrawing = ReasonRow(
            words.withdraw_hint(), words.withdraw_now(), "danger", withdrawals
        )
        self._looking = ReasonRow(words.look_hint(), words.look_now(), "secondary", looks)
        self._lay_out()
        self._connect()

    def show_series(self, series: Series, chosen: int | None = None) -> None:
        """Show a series, at the result of a number or at the newest."""
        changed = self._series is None or self._series.measure.id != series.measure.id
        self._series = series
        measure = series.measure
        self._name.setText(measure.name)
        self._about.setText(measure.about)
        self._list.setAccessibleName(words.results_name(measure.name))
        self._model.set_rows(series.readings[::-1])
        self._list.setFixedHeight(RESULT_HIGH * min(len(series.readings), _ROWS_AT_MOST))
        points = [self._point(one) for one in _scored(series)]
        self._plot.show_points(measure, points, self._clock.today())
        self._plot.setVisible(bool(_scored(series)))
        self._fine.setText(_fine_print(measure))
        wanted = chosen
        if wanted is None and not changed and self._chosen is not None:
            wanted = self._chosen.id
        found = next((one for one in series.readings if one.id == wanted), series.newest)
        self._show_risk(series)
        self._choose(found)

    @property
    def chosen(self) -> int | None:
        """The number of the result that is shown."""
        return self._chosen.id if self._chosen is not None else None

    def let_correct(self, allowed: bool) -> None:
        """Say whether a form may be opened at present."""
        self._may_correct = allowed
        self._show_buttons()

    def focus_results(self) -> None:
        """Go to the results."""
        self._list.setFocus()

    def step_back(self) -> bool:
        """Take a question for a reason back; answers whether there was any."""
        asked = self._asked()
        for one in asked:
            one.close_question()
        return bool(asked)

    def finish(self) -> None:
        """Close the question whose answer was taken."""
        for one in self._asked():
            one.finish()

    def bring_back(self) -> None:
        """Ask again for reasons that were half typed."""
        for one in (self._withdrawing, self._looking):
            one.bring_back()
        self._show_buttons()

    def refuse(self, sentence: str) -> None:
        """Say what keeps a result from being withdrawn, or marked as looked at."""
        for one in self._asked():
            one.refuse(sentence)

    def clear_texts(self) -> None:
        """Take the plot off; what else is here is the curtain's."""
        self._plot.clear()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(self._name)
        head.addWidget(self._about, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(self._correct)
        buttons.addWidget(self._withdraw)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addLayout(head)
        for part in (self._risk, self._look, self._looking, self._assessed):
            column.addWidget(part)
            part.hide()
        column.setAlignment(self._look, Qt.AlignmentFlag.AlignTrailing)
        column.addWidget(self._plot)
        column.addWidget(self._list)
        column.addWidget(Rule())
        column.addWidget(self._taken)
        column.addWidget(self._says)
        column.addLayout(buttons)
        column.addWidget(self._withdrawing)
        column.addSpacing(S)
        column.addWidget(self._fine)
        column.addStretch(1)
        sheet = QWidget()
        sheet.setLayout(column)
        self.setWidget(sheet)

    def _connect(self) -> None:
        self._plot.chosen.connect(self._choose_number)
        self._list.chosen.connect(lambda row: self._choose(self._model.row(row)))
        self._correct.clicked.connect(lambda: self.correction_asked.emit(self._chosen))
        for button, row in ((self._withdraw, self._withdrawing), (self._look, self._looking)):
            button.clicked.connect(row.ask)
            button.clicked.connect(self._show_buttons)
            row.closed.connect(self._on_closed)
        self._withdrawing.given.connect(lambda why: self.withdrawal_asked.emit(self._chosen, why))
        self._looking.given.connect(lambda why: self.look_given.emit(self._call, why))
        self._risk.step_taken.connect(self._ask_risk_note)

    def _choose_number(self, number: int) -> None:
        readings = self._series.readings if self._series else ()
        for one in readings:
            if one.id == number:
                self._choose(one)

    def _choose(self, reading: Reading) -> None:
        self._chosen = reading
        self._list.mark(self._model.place_of(reading.id))
        self._plot.mark(reading.id)
        first, *others = self._lines(reading)
        self._taken.setText(first)
        self._says.setText("\n".join(others))
        self._withdrawing.show_about(None if reading.result.is_withdrawn else reading.id)
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen, asking = self._chosen, bool(self._asked())
        standing = chosen is not None and not chosen.result.is_withdrawn
        for button in (self._correct, self._withdraw):
            button.setVisible(standing and not asking)
        self._correct.setEnabled(self._may_correct)
        call = self._call
        self._look.setVisible(call is not None and call.waits and not asking)

    @property
    def _call(self) -> Reading | None:
        return self._series.call if self._series is not None else None

    def _on_closed(self, had_focus: bool) -> None:
        self._show_buttons()
        if had_focus:
            self.focus_results()

    def _asked(self) -> list[ReasonRow]:
        return [one for one in (self._withdrawing, self._looking) if not one.isHidden()]

    def _show_risk(self, series: Series) -> None:
        call, prompt = series.call, series.measure.risk
        waits = call is not None and call.waits
        written = call.assessed_on if call is not None else None
        self._looking.show_about(call.id if call is not None and waits else None)
        self._risk.setVisible(waits)
        self._assessed.setVisible(written is not None)
        if call is not None and call.risk is Risk.BEGUN:
            self._risk.show_message(words.risk_note_begun(), "warn", words.open_risk_note())
        elif prompt is not None and waits:
            self._risk.show_message(words.risk(prompt), "stop", words.write_risk_note())
        if written is not None:
            self._assessed.setText(words.risk_note_there(dates.dated(written)))

    def _ask_risk_note(self) -> None:
        self.risk_note_asked.emit(self._call.begun if self._call is not None else None)

    def _point(self, reading: Reading) -> Point:
        day = self._day(reading.result.entry.taken_at_utc)
        said = score_words.plot_point(dates.dated(day), said_of(reading))
        if reading.calls_for_risk_assessment:
            said = words.row_for_reader(said, score_words.plot_risk())
        label = score_words.points(reading.total or 0)
        if reading.measure.levels:
            label = said_of(reading)
        marked = reading.calls_for_risk_assessment
        return Point(reading.id, day, reading.total or 0, label, said, marked)

    def _lines(self, reading: Reading) -> list[str]:
        entry, measure = reading.result.entry, reading.measure
        day = dates.dated(self._day(entry.taken_at_utc))
        lines = [words.taken(day, words.at_meeting() if entry.meeting_id else "")]
        if reading.result.is_withdrawn:
            last = reading.result.revisions[-1]
            withdrawn_on = dates.dated(self._day(last.entered_at_utc))
            lines.append(words.withdrawn_line(withdrawn_on, last.reason))
        lines += _readings(reading)
        for earlier, text in (
            (reading.before, reading.since_last),
            (reading.first, reading.since_first),
        ):
            if earlier is not None and text is not None:
                since = dates.dated(self._day(earlier.entry.taken_at_utc))
                said = score_words.changed(text, since)
                lines.append(_doubted(said, text.reached.origin if text.reached else None))
        if entry.answers:
            lines.append(words.answers_line(entry.answers))
        look = reading.result.look
        if look is not None:
            looked_on = dates.dated(self._day(look.looked_at_utc))
            lines.append(words.looked_at_line(looked_on, look.looked_by, look.reason))
        if scoring.risk_is_unknown(measure, entry.answers) and measure.risk is not None:
            lines.append(words.risk_unknown(measure.risk))
        return lines + self._history(reading)

    def _history(self, reading: Reading) -> list[str]:
        revisions = reading.result.revisions
        lines = []
        for before, after in pairwise(revisions):
            if after.withdrawn:
                continue
            said = score_words.score(reading.measure, before.entry.total)
            taken_on = self._day(before.entry.taken_at_utc)
            if taken_on != self._day(after.entry.taken_at_utc):
                said = words.taken(said, dates.dated(taken_on))
            until = dates.dated(self._day(after.entered_at_utc))
            lines.append(words.revision_line(until, said, after.reason))
        return lines

    def _day(self, at_utc: datetime) -> date:
        return self._clock.local(at_utc).date()


def _scored(series: Series) -> list[Reading]:
    return [one for one in series.standing if one.total is not None]


def _readings(reading: Reading) -> list[str]:
    entry, measure = reading.result.entry, reading.measure
    if entry.total is None:
        return [score_words.not_scored(scoring.missing(entry.answers))]
    lines = [score_words.total_is(measure, entry.total)]
    rule = measure.scoring
    where = scoring.side(measure, entry.total)
    if rule is not None and rule.cutoff is not None and where is not None:
        lines.append(_doubted(score_words.against_cutoff(where, rule.cutoff), rule.origin))
    if measure.clusters is not None:
        pattern = scoring.pattern(measure.clusters, entry.answers)
        if pattern is not None:
            lines.append(_doubted(score_words.pattern_line(pattern), measure.clusters.origin))
    return lines


def _doubted(said: str, origin: Origin | None) -> str:
    """Say of a rule's outcome that the rule has no source, where it has none."""
    if origin is None or origin.is_verified:
        return said
    return words.doubted(said)


def _fine_print(measure: Measure) -> str:
    rule = measure.scoring
    lines = [words.no_diagnosis()]
    if not measure.is_verified:
        lines[0] = f"{lines[0]} {words.not_verified()}"
    if rule is not None and rule.origin.is_verified:
        checked_on = dates.dated(measure.checked_on)
        lines.append(words.scoring_source(rule.origin.source, checked_on))
    lines.append(measure.attribution or measure.licence.terms)
    return "\n".join(lines)
