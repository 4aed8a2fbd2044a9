"""How a measure's scores are read; pure functions over the rules of the pack.

Nothing here is a diagnosis. A score with an answer missing isn't made up: no rule for that is
known of any measure in the pack.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from resources.measures import Band, ChangeKind, Clusters, Measure, Threshold

Answers = Sequence[int | None]


class Side(StrEnum):
    """Where a score stands against a cutoff."""

    BELOW = "below"
    BETWEEN = "between"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class Pattern:
    """How many items count in each cluster, by its name, and whether all have enough."""

    counts: tuple[tuple[str, int], ...]
    is_met: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """How many points a score is above an earlier one (below it: less than 0).

    `reached` is the highest threshold that so many points reach in either direction.
    """

    points: float
    reached: Threshold | None

    @property
    def kind(self) -> ChangeKind | None:
        """What the difference is, as far as a rule says."""
        return self.reached.kind if self.reached else None


def missing(answers: Answers) -> tuple[int, ...]:
    """Number the items without an answer, from 1."""
    return tuple(place for place, answer in enumerate(answers, start=1) if answer is None)


def total(answers: Answers) -> int | None:
    """Add up the answers; None where there is none or one is missing."""
    given = [answer for answer in answers if answer is not None]
    return sum(given) if given and len(given) == len(answers) else None


def band(measure: Measure, score: float | None) -> Band | None:
    """Give the band that a score lies in, None where the measure has none."""
    bands = measure.scoring.bands if measure.scoring else ()
    if score is None:
        return None
    return next((one for one in bands if one.low <= score <= one.high), None)


def side(measure: Measure, score: float | None) -> Side | None:
    """Say where a score stands against the cutoff, None where there is none."""
    cutoff = measure.scoring.cutoff if measure.scoring else None
    if cutoff is None or score is None:
        return None
    if score < cutoff.low:
        return Side.BELOW
    return Side.BETWEEN if score < cutoff.high else Side.REACHED


def calls_for_risk_assessment(measure: Measure, answers: Answers, score: float | None) -> bool:
    """Say whether a risk assessment is called for, whatever the rest of the answers say."""
    risk = measure.risk
    if risk is None:
        return False
    value = score if risk.item is None else _answer(answers, risk.item)
    return value is not None and value >= risk.at_least


def risk_is_unknown(measure: Measure, answers: Answers) -> bool:
    """Say whether the item that would call for a risk assessment has no answer."""
    risk = measure.risk
    return risk is not None and risk.item is not None and _answer(answers, risk.item) is None


def pattern(clusters: Clusters, answers: Answers) -> Pattern | None:
    """Count the items of each cluster that count, None while an answer is missing."""
    if total(answers) is None:
        return None
    counts = tuple(
        (one.name, _counting(answers[one.first - 1 : one.last], clusters.counts_from))
        for one in clusters.needs
    )
    enough = (
        count >= need.at_least for need, (_, count) in zip(clusters.needs, counts, strict=True)
    )
    return Pattern(counts, all(enough))


def difference(measure: Measure, before: float, after: float) -> Difference:
    """Compare two scores of one measure."""
    points = round(after - before, 1)
    reached = [one for one in measure.changes if abs(points) >= one.points]
    return Difference(points, max(reached, key=lambda one: one.points, default=None))


def _answer(answers: Answers, item: int) -> int | None:
    return answers[item - 1] if item <= len(answers) else None


def _counting(answers: Answers, counts_from: int) -> int:
    return sum(answer is not None and answer >= counts_from for answer in answers)
