"""The editor's machine, left to explore; a failure is shown once Hypothesis made it short.

That takes five minutes at most, in which the processor is busy and nothing is said.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.soak.figures import figures
from tests.ui.notes.editor_machine import EditorMachine

pytestmark = pytest.mark.soak

RUNS = 500
STEPS = 100


class CountedMachine(EditorMachine):
    """Counts its runs and steps."""

    runs = steps = 0

    def __init__(self) -> None:
        super().__init__()
        CountedMachine.runs += 1

    @invariant()
    def counts(self) -> None:
        CountedMachine.steps += 1


@pytest.mark.usefixtures("qapp")
def test_no_word_is_lost_nor_comes_to_be_about_somebody_else_in_long_runs() -> None:
    thorough = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        suppress_health_check=[HealthCheck.too_slow],
    )
    with figures("everything in any order at the editor") as counted:
        run_state_machine_as_test(CountedMachine, settings=thorough)
        counted["runs"], counted["steps"] = CountedMachine.runs, CountedMachine.steps
    assert CountedMachine.runs >= RUNS
