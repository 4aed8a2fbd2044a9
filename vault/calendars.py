"""Calendars: meetings that come in from a file of another program, one way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from vault.audit import AuditKind
from vault.calendar_events import CalendarEvent, CalendarReader, CalendarSheet
from vault.calendar_proposals import Proposal, Step, planned, propose
from vault.changes import NOTHING, Changes, Done, Noun
from vault.folding import folded
from vault.ids import ClientId, MeetingId, UnitId
from vault.meetings import (
    Meeting,
    MeetingSource,
    Removed,
    is_free,
    must_stay,
    put_back,
    renumber,
    take_away,
)
from vault.place import FormKey
from vault.ports import Clock, Store, Work
from vault.units import OpenFile
from vault.wall_clock import to_utc

DAYS_BACK = 30
DAYS_AHEAD = 90

_FOLLOWING = frozenset({Step.CHANGE, Step.REMOVE, Step.MOVED, Step.RENAMED})


@dataclass(frozen=True, slots=True)
class Moved:
    """A meeting as it was before an import, and as the import left it."""

    before: Meeting
    after: Meeting

    def taken_back_from(self, meeting: Meeting) -> Meeting:
        """Give the meeting without what the import changed; what was changed since stays."""
        untouched = {
            name: getattr(self.before, name)
            for name in ("starts_at_utc", "minutes", "place")
            if getattr(meeting, name) == getattr(self.after, name)
        }
        return replace(meeting, **untouched)


@dataclass(frozen=True, slots=True)
class Linked:
    """A meeting that was there and follows an event since; `before` is what it followed."""

    meeting_id: MeetingId
    before: MeetingSource | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in, with all that is needed to undo it."""

    added: tuple[MeetingId, ...] = ()
    linked: tuple[Linked, ...] = ()
    let_go: tuple[Linked, ...] = ()
    """Those whose event became somebody else's: they stay, and follow none any more."""
    changed: tuple[Moved, ...] = ()
    removed: tuple[Removed, ...] = ()
    opened: tuple[ClientId, ...] = ()
    """Whose files were opened for it; they stay when it is undone."""
    kept: int = 0
    """How many were left alone, because a note had come to be about them."""


@dataclass(frozen=True, slots=True)
class LastImport:
    """What is left of the import before, as long as no note is about any of it."""

    came_at_utc: datetime
    intake: Intake


class _Stays(Exception):  # noqa: N818 -- named for what happened
    """Somebody wrote about a meeting, or changed it, since it came in."""


