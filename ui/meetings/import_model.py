"""The dry run of a calendar: what each event would become, and what was chosen about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import MakeTimer
from ui.meetings.form_model import found_unit, unit_finder
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.calendars import CalendarSheet, Intake, LastImport, Proposal, Step
from vault.errors import ActionableError
from vault.folding import folded
from vault.ids import UnitId
from vault.units import UnitRow

_EVERY_UNIT = -1


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line of the dry run; `wanted` says whether it comes in."""

    id: int
    proposal: Proposal
    unit: UnitRow | None
    wanted: bool

    @property
    def can_be_chosen(self) -> bool:
        """Whether there is anything to decide about it."""
        return self.proposal.step in {Step.ADD, Step.CHANGE, Step.REMOVE}

    @property
    def must_be_told(self) -> bool:
        """Whether nobody knows yet whose meeting it is."""
        return self.proposal.step is Step.ADD and self.unit is None

    @property
    def is_closed(self) -> bool:
        """Whether it would be a new meeting of clients whose files are closed."""
        is_new = self.proposal.step is Step.ADD
        return is_new and self.unit is not None and self.unit.is_closed


Read = tuple[CalendarSheet, list[Proposal], dict[UnitId, UnitRow]]


class CalendarImportModel(QObject):
    """Leads one import: read, look, choose, bring in; and back out what came in last."""

    rows_changed = Signal()
    last_changed = Signal()
    taken_back = Signal(int)
    busy_changed = Signal(bool)
    refused = Signal(object)
    came_in = Signal(object)

    def __init__(
        self, vault: OpenVault, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._question = 0
        self._units: dict[UnitId, UnitRow] = {}
        self.sheet: CalendarSheet | None = None
        self.rows: tuple[ImportRow, ...] = ()
        self.current: ImportRow | None = None
        self.last: LastImport | None = None
        self._newest = Intake()
        self._brings = False
        self.finder = unit_finder(vault, self, make_timer)

    @property
    def wanted(self) -> tuple[ImportRow, ...]:
        """The lines that come in."""
        return tuple(row for row in self.rows if row.wanted)

    @property
    def planned(self) -> tuple[ImportRow, ...]:
        """The lines whose meeting was planned by hand, and is linked along with what comes in."""
        return tuple(row for row in self.rows if row.proposal.step is Step.PLANNED)

    def begin(self) -> None:
        """Begin with no file; what was being read is dropped."""
        self._question += 1
        self.sheet = None
        self._set_rows(())
        self.busy_changed.emit(False)

    def look_back(self) -> None:
        """Find out what came in last, as far as it can be taken back."""
        calendars = self._vault.cabinet.calendars

        def found(last: LastImport | None) -> None:
            # What this import moved and took away isn't known but from itself.
            if last is not None and last.intake.added == self._newest.added:
                last = replace(last, intake=self._newest)
            self.last = last
            self.last_changed.emit()

        Op(self, calendars.last).success(found).on(self._vault.tasks)

    def take_back(self) -> None:
        """Undo the last import."""
        last, self.last = self.last, None
        self.last_changed.emit()
        if last is None:
            return
        calendars, intake = self._vault.cabinet.calendars, last.intake

        def done(stay: int) -> None:
            self.taken_back.emit(stay)
            self.look_back()

        def failed(error: ActionableError) -> None:
            self.refused.emit(error)
            self.look_back()

        op = Op(self, lambda: calendars.undo(intake)).success(done)
        op.failure(failed).on(self._vault.tasks)

    def read(self, path: Path) -> None:
        """Read a file, and see what its events would become."""
        self.begin()
        question, calendars = self._question, self._vault.cabinet.calendars
        self.busy_changed.emit(True)

        def read(sheet: CalendarSheet) -> None:
            if question == self._question:
                self._propose(sheet, question)

        op = Op(self, lambda: calendars.read(path)).success(read)
        op.failure(lambda error: self._stop(question, error))
        op.fault(lambda: self._stop(question)).on(self._vault.tasks.aside)

    def point_at(self, at: int) -> None:
        """Look closer at one line."""
        self.current = self.rows[at] if 0 <= at < len(self.rows) else None
        fitting = self.current.proposal.fitting if self.current else ()
        known = (self._units[one] for one in fitting if one in self._units)
        self.finder.suggest([found_unit(row) for row in known] if len(fitting) > 1 else [])

    def want(self, row: ImportRow, wanted: bool) -> None:
        """Say whether a line comes in; one that nobody knows the unit of can't."""
        if row.can_be_chosen and not row.must_be_told:
            self._replace({row.id: replace(row, wanted=wanted)})

    def choose(self, unit: UnitRow) -> None:
        """Say whose meeting a line is, and so all others of that series or that title."""
        current = self.current
        if current is None or current.proposal.event is None:
            return
        event = current.proposal.event
        changed = {}
        for row in self.rows:
            other = row.proposal.event
            if row.proposal.step is not Step.ADD or other is None:
                continue
            alike = row.must_be_told and folded(other.title) == folded(event.title)
            if row.id == current.id or other.source.uid == event.source.uid or alike:
                proposal = replace(row.proposal, unit_id=unit.id)
                changed[row.id] = replace(row, proposal=proposal, unit=unit, wanted=True)
        self._replace(changed)

    def bring_in(self) -> None:
        """Do what was chosen."""
        calendars = self._vault.cabinet.calendars
        chosen = [row.proposal for row in (*self.planned, *self.wanted)]
        # A second press while the first is under way brings nothing in twice.
        if not chosen or self._brings:
            return
        self._brings = True
        self.busy_changed.emit(True)
        question = self._question

        def done(intake: Intake) -> None:
            self._brings = False
            self._newest = intake
            self.busy_changed.emit(False)
            self.came_in.emit(intake)

        def stop(error: ActionableError | None = None) -> None:
            self._brings = False
            self._stop(question, error)

        op = Op(self, lambda: calendars.take_in(chosen)).success(done)
        op.failure(stop).fault(stop).on(self._vault.tasks)

    def _propose(self, sheet: CalendarSheet, question: int) -> None:
        calendars, units = self._vault.cabinet.calendars, self._vault.cabinet.units

        def call() -> Read:
            rows = {row.id: row for row in units.rows("", _EVERY_UNIT)}
            return sheet, calendars.propose(sheet), rows

        op = Op(self, call).success(lambda read: self._show(question, read))
        op.failure(lambda error: self._stop(question, error))
        op.fault(lambda: self._stop(question)).on(self._vault.tasks)

    def _show(self, question: int, read: Read) -> None:
        if question != self._question:
            return
        self.sheet, proposals, self._units = read
        self.busy_changed.emit(False)
        self._set_rows(_rows(proposals, self._units))

    def _stop(self, question: int, error: ActionableError | None = None) -> None:
        if question == self._question:
            self.busy_changed.emit(False)
            self.refused.emit(error)

    def _replace(self, changed: dict[int, ImportRow]) -> None:
        self._set_rows(tuple(changed.get(row.id, row) for row in self.rows))

    def _set_rows(self, rows: tuple[ImportRow, ...]) -> None:
        at = self.current.id if self.current else -1
        self.rows = rows
        self.current = next((row for row in rows if row.id == at), None)
        self.rows_changed.emit()


def _rows(proposals: Sequence[Proposal], units: dict[UnitId, UnitRow]) -> tuple[ImportRow, ...]:
    found = []
    for number, one in enumerate(proposals):
        unit = units.get(one.unit_id) if one.unit_id is not None else None
        known = one if unit is not None or one.step is not Step.ADD else replace(one, unit_id=None)
        row = ImportRow(number, known, unit, wanted=False)
        # A client who came back is for the counselor to say, not for a name in a calendar.
        sure = row.can_be_chosen and not row.must_be_told and not row.is_closed
        found.append(replace(row, wanted=sure))
    return tuple(found)
