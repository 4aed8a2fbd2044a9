"""What may not live in a process note, and how a paragraph of it is recognised.

Psychotherapy notes are only protected as such without these matters (45 CFR 164.501). Which
matters and which wordings, with their source, stand in `resources.reference.misplaced`; a match
is a hint for the counselor, never a rule.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from resources.reference import misplaced as pack
from vault.passages import Section


class Matter(StrEnum):
    """What belongs in the record that may be released."""

    TIMES = "times"
    MODALITY = "modality"
    MEDICATION = "medication"
    TEST_RESULTS = "test_results"
    DIAGNOSIS = "diagnosis"
    STATUS = "status"
    PLAN = "plan"
    SYMPTOMS = "symptoms"
    PROGNOSIS = "prognosis"
    PROGRESS = "progress"


BELONGS_IN = {
    Matter.TIMES: Section.OBJECTIVE,
    Matter.MODALITY: Section.INTERVENTION,
    Matter.MEDICATION: Section.OBJECTIVE,
    Matter.TEST_RESULTS: Section.OBJECTIVE,
    Matter.DIAGNOSIS: Section.ASSESSMENT,
    Matter.STATUS: Section.ASSESSMENT,
    Matter.PLAN: Section.PLAN,
    Matter.SYMPTOMS: Section.ASSESSMENT,
    Matter.PROGNOSIS: Section.ASSESSMENT,
    Matter.PROGRESS: Section.ASSESSMENT,
}
"""In which section of a progress note each matter is looked for."""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A paragraph that looks like it belongs elsewhere; `place` counts paragraphs from 0."""

    place: int
    passage: str
    matter: Matter


def matter_of(passage: str) -> Matter | None:
    """Say what a paragraph looks like, None where it may stay."""
    for matter, wording in _wordings():
        if wording.search(passage):
            return matter
    return None


@cache
def _wordings() -> tuple[tuple[Matter, re.Pattern[str]], ...]:
    return tuple(
        (Matter(one.rule.id), re.compile("|".join(one.wordings), re.IGNORECASE))
        for one in pack.matters()
    )
