"""Measures: questionnaires that a client filled in, each with everything that was entered.

A result is never changed in silence: a correction is entered over it with its reason, and what
stood there before stays. One that was entered by mistake is withdrawn in the same way.

What calls for a risk assessment, and what answers it, is said in `vault.risk_calls`.
"""

# ruff: noqa: PLC0415 -- the pack and its rules load with the first result, not with the window.

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from vault import fields
from vault.audit import AuditKind
from vault.changes import Changes, Done, Noun
from vault.errors import ChangedElsewhere, InvalidField, OutOfOrder, Problem
from vault.ids import ClientId, MeasureResultId, MeetingId
from vault.meetings import Meeting
from vault.place import FormKey
from vault.ports import Clock, Store, Work
from vault.risk_calls import Assessments
from vault.wall_clock import day_span, to_utc

if TYPE_CHECKING:
    from resources.measures import Measure, Scoring

HIGHEST_UNKNOWN = 1_000
"""The highest score of a measure whose range isn't known."""


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """What was entered: an answer an item (None where it is missing), or a total alone.

    `taken_at_utc` is as `MeasureService.taken_at` says. Once checked, `total` is the sum of the
    answers, or None while one is missing.
    """

    taken_at_utc: datetime
    answers: tuple[int | None, ...] = ()
    total: float | None = None
    meeting_id: MeetingId | None = None

    def checked(self, measure: "Measure", now_utc: datetime) -> "MeasureEntry":
        """Give the entry with its total.

        Raises InvalidField naming `taken_on`, `answers` or `total`.
        """
        if self.taken_at_utc > now_utc:
            raise InvalidField("taken_on", Problem.IN_THE_FUTURE)
        if self.taken_at_utc.year < fields.OLDEST_BIRTH_YEAR:
            raise InvalidField("taken_on", Problem.TOO_LONG_AGO)
        if self.answers:
            from vault import scoring

            _check_answers(measure, self.answers)
            known = scoring.total(self.answers)
            return replace(self, total=None if known is None else float(known))
        return replace(self, total=_checked_total(measure.scoring, self.total))


@dataclass(frozen=True, slots=True)
class Look:
    """Who looked at a result that calls for a risk assessment, and why no note was needed."""

    looked_at_utc: datetime
    looked_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What was entered at one time; only the first has no `reason`."""

    entry: MeasureEntry
    entered_at_utc: datetime
    reason: str = ""
    withdrawn: bool = False
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """A questionnaire that a client filled in, with all its revisions, oldest first."""

    id: MeasureResultId
    client_id: ClientId
    measure_id: str
    revisions: tuple[Revision, ...]

    @property
    def version(self) -> int:
        """How many revisions there are."""
        return len(self.revisions)

    @property
    def entry(self) -> MeasureEntry:
        """What holds now."""
        return self.revisions[-1].entry

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was entered by mistake, and counts no more."""
        return self.revisions[-1].withdrawn

    @property
    def look(self) -> Look | None:
        """Who looked at what holds now, if anybody did; a correction is to be looked at anew."""
        return self.revisions[-1].look


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """A form that isn't finished, as it was typed; `corrects` a result or begins a new one."""

    measure_id: str
    taken_on: str
    answers: tuple[int | None, ...] = ()
    total: str = ""
    total_only: bool = False
    meeting_id: MeetingId | None = None
    corrects: MeasureResultId | None = None
    base_version: int = 0
    reason: str = ""


def fingerprint(result: MeasureResult) -> str:
    """Give the SHA-256, in hex, over all that the newest revision says, for the audit trail."""
    said = asdict(result.revisions[-1])
    if said["look"] is None:
        del said["look"]  # as if nobody could look: whoever does is a line of their own
    said |= {"id": result.id, "client": result.client_id, "measure": result.measure_id}
    said |= {"version": result.version}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), default=datetime.isoformat)
    return hashlib.sha256(text.encode()).hexdigest()


