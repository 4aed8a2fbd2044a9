"""Words on scores: what they are called, how they change, and how they are drawn."""

from collections.abc import Callable, Sequence

from resources.measures import ChangeKind, Cutoff, Measure
from ui.strings import plural, translate
from vault.scoring import Difference, Pattern, Side


def points(score: float) -> str:
    """A score, with its tenths where it has any."""
    return f"{score:.1f}".removesuffix(".0")


def score(measure: Measure, total: float | None) -> str:
    """A score and what it is called: "14, moderate", "moderate" for a triage."""
    if total is None:
        return translate("scores", "Not scored")
    name = _band_at(measure, total)
    if measure.levels:
        return name
    return f"{points(total)}, {name}" if name else points(total)


def band_name(name: str) -> str:
    """What a band or a level is called."""
    known = _BANDS.get(name)
    return known() if known else name


def not_scored(missing: Sequence[int]) -> str:
    """Why there is no score: "Not scored: items 4 and 7 have no answer"."""
    *most, last = (str(item) for item in missing)
    if not most:
        return translate("scores", "Not scored: item {item} has no answer").format(item=last)
    listed = translate("scores", "{most} and {last}").format(most=", ".join(most), last=last)
    return translate("scores", "Not scored: items {items} have no answer").format(items=listed)


def so_far(answered: int, of: int, total: int) -> str:
    """The line below a form that isn't finished: "3 of 9 answered, 5 points so far"."""
    many = translate("scores", "%n points so far", "", total).replace("%n", str(total))
    sum_ = plural(total, translate("scores", "1 point so far"), many)
    return translate("scores", "{answered} of {of} answered, {points}").format(
        answered=answered, of=of, points=sum_
    )


def total_is(measure: Measure, total: float) -> str:
    """The line below a form that is finished: "Score 14 of 27, moderate"."""
    name = _band_at(measure, total)
    if measure.levels:
        return translate("scores", "Triage: {level}").format(level=name)
    if measure.scoring is None:
        return translate("scores", "Score {score}").format(score=points(total))
    sentence = translate("scores", "Score {score} of {highest}").format(
        score=points(total), highest=measure.scoring.highest
    )
    return f"{sentence}, {name}" if name else sentence


def against_cutoff(where: Side, cutoff: Cutoff) -> str:
    """Where a score stands: "At or above the cutoff of 10"."""
    at = _scores(cutoff)
    if cutoff.note:
        at = f"{at} ({cutoff.note})"
    return _SIDES[where]().format(cutoff=at)


def cutoff_label(cutoff: Cutoff) -> str:
    """What stands at the dashed line of the plot: "cutoff 10", "cutoff 31 to 33"."""
    return translate("scores", "cutoff {score}").format(score=_scores(cutoff))


def changed(found: Difference, day: str) -> str:
    """A difference: "Down 6 since 3 Nov, a clinically important change"."""
    if not found.points:
        return translate("scores", "Same as on {day}").format(day=day)
    down = translate("scores", "Down {points} since {day}")
    up = translate("scores", "Up {points} since {day}")
    sentence = (down if found.points < 0 else up).format(points=points(abs(found.points)), day=day)
    return f"{sentence}, {_CHANGES[found.kind]()}" if found.kind else sentence


def changed_brief(found: Difference) -> str:
    """The same in a list: "down 6", "same"."""
    if not found.points:
        return translate("scores", "same")
    pattern = translate("scores", "down {points}")
    if found.points > 0:
        pattern = translate("scores", "up {points}")
    return pattern.format(points=points(abs(found.points)))


def pattern_line(found: Pattern) -> str:
    """The provisional pattern: "B 3, C 1, D 2, E 4: the provisional pattern is met."."""
    counts = ", ".join(f"{name} {count}" for name, count in found.counts)
    met = translate("scores", "Symptoms by cluster: {counts}. The provisional pattern is met.")
    unmet = translate("scores", "Symptoms by cluster: {counts}. The provisional pattern isn't met.")
    return (met if found.is_met else unmet).format(counts=counts)


def plot_name(measure: str) -> str:
    """Accessible name of the plot."""
    return translate("scores", "{measure} over time").format(measure=measure)


def plot_point(day: str, said: str) -> str:
    """One point as a screen reader hears it: "7 Nov 2026: 14, moderate"."""
    return f"{day}: {said}"


def plot_risk() -> str:
    """What is added to a point that calls for a risk assessment."""
    return translate("scores", "calls for a risk assessment")


def plot_range(lowest: int, highest: int) -> str:
    """What the plot's axis holds."""
    return translate("scores", "Scores from {lowest} to {highest}.").format(
        lowest=lowest, highest=highest
    )


def _scores(cutoff: Cutoff) -> str:
    if cutoff.low == cutoff.high:
        return str(cutoff.low)
    return translate("scores", "{low} to {high}").format(low=cutoff.low, high=cutoff.high)


def _band_at(measure: Measure, total: float) -> str:
    bands = measure.scoring.bands if measure.scoring else ()
    return next((band_name(one.name) for one in bands if one.low <= total <= one.high), "")


_BANDS: dict[str, Callable[[], str]] = {
    "none": lambda: translate("scores", "no risk named"),
    "low": lambda: translate("scores", "low"),
    "high": lambda: translate("scores", "high"),
    "minimal": lambda: translate("scores", "minimal"),
    "mild": lambda: translate("scores", "mild"),
    "moderate": lambda: translate("scores", "moderate"),
    "moderately severe": lambda: translate("scores", "moderately severe"),
    "severe": lambda: translate("scores", "severe"),
}

_SIDES: dict[Side, Callable[[], str]] = {
    Side.BELOW: lambda: translate("scores", "Below the cutoff of {cutoff}"),
    Side.BETWEEN: lambda: translate("scores", "Within the cutoffs in use, {cutoff}"),
    Side.REACHED: lambda: translate("scores", "At or above the cutoff of {cutoff}"),
}

_CHANGES: dict[ChangeKind, Callable[[], str]] = {
    ChangeKind.RELIABLE: lambda: translate("scores", "a reliable change"),
    ChangeKind.IMPORTANT: lambda: translate("scores", "a clinically important change"),
}