class CalendarService:
    """Brings a calendar's events in as meetings; the reader is made once a file is there."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        make_reader: Callable[[], CalendarReader],
        open_file: OpenFile,
    ) -> None:
        self._store = store
        self._clock = clock
        self._make_reader = make_reader
        self._open_file = open_file

    def read(self, path: Path) -> CalendarSheet:
        """Read a calendar around the present day; needs no database.

        Raises NotACalendar, CalendarTooLarge and SourceUnreadable.
        """
        now = self._clock.now_utc()
        return self._make_reader().read(
            path,
            now - timedelta(days=DAYS_BACK),
            now + timedelta(days=DAYS_AHEAD),
            lambda wall: to_utc(self._clock, wall),
        )

    def propose(self, sheet: CalendarSheet) -> list[Proposal]:
        """Say what each event would do, changing nothing: the dry run, in the order of time."""
        with self._store.read() as work:
            return propose(work, self._clock, sheet)

    def take_in(
        self,
        sheet: CalendarSheet,
        proposals: Iterable[Proposal],
        finishes: FormKey | None = None,
    ) -> Done[Intake]:
        """Do what was proposed and chosen; an event without a unit is passed over.

        A meeting that got a note in the meantime stays as it is. One that the unit has at the
        very start of an event, and that no other event of this calendar stands for, is linked to
        it, and no second one comes; nor does one for an event that came in in the meantime. What
        was cancelled in the meantime stays so. Files that are chosen to be opened are opened
        along, one for each name. Raises InvalidField for a name that no file can have.
        """
        with self._store.write() as work:
            coming = _Coming(work, self._clock.now_utc(), sheet.uids, self._open_file)
            for one in proposals:
                coming.take(one)
            for unit_id in sorted(coming.units):
                renumber(work, unit_id)
            intake = coming.intake
            if intake != Intake(kept=intake.kept):
                work.audit.append(AuditKind.CALENDAR_IMPORTED, detail=_counts(intake))
            work.settings.finish_form(finishes)
        return Done(intake, coming.changes | _changes(intake))

    def last(self) -> LastImport | None:
        """Give what came in last, None where a note or a measure is about any of it."""
        with self._store.read() as work:
            rows = work.meetings.last_imported()
            ids = tuple(row.meeting.id for row in rows)
            if any(must_stay(work, one) for one in ids):
                return None
            sources = [work.meetings.source_of(one) for one in ids]
        as_it_came = next((one for one in sources if one is not None and not one.changed), None)
        if as_it_came is None or as_it_came.imported_at_utc is None:
            return None
        return LastImport(as_it_came.imported_at_utc, Intake(ids))

    def undo(self, intake: Intake) -> Done[int]:
        """Undo a whole import but for opened files; answers how many meetings stay as they are.

        Those are the ones with notes, and those that came in and were changed by hand since. What
        was cancelled in the meantime stays so.
        """
        stay = 0
        with self._store.write() as work:
            units = set[UnitId]()
            steps = [partial(_take_out, work, one) for one in intake.added]
            steps += [partial(_move_back, work, one) for one in intake.changed]
            for step in steps:
                try:
                    units.add(step())
                except _Stays:
                    stay += 1
                except LookupError:
                    continue
            for linked in (*intake.linked, *intake.let_go):
                _link_back(work, linked)
            for removed in intake.removed:
                put_back(work, removed)
                units.add(removed.meeting.unit_id)
            for unit_id in sorted(units):
                renumber(work, unit_id)
            work.audit.append(AuditKind.CALENDAR_IMPORT_UNDONE, detail=f"stayed {stay}")
        return Done(stay, _changes(intake))


class _Coming:
    """An import while it is written."""

    def __init__(
        self, work: Work, now_utc: datetime, uids: frozenset[str], open_file: OpenFile
    ) -> None:
        self._work = work
        self._now_utc = now_utc
        self._uids = uids
        self._open_file = open_file
        self._new = dict[str, UnitId]()
        self.changes = NOTHING
        self._followed = set(work.meetings.linked(uids))
        self.intake = Intake()
        self.units = set[UnitId]()

    def take(self, one: Proposal) -> None:
        """Do what a proposal says."""
        meeting = one.meeting
        if one.step in {Step.ADD, Step.PLANNED}:
            self._bring(one)
        elif meeting is None or one.changes_nothing:
            return
        elif one.step is Step.RENAMED and one.unit_id != meeting.unit_id:
            self._hand_on(meeting, one)
        elif one.step in _FOLLOWING and _is_there(self._work, meeting.id):
            if one.step is Step.MOVED and one.event is not None:
                self._link(meeting.id, one.event)
            self._follow(meeting, one.event)

    def _bring(self, one: Proposal) -> None:
        work, event = self._work, one.event
        if event is None or event.source in self._followed:
            return
        unit_id = one.unit_id or self._opened(one.opens)
        if unit_id is None:
            return
        there = planned(work, event, unit_id, self._uids)
        if there is not None:
            self._link(there.id, event)
        elif one.step is not Step.PLANNED:
            meeting_id = _add(work, event, unit_id, self._now_utc)
            self._followed.add(event.source)
            self.intake = replace(self.intake, added=(*self.intake.added, meeting_id))
            self.units.add(unit_id)

    def _opened(self, name: str) -> UnitId | None:
        """Open a file, once for each name; None where none is to be opened."""
        key = " ".join(folded(name).split())
        if key and key not in self._new:
            client = self._open_file(self._work, name)
            (unit,) = self._work.units.of_client(client.value)
            self._new[key] = unit.id
            self.changes |= client.changes
            self.intake = replace(self.intake, opened=(*self.intake.opened, client.value))
        return self._new.get(key)

    def _link(self, meeting_id: MeetingId, event: CalendarEvent) -> None:
        """Let a meeting follow an event, unless another one does."""
        if event.source not in self._followed:
            self._followed.add(event.source)
            linked = _link(self._work, meeting_id, event.source)
            self.intake = replace(self.intake, linked=(*self.intake.linked, linked))

    def _hand_on(self, meeting: Meeting, one: Proposal) -> None:
        """Bring in for somebody else what a meeting followed.

        The meeting itself stays, but where its very hour is somebody else's now.
        """
        if one.event is None or not (one.unit_id or one.opens):
            return
        source = self._work.meetings.source_of(meeting.id)
        if source == one.event.source:
            if one.in_its_place and must_stay(self._work, meeting.id):
                self.intake = replace(self.intake, kept=self.intake.kept + 1)
                return
            self._followed.discard(source)
            if one.in_its_place:
                self._remove(meeting)
            else:
                self._work.meetings.unlink(meeting.id)
                left = Linked(meeting.id, source)
                self.intake = replace(self.intake, let_go=(*self.intake.let_go, left))
        self._bring(one)

    def _follow(self, meeting: Meeting, event: CalendarEvent | None) -> None:
        work, intake = self._work, self.intake
        if must_stay(work, meeting.id):
            self.intake = replace(intake, kept=intake.kept + 1)
            return
        if event is None:
            self._remove(meeting)
        else:
            before = work.meetings.get(meeting.id)
            moved = Moved(before, event.moving(before))
            work.meetings.change(moved.after)
            self.intake = replace(intake, changed=(*intake.changed, moved))
            self.units.add(meeting.unit_id)

    def _remove(self, meeting: Meeting) -> None:
        removed = take_away(self._work, meeting.id)
        self.intake = replace(self.intake, removed=(*self.intake.removed, removed))
        self.units.add(meeting.unit_id)


def _link(work: Work, meeting_id: MeetingId, source: MeetingSource) -> Linked:
    """Let a meeting follow another event; with which import it came in, if any, stays known."""
    before = work.meetings.source_of(meeting_id)
    came = before or MeetingSource(source.uid)
    work.meetings.link(
        meeting_id, replace(source, imported_at_utc=came.imported_at_utc, changed=came.changed)
    )
    return Linked(meeting_id, before)


def _link_back(work: Work, linked: Linked) -> None:
    """Let a meeting follow what it followed before, where both are there and nobody else does."""
    before = linked.before
    now = work.meetings.source_of(linked.meeting_id)
    work.meetings.unlink(linked.meeting_id)
    if before is not None and is_free(work, before) and _is_there(work, linked.meeting_id):
        work.meetings.link(linked.meeting_id, replace(before, changed=(now or before).changed))


def _is_there(work: Work, meeting_id: MeetingId) -> bool:
    try:
        work.meetings.get(meeting_id)
    except LookupError:
        return False
    return True


def _add(work: Work, event: CalendarEvent, unit_id: UnitId, now_utc: datetime) -> MeetingId:
    present = tuple(one.id for one in work.units.get(unit_id).current)
    meeting_id = work.meetings.add(event.as_meeting_of(unit_id, present))
    work.meetings.link(meeting_id, replace(event.source, imported_at_utc=now_utc))
    return meeting_id


def _take_out(work: Work, meeting_id: MeetingId) -> UnitId:
    """Take away a meeting that came in; raises _Stays and LookupError."""
    source = work.meetings.source_of(meeting_id)
    if must_stay(work, meeting_id) or (source is not None and source.changed):
        raise _Stays
    return take_away(work, meeting_id).meeting.unit_id


def _move_back(work: Work, moved: Moved) -> UnitId:
    """Undo what an import changed of a meeting; raises _Stays and LookupError."""
    if must_stay(work, moved.before.id):
        raise _Stays
    work.meetings.change(moved.taken_back_from(work.meetings.get(moved.before.id)))
    return moved.before.unit_id


def _counts(intake: Intake) -> str:
    added, changed, removed = len(intake.added), len(intake.changed), len(intake.removed)
    linked = f", linked {len(intake.linked)}" if intake.linked else ""
    return f"added {added}, changed {changed}, removed {removed}{linked}"


def _changes(intake: Intake) -> Changes:
    ids = [*intake.added, *(one.before.id for one in intake.changed)]
    ids += [one.meeting.id for one in intake.removed]
    return Changes.of(Noun.MEETING, *ids) if ids else NOTHING