def known_measure(measure_id: str) -> "Measure":
    """Give a measure of the pack. Raises InvalidField for one that isn't there."""
    from resources import measures as pack

    try:
        return pack.measure(measure_id)
    except KeyError:
        raise InvalidField("measure", Problem.UNKNOWN_CHOICE) from None


class MeasureService:
    """Records, corrects and lists results."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def of_client(self, client_id: ClientId) -> list[MeasureResult]:
        """List a client's results as they were taken, the oldest first, withdrawn ones too."""
        with self._store.read() as work:
            return work.measures.of_client(client_id)

    def get(self, result_id: MeasureResultId) -> MeasureResult:
        """Give a result. Raises LookupError for a number that none has."""
        with self._store.read() as work:
            return work.measures.get(result_id)

    def record(
        self, client_id: ClientId, measure_id: str, entry: MeasureEntry
    ) -> Done[MeasureResult]:
        """Keep a new result; the client's unfinished form is done with. Raises InvalidField."""
        now = self._clock.now_utc()
        checked = entry.checked(known_measure(measure_id), now)
        with self._store.write() as work:
            result_id = work.measures.add(client_id, measure_id, Revision(checked, now))
            return _recorded(work, result_id, AuditKind.MEASURE_RECORDED)

    def correct(
        self, result_id: MeasureResultId, entry: MeasureEntry, reason: str, *, base_version: int
    ) -> Done[MeasureResult]:
        """Enter a correction over a result, and why; the same again changes nothing.

        Raises InvalidField, OutOfOrder for a withdrawn result, and ChangedElsewhere where
        `base_version` isn't the newest.
        """
        now = self._clock.now_utc()
        with self._store.write() as work:
            before = _standing(work, result_id, base_version, "correct")
            checked = entry.checked(known_measure(before.measure_id), now)
            if checked == before.entry:
                work.measures.drop_draft(before.client_id)
                return Done(before)
            revision = Revision(checked, now, fields.line("reason", reason, required=True))
            work.measures.revise(result_id, revision)
            return _recorded(work, result_id, AuditKind.MEASURE_CORRECTED)

    def withdraw(
        self,
        result_id: MeasureResultId,
        reason: str,
        *,
        base_version: int,
        finishes: FormKey | None = None,
    ) -> Done[MeasureResult]:
        """Say that a result was entered by mistake, and why; what it said stays readable.

        Raises InvalidField, OutOfOrder for a withdrawn result, and ChangedElsewhere where
        `base_version` isn't the newest.
        """
        said = fields.line("reason", reason, required=True)
        with self._store.write() as work:
            before = _standing(work, result_id, base_version, "withdraw")
            now = self._clock.now_utc()
            work.measures.revise(result_id, Revision(before.entry, now, said, withdrawn=True))
            work.settings.finish_form(finishes)
            return _recorded(work, result_id, AuditKind.MEASURE_WITHDRAWN)

    def look_at(
        self,
        result_id: MeasureResultId,
        reason: str,
        *,
        base_version: int,
        finishes: FormKey | None = None,
    ) -> Done[MeasureResult]:
        """Say that a result which calls for a risk assessment needs no note, and why.

        Raises InvalidField, OutOfOrder for a result that is withdrawn or was looked at, and
        ChangedElsewhere where `base_version` isn't the newest.
        """
        said = fields.line("reason", reason, required=True)
        with self._store.write() as work:
            before = _standing(work, result_id, base_version, "look_at")
            if before.look is not None:
                raise OutOfOrder("looked_at", "look_at")
            look = Look(self._clock.now_utc(), work.profile.get().signs_as, said)
            work.measures.look_at(result_id, look)
            work.settings.finish_form(finishes)
            after = work.measures.get(result_id)
            work.audit.append(AuditKind.MEASURE_LOOKED_AT, _subject(result_id), fingerprint(after))
        return Done(after, Changes.of(Noun.MEASURE, result_id))

    def assessments(self, client_id: ClientId) -> Assessments:
        """Give a client's newest risk assessments: the signed one, and the begun one."""
        with self._store.read() as work:
            return work.measures.assessments(client_id)

    def draft(self, client_id: ClientId) -> MeasureDraft | None:
        """Give the form that a client's file has begun and not finished, if any."""
        with self._store.read() as work:
            return work.measures.draft(client_id)

    def save_draft(self, client_id: ClientId, draft: MeasureDraft) -> Done[None]:
        """Keep a form that isn't finished; a client has one at a time. Raises InvalidField."""
        kept = replace(
            draft,
            taken_on=fields.line("taken_on", draft.taken_on),
            total=fields.line("total", draft.total),
            reason=fields.line("reason", draft.reason),
        )
        with self._store.write() as work:
            work.measures.put_draft(client_id, kept, self._clock.now_utc())
        return Done(None)

    def drop_draft(self, client_id: ClientId) -> Done[None]:
        """Forget a client's unfinished form."""
        with self._store.write() as work:
            work.measures.drop_draft(client_id)
        return Done(None)

    def meetings_on(self, client_id: ClientId, day: date) -> list[Meeting]:
        """List the meetings of a day at which a client was present, in order."""
        with self._store.read() as work:
            members = {
                unit.id: member.id
                for unit in work.units.of_client(client_id)
                if (member := unit.member_of(client_id))
            }
            found = [one.meeting for one in work.meetings.between(*day_span(self._clock, day))]
        return [
            one
            for one in found
            if one.unit_id in members and (not one.present or members[one.unit_id] in one.present)
        ]

    def taken_at(self, day: date, meeting: Meeting | None) -> datetime:
        """Give the time of a result of which only the day, or the meeting, is known.

        That is the start of the meeting, but never later today than now: a form is also filled in
        in the waiting room. Without a meeting it is now, on another day noon where the counselor
        is.
        """
        now = self._clock.now_utc()
        is_today = day == self._clock.today()
        if meeting is not None:
            return min(meeting.starts_at_utc, now) if is_today else meeting.starts_at_utc
        return now if is_today else to_utc(self._clock, datetime.combine(day, time(12)))


