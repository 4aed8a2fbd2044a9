"""A client's measures: what was taken, and the form that is being filled in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from resources import measures as pack
from resources.measures import Measure
from ui.autosave import RETRY_MS, Autosave, MakeTimer, Save
from ui.measures.keeping import day_of, keep
from ui.measures.series import Reading, Series, gathered
from ui.open_vault import OpenVault
from ui.strings import dates
from ui.tasks import Op
from ui.unfinished import Unfinished
from vault.changes import Changes, Done, Noun
from vault.errors import FaultError, InvalidField
from vault.ids import ClientId, MeasureResultId
from vault.measures import MeasureDraft, MeasureResult
from vault.meetings import Meeting
from vault.place import FormKey, FormKind
from vault.risk_calls import Assessments


@dataclass(frozen=True, slots=True)
class Found:
    """What one look at a client's measures gives."""

    results: list[MeasureResult]
    draft: MeasureDraft | None
    assessments: Assessments


@dataclass(slots=True)
class Filling:
    """One form from when it is opened until it is closed."""

    opened: MeasureDraft
    is_touched: bool = False
    """Whether anything was typed; which session it was at is filled in without a hand."""
    is_saving: bool = False
    is_kept: bool = False
    """Whether a result holds it; the database's thread says so and stores no draft after it."""


class Stranded(NamedTuple):
    """What stood in the form of a client who was left, until it is stored."""

    typed: MeasureDraft
    filling: Filling


class _GiveReason(Protocol):
    def __call__(
        self,
        result_id: MeasureResultId,
        reason: str,
        *,
        base_version: int,
        finishes: FormKey | None,
    ) -> Done[MeasureResult]: ...


