"""Text and tags are never lost, never moved to another person; `make soak` explores further."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ui.notes.editor_machine import EditorMachine


@pytest.mark.usefixtures("qapp")
def test_whatever_is_done_no_word_is_lost_nor_comes_to_be_about_somebody_else() -> None:
    quick = settings(max_examples=20, stateful_step_count=30)
    run_state_machine_as_test(EditorMachine, settings=quick)
