import pytest

from vault.errors import OutOfOrder
from vault.lifecycle import HOLDS_KEYS, TABLE, Lifecycle, State, Step

STARTS = {State.NO_VAULT, State.LOCKED}


def reachable(starts: set[State]) -> set[State]:
    found = set(starts)
    while True:
        more = {target for (state, _), target in TABLE.items() if state in found} - found
        if not more:
            return found
        found |= more


def test_every_state_is_reached_from_a_start() -> None:
    assert reachable(STARTS) == set(State)


def test_every_step_leads_somewhere() -> None:
    assert {step for _, step in TABLE} == set(Step)


def test_every_state_that_holds_keys_can_be_locked_in_one_step() -> None:
    for state in HOLDS_KEYS | {State.UNLOCKING, State.RECOVERY}:
        assert TABLE[state, Step.LOCK] is State.LOCKING


def test_nothing_leads_out_of_locking() -> None:
    assert {target for (state, _), target in TABLE.items() if state is State.LOCKING} == {
        State.LOCKING
    }


def test_records_show_only_after_a_key_or_within_the_moment_of_a_slip() -> None:
    ways = {(state, step) for (state, step), target in TABLE.items() if target is State.OPEN}
    assert ways == {
        (State.NO_VAULT, Step.CREATED),
        (State.UNLOCKING, Step.OPENED),
        (State.RECOVERY, Step.OPENED),
        (State.RETURNING, Step.RETURNED),
        (State.HIDDEN, Step.UNDO_HIDE),
    }


def test_a_vault_that_was_made_behind_the_cover_comes_up_hidden() -> None:
    assert TABLE[State.NO_VAULT, Step.CREATED_HIDDEN] is State.HIDDEN


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", Step)
def test_a_step_leads_where_the_table_says_and_nowhere_else(state: State, step: Step) -> None:
    lifecycle = Lifecycle(state)
    if (state, step) in TABLE:
        assert lifecycle.can(step)
        assert lifecycle.take(step) is lifecycle.state is TABLE[state, step]
        return
    assert not lifecycle.can(step)
    with pytest.raises(OutOfOrder) as caught:
        lifecycle.take(step)
    assert (caught.value.state, caught.value.step) == (state, step)
    assert lifecycle.state is state
