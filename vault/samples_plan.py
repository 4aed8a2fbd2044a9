"""The calendar of a sample vault: who is seen together, and when which note is written."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Final

from resources import samples
from vault.ids import UnitId
from vault.meetings import MeetingForm
from vault.notes import NoteType
from vault.passages import Template
from vault.ports import Clock
from vault.samples_people import TEMPLATES, PeopleMaker, Person
from vault.samples_text import Voice
from vault.units import UnitKind

_LONGEST_DAYS: Final = 3_650
_MOST_DRAFTS: Final = 5
# Days before the present one, first meeting to twelfth, as on the drawing of a couple's file.
_COUPLE_DAYS: Final = (111, 101, 90, 80, 69, 58, 48, 37, 26, 19, 12, 0)
# The people of the drawings who are seen together, so that they have no notes of their own.
_SEEN_WITH_OTHERS: Final = (0, 1, 5, 7)
_PHONE_DAYS: Final = 15
# Days after the present one on which units of the drawings are seen next, again a week later.
_PLANNED: Final = {"Cruz": 1, "Thursday grief": 2}


@dataclass(slots=True, eq=False)
class Case:
    """A unit to be: its clients by their place in the list of people, then names alone.

    `weight` is its share of the notes, 0 for one whose notes are planned one by one. `unit_id`
    and `voices` are filled in when the unit is kept.
    """

    kind: UnitKind
    people: tuple[int, ...]
    theme: str
    template: Template
    last_met_on: date
    hour: int
    minute: int = 0
    name: str = ""
    others: tuple[tuple[str, str], ...] = ()
    weight: float = 0.0
    closed: bool = False
    opened_on: date | None = None
    unit_id: UnitId | None = None
    voices: tuple[Voice, ...] = ()
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting or contact to be, with its note unless `written` is false."""

    case: Case
    at_utc: datetime
    progress: float
    type: NoteType = NoteType.PROGRESS
    minutes: int = 50
    form: MeetingForm = MeetingForm.IN_PERSON
    signed: bool = True
    written: bool = True
    amended: bool = False
    late: bool = False
    hard: bool = False
    script: str = ""
    only: int | None = None


@dataclass(slots=True)
class Plan:
    """Everything that a sample vault will hold, in the order of time."""

    people: list[Person]
    cases: list[Case]
    entries: list[Entry] = field(default_factory=list)


