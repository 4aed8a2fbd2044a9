"""A client's measures: what was taken, and the form that is being filled in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from resources import measures as pack
from resources.measures import Measure
from ui.autosave import Autosave, MakeTimer, Save
from ui.clients import birth_date
from ui.measures.series import Reading, Series, gathered
from ui.open_vault import OpenVault
from ui.strings import dates
from ui.tasks import Op
from vault.changes import Changes, Done, Noun
from vault.errors import InvalidField, Problem
from vault.ids import ClientId
from vault.measures import MeasureDraft, MeasureEntry, MeasureResult
from vault.meetings import Meeting
from vault.notes import NoteType


@dataclass(frozen=True, slots=True)
class Found:
    """What one look at a client's measures gives."""

    results: list[MeasureResult]
    draft: MeasureDraft | None
    risk_note_at_utc: datetime | None


class MeasuresViewModel(QObject):
    """Leads one client's results and form; the view says how to read the form (`set_reader`).

    `recorded` comes with a result that was kept, `refused` with what is wrong with the form,
    `trouble` with what keeps it from being stored, or None.
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
        self._stale = False
        self._question = 0
        self._asked_day: date | None = None
        self.autosave = Autosave(vault.tasks, self, make_timer)
        self.autosave.failed.connect(self.trouble)
        self.autosave.saved.connect(lambda _: self.trouble.emit(None))
        self.client_id: ClientId | None = None
        self.series: list[Series] = []
        self.draft: MeasureDraft | None = None
        self.discarded: MeasureDraft | None = None
        self.form: MeasureDraft | None = None
        self.meetings: list[Meeting] = []
        self.risk_note_at_utc: datetime | None = None
        vault.hub.changed.connect(self._on_changed)

    def set_reader(self, read: Callable[[], MeasureDraft | None]) -> None:
        """Say how to read the form, where one is open."""
        self._read = read

    def show_client(self, client_id: ClientId) -> None:
        """Show a client's measures; a form that is open for another client is stored and left."""
        if client_id == self.client_id:
            return
        for save in self.autosave.pending():
            Op(self, save).failure(self.trouble.emit).on(self._vault.tasks)
        self.client_id = client_id
        self.series = []
        self.draft = self.discarded = self.form = None
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
        cabinet = self._vault.cabinet

        def look() -> Found:
            risk = [
                row.happened_at_utc
                for row in cabinet.notes.timeline(client_id)
                if row.type is NoteType.RISK
            ]
            results = cabinet.measures.of_client(client_id)
            return Found(results, cabinet.measures.draft(client_id), max(risk, default=None))

        def found(found: Found) -> None:
            if question == self._question:
                self.series = gathered(found.results)
                self.draft = found.draft
                self.risk_note_at_utc = found.risk_note_at_utc
                self.results_changed.emit()

        Op(self, look).success(found).on(self._vault.tasks)

    def come_up_to_date(self) -> None:
        """Read again what changed while nobody looked."""
        if self._stale:
            self.load()

    def risk_note_after(self, reading: Reading) -> date | None:
        """Give the day of a risk assessment that was written on a result's day or later."""
        written = self.risk_note_at_utc
        if written is None:
            return None
        day = self.day(written)
        return day if day >= self.day(reading.result.entry.taken_at_utc) else None

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
        self.autosave.touch()
        self._look_up_meetings()

    def leave(self) -> None:
        """Store the form as it stands."""
        self.autosave.save_now()

    def pending_saves(self) -> list[Save]:
        """Give the call that stores what isn't stored yet, for the database's thread."""
        return self.autosave.pending()

    def close_form(self) -> None:
        """Go back to the results; the form waits as it stands, unless nothing was typed."""
        typed, opened = self._typed(), self.form
        self.leave()
        self._close()
        if typed is not None and typed != opened:
            self.draft = typed
        self.results_changed.emit()

    def discard(self) -> None:
        """Throw the form away; `bring_back` undoes it."""
        typed, client_id = self._typed(), self.client_id
        if typed is None or client_id is None:
            return
        self._close()
        self.draft, self.discarded = None, typed
        measures = self._vault.cabinet.measures
        Op(self, lambda: measures.drop_draft(client_id)).success(
            lambda _: self.results_changed.emit()
        ).on(self._vault.tasks)

    def bring_back(self) -> None:
        """Open the form again that was thrown away last."""
        if self.discarded is not None:
            self._open(self.discarded)
            self.autosave.touch()

    def save(self) -> None:
        """Keep what the form says as a result, or as a correction."""
        typed, client_id = self._typed(), self.client_id
        if typed is None or client_id is None:
            return
        try:
            day, total = _understood(typed)
        except InvalidField as error:
            self.refused.emit(error)
            return
        measures = self._vault.cabinet.measures

        def call() -> Done[MeasureResult]:
            meetings = measures.meetings_on(client_id, day)
            meeting = next((one for one in meetings if one.id == typed.meeting_id), None)
            taken_at = measures.taken_at(day, meeting)
            entry = MeasureEntry(taken_at, typed.answers, total, meeting.id if meeting else None)
            if typed.corrects is None:
                return measures.record(client_id, typed.measure_id, entry)
            before = measures.get(typed.corrects).entry
            if entry.meeting_id == before.meeting_id and self.day(before.taken_at_utc) == day:
                entry = replace(entry, taken_at_utc=before.taken_at_utc)
            return measures.correct(
                typed.corrects, entry, typed.reason, base_version=typed.base_version
            )

        op = Op(self, call).success(self._on_recorded).failure(self.refused.emit)
        op.fault(lambda: self.refused.emit(None)).on(self._vault.tasks)

    def withdraw(self, reading: Reading, reason: str) -> None:
        """Say that a result was entered by mistake."""
        measures = self._vault.cabinet.measures
        result = reading.result
        op = Op(self, lambda: measures.withdraw(result.id, reason, base_version=result.version))
        op.success(self.recorded.emit).failure(self.refused.emit).on(self._vault.tasks)

    def _typed(self) -> MeasureDraft | None:
        return self._read() if self._read is not None and self.form is not None else None

    def _open(self, form: MeasureDraft) -> None:
        self.form = form
        self.discarded = None
        self.meetings = []
        self._asked_day = None
        self.autosave.follow(self._source)
        self.form_changed.emit()
        self._look_up_meetings()

    def _close(self) -> None:
        self.form = None
        self.autosave.follow(None)
        self.trouble.emit(None)
        self.form_changed.emit()

    def _source(self) -> Save:
        typed, client_id = self._typed(), self.client_id
        measures = self._vault.cabinet.measures
        if typed is None or client_id is None:
            return lambda: None
        return lambda: measures.save_draft(client_id, typed)

    def _look_up_meetings(self) -> None:
        typed, client_id = self._typed(), self.client_id
        if typed is None or client_id is None:
            return
        try:
            day = birth_date.read(typed.taken_on)
        except ValueError:
            day = None
        if day is None or day == self._asked_day:
            return
        self._asked_day = day
        measures = self._vault.cabinet.measures

        def found(meetings: list[Meeting]) -> None:
            if day == self._asked_day and self.form is not None:
                self.meetings = meetings
                self.meetings_changed.emit()

        op = Op(self, lambda: measures.meetings_on(client_id, day)).success(found)
        op.on(self._vault.tasks)

    def _on_recorded(self, result: MeasureResult) -> None:
        self.draft = None
        self._close()
        self.recorded.emit(result)

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


def _understood(typed: MeasureDraft) -> tuple[date, float | None]:
    """Read day and score. Raises InvalidField naming the field that can't be read."""
    try:
        day = birth_date.read(typed.taken_on)
    except ValueError:
        raise InvalidField("taken_on", Problem.NOT_A_DATE) from None
    if day is None:
        raise InvalidField("taken_on", Problem.EMPTY)
    if typed.answers or not typed.total.strip():
        return day, None
    try:
        return day, float(typed.total.strip().replace(",", "."))
    except ValueError:
        raise InvalidField("total", Problem.NOT_TEXT) from None
