"""Meetings: when the counselor and a unit met, who was there, and how.

On screen a meeting is a session, the counselor's own word. A meeting that no note is about yet
may be moved and taken away; any signed note about it holds it as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from vault import fields
from vault.audit import AuditKind
from vault.changes import Changes, Done, Noun
from vault.errors import InvalidField, MeetingHasNote, MeetingHeld, Problem
from vault.ids import ClientId, MeetingId, MemberId, NoteId, UnitId
from vault.place import FormKey
from vault.ports import Clock, Store, Work
from vault.units import UnitKind
from vault.wall_clock import day_span

LONGEST_MINUTES = 24 * 60
_LONGEST = timedelta(minutes=LONGEST_MINUTES)
_AHEAD = timedelta(hours=1)
_YEARS = range(1970, 2101)


class MeetingForm(StrEnum):
    """How people met."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting that is about to be kept; its number is the next of its unit."""

    unit_id: UnitId
    starts_at_utc: datetime
    minutes: int
    form: MeetingForm
    place: str = ""
    present: tuple[MemberId, ...] = ()

    def checked(self) -> "NewMeeting":
        """Give the same meeting, cleaned.

        Raises InvalidField for a length that isn't 1 minute to a day, or a year far away.
        """
        if not 1 <= self.minutes <= LONGEST_MINUTES:
            raise InvalidField("minutes", Problem.OUT_OF_RANGE)
        if self.starts_at_utc.year not in _YEARS:
            raise InvalidField("starts_at", Problem.OUT_OF_RANGE)
        return replace(self, place=fields.line("place", self.place, longest=fields.NAME_LENGTH))


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting; `number` counts a unit's meetings from 1.

    `held` says that a signed note is about it, so that it can't change any more.
    """

    id: MeetingId
    unit_id: UnitId
    number: int
    starts_at_utc: datetime
    minutes: int
    form: MeetingForm
    place: str = ""
    present: tuple[MemberId, ...] = ()
    held: bool = False

    @property
    def ends_at_utc(self) -> datetime:
        """When it is over."""
        return self.starts_at_utc + timedelta(minutes=self.minutes)

    @property
    def anew(self) -> NewMeeting:
        """The same as one that is about to be kept."""
        return NewMeeting(
            self.unit_id, self.starts_at_utc, self.minutes, self.form, self.place, self.present
        )


@dataclass(frozen=True, slots=True)
class DayMeeting:
    """A meeting as Today shows it: with its people's names, and its note if there is one.

    `first_client_id` is whose file holds its note: a client who is there, else one of the unit.
    """

    meeting: Meeting
    kind: UnitKind
    unit_name: str
    people: tuple[str, ...]
    first_client_id: ClientId | None
    note_id: NoteId | None
    note_signed: bool
    any_minor: bool = False


@dataclass(frozen=True, slots=True)
class MeetingSource:
    """What a meeting follows: an event of a calendar, and which of its recurrences.

    `imported_at_utc` is known of one that came in, not of one that was planned by hand; all of
    one import have the same. `changed` says that it was changed by hand since.
    """

    uid: str
    recurrence: str = ""
    imported_at_utc: datetime | None = field(default=None, compare=False)
    changed: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Removed:
    """A meeting that was taken away, with all that is needed to put it back."""

    meeting: Meeting
    source: MeetingSource | None = None


@dataclass(frozen=True, slots=True)
class Usual:
    """How long a unit usually meets, how, and where."""

    minutes: int
    form: MeetingForm
    place: str


def overlapping(meetings: Iterable[Meeting]) -> frozenset[MeetingId]:
    """Give the meetings that run at the same time as another one."""
    ordered = sorted(meetings, key=lambda one: (one.starts_at_utc, one.id))
    found: set[MeetingId] = set()
    latest: Meeting | None = None
    for one in ordered:
        if latest is not None and one.starts_at_utc < latest.ends_at_utc:
            found |= {latest.id, one.id}
        if latest is None or one.ends_at_utc > latest.ends_at_utc:
            latest = one
    return frozenset(found)


def numbered(meetings: Iterable[tuple[Meeting, bool]]) -> dict[MeetingId, int]:
    """Number a unit's meetings by time; each comes with whether a note is about it.

    Who has a note keeps the number that the note speaks of. The others take the next free
    number after the meeting before them, so that what is cancelled leaves no gap.
    """
    ordered = sorted(meetings, key=lambda pair: (pair[0].starts_at_utc, pair[0].id))
    taken = {one.number for one, noted in ordered if noted}
    numbers: dict[MeetingId, int] = {}
    last = 0
    for one, noted in ordered:
        number = one.number if noted else last + 1
        while not noted and number in taken:
            number += 1
        taken.add(number)
        numbers[one.id] = number
        last = max(last, number)
    return numbers


def renumber(work: Work, unit_id: UnitId) -> None:
    """Put the numbers of a unit's meetings in order, after one came, went or was moved."""
    meetings = work.meetings.of_unit(unit_id)
    numbers = numbered(meetings)
    changed: Mapping[MeetingId, int] = {
        one.id: numbers[one.id] for one, _noted in meetings if numbers[one.id] != one.number
    }
    if changed:
        work.meetings.renumber(changed)


