"""The editor's machine, left to explore."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ui.notes.editor_machine import EditorMachine

pytestmark = pytest.mark.soak


@pytest.mark.usefixtures("qapp")
def test_no_word_is_lost_nor_comes_to_be_about_somebody_else_in_2000_long_runs() -> None:
    thorough = settings(
        max_examples=2_000,
        stateful_step_count=60,
        suppress_health_check=[HealthCheck.too_slow],
    )
    run_state_machine_as_test(EditorMachine, settings=thorough)
