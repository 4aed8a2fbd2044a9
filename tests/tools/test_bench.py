from __future__ import annotations

import contextlib
import os
import signal
from typing import TYPE_CHECKING

import pytest

from tools.bench import report
from tools.bench.cases import Must, NotMeasured, Register, Result, Sample, measure
from tools.bench.starts import first_paint_ms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WINDOW = """
import sys
assert sys.argv[1:] == ["--vault", "x"] and __name__ == "__main__"
from PySide6.QtWidgets import QApplication, QWidget
class App(QApplication):
    def __init__(self):
        super().__init__(sys.argv)
app = App()
window = QWidget()
window.show()
sys.exit(app.exec())
"""


def result(values: list[float], *must: Must, floor: list[float] | None = None) -> Result:
    register = Register()
    register.case("thing", must=must)(lambda _: 0.0)
    return Result(register.cases[0], Sample(values), Sample(floor) if floor else None)


def test_a_case_and_its_floor_take_turns_and_the_warm_up_is_left_out() -> None:
    register, order = Register(), list[str]()

    @contextlib.contextmanager
    def setup() -> Iterator[list[str]]:
        order.append("set up")
        yield order
        order.append("put away")

    def floor(log: list[str]) -> float:
        log.append("floor")
        return 2.0

    @register.case("thing", repeats=2, warmups=1, setup=setup, floor=floor)
    def thing(log: list[str]) -> float:
        log.append("case")
        return float(log.count("case"))

    outcome = measure(register.cases[0])
    assert order == ["set up", *["floor", "case"] * 3, "put away"]
    assert outcome.sample == Sample([2.0, 3.0])
    assert outcome.ratio() == 1.25


def test_a_percentile_of_few_values_is_not_measured() -> None:
    few, many = result([1.0] * 199, Must("p95", 5.0)), result([1.0] * 200, Must("p95", 5.0))
    assert few.met(few.case.must[0]) is None
    assert many.met(many.case.must[0]) is True


def test_the_greatest_of_few_values_is_measured() -> None:
    outcome = result([1.0, 6.0, 2.0], Must("max", 5.0), Must("max", 6.0))
    assert [outcome.met(must) for must in outcome.case.must] == [False, True]


def test_a_bound_is_kept_or_not_in_its_own_direction() -> None:
    outcome = result([100.0], Must("median", 99.0), Must("median", 99.0, at_least=True))
    assert [outcome.met(must) for must in outcome.case.must] == [False, True]


def test_what_the_machine_does_not_allow_is_said_and_not_counted() -> None:
    register = Register()

    @register.case("cold", must=[Must("median", 1.0)])
    def cold(_: None) -> float:
        message = "a cold disk needs root on Linux"
        raise NotMeasured(message)

    outcome = measure(register.cases[0])
    assert outcome.met(outcome.case.must[0]) is None
    assert "not measured: a cold disk needs root on Linux" in report.table([outcome])


def test_the_report_names_machine_versions_ratio_and_verdict() -> None:
    outcome = result([3.0, 5.0], Must("median", 3.5), floor=[2.0])
    written = report.as_json([outcome])
    (entry,) = written["cases"]
    assert entry["ratio"] == 2.0
    assert entry["must"] == [{"statistic": "median", "at_most": 3.5, "verdict": "not met"}]
    assert {"cpu", "cores", "memory_gib"} <= set(written["machine"])
    assert set(written["versions"]) == {"python", "qt", "pyside", "sqlcipher", "sqlite"}
    assert "NOT MET" in report.table([outcome])


def test_a_program_is_measured_to_its_first_paint_with_its_own_arguments(tmp_path: Path) -> None:
    script = tmp_path / "window.py"
    script.write_text(WINDOW)
    assert first_paint_ms(script, "--vault", "x") > 0


def test_what_a_program_starts_does_not_hold_the_measurement_up(tmp_path: Path) -> None:
    pids = tmp_path / "pid"
    start = f"""
import subprocess
helper = subprocess.Popen(["sleep", "600"], close_fds=False)
open({str(pids)!r}, "w").write(str(helper.pid))
"""
    script = tmp_path / "window.py"
    script.write_text(start + WINDOW)
    try:
        assert first_paint_ms(script, "--vault", "x") > 0
    finally:
        os.kill(int(pids.read_text()), signal.SIGKILL)


def test_the_page_has_a_row_for_each_case() -> None:
    written = report.markdown([result([3.0, 5.0], Must("median", 3.5), floor=[2.0])])
    assert "| thing (ms) | 4.000 |" in written
    assert written.count("\n|") == 3


def test_a_program_that_paints_nothing_is_an_error(tmp_path: Path) -> None:
    script = tmp_path / "nothing.py"
    script.write_text("")
    with pytest.raises(RuntimeError, match="painted no window"):
        first_paint_ms(script)
