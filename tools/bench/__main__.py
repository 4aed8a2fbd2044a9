"""Runs the benchmarks: all of them into docs/bench, or those named, for a look."""

import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

from tools.bench import report
from tools.bench.cases import REGISTER, Result, measure

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "docs" / "bench"
LAST_FIGURES = "## Last figures\n"


def main() -> int:
    """Returns 1 when a measured bound was not kept."""
    with tempfile.TemporaryDirectory(prefix="casekeep-bench-home-") as home:
        # The measured program keeps which vault was open last, and a desktop's bus may answer
        # or not: neither is to touch this run, nor this run the user's own settings.
        os.environ |= {
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM") or "offscreen",
            "XDG_CONFIG_HOME": home,
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/no-bus",
        }
        return run(sys.argv[1:])


def run(wanted: list[str]) -> int:
    """Measures the cases whose names hold one of these words, or all."""
    for path in sorted(HERE.glob("cases_*.py")):
        importlib.import_module(f"tools.bench.{path.stem}")
    results = []
    for case in REGISTER.cases:
        if not wanted or any(word in case.name for word in wanted):
            print(f"measuring {case.name}", file=sys.stderr, flush=True)
            results.append(measure(case))
    print(report.table(results))
    if not wanted:
        _keep(results)
    broken = [
        result for result in results for must in result.case.must if result.met(must) is False
    ]
    return 1 if broken else 0


def _keep(results: list[Result]) -> None:
    latest = json.dumps(report.as_json(results), indent=2)
    (PAGES / "latest.json").write_text(f"{latest}\n", "utf-8")
    page = PAGES / "README.md"
    words, heading, _ = page.read_text("utf-8").partition(LAST_FIGURES)
    page.write_text(f"{words}{heading}\n{report.markdown(results)}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