class Planner:
    """Plans a sample vault; the same draws give the same plan."""

    def __init__(self, draw: Random, clock: Clock) -> None:
        self._draw = draw
        self._clock = clock
        self._today = clock.today()
        self._maker = PeopleMaker(draw, self._today)

    def plan(self, clients: int, notes: int) -> Plan:
        """Plan so many clients, and exactly so many notes, addenda included."""
        people = self._maker.make(clients)
        cases = [self._alone(index, one) for index, one in enumerate(people)]
        if clients > max(_SEEN_WITH_OTHERS):
            for index in _SEEN_WITH_OTHERS:
                cases[index].weight = 0
        fixed: list[Entry] = []
        if clients >= 2:
            cases.append(self._drawn_couple())
            fixed = self._couple_entries(cases[0], cases[-1])
        cases += self._shared(people, cases)
        fixed = _newest_written(fixed, notes)
        left = notes - sum(1 + one.amended for one in fixed if one.written)
        entries = [*fixed, *self._spread(cases, left)]
        if clients >= 3:
            entries.append(Entry(cases[2], self._utc(self._today, 16, 30), 1, written=False))
        entries += self._planned(cases)
        entries.sort(key=lambda one: one.at_utc)
        for entry in entries:
            entry.case.opened_on = entry.case.opened_on or entry.at_utc.date()
        return Plan(people, cases, entries)

    def _planned(self, cases: list[Case]) -> list[Entry]:
        """Plan what the calendar holds of the days to come: the family and the group, weekly."""
        return [
            Entry(case, self._utc(self._today + timedelta(days=days), case.hour), 1, written=False)
            for case in cases
            if case.name in _PLANNED
            for days in (_PLANNED[case.name], _PLANNED[case.name] + 7)
        ]

    def _alone(self, index: int, person: Person) -> Case:
        weight = self._draw.uniform(0.5, 1.5) * (0.5 if person.closed else 1)
        last = person.last_met_on
        if index == 2:
            last -= timedelta(days=7)
        return Case(
            UnitKind.INDIVIDUAL,
            (index,),
            person.theme,
            person.template,
            last,
            person.hour,
            person.minute,
            weight=weight,
            closed=person.closed,
            hard=9 <= index < 9 + len(samples.pack("names")["hard"]),
        )

    def _drawn_couple(self) -> Case:
        return Case(UnitKind.COUPLE, (0, 1), "conflict", Template.SOAP, self._today, 14)

    def _couple_entries(self, dana: Case, couple: Case) -> list[Entry]:
        last = len(_COUPLE_DAYS) - 1
        entries = [
            Entry(
                couple,
                self._utc(self._today - timedelta(days=days), 14),
                index / last,
                signed=index < last,
                amended=index == 8,
                script={8: "couple_ninth", last: "couple_draft"}.get(index, ""),
                late=index == 6,
                only=0 if index == 9 else None,
            )
            for index, days in enumerate(_COUPLE_DAYS)
        ]
        called_at = self._utc(self._today - timedelta(days=_PHONE_DAYS), 18, 10)
        call = Entry(
            dana, called_at, 0.9, NoteType.PHONE, 12, MeetingForm.PHONE, script="couple_phone"
        )
        return [*entries, call]

    def _shared(self, people: list[Person], alone: list[Case]) -> list[Case]:
        """Plan the family and the group of the drawings, then couples, families and groups."""
        pack: dict[str, Any] = samples.pack("people")
        grown = [
            index
            for index, one in enumerate(people)
            if index >= 9 and not one.closed and one.theme != "school"
        ]
        cases = []
        if len(people) >= 8:
            cruz = tuple((name, role) for name, role in pack["family"])
            cases.append(self._together(UnitKind.FAMILY, (7,), 2, name="Cruz", others=cruz))
            mourners = (5, *grown[:9])
            cases.append(self._together(UnitKind.GROUP, mourners, 3, name=pack["group"]))
        free = grown[9:]
        while len(free) > 2:
            kind = self._draw.choices(
                (UnitKind.COUPLE, UnitKind.FAMILY, UnitKind.GROUP, UnitKind.INDIVIDUAL),
                (4, 1, 0.3, 12),
            )[0]
            size = {UnitKind.COUPLE: 2, UnitKind.GROUP: self._draw.randrange(3, 13)}.get(kind, 1)
            chosen, free = tuple(free[:size]), free[size:]
            if kind is UnitKind.INDIVIDUAL:
                continue
            if kind is not UnitKind.GROUP:
                for index in chosen:
                    alone[index].weight = 0
            cases.append(self._drawn(kind, chosen, people))
        return cases

    def _drawn(self, kind: UnitKind, chosen: tuple[int, ...], people: list[Person]) -> Case:
        name = ""
        others: tuple[tuple[str, str], ...] = ()
        if kind is UnitKind.FAMILY:
            name = people[chosen[0]].details.name.split()[-1]
            roles = ("partner", "daughter, 11", "son, 14", "daughter, 6", "grandfather")
            others = tuple(
                (self._maker.full_name(name)[0], role)
                for role in roles[: self._draw.randrange(2, 6)]
            )
        elif kind is UnitKind.GROUP:
            weekday = self._draw.choice(("Monday", "Tuesday", "Wednesday"))
            name = f"{weekday} evening"
        back = self._draw.randrange(1, 10)
        return self._together(kind, chosen, back, name=name, others=others)

    def _together(
        self,
        kind: UnitKind,
        people: tuple[int, ...],
        back: int,
        *,
        name: str = "",
        others: tuple[tuple[str, str], ...] = (),
    ) -> Case:
        weekday_for = {"Cruz": 2, "Thursday grief": 3}
        last = self._today - timedelta(days=back)
        # Nobody is met at a weekend.
        last -= timedelta(days=max(0, last.weekday() - 4))
        if name in weekday_for:
            weekday = weekday_for[name]
            last = self._today - timedelta(days=(self._today.weekday() - weekday) % 7 or 7)
        themes = {UnitKind.COUPLE: "conflict", UnitKind.FAMILY: "family", UnitKind.GROUP: "group"}
        return Case(
            kind,
            people,
            themes[kind],
            self._draw.choice(TEMPLATES),
            last,
            18 if kind is UnitKind.GROUP else self._draw.randrange(9, 18),
            name=name,
            others=others,
            weight=self._draw.uniform(0.5, 1.5),
        )

    def _spread(self, cases: list[Case], notes: int) -> list[Entry]:
        """Share notes out over the cases by their weight, each case's going back from its last."""
        flowing = [case for case in cases if case.weight]
        if not flowing or notes <= 0:
            return []
        addenda = notes // 100
        counts = _shares([case.weight for case in flowing], notes - addenda)
        entries: list[Entry] = []
        drafts = 0
        for number, (case, count) in enumerate(zip(flowing, counts, strict=True)):
            own = self._history(case, count)
            recent = (self._today - case.last_met_on).days < 14
            unsigned = number % 5 == 2 and recent and not case.closed and count > 1
            if unsigned and drafts < _MOST_DRAFTS:
                own[-1] = replace(own[-1], signed=False)
                drafts += 1
            entries += own
        signed = [index for index, one in enumerate(entries) if one.signed]
        # One addendum a note, so that many addenda among few notes find no place.
        for index in self._draw.sample(signed, min(addenda, len(signed))):
            entries[index] = replace(entries[index], amended=True)
        return entries

    def _history(self, case: Case, count: int) -> list[Entry]:
        step = min(7.0, _LONGEST_DAYS / max(count, 1))
        form = self._draw.choice(tuple(MeetingForm)[:2])
        entries = []
        for index in range(count):
            day = case.last_met_on - timedelta(days=int(step * (count - 1 - index)))
            kind = self._type(case, index, count)
            called = kind is NoteType.PHONE
            entries.append(
                Entry(
                    case,
                    self._utc(day, case.hour, case.minute),
                    index / max(1, count - 1),
                    kind,
                    self._draw.choice((8, 12, 15)) if called else _minutes(case.kind),
                    MeetingForm.PHONE if called else form,
                    hard=(case.hard and index == count - 1) or self._draw.random() < 0.01,
                )
            )
        return entries

    def _type(self, case: Case, index: int, count: int) -> NoteType:
        if case.closed and index == count - 1:
            return NoteType.DISCHARGE
        if index == 0 and count > 2:
            return NoteType.INTAKE
        if index == 1 and count > 5:
            return NoteType.TREATMENT_PLAN
        if case.kind is UnitKind.INDIVIDUAL and index < count - 1:
            if index % 17 == 9:
                return NoteType.PHONE
            if index % 29 == 15:
                return NoteType.RISK
        return NoteType.PROGRESS

    def _utc(self, day: date, hour: int, minute: int = 0) -> datetime:
        wall = datetime.combine(day, time(hour, minute), tzinfo=UTC)
        return wall - (self._clock.local(wall).utcoffset() or timedelta())


def _minutes(kind: UnitKind) -> int:
    return {UnitKind.COUPLE: 80, UnitKind.FAMILY: 80, UnitKind.GROUP: 90}.get(kind, 50)


def _newest_written(entries: list[Entry], notes: int) -> list[Entry]:
    """Let the oldest go without a note where fewer notes are wanted than were planned."""
    left = notes
    kept = []
    for entry in sorted(entries, key=lambda one: one.at_utc, reverse=True):
        amended = entry.amended and left >= 2
        kept.append(replace(entry, written=left > 0, amended=amended))
        left -= 1 + amended
    return kept


def _shares(weights: list[float], total: int) -> list[int]:
    """Split a total by weights into whole numbers that add up to it."""
    whole = sum(weights)
    reached = 0.0
    shares = []
    given = 0
    for weight in weights:
        reached += weight
        share = round(total * reached / whole) - given
        shares.append(share)
        given += share
    return shares
