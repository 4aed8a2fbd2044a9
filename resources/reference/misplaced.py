"""What the law leaves out of psychotherapy notes, and wordings by which it is recognised."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from resources.reference import Rule

_PACK = Path(__file__).with_name("misplaced.json")


@dataclass(frozen=True, slots=True)
class MatterRule:
    """A matter that belongs in the progress note: its rule, and regular expressions for it.

    The wordings are Casekeep's own guesses at English notes. They ignore case.
    """

    rule: Rule
    wordings: tuple[str, ...]


@cache
def matters() -> tuple[MatterRule, ...]:
    """List the matters, those that are recognised most surely first."""
    pack = json.loads(_PACK.read_text(encoding="utf-8"))
    checked_on = date.fromisoformat(pack["checked_on"])
    return tuple(
        MatterRule(
            Rule(
                id=entry["id"],
                section=pack["section"],
                paraphrase=entry["paraphrase"],
                source=pack["source"],
                confidence=pack["confidence"],
                checked_on=checked_on,
            ),
            tuple(entry["wordings"]),
        )
        for entry in pack["matters"]
    )
