"""Results that call for a risk assessment, and what answers them.

What calls is said by the pack. A call is answered by a risk assessment about the client of the
result's day or later, begun or signed, or by a counselor who looked at the result and said why
none is needed; either answers what was taken before it as well. Nothing else makes it go away,
time least of all.
"""

# ruff: noqa: PLC0415 -- the pack loads with the first result, not with the window.

from dataclasses import dataclass
from datetime import date, datetime

from vault.ids import ClientId, MeasureResultId
from vault.ports import Clock, Work


@dataclass(frozen=True, slots=True)
class RiskCall:
    """The newest result of a client that calls, and when their risk was last assessed."""

    result_id: MeasureResultId
    measure_id: str
    client_id: ClientId
    called: str
    taken_at_utc: datetime
    assessed_at_utc: datetime | None = None


def answered_on(
    clock: Clock, taken_at_utc: datetime, assessed_at_utc: datetime | None
) -> date | None:
    """Give the day of the assessment that answers a result, None where it came before the result.

    Days are compared, not times: the note is written after the session in which the form was
    filled in, and stands at the time of either.
    """
    if assessed_at_utc is None:
        return None
    assessed_on = clock.local(assessed_at_utc).date()
    return assessed_on if assessed_on >= clock.local(taken_at_utc).date() else None


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
        if answered_on(clock, call.taken_at_utc, call.assessed_at_utc) is None
    ]
    return tuple(sorted(found, key=lambda one: (one.taken_at_utc, one.result_id), reverse=True))
