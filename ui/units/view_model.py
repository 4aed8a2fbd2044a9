"""A client's units, and what becomes of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from ui import names
from ui.autosave import MakeTimer
from ui.finder import FinderViewModel, Found
from ui.open_vault import OpenVault
from ui.strings import clients as client_words
from ui.strings import dates
from ui.strings import units as words
from ui.tasks import Op
from vault.cabinet import Cabinet
from vault.changes import NOTHING, Changes, Done, Noun
from vault.clients import Client, ClientDetails, ClientRow
from vault.errors import ActionableError
from vault.folding import folded
from vault.ids import ClientId, MemberId, UnitId
from vault.units import Member, NewMember, NewUnit, Unit, UnitKind


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is to belong to a unit; `opens_file` makes them a client with it."""

    called: str
    client_id: ClientId | None = None
    opens_file: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """What stands in the form for a new unit."""

    kind: UnitKind
    name: str
    opened_on: date
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """A sentence on what was done, and how to undo it."""

    sentence: str
    call: Callable[[], Done[None]]


class PeopleViewModel(QObject):
    """Leads the units of one client.

    `undo_changed` comes when there is something to undo, or not any more; `trouble` with what
    couldn't be done.
    """

    units_changed = Signal()
    undo_changed = Signal()
    trouble = Signal(object)

    def __init__(
        self, vault: OpenVault, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._make_timer = make_timer
        self.client: Client | None = None
        self.units: tuple[Unit, ...] = ()
        self.undo: Undo | None = None
        vault.hub.changed.connect(self._on_changed)

    def show_client(self, client: Client) -> None:
        """Show a client's units."""
        if self.client is None or client.id != self.client.id:
            self.units = ()
            self._set_undo(None)
            self.units_changed.emit()
        self.client = client
        self.load()

    def load(self) -> None:
        """Read the units."""
        client = self.client
        if client is None:
            return
        service = self._vault.cabinet.units

        def loaded(found: list[Unit]) -> None:
            units = tuple(sorted(found, key=lambda one: one.closed_on is not None))
            # The same again is no news: what is being typed in a card stays.
            if self.client is not None and self.client.id == client.id and units != self.units:
                self.units = units
                self.units_changed.emit()

        Op(self, lambda: service.of_client(client.id)).success(loaded).on(self._vault.tasks)

    def finder(self, taken: Callable[[], frozenset[ClientId]], parent: QObject) -> FinderViewModel:
        """Give what finds people; those in `taken` aren't offered."""
        clients, today = self._vault.cabinet.clients, self._vault.clock.today()

        def ask(needle: str) -> Sequence[Found]:
            rows = sorted(clients.rows(needle), key=lambda row: _distance(row.called, needle))
            return [_found(row, today) for row in rows]

        def fits(found: Found) -> bool:
            return found.id not in taken()

        return FinderViewModel(self._vault, ask, _offers, fits, parent, self._make_timer)

    def found(
        self,
        plan: UnitPlan,
        made: Callable[[], object],
        refused: Callable[[ActionableError], object],
    ) -> None:
        """Make a unit, and open the files that were asked for with it."""
        cabinet, today = self._vault.cabinet, self._vault.clock.today()

        def call() -> Done[UnitId]:
            guests = tuple(_member(person) for person in plan.people)
            NewUnit(plan.kind, plan.opened_on, guests, plan.name).checked(today)
            members, changes = _opened(cabinet, plan.people)
            done = cabinet.units.found(NewUnit(plan.kind, plan.opened_on, members, plan.name))
            return Done(done.value, changes | done.changes)

        op = Op(self, call).success(lambda _unit_id: made())
        op.failure(refused).on(self._vault.tasks)

    def add_member(self, unit: Unit, person: Person) -> None:
        """Let somebody join a unit; undoing that for who had left leaves them as they were."""
        cabinet = self._vault.cabinet
        before = unit.member_of(person.client_id) if person.client_id else None

        def call() -> Done[MemberId]:
            (member,), changes = _opened(cabinet, (person,))
            done = cabinet.units.add_member(unit.id, member)
            return Done(done.value, changes | done.changes)

        def joined(member_id: MemberId) -> None:
            def back() -> Done[None]:
                if before is not None:
                    return self._keep(unit, before)
                return cabinet.units.withdraw(unit.id, member_id)

            self._set_undo(Undo(words.was_added(names.shown(person.called)), back))

        op = Op(self, call).success(joined)
        op.failure(self.trouble.emit).on(self._vault.tasks)

    def change_member(
        self,
        unit: Unit,
        before: Member,
        after: Member,
        kept: Callable[[], object],
        refused: Callable[[ActionableError], object],
    ) -> None:
        """Keep a member's role and days; `refused` learns what can't be kept."""

        def done(_nothing: None) -> None:
            undo = None
            if after.left_on is not None and after.left_on != before.left_on:
                sentence = self._left(after, after.left_on)
                undo = Undo(sentence, lambda: self._keep(unit, before))
            self._set_undo(undo)
            kept()

        op = Op(self, lambda: self._keep(unit, after)).success(done)
        op.failure(refused).on(self._vault.tasks)

    def bring_back(self, unit: Unit, member: Member) -> None:
        """Note that somebody who left comes again."""
        again = replace(member, left_on=None)
        self.change_member(unit, member, again, lambda: None, self.trouble.emit)

    def rename(
        self,
        unit: Unit,
        name: str,
        kept: Callable[[], object],
        refused: Callable[[ActionableError], object],
    ) -> None:
        """Give a unit another name; `refused` learns why it can't be that."""
        units = self._vault.cabinet.units
        op = Op(self, lambda: units.rename(unit.id, name)).success(lambda _nothing: kept())
        op.failure(refused).on(self._vault.tasks)

    def close(self, unit: Unit) -> None:
        """Note that a unit isn't seen together any more."""
        units = self._vault.cabinet.units

        def closed(_nothing: None) -> None:
            self._set_undo(Undo(words.was_closed(), lambda: units.reopen(unit.id)))

        op = Op(self, lambda: units.close(unit.id)).success(closed)
        op.failure(self.trouble.emit).on(self._vault.tasks)

    def reopen(self, unit: Unit) -> None:
        """Note that a closed unit is seen together again."""
        self._set_undo(None)
        units = self._vault.cabinet.units
        op = Op(self, lambda: units.reopen(unit.id))
        op.failure(self.trouble.emit).on(self._vault.tasks)

    def take_back(self) -> None:
        """Undo what was done last."""
        undo = self.undo
        self._set_undo(None)
        if undo is not None:
            Op(self, undo.call).failure(self.trouble.emit).on(self._vault.tasks)

    def _keep(self, unit: Unit, member: Member) -> Done[None]:
        return self._vault.cabinet.units.change_member(
            unit.id,
            member.id,
            role=member.role,
            joined_on=member.joined_on,
            left_on=member.left_on,
        )

    def _left(self, member: Member, left_on: date) -> str:
        day = words.day(left_on, self._vault.clock.today())
        return words.has_left(names.shown(member.called), day)

    def _set_undo(self, undo: Undo | None) -> None:
        self.undo = undo
        self.undo_changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(Noun.UNIT, Noun.CLIENT):
            self.load()


def _opened(cabinet: Cabinet, people: tuple[Person, ...]) -> tuple[tuple[NewMember, ...], Changes]:
    """Open the files that were asked for; give everybody as a member to be."""
    changes, members = NOTHING, []
    for person in people:
        member = _member(person)
        if person.opens_file:
            done = cabinet.clients.create(ClientDetails(person.called))
            changes |= done.changes
            member = replace(member, client_id=done.value, name="")
        members.append(member)
    return tuple(members), changes


def _member(person: Person) -> NewMember:
    return NewMember(person.client_id, "" if person.client_id else person.called, person.role)


def _distance(called: str, needle: str) -> int:
    """How far a name is from what was typed: itself, its beginning, a word's beginning, within."""
    name, sought = folded(called), folded(needle)
    if name.startswith(sought):
        return 0 if name == sought else 1
    return 2 if f" {sought}" in name else 3


def _found(row: ClientRow, today: date) -> Found:
    # The birth date tells people of one name apart.
    born = row.birth_date
    parts = [client_words.kind_line(row, today), words.born(dates.dated(born)) if born else ""]
    detail = " · ".join(part for part in parts if part)
    return Found(row.id, names.shown(row.called), detail, "user", Person(row.called, row.id))


def _offers(needle: str) -> Sequence[Found]:
    return (
        Found(
            -1,
            words.without_file(needle),
            words.without_file_detail(),
            "user-plus",
            Person(needle),
        ),
        Found(
            -2,
            words.with_file(needle),
            words.with_file_detail(),
            "folder",
            Person(needle, opens_file=True),
        ),
    )
