"""Measures of a sample vault: what invented people filled in at their meetings."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from resources import samples
from resources.measures import Measure, measure
from vault import scoring
from vault.audit import AuditKind
from vault.ids import ClientId, MeasureResultId, MeetingId
from vault.measures import Look, MeasureEntry, Revision, fingerprint
from vault.ports import Work

_BY_THEME: Final[dict[str, tuple[str, ...]]] = {
    "anxiety": ("gad-7", "phq-9"),
    "grief": ("phq-9", "pcl-5"),
    "low_mood": ("phq-9",),
    "school": ("gad-7",),
    "sleep": ("phq-9",),
    "sobriety": ("audit-c",),
    "work": ("gad-7",),
}
_EVERY: Final = 3
_MOST: Final = 12
_LOOKED_AFTER: Final = timedelta(hours=1)
_WAITING: Final = timedelta(days=14)
"""Results that call for a risk assessment wait on Today no longer than this."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A client at a meeting; `progress` goes from 0 to 1 in the course of a case."""

    client_id: ClientId
    theme: str
    meeting_id: MeetingId
    at_utc: datetime
    progress: float


class MeasureMaker:
    """Has measures filled in at every third meeting of a client, until there are a dozen."""

    def __init__(self, draw: Random, now_utc: datetime) -> None:
        self._draw = draw
        self._now = now_utc
        self._meetings: Counter[ClientId] = Counter()

    def keep(self, work: Work, sitting: Sitting, counselor: str) -> int:
        """Keep what a client filled in at a meeting; answers how many results that are.

        What called for a risk assessment a while ago was looked at by the counselor since.
        """
        met = self._meetings[sitting.client_id]
        self._meetings[sitting.client_id] += 1
        if met % _EVERY or met >= _EVERY * _MOST:
            return 0
        kept = 0
        for measure_id in _BY_THEME.get(sitting.theme, ()):
            kept += self._take(work, sitting, measure(measure_id), counselor)
        return kept

    def _take(self, work: Work, sitting: Sitting, one: Measure, counselor: str) -> int:
        burden = 0.75 - 0.55 * sitting.progress
        answers = self._answers(one, burden, sitting)
        total = scoring.total(answers)
        if total is None:
            total = round(burden * (one.scoring.highest if one.scoring else 0))
        result_id = self._record(work, sitting, one, answers, total)
        if not scoring.calls_for_risk_assessment(one, answers, total):
            return 1
        triage = self._record(work, sitting, measure("c-ssrs"), (), self._draw.choice((1, 1, 2)))
        if sitting.at_utc < self._now - _WAITING:
            for calling in (result_id, triage):
                self._look_at(
                    work, calling, Look(sitting.at_utc + _LOOKED_AFTER, counselor, _why())
                )
        return 2

    def _answers(self, one: Measure, burden: float, sitting: Sitting) -> tuple[int, ...]:
        if one.form is None:
            return ()
        top = len(one.form.answers) - 1
        answers = [
            min(top, max(0, round(self._draw.gauss(burden * top, 0.7)))) for _ in one.form.items
        ]
        if one.risk and one.risk.item:
            low = sitting.theme == "low_mood" and sitting.progress < 0.3
            answers[one.risk.item - 1] = 1 if low else 0
        return tuple(answers)

    @staticmethod
    def _record(
        work: Work, sitting: Sitting, one: Measure, answers: tuple[int, ...], total: int
    ) -> MeasureResultId:
        entry = MeasureEntry(sitting.at_utc, answers, float(total), sitting.meeting_id)
        entered = Revision(entry.checked(one, sitting.at_utc), sitting.at_utc)
        result_id = work.measures.add(sitting.client_id, one.id, entered)
        said = fingerprint(work.measures.get(result_id))
        work.audit.append(AuditKind.MEASURE_RECORDED, f"measure:{result_id}", said)
        return result_id

    @staticmethod
    def _look_at(work: Work, result_id: MeasureResultId, look: Look) -> None:
        work.measures.look_at(result_id, look)
        said = fingerprint(work.measures.get(result_id))
        work.audit.append(AuditKind.MEASURE_LOOKED_AT, f"measure:{result_id}", said)


def _why() -> str:
    return str(samples.pack("people")["measure_reason"])