class MeetingService:
    """Plans, moves and cancels meetings, and keeps who was present."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def get(self, meeting_id: MeetingId) -> DayMeeting:
        """Give a meeting as Today shows it. Raises LookupError."""
        with self._store.read() as work:
            return work.meetings.row(meeting_id)

    def plan(self, new: NewMeeting, finishes: FormKey | None = None) -> Done[MeetingId]:
        """Keep a meeting; where nobody is named, all who belong to the unit come.

        Raises InvalidField.
        """
        checked = new.checked()
        with self._store.write() as work:
            unit = work.units.get(checked.unit_id)
            present = checked.present or tuple(one.id for one in unit.current)
            _require_members(work, checked.unit_id, present)
            meeting_id = work.meetings.add(replace(checked, present=present))
            renumber(work, checked.unit_id)
            work.audit.append(AuditKind.MEETING_PLANNED, f"meeting:{meeting_id}")
            work.settings.finish_form(finishes)
        return Done(meeting_id, Changes.of(Noun.MEETING, meeting_id))

    def change(self, meeting: Meeting, finishes: FormKey | None = None) -> Done[None]:
        """Keep when, how, where and with whom a meeting is; its draft moves along in time.

        Raises InvalidField, MeetingHeld where a signed note is about it, and LookupError.
        """
        checked = meeting.anew.checked()
        with self._store.write() as work:
            before = work.meetings.row(meeting.id)
            after = _changed(before.meeting, checked)
            work.settings.finish_form(finishes)
            if after == before.meeting:
                return Done(None)
            if before.meeting.held:
                raise MeetingHeld
            _require_members(work, after.unit_id, after.present)
            work.meetings.change(after)
            source = work.meetings.source_of(after.id)
            if source is not None:
                work.meetings.link(after.id, replace(source, changed=True))
            renumber(work, after.unit_id)
            work.audit.append(AuditKind.MEETING_CHANGED, f"meeting:{meeting.id}")
        changes = Changes.of(Noun.MEETING, meeting.id)
        if before.note_id is not None:
            changes |= Changes.of(Noun.NOTE, before.note_id)
        return Done(None, changes)

    def set_present(self, meeting_id: MeetingId, present: tuple[MemberId, ...]) -> Done[None]:
        """Keep who was there; raises what `change` raises, InvalidField also for nobody."""
        if not present:
            raise InvalidField("present", Problem.EMPTY)
        with self._store.read() as work:
            meeting = work.meetings.get(meeting_id)
        return self.change(replace(meeting, present=present))

    def remove(self, meeting_id: MeetingId) -> Done[Removed]:
        """Cancel a meeting, in a way that can be put back.

        Raises MeetingHasNote where a note or a measure is about it, and LookupError.
        """
        with self._store.write() as work:
            removed = take_away(work, meeting_id)
            renumber(work, removed.meeting.unit_id)
        return Done(removed, Changes.of(Noun.MEETING, meeting_id))

    def put_back(self, removed: Removed) -> Done[MeetingId]:
        """Undo `remove`."""
        with self._store.write() as work:
            meeting_id = put_back(work, removed)
            renumber(work, removed.meeting.unit_id)
            work.audit.append(AuditKind.MEETING_PLANNED, f"meeting:{meeting_id}")
        return Done(meeting_id, Changes.of(Noun.MEETING, meeting_id))

    def clashes(
        self, starts_at_utc: datetime, minutes: int, *, but: MeetingId | None = None
    ) -> list[DayMeeting]:
        """List the other meetings that run at a time."""
        ends_at_utc = starts_at_utc + timedelta(minutes=minutes)
        with self._store.read() as work:
            near = work.meetings.between(starts_at_utc - _LONGEST, ends_at_utc)
        return [
            one for one in near if one.meeting.id != but and one.meeting.ends_at_utc > starts_at_utc
        ]

    def usual(self, unit_id: UnitId) -> Usual:
        """Give how long, how and where a unit met last, as far as it has."""
        with self._store.read() as work:
            minutes = work.settings.get().meeting_minutes
            meetings = [one for one, _noted in work.meetings.of_unit(unit_id)]
        last = max(meetings, key=lambda one: one.starts_at_utc, default=None)
        if last is None:
            return Usual(minutes, MeetingForm.IN_PERSON, "")
        return Usual(max(last.minutes, 1), last.form, last.place)

    def at_hand(self, unit_id: UnitId) -> MeetingId | None:
        """Give the unit's meeting of today that waits for its note, the nearest to now.

        One that begins in more than an hour isn't meant.
        """
        now = self._clock.now_utc()
        with self._store.read() as work:
            day = work.meetings.between(*day_span(self._clock, self._clock.today()))
        own = [
            one.meeting
            for one in day
            if one.meeting.unit_id == unit_id
            and one.note_id is None
            and one.meeting.starts_at_utc <= now + _AHEAD
        ]
        nearest = min(own, key=lambda one: abs(one.starts_at_utc - now), default=None)
        return nearest.id if nearest else None


def must_stay(work: Work, meeting_id: MeetingId) -> bool:
    """Say whether a note or a measure is about a meeting."""
    noted = work.meetings.row(meeting_id).note_id is not None
    return noted or work.measures.names_meeting(meeting_id)


def take_away(work: Work, meeting_id: MeetingId) -> Removed:
    """Take a meeting away that no note is about; its unit's numbers are the caller's.

    Raises MeetingHasNote and LookupError.
    """
    row = work.meetings.row(meeting_id)
    if must_stay(work, meeting_id):
        raise MeetingHasNote
    removed = Removed(row.meeting, work.meetings.source_of(meeting_id))
    work.meetings.remove(meeting_id)
    work.audit.append(AuditKind.MEETING_REMOVED, f"meeting:{meeting_id}")
    return removed


def put_back(work: Work, removed: Removed) -> MeetingId:
    """Undo `take_away`, under another id; its unit's numbers are the caller's.

    It follows no event that another meeting came to follow in the meantime.
    """
    meeting_id = work.meetings.add(removed.meeting.anew)
    if removed.source is not None and is_free(work, removed.source):
        work.meetings.link(meeting_id, removed.source)
    return meeting_id


def is_free(work: Work, source: MeetingSource) -> bool:
    """Say whether no meeting follows this event."""
    return source not in work.meetings.linked([source.uid])


def _changed(meeting: Meeting, new: NewMeeting) -> Meeting:
    return replace(
        meeting,
        starts_at_utc=new.starts_at_utc,
        minutes=new.minutes,
        form=new.form,
        place=new.place,
        # In the order of the members' numbers, so that the same people are the same value.
        present=tuple(sorted(set(new.present))),
    )


def _require_members(work: Work, unit_id: UnitId, present: tuple[MemberId, ...]) -> None:
    known = {one.id for one in work.units.get(unit_id).members}
    if not known.issuperset(present):
        raise InvalidField("present", Problem.UNKNOWN_CHOICE)
