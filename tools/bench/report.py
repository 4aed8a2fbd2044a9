"""What a run of the benchmarks leaves behind: a table for people and JSON for comparison."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import qVersion
from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tools.bench.cases import Result

HEADINGS = ("", "median", "quartiles", "p95", "max", "n", "floor", "ratio", "must")
VERDICTS = {True: "met", False: "NOT MET", None: "not measured"}


def table(results: Iterable[Result]) -> str:
    """Returns the results as lines of aligned columns."""
    rows = [HEADINGS, *(_row(result) for result in results)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if at in {0, len(widths) - 1} else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines)


def markdown(results: Iterable[Result]) -> str:
    """Returns the results, and what they were measured on, as a section of a page."""
    facts = machine()
    known = ", ".join(f"{name} {version}" for name, version in versions().items())
    measured_on = (
        f"{datetime.now(UTC):%d %B %Y}, {facts['cores']} cores of {facts['cpu']}, "
        f"{facts['memory_gib']} GiB, {facts['system']}; {known}."
    )
    rule = f"|---|{'---:|' * (len(HEADINGS) - 2)}---|"
    rows = [f"| {' | '.join(row)} |" for row in (HEADINGS, *map(_row, results))]
    lines = [measured_on, "", rows[0], rule, *rows[1:]]
    return "\n".join(lines) + "\n"


def as_json(results: Iterable[Result]) -> dict[str, Any]:
    """Returns the results and what they were measured on, ready to be written as JSON."""
    return {
        "measured_at_utc": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "versions": versions(),
        "cases": [_entry(result) for result in results],
    }


def machine() -> dict[str, Any]:
    """Describes the machine without naming it."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "system": platform.system(),
        "release": platform.release(),
        "architecture": platform.machine(),
        "cpu": _cpu(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(pages / 2**30, 1),
        "qt_platform": os.environ.get("QT_QPA_PLATFORM", ""),
    }


def versions() -> dict[str, str]:
    """Returns the versions of what the figures depend on."""
    database = dbapi2.connect(":memory:")
    (cipher,) = database.execute("PRAGMA cipher_version").fetchone()
    database.close()
    return {
        "python": platform.python_version(),
        "qt": qVersion(),
        "pyside": metadata.version("PySide6-Essentials"),
        "sqlcipher": cipher,
        "sqlite": dbapi2.sqlite_version,
    }


def _row(result: Result) -> Sequence[str]:
    name = f"{result.case.name} ({result.case.unit})"
    if result.sample is None:
        return (name, *[""] * (len(HEADINGS) - 2), f"not measured: {result.why_not}")
    sample, ratio = result.sample, result.ratio()
    return (
        name,
        _figure(sample.statistic("median")),
        " - ".join(map(_figure, sample.quartiles())),
        _figure(sample.statistic("p95")),
        _figure(sample.statistic("max")),
        str(len(sample.values)),
        _figure(result.floor.statistic("median") if result.floor else None),
        f"{ratio:.2f}x" if ratio is not None else "",
        ", ".join(
            f"{must.statistic} {'>=' if must.at_least else '<='} {must.bound:g}: "
            f"{VERDICTS[result.met(must)]}"
            for must in result.case.must
        ),
    )


def _entry(result: Result) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": result.case.name, "unit": result.case.unit}
    if result.sample is None:
        return entry | {"not_measured": result.why_not}
    for prefix, sample in (("", result.sample), ("floor_", result.floor)):
        if sample:
            entry |= {
                f"{prefix}median": sample.statistic("median"),
                f"{prefix}quartiles": sample.quartiles(),
                f"{prefix}p95": sample.statistic("p95"),
                f"{prefix}max": sample.statistic("max"),
                f"{prefix}n": len(sample.values),
            }
    musts = [
        {
            "statistic": must.statistic,
            "at_least" if must.at_least else "at_most": must.bound,
            "verdict": VERDICTS[result.met(must)].lower(),
        }
        for must in result.case.must
    ]
    return entry | {"ratio": result.ratio(), "must": musts}


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor()
