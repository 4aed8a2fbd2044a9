"""What a benchmark is, how it registers and how it is run."""

from __future__ import annotations

import contextlib
import statistics
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

Statistic = Literal["median", "p95", "max"]
PERCENTILE_NEEDS = 200
Measure = Any  # Callable[[whatever the setup yields], float]; each case has its own


class NotMeasured(Exception):  # noqa: N818 - it reports a circumstance, not an error
    """The machine does not allow a measurement; the message says why."""


@dataclass(frozen=True)
class Must:
    """The bound that a statistic has to keep, in the unit of its case."""

    statistic: Statistic
    bound: float
    at_least: bool = False  # for a rate, where more is better


@dataclass(frozen=True)
class Case:
    """One thing that is measured."""

    name: str
    measure: Measure
    unit: str
    repeats: int
    warmups: int
    must: Sequence[Must]
    setup: Callable[[], AbstractContextManager[Any]]
    floor: Measure | None


@dataclass(frozen=True)
class Sample:
    """The values measured for one function, and their statistics."""

    values: Sequence[float]

    def statistic(self, name: Statistic) -> float | None:
        """Returns a statistic, or None for a percentile of too few values."""
        if name == "median":
            return statistics.median(self.values)
        if name == "max":
            return max(self.values)
        few = len(self.values) < PERCENTILE_NEEDS
        return None if few else statistics.quantiles(self.values, n=20)[-1]

    def quartiles(self) -> tuple[float, float]:
        """Returns the first and the third quartile."""
        if len(self.values) < 2:
            return self.values[0], self.values[0]
        first, _, third = statistics.quantiles(self.values, n=4, method="inclusive")
        return first, third


@dataclass(frozen=True)
class Result:
    """What running a case gave."""

    case: Case
    sample: Sample | None = None
    floor: Sample | None = None
    why_not: str = ""

    def ratio(self) -> float | None:
        """Returns the case's median as a multiple of its floor's."""
        if self.sample is None or self.floor is None:
            return None
        return statistics.median(self.sample.values) / statistics.median(self.floor.values)

    def met(self, must: Must) -> bool | None:
        """Tells whether a bound was kept, or None when it was not measured."""
        value = self.sample.statistic(must.statistic) if self.sample else None
        if value is None:
            return None
        return value >= must.bound if must.at_least else value <= must.bound


@dataclass
class Register:
    """The cases, in the order in which they were defined."""

    cases: list[Case] = field(default_factory=list)

    def case(
        self,
        name: str,
        *,
        unit: str = "ms",
        repeats: int = 15,
        warmups: int = 1,
        must: Sequence[Must] = (),
        setup: Callable[[], AbstractContextManager[Any]] = contextlib.nullcontext,
        floor: Measure | None = None,
    ) -> Callable[[Measure], Measure]:
        """Registers the function below it; a percentile needs at least 200 repeats."""

        def register(measure: Measure) -> Measure:
            self.cases.append(Case(name, measure, unit, repeats, warmups, must, setup, floor))
            return measure

        return register


REGISTER = Register()
case = REGISTER.case


def measure(case: Case) -> Result:
    """Runs a case and its floor in turns."""
    values: list[float] = []
    floors: list[float] = []
    try:
        with case.setup() as context:
            for turn in range(-case.warmups, case.repeats):
                floor = case.floor(context) if case.floor else None
                value = case.measure(context)
                if turn >= 0:
                    values.append(value)
                    floors += [] if floor is None else [floor]
    except NotMeasured as circumstance:
        return Result(case, why_not=str(circumstance))
    return Result(case, Sample(values), Sample(floors) if floors else None)


def clocked(action: Callable[[], object]) -> float:
    """Runs an action and returns how long it took, in milliseconds."""
    start = time.perf_counter_ns()
    action()
    return (time.perf_counter_ns() - start) / 1e6
