"""A client's units, and what becomes of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ui import names
from ui.autosave import MakeTimer
from ui.finder import FinderViewModel, Found
from ui.open_vault import OpenVault
from ui.strings import clients as client_words
from ui.strings import dates
from ui.strings import units as words
from ui.tasks import Op
from ui.unfinished import Unfinished
from vault.changes import Changes, Done, Noun
from vault.clients import Client, ClientRow
from vault.errors import ActionableError
from vault.folding import folded
from vault.ids import ClientId, MemberId, UnitId
from vault.place import FormKey, FormKind
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
    couldn't be done. `new_units` are the forms for a new unit by client, `cards` those in a card
    by unit.
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
        self._founds = False
        self.new_units = Unfinished(vault, FormKind.UNIT, self, make_timer)
        self.cards = Unfinished(vault, FormKind.CARD, self, make_timer)
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
        client_id: ClientId,
        plan: UnitPlan,
        made: Callable[[], object],
        refused: Callable[[ActionableError], object],
    ) -> None:
        """Make a unit, and open the files that were asked for; with it a client's form is done."""
        if self._founds:
            return
        units = self._vault.cabinet.units
        members = tuple(_member(person) for person in plan.people)
        new = NewUnit(plan.kind, plan.opened_on, members, plan.name)

        def done(_unit_id: UnitId) -> None:
            self._founds = False
            made()

        def failed(error: ActionableError) -> None:
            self._founds = False
            refused(error)

        def stop() -> None:
            self._founds = False

        self._founds = True
        op = Op(self, self.new_units.finish(client_id, partial(units.found, new))).success(done)
        op.failure(failed).fault(stop).on(self._vault.tasks)

    def add_member(self, unit: Unit, person: Person) -> None:
        """Let somebody join a unit; undoing that for who had left leaves them as they were."""
        units = self._vault.cabinet.units
        before = unit.member_of(person.client_id) if person.client_id else None

        def joined(member_id: MemberId) -> None:
            def back() -> Done[None]:
                if before is not None:
                    return self._keep(unit, before)
                return units.withdraw(unit.id, member_id)

            self._set_undo(Undo(words.was_added(names.shown(person.called)), back))

        join = partial(units.add_member, unit.id, _member(person))
        op = Op(self, self.cards.finish(unit.id, join)).success(joined)
        op.failure(self.trouble.emit).on(self._vault.tasks)

    def change_member(
        self,
        unit: Unit,
        before: Member,
        after: Member,
        kept: Callable[[], object],
        refused: Callable[[ActionableError], object],
    ) -> None:
        """Keep a member's role and days from a card; `refused` learns what can't be kept."""

        def done(_nothing: None) -> None:
            undo = None
            if after.left_on is not None and after.left_on != before.left_on:
                sentence = self._left(after, after.left_on)
                undo = Undo(sentence, lambda: self._keep(unit, before))
            self._set_undo(undo)
            kept()

        change = self.cards.finish(unit.id, lambda form: self._keep(unit, after, form))
        op = Op(self, change).success(done)
        op.failure(refused).on(self._vault.tasks)

    def bring_back(self, unit: Unit, member: Member) -> None:
        """Note that somebody who left comes again."""
        again = replace(member, left_on=None)
        op = Op(self, lambda: self._keep(unit, again)).success(
            lambda _nothing: self._set_undo(None)
        )
        op.failure(self.trouble.emit).on(self._vault.tasks)

    def rename(
        self,
        unit: Unit,
        name: str,
        kept: Callable[[], object],
        refused: Callable[[ActionableError], object],
    ) -> None:
        """Give a unit another name; `refused` learns why it can't be that."""
        units = self._vault.cabinet.units

        rename = self.cards.finish(unit.id, partial(units.rename, unit.id, name))
        op = Op(self, rename).success(lambda _nothing: kept())
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

    def _keep(self, unit: Unit, member: Member, form: FormKey | None = None) -> Done[None]:
        return self._vault.cabinet.units.change_member(
            unit.id,
            member.id,
            role=member.role,
            joined_on=member.joined_on,
            left_on=member.left_on,
            finishes=form,
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


def _member(person: Person) -> NewMember:
    name = "" if person.client_id else person.called
    return NewMember(person.client_id, name, person.role, opens_file=person.opens_file)


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
