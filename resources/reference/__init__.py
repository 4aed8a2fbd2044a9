"""Rules of law and ethics as dated, cited data.

An entry that says `unverified` is shown as such and takes the strict side. Nothing here is
legal advice.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in our own words: its section, where it was read, how sure, and when."""

    id: str
    section: str
    paraphrase: str
    source: str
    confidence: str
    checked_on: date

    @property
    def is_verified(self) -> bool:
        """Whether the rule may be shown without "check with your board"."""
        return self.source != "unverified" and self.confidence in {"high", "medium"}


@dataclass(frozen=True, slots=True)
class RequestClock:
    """How many calendar days there are to act on a kind of request, from its receipt."""

    days: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a disclosure can rest, and whether it belongs in the legal accounting."""

    needs_authorization: bool
    in_accounting: bool
    rule: Rule


def clock_for(kind: str) -> RequestClock | None:
    """Give the clock of a kind of request, None where none is known."""
    for entry in _load("access")["clocks"]:
        if entry["kind"] == kind:
            return RequestClock(int(entry["days"]), _rule(entry, kind))
    return None


def ground(ground_id: str) -> Ground:
    """Give one ground for a disclosure. Raises KeyError for one that isn't in the pack."""
    for entry in _load("access")["grounds"]:
        if entry["id"] == ground_id:
            return Ground(
                bool(entry["needs_authorization"]),
                bool(entry["in_accounting"]),
                _rule(entry, ground_id),
            )
    raise KeyError(ground_id)


def rule(rule_id: str) -> Rule | None:
    """Give the rule behind a reason of the release gate, None where it is the program's own."""
    for entry in _load("access")["rules"]:
        if entry["id"] == rule_id:
            return _rule(entry, rule_id)
    return None


def states() -> tuple[tuple[str, str], ...]:
    """List the jurisdictions by name, each as its two-letter code and its name."""
    return tuple((entry["code"], entry["name"]) for entry in _load("states")["states"])


def _rule(entry: dict[str, Any], rule_id: str) -> Rule:
    return Rule(
        id=rule_id,
        section=entry["section"],
        paraphrase=entry["paraphrase"],
        source=entry["source"],
        confidence=entry["confidence"],
        checked_on=date.fromisoformat(entry["checked_on"]),
    )


@cache
def _load(pack: str) -> dict[str, list[dict[str, Any]]]:
    return json.loads((_HERE / f"{pack}.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]
