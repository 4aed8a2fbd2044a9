"""Results that call for a risk assessment, and what answers them.

What calls is said by the pack. A call is answered by a signed risk assessment about the client of
the result's day or later, or by a counselor who looked at the result and said why none is needed;
either answers what was taken before it as well. Nothing else makes it go away: a draft is led to
as soon as there are words in it, an assessment of a time after its signature is none, what is about
a third person alone isn't about the client, and time does least of all.
"""

# ruff: noqa: PLC0415 -- the pack loads with the first result, not with the window.

from dataclasses import dataclass
from datetime import date, datetime

from vault.ids import ClientId, MeasureResultId, NoteId
from vault.ports import Clock, Work


@dataclass(frozen=True, slots=True)
class Assessments:
    """A client's newest signed risk assessment, and the newest draft of one that has words in it.

    Days are compared, not times: the note is written after the session in which the form was
    filled in, and stands at the time of either.
    """

    signed_at_utc: datetime | None = None
    begun_at_utc: datetime | None = None
    begun: NoteId | None = None

    def signed_on(self, clock: Clock, taken_at_utc: datetime) -> date | None:
        """Give the day of the one that answers a result, None where it came before the result."""
        return _day_since(clock, taken_at_utc, self.signed_at_utc)

    def begun_since(self, clock: Clock, taken_at_utc: datetime) -> NoteId | None:
        """Give the draft that will answer a result, None where it came before the result."""
        return self.begun if _day_since(clock, taken_at_utc, self.begun_at_utc) else None


@dataclass(frozen=True, slots=True)
class RiskCall:
    """The newest result of a client that calls, and what was written about their risk."""

    result_id: MeasureResultId
    measure_id: str
    client_id: ClientId
    called: str
    taken_at_utc: datetime
    assessments: Assessments = Assessments()

    def begun(self, clock: Clock) -> NoteId | None:
        """Give the draft that will answer it once it is signed, if one has words in it."""
        return self.assessments.begun_since(clock, self.taken_at_utc)


def open_calls(work: Work, clock: Clock) -> tuple[RiskCall, ...]:
    """List the calls that nothing answers, the newest first."""
    taken = work.measures.taken()
    if not taken:
        return ()
    from resources import measures as pack

    found = [
        call
        for measure in pack.all_measures()
        if measure.risk is not None and measure.id in taken
        for call in work.measures.calls(measure.id, measure.risk)
        if call.assessments.signed_on(clock, call.taken_at_utc) is None
    ]
    return tuple(sorted(found, key=lambda one: (one.taken_at_utc, one.result_id), reverse=True))


def _day_since(clock: Clock, since_utc: datetime, at_utc: datetime | None) -> date | None:
    if at_utc is None:
        return None
    day = clock.local(at_utc).date()
    return day if day >= clock.local(since_utc).date() else None