def _recorded(work: Work, result_id: MeasureResultId, kind: AuditKind) -> Done[MeasureResult]:
    result = work.measures.get(result_id)
    work.measures.drop_draft(result.client_id)
    work.audit.append(kind, _subject(result_id), fingerprint(result))
    return Done(result, Changes.of(Noun.MEASURE, result_id))


def _subject(result_id: MeasureResultId) -> str:
    return f"measure:{result_id}"


def _standing(
    work: Work, result_id: MeasureResultId, base_version: int, step: str
) -> MeasureResult:
    before = work.measures.get(result_id)
    if before.version != base_version:
        raise ChangedElsewhere
    if before.is_withdrawn:
        raise OutOfOrder("withdrawn", step)
    return before


def _check_answers(measure: "Measure", answers: tuple[int | None, ...]) -> None:
    form = measure.form
    if form is None or len(answers) != len(form.items):
        raise InvalidField("answers", Problem.OUT_OF_RANGE)
    given = [answer for answer in answers if answer is not None]
    if not given:
        raise InvalidField("answers", Problem.EMPTY)
    if not all(0 <= answer < len(form.answers) for answer in given):
        raise InvalidField("answers", Problem.OUT_OF_RANGE)


def _checked_total(rule: "Scoring | None", total: float | None) -> float:
    if total is None:
        raise InvalidField("total", Problem.EMPTY)
    low, high = (rule.lowest, rule.highest) if rule else (0, HIGHEST_UNKNOWN)
    # A range that isn't known may have tenths; one that is known has whole points.
    fits = low <= total <= high and round(total, 0 if rule else 1) == total
    if not fits:
        raise InvalidField("total", Problem.OUT_OF_RANGE)
    return float(total)
