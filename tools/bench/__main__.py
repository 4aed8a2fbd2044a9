"""Runs the benchmarks: all of them into docs/bench/latest.json, or those named, for a look."""

import importlib
import json
import os
import sys
from pathlib import Path

from tools.bench import report
from tools.bench.cases import REGISTER, measure

HERE = Path(__file__).parent
LATEST = HERE.parents[1] / "docs" / "bench" / "latest.json"


def main() -> int:
    """Returns 1 when a measured bound was not kept."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for path in sorted(HERE.glob("cases_*.py")):
        importlib.import_module(f"tools.bench.{path.stem}")
    wanted = sys.argv[1:]
    results = []
    for case in REGISTER.cases:
        if not wanted or any(word in case.name for word in wanted):
            print(f"measuring {case.name}", file=sys.stderr, flush=True)
            results.append(measure(case))
    print(report.table(results))
    if not wanted:
        LATEST.parent.mkdir(parents=True, exist_ok=True)
        LATEST.write_text(json.dumps(report.as_json(results), indent=2) + "\n", "utf-8")
    broken = [
        result for result in results for must in result.case.must if result.met(must) is False
    ]
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
