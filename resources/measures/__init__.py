"""Questionnaires as dated, sourced data: how each is scored, and what may be shown of it.

Wording stands here only where its licence lets it be reproduced; of the others there is a score
or a level alone. What says `unverified` is shown as such. Nothing here is a diagnosis.
"""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

_PACK: Final = Path(__file__).parent / "measures.json"
_CONFIDENCES: Final = frozenset({"high", "medium", "low"})


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a part of an entry was read, and how sure it is."""

    source: str
    confidence: str

    @property
    def is_verified(self) -> bool:
        """Whether it may be shown without "Not verified. Check with your board"."""
        return self.source != "unverified" and self.confidence != "low"


@dataclass(frozen=True, slots=True)
class Band:
    """The scores from `low` to `high`, both included, and what they are called."""

    low: int
    high: int
    name: str


@dataclass(frozen=True, slots=True)
class Cutoff:
    """From which score on a screen counts as positive.

    Where sources or groups of people differ, from `low` on it may, from `high` on it does.
    """

    low: int
    high: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scoring:
    """The range of whole scores, its bands from the lowest to the highest, and the cutoff."""

    lowest: int
    highest: int
    bands: tuple[Band, ...]
    cutoff: Cutoff | None
    origin: Origin


class ChangeKind(StrEnum):
    """What a difference between two scores can be."""

    RELIABLE = "reliable"
    IMPORTANT = "important"


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many points make a difference of a kind."""

    kind: ChangeKind
    points: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Cluster:
    """The items from `first` to `last`, of which `at_least` so many have to count."""

    name: str
    first: int
    last: int
    at_least: int