class MeasuresViewModel(QObject):
    """Leads one client's results and form; the view says how to read the form (`set_reader`).

    What was typed is here until it is stored, also of a client who was left meanwhile.
    `withdrawals` and `looks` are reasons that are half typed, by result.
    `recorded` comes with a result that was kept, `refused` with what is wrong with the form,
    `trouble` with what keeps a form from being stored, or None.
    """

    results_changed = Signal()
    form_changed = Signal()
    meetings_changed = Signal()
    recorded = Signal(object)
    refused = Signal(object)
    trouble = Signal(object)

    def __init__(
        self, vault: OpenVault, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._read: Callable[[], MeasureDraft | None] | None = None
        self._filling: Filling | None = None
        self._stranded: dict[ClientId, Stranded] = {}
        self._again = make_timer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._retry_stranded)
        self._stale = False
        self._question = 0
        self._asked_day: date | None = None
        self.autosave = Autosave(vault.tasks, self, make_timer)
        self.autosave.failed.connect(self.trouble)
        self.autosave.saved.connect(self._no_trouble)
        self.withdrawals = Unfinished(vault, FormKind.WITHDRAWAL, self, make_timer)
        self.looks = Unfinished(vault, FormKind.LOOK, self, make_timer)
        self.client_id: ClientId | None = None
        self.is_loaded = False
        self.series: list[Series] = []
        self.draft: MeasureDraft | None = None
        self.discarded: MeasureDraft | None = None
        self.meetings: list[Meeting] = []
        vault.hub.changed.connect(self._on_changed)

    @property
    def form(self) -> MeasureDraft | None:
        """The form that is open, as it was when it was opened."""
        return self._filling.opened if self._filling is not None else None

    def set_reader(self, read: Callable[[], MeasureDraft | None]) -> None:
        """Say how to read the form, where one is open."""
        self._read = read

    def show_client(self, client_id: ClientId) -> None:
        """Show a client's measures; a form that is open for another client is stored and left."""
        if client_id == self.client_id:
            return
        typed, filling, left = self._typed(), self._filling, self.client_id
        if left is not None and typed is not None and filling and self.autosave.is_dirty:
            self._strand(left, Stranded(typed, filling))
        self.client_id = client_id
        self.is_loaded = False
        self.series = []
        self.draft = self.discarded = self._filling = None
        self.autosave.follow(None)
        self.results_changed.emit()
        self.form_changed.emit()
        self.load()

    def load(self) -> None:
        """Read the client's results, and whether a form waits."""
        client_id = self.client_id
        if client_id is None:
            return
        self._stale = False
        self._question += 1
        question = self._question
        clock, measures = self._vault.clock, self._vault.cabinet.measures

        def look() -> Found:
            return Found(
                measures.of_client(client_id),
                measures.draft(client_id),
                measures.assessments(client_id),
            )

        def found(found: Found) -> None:
            if question == self._question:
                self.series = gathered(found.results, found.assessments, clock)
                stranded = self._stranded.get(client_id)
                self.draft = stranded.typed if stranded is not None else found.draft
                self.is_loaded = True
                self.results_changed.emit()

        Op(self, look).success(found).on(self._vault.tasks)

    def come_up_to_date(self) -> None:
        """Read again what changed while nobody looked."""
        if self._stale:
            self.load()

    def day(self, at_utc: datetime) -> date:
        """Give the day of a time where the counselor is."""
        return self._vault.clock.local(at_utc).date()

    def start(self, measure: Measure) -> None:
        """Open an empty form."""
        today = dates.dated(self._vault.clock.today())
        self._open(MeasureDraft(measure.id, today, _unanswered(measure)))

    def go_on(self) -> None:
        """Open the form that waits."""
        if self.draft is not None:
            self._open(self.draft)

    def correct(self, reading: Reading) -> None:
        """Open a form with what a result says."""
        entry = reading.result.entry
        total = "" if entry.total is None or entry.answers else f"{entry.total:g}"
        self._open(
            MeasureDraft(
                reading.measure.id,
                dates.dated(self.day(entry.taken_at_utc)),
                entry.answers,
                total,
                total_only=bool(reading.measure.form) and not entry.answers,
                meeting_id=entry.meeting_id,
                corrects=reading.result.id,
                base_version=reading.result.version,
            )
        )

    def touch(self) -> None:
        """Note that something was typed."""
        if self._filling is not None:
            self._filling.is_touched = True
        self.autosave.touch()
        self._look_up_meetings()

    def leave(self) -> None:
        """Store the form as it stands."""
        self.autosave.save_now()

    def pending_saves(self) -> list[Save]:
        """Give a call for each form and reason that isn't stored yet, for the database's thread."""
        stranded = [self._storing(client_id, *one) for client_id, one in self._stranded.items()]
        reasons = [*self.withdrawals.pending(), *self.looks.pending()]
        return [*stranded, *self.autosave.pending(), *reasons]

    def close_form(self) -> None:
        """Go back to the results; the form waits as it stands, unless nothing was typed.

        It stays open until it is stored: on a full disk nowhere else holds what was typed.
        """
        typed, filling, client_id = self._typed(), self._filling, self.client_id
        if typed is None or filling is None or client_id is None:
            return
        if not self.autosave.is_dirty:
            changed = filling.is_touched and typed != filling.opened
            self.draft = typed if changed else self.draft
            self._close()
            return

        def stored(_: None) -> None:
            if self._filling is filling and self._typed() == typed:
                self.draft = typed
                self._close()

        def stuck(error: object = None) -> None:
            if self._filling is filling:
                self.trouble.emit(error or FaultError())

        op = Op(self, self._storing(client_id, typed, filling)).success(stored)
        op.failure(stuck).fault(stuck).on(self._vault.tasks)

    def discard(self) -> None:
        """Throw the form away; `bring_back` undoes it."""
        typed, client_id = self._typed(), self.client_id
        if typed is None or client_id is None:
            return
        self._close()
        self.draft, self.discarded = None, typed
        self._stranded.pop(client_id, None)
        measures = self._vault.cabinet.measures
        op = Op(self, lambda: measures.drop_draft(client_id))
        op.success(lambda _: self.results_changed.emit())
        # What couldn't be thrown away is there still, and is shown.
        op.failure(lambda _: self.load()).fault(self.load).on(self._vault.tasks)

    def bring_back(self) -> None:
        """Open the form again that was thrown away last."""
        if self.discarded is not None:
            self._open(self.discarded)
            self.autosave.touch()

    def save(self) -> None:
        """Keep what the form says as a result, or as a correction; only once if asked twice."""
        typed, filling, client_id = self._typed(), self._filling, self.client_id
        if typed is None or filling is None or client_id is None or filling.is_saving:
            return
        vault = self._vault

        def call() -> Done[MeasureResult]:
            done = keep(vault, client_id, typed)
            filling.is_kept = True
            return done

        def kept(result: MeasureResult) -> None:
            if self._filling is filling:
                self.draft = None
                self._close()
                self.recorded.emit(result)

        def refused(error: object = None) -> None:
            filling.is_saving = False
            if self._filling is filling:
                self.refused.emit(error)

        filling.is_saving = True
        op = Op(self, call).success(kept)
        op.failure(refused).fault(refused).on(self._vault.tasks)

    def withdraw(self, reading: Reading, reason: str) -> None:
        """Say that a result was entered by mistake."""
        self._give(self.withdrawals, self._vault.cabinet.measures.withdraw, reading, reason)

    def look_at(self, reading: Reading, reason: str) -> None:
        """Say that a result which calls for a risk assessment needs no note."""
        self._give(self.looks, self._vault.cabinet.measures.look_at, reading, reason)

    def _give(self, reasons: Unfinished, act: _GiveReason, reading: Reading, reason: str) -> None:
        result = reading.result

        def give(form: FormKey) -> Done[MeasureResult]:
            return act(result.id, reason, base_version=result.version, finishes=form)

        op = Op(self, reasons.finish(result.id, give))
        op.success(self.recorded.emit).failure(self.refused.emit)
        op.fault(lambda: self.refused.emit(None)).on(self._vault.tasks)

    def _typed(self) -> MeasureDraft | None:
        return self._read() if self._read is not None and self.form is not None else None

    def _open(self, form: MeasureDraft) -> None:
        self._filling = Filling(form)
        self.discarded = None
        self.meetings = []
        self._asked_day = None
        self.autosave.follow(self._source)
        self.form_changed.emit()
        if self.client_id is not None and self._stranded.pop(self.client_id, None) is not None:
            self.autosave.touch()
        self._look_up_meetings()

    def _close(self) -> None:
        self._filling = None
        self.autosave.follow(None)
        self._no_trouble()
        self.form_changed.emit()

    def _source(self) -> Save:
        typed, filling, client_id = self._typed(), self._filling, self.client_id
        if typed is None or filling is None or client_id is None:
            return lambda: None
        return self._storing(client_id, typed, filling)

    def _storing(self, client_id: ClientId, typed: MeasureDraft, filling: Filling) -> Save:
        measures = self._vault.cabinet.measures
        return lambda: None if filling.is_kept else measures.save_draft(client_id, typed)

    def _strand(self, client_id: ClientId, left: Stranded) -> None:
        """Hold the form of a client who was left until it is stored."""
        self._stranded[client_id] = left

        def stored(_: None) -> None:
            if self._stranded.get(client_id) is left:
                del self._stranded[client_id]
                self._no_trouble()

        def stuck(error: object = None) -> None:
            if self._stranded.get(client_id) is left:
                self._again.start(RETRY_MS)
                self.trouble.emit(error or FaultError())

        op = Op(self, self._storing(client_id, *left)).success(stored)
        op.failure(stuck).fault(stuck).on(self._vault.tasks)

    def _retry_stranded(self) -> None:
        for client_id, left in list(self._stranded.items()):
            self._strand(client_id, left)

    def _no_trouble(self, _saved: object = None) -> None:
        if not self._stranded:
            self.trouble.emit(None)

    def _look_up_meetings(self) -> None:
        typed, client_id = self._typed(), self.client_id
        if typed is None or client_id is None:
            return
        try:
            day = day_of(typed)
        except InvalidField:
            return
        if day == self._asked_day:
            return
        self._asked_day = day
        measures = self._vault.cabinet.measures

        def found(meetings: list[Meeting]) -> None:
            if day == self._asked_day and self.form is not None:
                self.meetings = meetings
                self.meetings_changed.emit()

        op = Op(self, lambda: measures.meetings_on(client_id, day)).success(found)
        op.on(self._vault.tasks)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(Noun.MEASURE):
            self.load()
        elif changes.touch(Noun.NOTE):
            # A draft is saved each second while it is written; only a risk note matters here.
            self._stale = True


def measure_of(form: MeasureDraft) -> Measure:
    """Give the measure that a form is of."""
    return pack.measure(form.measure_id)


def _unanswered(measure: Measure) -> tuple[None, ...]:
    return (None,) * len(measure.form.items) if measure.form else ()
