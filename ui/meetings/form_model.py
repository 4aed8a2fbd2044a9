"""One meeting while it is planned or changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import MakeTimer
from ui.finder import Ask, FinderViewModel, Found
from ui.open_vault import OpenVault
from ui.strings import meetings as words
from ui.tasks import Op
from ui.unfinished import Unfinished
from vault.changes import Done
from vault.ids import MeetingId, MemberId, UnitId
from vault.meetings import DayMeeting, Meeting, MeetingForm, NewMeeting, Usual
from vault.place import FormKey
from vault.units import Member, Unit, UnitKind, UnitRow
from vault.wall_clock import to_utc

_ICONS = {
    UnitKind.INDIVIDUAL: "user",
    UnitKind.COUPLE: "users",
    UnitKind.FAMILY: "house",
    UnitKind.GROUP: "users",
}
CLASH_MS = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, as far as it can be read."""

    day: date
    at: time
    minutes: int
    form: MeetingForm
    place: str
    present: tuple[MemberId, ...]


class MeetingFormModel(QObject):
    """Leads the form for one meeting.

    `unit_changed` comes when it is known whose meeting it is, `usual_known` with how they usually
    meet, `kept` with the local time of what was stored, `refused` with what hinders it.
    """

    unit_changed = Signal()
    usual_known = Signal(object)
    clashes_changed = Signal()
    kept = Signal(object)
    refused = Signal(object)

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
        self.unit: Unit | None = None
        self.meeting: Meeting | None = None
        self.clashes: tuple[DayMeeting, ...] = ()
        self._wanted: tuple[datetime, int] | None = None
        self._asked: UnitId | None = None
        self.finder = unit_finder(vault, self, make_timer, offer=new_file)
        self._again = make_timer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._look_for_clashes)

    @property
    def people(self) -> tuple[Member, ...]:
        """Who can be ticked: the members of today, and who is ticked though they left."""
        if self.unit is None:
            return ()
        present = self.meeting.present if self.meeting else ()
        return tuple(one for one in self.unit.members if one.left_on is None or one.id in present)

    @property
    def present(self) -> frozenset[MemberId]:
        """Who is ticked at first."""
        if self.meeting is not None and self.meeting.present:
            return frozenset(self.meeting.present)
        return frozenset(one.id for one in self.unit.current) if self.unit else frozenset()

    def begin(self, meeting: Meeting | None) -> None:
        """Begin with nothing, or with a meeting that is there already."""
        self.meeting, self.unit = meeting, None
        self._forget_clashes()
        self.unit_changed.emit()
        if meeting is not None:
            self._open(meeting.unit_id)

    def bring_back(
        self, meeting_id: MeetingId | None, unit_id: UnitId | None, then: Callable[[], object]
    ) -> None:
        """Go on with what was half typed; as for a new meeting where that one is gone."""
        self._asked = unit_id
        cabinet = self._vault.cabinet

        def read() -> tuple[Meeting | None, Unit | None]:
            try:
                meeting = cabinet.meetings.get(meeting_id).meeting if meeting_id else None
                return meeting, cabinet.units.get(unit_id) if unit_id else None
            except LookupError:
                return None, None

        def known(found: tuple[Meeting | None, Unit | None]) -> None:
            self.meeting, self.unit = found
            self.unit_changed.emit()
            then()

        op = Op(self, read).success(known).fault(lambda: known((None, None)))
        op.on(self._vault.tasks)

    def choose(self, unit_id: UnitId) -> None:
        """Say whose meeting it is, and learn how they usually meet."""
        self._open(unit_id)
        meetings = self._vault.cabinet.meetings

        def known(usual: Usual) -> None:
            if self._asked == unit_id:
                self.usual_known.emit(usual)

        Op(self, lambda: meetings.usual(unit_id)).success(known).on(self._vault.tasks)

    def forget_unit(self) -> None:
        """Take the choice back."""
        self._asked = None
        self.unit = None
        self.unit_changed.emit()

    def look_at(self, day: date, at: time, minutes: int) -> None:
        """Look for other meetings at this time, once the keys rest."""
        self._wanted = (self._utc(day, at), minutes)
        self._again.start(CLASH_MS)

    def keep(self, typed: Typed) -> None:
        """Plan the meeting, or change the one that is there."""
        unit, before = self.unit, self.meeting
        if unit is None:
            return
        meetings = self._vault.cabinet.meetings
        new = NewMeeting(
            unit.id,
            self._utc(typed.day, typed.at),
            typed.minutes,
            typed.form,
            typed.place,
            typed.present,
        )

        def put(form: FormKey) -> Done[MeetingId] | Done[None]:
            if before is None:
                return meetings.plan(new, form)
            changed = replace(
                before,
                starts_at_utc=new.starts_at_utc,
                minutes=new.minutes,
                form=new.form,
                place=new.place,
                present=new.present,
            )
            return meetings.change(changed, form)

        def done(_result: object) -> None:
            self.kept.emit(datetime.combine(typed.day, typed.at))

        keep: Callable[[], Done[object]] = self._unfinished.finish(0, put)  # type: ignore[arg-type]
        op = Op(self, keep).success(done)
        op.failure(self.refused.emit).on(self._vault.tasks)

    def _open(self, unit_id: UnitId) -> None:
        self._asked = unit_id
        units = self._vault.cabinet.units

        def opened(unit: Unit) -> None:
            if self._asked == unit_id:
                self.unit = unit
                self.unit_changed.emit()

        Op(self, lambda: units.get(unit_id)).success(opened).on(self._vault.tasks)

    def _utc(self, day: date, at: time) -> datetime:
        return to_utc(self._vault.clock, datetime.combine(day, at))

    def _forget_clashes(self) -> None:
        self._again.stop()
        self._wanted = None
        self.clashes = ()
        self.clashes_changed.emit()

    def _look_for_clashes(self) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        meetings = self._vault.cabinet.meetings
        own = self.meeting.id if self.meeting else None

        def found(clashes: list[DayMeeting]) -> None:
            if wanted == self._wanted:
                self.clashes = tuple(clashes)
                self.clashes_changed.emit()

        op = Op(self, lambda: meetings.clashes(wanted[0], wanted[1], but=own))
        op.success(found).on(self._vault.tasks)


def unit_finder(
    vault: OpenVault,
    parent: QObject,
    make_timer: MakeTimer,
    offer: Ask = lambda _needle: (),
    fits: Callable[[Found], bool] = lambda _found: True,
) -> FinderViewModel:
    """Give what finds a unit by the names of those who are in it, those of closed files last.

    `offer` says what can be done with a name that nobody has, `fits` whether one can be chosen.
    """
    units = vault.cabinet.units

    def ask(needle: str) -> Sequence[Found]:
        rows = sorted(units.rows(needle), key=lambda row: row.is_closed)
        return [found_unit(row) for row in rows]

    return FinderViewModel(vault, ask, offer, fits, parent, make_timer, offers_last=True)


def new_file(name: str) -> Sequence[Found]:
    """Offer to open a file for whom nobody was found; what is chosen is the name."""
    return (Found(0, words.nobody_called(name), words.open_file_for(name), "user-plus", name),)


def found_unit(row: UnitRow) -> Found:
    """Give the line that a unit is found as."""
    title, detail = words.unit_title(row), words.unit_detail(row)
    return Found(row.id, title, detail, _ICONS[row.kind], row)
