"""What a first run forgets when it is hidden, and what brings it back."""

import unicodedata

import pytest

from tests.vault.first_run_world import (
    PROFILE,
    STRONG,
    World,
    answer_kit,
    answer_own,
    answer_place,
    answer_words,
    at,
)
from vault.errors import FolderReadOnly
from vault.first_run import ORDER, FirstRun, Step
from vault.first_run_steps import Obstacle, Reason
from vault.passphrases import encoded

AFTER_THE_PASSPHRASE = (*ORDER[2:], Step.MAKING)


def comes_back(run: FirstRun, text: str) -> bool:
    """Type a passphrase on the cover, as its field hands it over."""
    return run.is_passphrase(bytearray(unicodedata.normalize("NFC", text).encode()))


def at_the_passphrase() -> FirstRun:
    return at(Step.PASSPHRASE)


@pytest.mark.parametrize("own", [False, True])
def test_before_a_passphrase_is_chosen_hiding_forgets_what_was_drawn_and_typed(own: bool) -> None:
    run = at_the_passphrase()
    answer_words(run)
    if own:
        answer_own(run)
    run.hide()
    step = run.passphrase
    assert (step.offered, step.own, step.again, step.judgement) == ("", "", "", None)
    assert step.uses_own is own
    assert run.step is Step.PASSPHRASE
    assert not run.has_passphrase


@pytest.mark.parametrize("step", [*ORDER, Step.MAKING])
def test_leaving_costs_something_from_the_chosen_passphrase_to_the_making(step: Step) -> None:
    costly = {Step.KIT, Step.PROFILE, Step.IDLE}
    assert at(step).is_costly_to_leave is (step in costly)


def test_nothing_opens_a_cover_before_a_passphrase_is_chosen() -> None:
    run = at_the_passphrase()
    answer_words(run)
    offered = run.passphrase.offered
    assert not comes_back(run, offered)
    assert not comes_back(run, "")
    run.hide()
    assert not comes_back(run, "")


@pytest.mark.parametrize("step", AFTER_THE_PASSPHRASE)
def test_a_chosen_passphrase_and_nothing_else_brings_the_same_step_back(step: Step) -> None:
    run = at(step)
    passphrase, keys, minutes = run.passphrase.offered, run.kit.keys, run.idle_minutes
    run.hide()
    assert not comes_back(run, passphrase[:-1])
    assert not comes_back(run, "")
    assert comes_back(run, passphrase)
    assert (run.step, run.kit.keys, run.idle_minutes) == (step, keys, minutes)
    assert run.passphrase.again == passphrase


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_own_passphrase_comes_back_however_its_accents_are_typed(form: str) -> None:
    run = at_the_passphrase()
    answer_own(run, "fünf müde Möwen über Öland")
    assert run.forward() == ()
    run.hide()
    typed = encoded(unicodedata.normalize(form, "fünf müde Möwen über Öland"))  # type: ignore[arg-type]
    assert run.is_passphrase(typed.buffer)


def test_what_is_typed_on_the_cover_is_wiped_right_or_wrong() -> None:
    run = at(Step.KIT)
    for text in (run.passphrase.offered, "something else"):
        typed = bytearray(text.encode())
        run.is_passphrase(typed)
        assert not any(typed)


def test_hiding_while_a_chosen_passphrase_is_being_changed_forgets_the_kit_too() -> None:
    """Whoever comes back without a passphrase must not reach a key that is on paper."""
    world = World()
    run = at(Step.PROFILE, world)
    run.back()
    run.back()
    answer_own(run, again="something else")
    run.hide()
    assert run.kit.keys is None
    assert world.keys[0].wiped
    assert not run.kit.kept
    assert [run.kit.typed(group) for group in run.kit.asked] == ["", ""]
    answer_own(run)
    assert run.forward() == ()
    answer_kit(run)
    assert run.kit.keys is world.keys[1]


def test_a_passphrase_that_was_gone_back_to_and_left_alone_still_guards_the_kit() -> None:
    run = at(Step.PROFILE)
    keys = run.kit.keys
    run.back()
    run.back()
    run.back()
    run.hide()
    assert comes_back(run, run.passphrase.offered)
    assert run.step is Step.PLACE
    assert run.kit.keys is keys


def test_a_making_that_failed_is_guarded_at_the_step_that_mends_it() -> None:
    run = at(Step.MAKING)
    run.failed(FolderReadOnly())
    run.hide()
    assert run.step is Step.PLACE
    assert comes_back(run, run.passphrase.offered)


def test_a_judgement_that_comes_after_hiding_is_ignored() -> None:
    run = at_the_passphrase()
    run.passphrase.use_own(own=True)
    run.passphrase.type_own(bytearray(STRONG.encode()))
    judged = run.passphrase.judging()()
    run.hide()
    run.passphrase.judged(judged)
    assert run.passphrase.judgement is None


def test_what_is_no_secret_stays() -> None:
    run = World().first_run()
    answer_place(run)
    run.set_profile(PROFILE)
    run.set_idle_minutes(12)
    run.hide()
    assert (run.profile, run.idle_minutes) == (PROFILE, 12)
    assert run.place.report is not None


def test_after_the_end_no_passphrase_is_known_any_more() -> None:
    run = at(Step.MAKING)
    passphrase = run.passphrase.offered
    run.made()
    run.hide()
    assert not run.has_passphrase
    assert not comes_back(run, passphrase)


def test_a_kit_that_was_forgotten_has_to_be_kept_anew() -> None:
    run = at(Step.PROFILE)
    run.kit.wipe()
    run.keys_drawn(run.key_drawing()())
    assert run.kit.obstacles() == [Obstacle("kit", Reason.NOT_KEPT)]
