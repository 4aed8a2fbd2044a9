"""A client's results, gathered by measure and read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from resources import measures as pack
from resources.measures import Measure
from vault import scoring
from vault.ids import NoteId
from vault.measures import MeasureResult
from vault.ports import Clock
from vault.risk_calls import Assessments
from vault.scoring import Difference


class Risk(StrEnum):
    """What became of a result that calls for a risk assessment; see `vault.risk_calls`."""

    OPEN = "open"
    BEGUN = "begun"
    ASSESSED = "assessed"
    LOOKED_AT = "looked_at"


@dataclass(frozen=True, slots=True)
class Reading:
    """One result, compared with the scored ones before it; a withdrawn one is compared to none.

    `risk` is None where it doesn't call for a risk assessment; `assessed_on` is the day of the one
    that answers it, `begun` the draft of one that will.
    """

    measure: Measure
    result: MeasureResult
    before: MeasureResult | None = None
    first: MeasureResult | None = None
    risk: Risk | None = None
    assessed_on: date | None = None
    begun: NoteId | None = None

    @property
    def id(self) -> int:
        """The result's number."""
        return self.result.id

    @property
    def total(self) -> float | None:
        """The score, None where an answer is missing."""
        return self.result.entry.total

    @property
    def calls_for_risk_assessment(self) -> bool:
        """Whether it calls for a risk assessment."""
        entry = self.result.entry
        called = scoring.calls_for_risk_assessment(self.measure, entry.answers, entry.total)
        return called and not self.result.is_withdrawn

    @property
    def waits(self) -> bool:
        """Whether it calls for a risk assessment, and nothing answers it yet."""
        return self.risk in {Risk.OPEN, Risk.BEGUN}

    @property
    def since_last(self) -> Difference | None:
        """What changed since the result before."""
        return self._since(self.before)

    @property
    def since_first(self) -> Difference | None:
        """What changed since the first result, where that isn't the one before."""
        return self._since(self.first) if self.first != self.before else None

    def _since(self, earlier: MeasureResult | None) -> Difference | None:
        if earlier is None or earlier.entry.total is None or self.total is None:
            return None
        if self.measure.levels:
            return None  # levels are no points
        return scoring.difference(self.measure, earlier.entry.total, self.total)


@dataclass(frozen=True, slots=True)
class Series:
    """All results of one measure as they were taken, the oldest first; there is at least one."""

    measure: Measure
    readings: tuple[Reading, ...]

    @property
    def id(self) -> int:
        """The number of the first result, which no other series has."""
        return min(one.id for one in self.readings)

    @property
    def standing(self) -> tuple[Reading, ...]:
        """The results that weren't withdrawn."""
        return tuple(one for one in self.readings if not one.result.is_withdrawn)

    @property
    def newest(self) -> Reading:
        """The last result that counts, or the last one where none does."""
        return (self.standing or self.readings)[-1]

    @property
    def call(self) -> Reading | None:
        """The last result that calls for a risk assessment, answered or not."""
        return next((one for one in reversed(self.readings) if one.risk is not None), None)


def gathered(
    results: Sequence[MeasureResult], assessments: Assessments, clock: Clock
) -> list[Series]:
    """Gather results by measure, the one that was taken last first."""
    by_measure: defaultdict[str, list[MeasureResult]] = defaultdict(list)
    for result in results:
        by_measure[result.measure_id].append(result)
    found = [
        Series(measure, _with_risk(_read(measure, own), assessments, clock))
        for measure, own in ((pack.measure(one), own) for one, own in by_measure.items())
    ]
    return sorted(found, key=lambda one: one.newest.result.entry.taken_at_utc, reverse=True)


def _read(measure: Measure, results: list[MeasureResult]) -> list[Reading]:
    readings: list[Reading] = []
    scored: list[MeasureResult] = []
    for result in results:
        if result.is_withdrawn or not scored:
            readings.append(Reading(measure, result))
        else:
            readings.append(Reading(measure, result, scored[-1], scored[0]))
        if result.entry.total is not None and not result.is_withdrawn:
            scored.append(result)
    return readings


def _with_risk(
    readings: list[Reading], assessments: Assessments, clock: Clock
) -> tuple[Reading, ...]:
    """Say of each what became of its call; who looked at one has seen those before it."""
    found = []
    looked_at = False
    for one in reversed(readings):
        if not one.calls_for_risk_assessment:
            found.append(one)
            continue
        taken_at = one.result.entry.taken_at_utc
        day, begun = assessments.signed_on(clock, taken_at), None
        looked_at = looked_at or one.result.look is not None
        risk = Risk.ASSESSED if day else Risk.LOOKED_AT if looked_at else Risk.OPEN
        if risk is Risk.OPEN and (begun := assessments.begun_since(clock, taken_at)):
            risk = Risk.BEGUN
        found.append(replace(one, risk=risk, assessed_on=day, begun=begun))
    return tuple(reversed(found))
