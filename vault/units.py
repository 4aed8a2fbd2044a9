"""Units: who is seen together.

Each client belongs to at least one unit; somebody seen alone is a unit of one. A member who
leaves stays in the unit with the day, because notes go on to name them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from vault import fields
from vault.audit import AuditKind
from vault.changes import Changes, Done, Noun
from vault.errors import InvalidField, Problem, StillNamed
from vault.ids import ClientId, MemberId, UnitId
from vault.place import FormKey
from vault.ports import Clock, Store, Work

MEMBER_LIMIT = 40
FOUND_LIMIT = 50


class UnitKind(StrEnum):
    """How many people are seen together, and as what."""

    INDIVIDUAL = "individual"
    COUPLE = "couple"
    FAMILY = "family"
    GROUP = "group"


SHARED_KINDS = (UnitKind.COUPLE, UnitKind.FAMILY, UnitKind.GROUP)


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody who joins a unit: a client, or a person without a file of their own.

    `opens_file` makes a client of who isn't one yet.
    """

    client_id: ClientId | None = None
    name: str = ""
    role: str = ""
    joined_on: date | None = None
    opens_file: bool = False

    def checked(self, today: date) -> "NewMember":
        """Give the same member, cleaned; a client has no other name here. Raises InvalidField."""
        alone = self.client_id is None
        return replace(
            self,
            name=fields.line("name", self.name, required=True, longest=fields.NAME_LENGTH)
            if alone
            else "",
            role=fields.line("role", self.role, longest=fields.NAME_LENGTH),
            joined_on=_past("joined_on", self.joined_on, today),
            opens_file=alone and self.opens_file,
        )


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that is about to be kept; members stand in the order of their tags."""

    kind: UnitKind
    opened_on: date
    members: tuple[NewMember, ...]
    name: str = ""

    def checked(self, today: date) -> "NewUnit":
        """Give the same unit, cleaned; who has no day of joining joined when it began.

        Raises InvalidField: somebody seen alone is one client; all others are two people and
        more, at most MEMBER_LIMIT, of whom at least one is a client and none stands twice.
        """
        _past("opened_on", self.opened_on, today)
        clients = [one.client_id for one in self.members if one.client_id is not None]
        alone = self.kind is UnitKind.INDIVIDUAL
        has_file = bool(clients) or any(one.opens_file for one in self.members)
        if not has_file or len(self.members) < (1 if alone else 2):
            raise InvalidField("members", Problem.EMPTY)
        if len(self.members) > (1 if alone else MEMBER_LIMIT):
            raise InvalidField("members", Problem.OUT_OF_RANGE)
        if len(set(clients)) < len(clients):
            raise InvalidField("members", Problem.ALREADY_TAKEN)
        return replace(
            self,
            name=fields.line("unit_name", self.name, longest=fields.NAME_LENGTH),
            members=tuple(
                replace(one, joined_on=one.joined_on or self.opened_on).checked(today)
                for one in self.members
            ),
        )


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a unit; `position` counts from 1 and is the key of the member's tag."""

    id: MemberId
    position: int
    called: str
    client_id: ClientId | None = None
    role: str = ""
    joined_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """Who is seen together, from when to when."""

    id: UnitId
    kind: UnitKind
    name: str
    opened_on: date
    closed_on: date | None = None
    members: tuple[Member, ...] = field(default_factory=tuple)

    @property
    def is_shared(self) -> bool:
        """Whether more than one person's words can stand in its notes."""
        return self.kind is not UnitKind.INDIVIDUAL

    @property
    def current(self) -> tuple[Member, ...]:
        """The members who haven't left."""
        return tuple(one for one in self.members if one.left_on is None)

    def member_of(self, client_id: ClientId) -> Member | None:
        """Give the member that a client is here, if any."""
        return next((one for one in self.members if one.client_id == client_id), None)

    def member(self, member_id: MemberId) -> Member:
        """Give a member; raises LookupError for another unit's."""
        found = next((one for one in self.members if one.id == member_id), None)
        if found is None:
            raise LookupError(member_id)
        return found


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as it is looked for: `people` are those who haven't left, called as they are now.

    `recorded` gives the name in each one's file. `case_number` is the first client's: it tells
    people of one name apart. `is_closed` says that the file of each client in it is closed.
    """

    id: UnitId
    kind: UnitKind
    name: str
    people: tuple[str, ...]
    recorded: tuple[str, ...] = ()
    case_number: str = ""
    is_closed: bool = False


OpenFile = Callable[[Work, str], Done[ClientId]]
"""Opens a file for somebody by name, within a transaction that goes on."""


class UnitService:
    """Founds units and keeps track of who belongs to them."""

    def __init__(self, store: Store, clock: Clock, open_file: OpenFile) -> None:
        self._store = store
        self._clock = clock
        self._open_file = open_file

    def get(self, unit_id: UnitId) -> Unit:
        """Give a unit. Raises LookupError."""
        with self._store.read() as work:
            return work.units.get(unit_id)

    def of_client(self, client_id: ClientId) -> list[Unit]:
        """List the units that a client is or was a member of, the newest meeting's first."""
        with self._store.read() as work:
            return work.units.of_client(client_id)

    def rows(self, needle: str = "", limit: int = FOUND_LIMIT) -> list[UnitRow]:
        """List open units, the newest meeting's first; `needle` is part of a name of theirs."""
        with self._store.read() as work:
            return work.units.rows(needle.strip(), limit)

    def found(self, new: NewUnit, finishes: FormKey | None = None) -> Done[UnitId]:
        """Keep a new couple, family or group, and open the files that go with it.

        Raises InvalidField.
        """
        checked = new.checked(self._clock.today())
        with self._store.write() as work:
            members = [self._with_file(work, one) for one in checked.members]
            unit_id = work.units.add(replace(checked, members=tuple(one.value for one in members)))
            work.audit.append(AuditKind.UNIT_FOUNDED, f"unit:{unit_id}")
            work.settings.finish_form(finishes)
        changes = Changes.of(Noun.UNIT, unit_id)
        for one in members:
            changes |= one.changes
        return Done(unit_id, changes)

    def add_member(
        self, unit_id: UnitId, new: NewMember, finishes: FormKey | None = None
    ) -> Done[MemberId]:
        """Let somebody join, under the next tag; who had left comes back under their own.

        Raises InvalidField: for a client who is a member, and beyond MEMBER_LIMIT.
        """
        today = self._clock.today()
        checked = replace(new, joined_on=new.joined_on or today).checked(today)
        changes = Changes.of(Noun.UNIT, unit_id)
        with self._store.write() as work:
            unit = work.units.get(unit_id)
            before = unit.member_of(checked.client_id) if checked.client_id else None
            if before is not None and before.left_on is None:
                raise InvalidField("members", Problem.ALREADY_TAKEN)
            if before is not None:
                work.units.change_member(replace(before, left_on=None))
                member_id = before.id
            elif len(unit.members) >= MEMBER_LIMIT or not unit.is_shared:
                raise InvalidField("members", Problem.OUT_OF_RANGE)
            else:
                member = self._with_file(work, checked)
                changes |= member.changes
                member_id = work.units.add_member(unit_id, member.value)
            self._record(work, unit_id)
            work.settings.finish_form(finishes)
        return Done(member_id, changes)

    def change_member(
        self,
        unit_id: UnitId,
        member_id: MemberId,
        *,
        role: str,
        joined_on: date | None,
        left_on: date | None,
        finishes: FormKey | None = None,
    ) -> Done[None]:
        """Keep a member's role and days; with `left_on` the member leaves, and old notes stay.

        Raises InvalidField for a day to come, or a leaving before the joining.
        """
        today = self._clock.today()
        if left_on is not None and joined_on is not None and left_on < joined_on:
            raise InvalidField("left_on", Problem.END_BEFORE_START)
        with self._store.write() as work:
            member = replace(
                work.units.get(unit_id).member(member_id),
                role=fields.line("role", role, longest=fields.NAME_LENGTH),
                joined_on=_past("joined_on", joined_on, today),
                left_on=_past("left_on", left_on, today),
            )
            work.units.change_member(member)
            self._record(work, unit_id)
            work.settings.finish_form(finishes)
        return Done(None, Changes.of(Noun.UNIT, unit_id))

    def withdraw(self, unit_id: UnitId, member_id: MemberId) -> Done[None]:
        """Take away somebody who was added by mistake.

        Raises StillNamed where a note or a meeting names them, and InvalidField where too few
        people would be left of the unit.
        """
        with self._store.write() as work:
            unit = work.units.get(unit_id)
            unit.member(member_id)
            others = [one for one in unit.members if one.id != member_id]
            if len(others) < 2 or not any(one.client_id for one in others):
                raise InvalidField("members", Problem.EMPTY)
            if work.units.is_named(member_id):
                raise StillNamed
            work.units.remove_member(member_id)
            self._record(work, unit_id)
        return Done(None, Changes.of(Noun.UNIT, unit_id))

    def rename(self, unit_id: UnitId, name: str, finishes: FormKey | None = None) -> Done[None]:
        """Give a unit another name, or none. Raises InvalidField."""
        cleaned = fields.line("unit_name", name, longest=fields.NAME_LENGTH)
        return self._change(unit_id, lambda unit: replace(unit, name=cleaned), finishes)

    def close(self, unit_id: UnitId) -> Done[None]:
        """Say that the unit isn't seen together any more, as of today; its notes stay."""
        today = self._clock.today()
        return self._change(unit_id, lambda unit: replace(unit, closed_on=unit.closed_on or today))

    def reopen(self, unit_id: UnitId) -> Done[None]:
        """Say that a closed unit is seen together again."""
        return self._change(unit_id, lambda unit: replace(unit, closed_on=None))

    def _change(
        self, unit_id: UnitId, change: Callable[[Unit], Unit], finishes: FormKey | None = None
    ) -> Done[None]:
        with self._store.write() as work:
            work.settings.finish_form(finishes)
            before = work.units.get(unit_id)
            after = change(before)
            if after == before:
                return Done(None)
            work.units.change(unit_id, name=after.name, closed_on=after.closed_on)
            self._record(work, unit_id)
        return Done(None, Changes.of(Noun.UNIT, unit_id))

    def _with_file(self, work: Work, new: NewMember) -> Done[NewMember]:
        """Open the file that somebody is to have; answers who they are by it."""
        if not new.opens_file:
            return Done(new)
        opened = self._open_file(work, new.name)
        member = replace(new, client_id=opened.value, name="", opens_file=False)
        return Done(member, opened.changes)

    def _record(self, work: Work, unit_id: UnitId) -> None:
        work.audit.append(AuditKind.UNIT_CHANGED, f"unit:{unit_id}")


def _past(name: str, day: date | None, today: date) -> date | None:
    if day is not None and day > today:
        raise InvalidField(name, Problem.IN_THE_FUTURE)
    if day is not None and day.year < fields.OLDEST_BIRTH_YEAR:
        raise InvalidField(name, Problem.TOO_LONG_AGO)
    return day
