"""The dry run of a calendar: what each event would become, and what was chosen about it."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ui import names
from ui.autosave import MakeTimer
from ui.finder import Found
from ui.meetings.form_model import found_unit, new_file, unit_finder
from ui.meetings.import_rows import ImportRow, chosen_again, rows_of, with_twins
from ui.open_vault import OpenVault
from ui.strings import importing as words
from ui.tasks import Op
from ui.unfinished import Unfinished
from vault.calendar_events import CalendarSheet
from vault.calendar_proposals import Proposal, Step
from vault.calendar_sheets import packed, unpacked
from vault.calendar_titles import names_several
from vault.calendars import Intake, LastImport
from vault.clients import ClientDetails
from vault.errors import ActionableError, InvalidField
from vault.ids import UnitId
from vault.place import FormWords
from vault.units import UnitRow

_EVERY_UNIT = -1

LEFT_OUT = object()
"""What a line of the finder stands for that leaves an event out."""


@dataclass(frozen=True, slots=True)
class Read:
    """A calendar that was read; `kept_as` is what is kept of it while it isn't brought in."""

    sheet: CalendarSheet
    proposals: list[Proposal]
    units: dict[UnitId, UnitRow]
    kept_as: str


class CalendarImportModel(QObject):
    """Leads one import: read, look, choose, bring in; and back out what came in last."""

    rows_changed = Signal()
    last_changed = Signal()
    taken_back = Signal(int)
    busy_changed = Signal(bool)
    refused = Signal(object)
    came_in = Signal(object)

    def __init__(
        self,
        vault: OpenVault,
        unfinished: Unfinished,
        parent: QObject | None = None,
        make_timer: MakeTimer = QTimer,
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._unfinished = unfinished
        self._coming: FormWords = ()
        self._kept_as = ""
        self._first: tuple[ImportRow, ...] = ()
        self._question = 0
        self._units: dict[UnitId, UnitRow] = {}
        self.sheet: CalendarSheet | None = None
        self.rows: tuple[ImportRow, ...] = ()
        self.current: ImportRow | None = None
        self.last: LastImport | None = None
        self._newest = Intake()
        self._brings = False
        self.finder = unit_finder(vault, self, make_timer, offer=lambda name: _offer(name, name))

    @property
    def wanted(self) -> tuple[ImportRow, ...]:
        """The lines that come in."""
        return tuple(row for row in self.rows if row.wanted)

    @property
    def planned(self) -> tuple[ImportRow, ...]:
        """The lines whose meeting is there, and is linked along with what comes in."""
        return tuple(row for row in self.rows if row.proposal.step is Step.PLANNED)

    def begin(self) -> None:
        """Begin with no file; what was being read is dropped."""
        self._question += 1
        self._coming = ()
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
        # The file may lie on a stick, and be made to take as long as it may.
        op.fault(lambda: self._stop(question)).on(self._vault.tasks.outside)

    @property
    def typed(self) -> FormWords:
        """The calendar, and what was chosen otherwise than it was proposed."""
        if self._coming or not self.rows:
            return self._coming
        chosen = [row for row, first in zip(self.rows, self._first, strict=True) if row != first]
        return (self._kept_as, *(word for row in chosen for word in row.choice))

    def bring_back(self, typed: FormWords) -> None:
        """Show a calendar again, and what was chosen; as if it were read anew."""
        self.begin()
        try:
            sheet = unpacked(typed[0])
        except ValueError:
            return
        self._coming = typed
        self._propose(sheet, self._question)

    def point_at(self, at: int) -> None:
        """Look closer at one line."""
        self.current = self.rows[at] if 0 <= at < len(self.rows) else None
        self.suggest()

    def suggest(self) -> None:
        """Offer whoever the line that is looked at may be, or what else can be done with it."""
        current = self.current
        if current is None or current.proposal.event is None:
            self.finder.suggest([])
            return
        fitting = current.proposal.fitting
        known = [self._found(one, current) for one in fitting if one in self._units]
        if current.must_be_told and not known:
            title = current.proposal.event.title
            self.finder.suggest(_offer(title, names.shown(title)) if title else [_leave_out()])
        elif current.must_be_told or len(known) > 1:
            self.finder.suggest([*known, _leave_out()])
        else:
            self.finder.suggest([])

    def want(self, row: ImportRow, wanted: bool) -> None:
        """Say whether a line comes in; one that nobody knows the unit of can't."""
        if row.can_come_in:
            self._replace({row.id: replace(row, wanted=wanted)})

    def choose(self, unit: UnitRow) -> None:
        """Say whose meeting a line is, and so all new ones of that title that are asked about."""
        self._settle(self.current, unit)

    def leave_out(self) -> None:
        """Say that a line is nobody's meeting, and so all of that title that are asked about."""
        self._settle(self.current, None)

    def open_file(self, name: str) -> None:
        """Say that a line is somebody's who gets a file with the import."""
        try:
            checked = ClientDetails(name).checked(self._vault.clock.today())
        except InvalidField as error:
            self.refused.emit(error)
        else:
            self._settle(self.current, None, checked.name)

    def bring_as_one_more(self) -> None:
        """Say that a line is no meeting that was moved, but one more."""
        current = self.current
        if current is not None and current.proposal.step is Step.MOVED:
            proposal = replace(current.proposal, step=Step.ADD, meeting=None)
            self._replace({current.id: replace(current, proposal=proposal, wanted=True)})

    def bring_in(self) -> None:
        """Do what was chosen."""
        calendars = self._vault.cabinet.calendars
        chosen = [row.proposal for row in (*self.planned, *self.wanted)]
        # A second press while the first is under way brings nothing in twice.
        sheet = self.sheet
        if sheet is None or not chosen or self._brings:
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

        bring = self._unfinished.finish(0, lambda form: calendars.take_in(sheet, chosen, form))
        op = Op(self, bring).success(done)
        op.failure(stop).fault(stop).on(self._vault.tasks)

    def _propose(self, sheet: CalendarSheet, question: int) -> None:
        calendars, units = self._vault.cabinet.calendars, self._vault.cabinet.units

        def call() -> Read:
            rows = {row.id: row for row in units.rows("", _EVERY_UNIT)}
            return Read(sheet, calendars.propose(sheet), rows, packed(sheet))

        op = Op(self, call).success(lambda read: self._show(question, read))
        op.failure(lambda error: self._stop(question, error))
        op.fault(lambda: self._stop(question)).on(self._vault.tasks)

    def _show(self, question: int, read: Read) -> None:
        if question != self._question:
            return
        self.sheet, self._units, self._kept_as = read.sheet, read.units, read.kept_as
        self._first = rows_of(read.proposals, self._units)
        chosen, self._coming = self._coming[1:], ()
        self.busy_changed.emit(False)
        self._set_rows(chosen_again(self._first, chosen, self._units))

    def _stop(self, question: int, error: ActionableError | None = None) -> None:
        if question == self._question:
            self.busy_changed.emit(False)
            self.refused.emit(error)

    def _found(self, unit_id: UnitId, row: ImportRow) -> Found:
        """Give the line of the finder on whom an event fits."""
        found = found_unit(self._units[unit_id])
        if row.before is not None and unit_id == row.before.id:
            return replace(found, title=words.still(row.before))
        return found

    def _settle(self, current: ImportRow | None, unit: UnitRow | None, opens: str = "") -> None:
        """Say whose a line is, and so all others that are the same question.

        `opens` is the name of a new file; without that and a unit it is nobody's.
        """
        if current is None:
            return
        changed = {}
        for row in self.rows:
            if row.id == current.id or row.is_alike(current):
                proposal = replace(row.proposal, unit_id=unit.id if unit else None, opens=opens)
                left_out = unit is None and not opens
                settled = replace(row, proposal=proposal, unit=unit, left_out=left_out)
                changed[row.id] = replace(settled, wanted=settled.can_come_in)
        self._replace(changed)

    def _replace(self, changed: dict[int, ImportRow]) -> None:
        self._set_rows(tuple(changed.get(row.id, row) for row in self.rows))

    def _set_rows(self, rows: tuple[ImportRow, ...]) -> None:
        at = self.current.id if self.current else -1
        self.rows = with_twins(rows)
        self.current = next((row for row in self.rows if row.id == at), None)
        self.rows_changed.emit()
        self._unfinished.touch()


def _offer(name: str, shown: str) -> list[Found]:
    """Offer what can be done with a name that nobody has, as it is to be shown."""
    files = () if names_several(name) else new_file(shown)
    return [*(replace(one, what=name) for one in files), _leave_out()]


def _leave_out() -> Found:
    return Found(-1, words.leave_out(), words.leaves_out(), "ban", LEFT_OUT)