@dataclass(frozen=True, slots=True)
class Clusters:
    """A provisional pattern: an item counts from the answer `counts_from` on."""

    counts_from: int
    needs: tuple[Cluster, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a triage, and when it is the one."""

    name: str
    when: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class RiskPrompt:
    """When a risk assessment is called for: from this answer to an item on, or this total."""

    at_least: int
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """The wording, reproduced under its licence; answers are scored from 0 in their order.

    It is never translated here: a questionnaire is validated in its own words.
    """

    instruction: str
    answers: tuple[str, ...]
    items: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Licence:
    """What may be done with a questionnaire."""

    terms: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Measure:
    """One questionnaire.

    With a `form` it is filled in item by item, with `levels` one of them is chosen; else a
    score is typed in, of any size where there is no `scoring`.
    """

    id: str
    name: str
    about: str
    licence: Licence
    scoring: Scoring | None
    changes: tuple[Threshold, ...]
    clusters: Clusters | None
    levels: tuple[Level, ...]
    risk: RiskPrompt | None
    attribution: str
    form: Form | None
    checked_on: date

    @property
    def is_verified(self) -> bool:
        """Whether everything that is said of it has a source."""
        parts = (
            self.licence,
            self.scoring,
            self.clusters,
            self.form,
            *self.changes,
            *self.levels,
        )
        return all(part.origin.is_verified for part in parts if part is not None)


def all_measures() -> tuple[Measure, ...]:
    """List the measures in the order in which they are offered.

    Raises ValueError naming the entry where the pack doesn't hold together.
    """
    return tuple(_loaded().values())


def measure(measure_id: str) -> Measure:
    """Give one measure. Raises KeyError for one that isn't in the pack."""
    return _loaded()[measure_id]


def read(pack: dict[str, Any]) -> dict[str, Measure]:
    """Make measures of a pack. Raises ValueError naming the entry that can't be right."""
    found: dict[str, Measure] = {}
    for entry in pack["measures"]:
        try:
            made = _measure(entry, date.fromisoformat(pack["checked_on"]))
            _require_sound(made)
            _require(made.id not in found)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(entry.get("id", "?")) from error
        found[made.id] = made
    return found


@cache
def _loaded() -> dict[str, Measure]:
    return read(json.loads(_PACK.read_text(encoding="utf-8")))


def _measure(entry: dict[str, Any], checked_on: date) -> Measure:
    levels = tuple(Level(one["name"], one["when"], _origin(one)) for one in entry.get("levels", ()))
    return Measure(
        id=entry["id"],
        name=entry["name"],
        about=entry["about"],
        licence=Licence(entry["licence"]["terms"], _origin(entry["licence"])),
        scoring=_level_scoring(levels) if levels else _scoring(entry.get("scoring")),
        changes=tuple(
            Threshold(ChangeKind(one["kind"]), one["points"], _origin(one))
            for one in entry.get("changes", ())
        ),
        clusters=_clusters(entry.get("clusters")),
        levels=levels,
        risk=RiskPrompt(**entry["risk"]) if "risk" in entry else None,
        attribution=entry.get("attribution", ""),
        form=_form(entry.get("form")),
        checked_on=checked_on,
    )


def _scoring(entry: dict[str, Any] | None) -> Scoring | None:
    if entry is None:
        return None
    cutoff = entry.get("cutoff")
    return Scoring(
        lowest=entry["lowest"],
        highest=entry["highest"],
        bands=tuple(Band(*band) for band in entry.get("bands", ())),
        cutoff=Cutoff(cutoff[0], cutoff[1], entry.get("cutoff_note", "")) if cutoff else None,
        origin=_origin(entry),
    )


def _level_scoring(levels: tuple[Level, ...]) -> Scoring:
    """Read levels as the scores 0, 1, 2 …, each with a band of its own."""
    bands = tuple(Band(place, place, level.name) for place, level in enumerate(levels))
    return Scoring(0, len(levels) - 1, bands, None, levels[-1].origin)


def _clusters(entry: dict[str, Any] | None) -> Clusters | None:
    if entry is None:
        return None
    needs = tuple(Cluster(**one) for one in entry["needs"])
    return Clusters(entry["counts_from"], needs, _origin(entry))


def _form(entry: dict[str, Any] | None) -> Form | None:
    if entry is None:
        return None
    answers, items = tuple(entry["answers"]), tuple(entry["items"])
    return Form(entry["instruction"], answers, items, _origin(entry))


def _origin(entry: dict[str, Any]) -> Origin:
    _require(bool(entry["source"]), entry["confidence"] in _CONFIDENCES)
    return Origin(entry["source"], entry["confidence"])


def _require_sound(made: Measure) -> None:
    _require(bool(made.id), bool(made.name), bool(made.about), bool(made.licence.terms))
    form, scoring, risk = made.form, made.scoring, made.risk
    if form is not None:
        # Wording is reproduced only under a licence that is known to allow it.
        _require(made.licence.origin.is_verified, bool(made.attribution), all(form.items))
        _require(len(form.answers) > 1, scoring is not None, not made.levels)
    if scoring is not None:
        _require_scoring(scoring, form)
    if made.clusters is not None and form is not None:
        _require_clusters(made.clusters, form)
    if risk is not None and scoring is not None:
        top = scoring.highest
        if risk.item is not None:
            _require(form is not None and 1 <= risk.item <= len(form.items))
            top = len(form.answers) - 1 if form is not None else 0
        _require(1 <= risk.at_least <= top)
    _require(all(one.points > 0 for one in made.changes))
    _require(scoring is not None or not (made.changes or made.clusters or risk))


def _require_scoring(scoring: Scoring, form: Form | None) -> None:
    if form is not None:
        highest = len(form.items) * (len(form.answers) - 1)
        _require((scoring.lowest, scoring.highest) == (0, highest))
    if scoring.bands:
        covered = [score for band in scoring.bands for score in range(band.low, band.high + 1)]
        _require(covered == list(range(scoring.lowest, scoring.highest + 1)))
    cutoff = scoring.cutoff
    if cutoff is not None:
        _require(scoring.lowest < cutoff.low <= cutoff.high <= scoring.highest)


def _require_clusters(clusters: Clusters, form: Form) -> None:
    covered = [item for one in clusters.needs for item in range(one.first, one.last + 1)]
    _require(covered == list(range(1, len(form.items) + 1)))
    _require(0 < clusters.counts_from < len(form.answers))


def _require(*conditions: bool) -> None:
    if not all(conditions):
        raise ValueError
