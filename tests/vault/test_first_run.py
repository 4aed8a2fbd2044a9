"""The first run, without a window."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import FakeKeeper
from tests.vault.first_run_world import (
    FOLDER,
    PROFILE,
    STRONG,
    WEAK,
    World,
    answer_kit,
    answer_own,
    answer_place,
    answer_words,
    at,
)
from vault.errors import DiskFull, FolderReadOnly, OutOfOrder, Problem, VaultAlreadyThere
from vault.first_run import ORDER, FirstRun, Step
from vault.first_run_steps import Judgement, KitKept, Obstacle, PlaceReport, Reason
from vault.keys import SecretBytes
from vault.passphrases import FLOOR_BITS
from vault.profile import Profile


def secrets_of(run: FirstRun) -> list[SecretBytes]:
    passphrase, kit = run.passphrase, run.kit
    return [passphrase._offered, passphrase._own, passphrase._again, *kit._typed.values()]


def standing(run: FirstRun) -> Step:
    return run.step


def test_the_steps_come_in_their_order() -> None:
    run = World().first_run()
    seen = [run.step]
    for answer in (answer_place, answer_words, answer_kit, lambda run: run.set_profile(PROFILE)):
        answer(run)
        assert run.forward() == ()
        seen.append(run.step)
    assert tuple(seen) == ORDER
    assert run.forward() == ()
    assert run.step is Step.MAKING


@pytest.mark.parametrize("reason", [Reason.NOT_WRITABLE, Reason.NOT_EMPTY, Reason.VAULT_THERE])
def test_a_folder_in_which_no_vault_can_be_made_is_not_left(reason: Reason) -> None:
    run = World(PlaceReport(FOLDER, reason)).first_run()
    answer_place(run)
    assert run.forward() == (Obstacle("folder", reason),)
    assert run.step is Step.PLACE


def test_a_folder_nobody_looked_at_is_not_left() -> None:
    assert World().first_run().forward() == (Obstacle("folder", Reason.NOT_CHECKED),)


def test_no_folder_is_not_a_folder() -> None:
    run = World().first_run()
    run.place.choose(Path())
    assert run.forward() == (Obstacle("folder", Problem.EMPTY),)


def test_a_synced_folder_needs_the_counselor_s_word_and_another_folder_needs_it_anew() -> None:
    run = World(PlaceReport(FOLDER, synced_by="Dropbox")).first_run()
    answer_place(run)
    assert run.forward() == (Obstacle("folder", Reason.SYNCED),)
    run.place.accept_synced(accepted=True)
    assert run.obstacles(Step.PLACE) == ()
    run.place.choose(FOLDER / "other")
    answer_place(run)
    assert run.obstacles(Step.PLACE) == (Obstacle("folder", Reason.SYNCED),)


def test_a_report_about_a_folder_that_was_left_is_ignored() -> None:
    run = World().first_run()
    look = run.place.inspection()
    run.place.choose(FOLDER / "other")
    run.place.inspected(look())
    assert run.place.report is None


def test_the_six_words_must_be_typed_once() -> None:
    run = at(Step.PASSPHRASE)
    run.passphrase.draw()
    assert len(run.passphrase.offered.split()) == 6
    assert run.forward() == (Obstacle("again", Problem.EMPTY),)
    run.passphrase.type_again(bytearray(b"acorn birch"))
    assert run.forward() == (Obstacle("again", Reason.DIFFERENT),)
    run.passphrase.type_again(bytearray(run.passphrase.offered.encode()))
    assert run.forward() == ()


def test_other_words_must_be_typed_anew() -> None:
    run = at(Step.PASSPHRASE)
    answer_words(run)
    before = run.passphrase.offered
    run.passphrase.draw()
    assert run.passphrase.offered != before
    assert run.forward() == (Obstacle("again", Problem.EMPTY),)


def test_one_s_own_passphrase_must_be_hard_to_guess_and_typed_twice() -> None:
    run = at(Step.PASSPHRASE)
    answer_own(run, "")
    assert run.forward() == (Obstacle("own", Problem.EMPTY),)
    answer_own(run, WEAK)
    assert run.forward() == (Obstacle("own", Reason.TOO_WEAK),)
    answer_own(run, STRONG, again="something else")
    assert run.forward() == (Obstacle("again", Reason.DIFFERENT),)
    answer_own(run, STRONG)
    assert run.forward() == ()


@pytest.mark.parametrize(("bits", "passes"), [(FLOOR_BITS - 0.1, False), (FLOOR_BITS, True)])
def test_the_floor_is_sixty_bits(bits: float, passes: bool) -> None:
    run = at(Step.PASSPHRASE)
    answer_own(run)
    run.passphrase.judged(replace(run.passphrase.judging()(), bits=bits))
    assert (run.forward() == ()) is passes


def test_the_judgement_on_an_earlier_passphrase_is_ignored() -> None:
    run = at(Step.PASSPHRASE)
    answer_own(run, STRONG)
    judge = run.passphrase.judging()
    run.passphrase.type_own(bytearray(WEAK.encode()))
    run.passphrase.type_again(bytearray(WEAK.encode()))
    run.passphrase.judged(judge())
    assert run.forward() == (Obstacle("own", Reason.NOT_CHECKED),)


def test_a_passphrase_that_can_t_be_typed_again_names_its_problem() -> None:
    run = at(Step.PASSPHRASE)
    answer_own(run, "a\tb")
    number = run.passphrase.judging()().typed
    run.passphrase.judged(Judgement(number, problem=Problem.CONTROL_CHARACTER))
    assert run.forward() == (Obstacle("own", Problem.CONTROL_CHARACTER),)


def test_changing_between_the_six_words_and_one_s_own_keeps_both_but_not_the_repetition() -> None:
    run = at(Step.PASSPHRASE)
    answer_words(run)
    offered = run.passphrase.offered
    answer_own(run)
    run.passphrase.use_own(own=False)
    assert run.passphrase.offered == offered
    assert run.forward() == (Obstacle("again", Problem.EMPTY),)
    run.passphrase.use_own(own=True)
    assert run.passphrase.chosen.buffer.decode() == STRONG


def test_the_kit_must_be_kept_and_two_groups_typed_back() -> None:
    run = at(Step.KIT)
    assert run.forward() == (Obstacle("kit", Reason.NOT_CHECKED),)
    run.keys_drawn(run.key_drawing()())
    assert run.forward() == (Obstacle("kit", Reason.NOT_KEPT),)
    run.kit.keep(KitKept.SAVED)
    first, second = run.kit.asked
    assert run.forward() == (
        Obstacle("group", Problem.EMPTY, first),
        Obstacle("group", Problem.EMPTY, second),
    )
    assert run.kit.keys is not None
    printed = run.kit.keys.recovery_groups
    run.kit.type_group(first, bytearray(printed[first - 1].lower().encode()))
    run.kit.type_group(second, bytearray(printed[first - 1].encode()))
    assert run.forward() == (Obstacle("group", Reason.WRONG_GROUP, second),)
    run.kit.type_group(second, bytearray(printed[second - 1].encode()))
    assert run.forward() == ()


def test_a_second_set_of_keys_is_wiped_since_the_first_may_be_on_paper() -> None:
    world = World()
    run = at(Step.PROFILE, world)
    run.keys_drawn(run.key_drawing()())
    assert [keys.wiped for keys in world.keys] == [False, True]


def test_every_wrong_field_of_the_profile_is_named_at_once() -> None:
    run = at(Step.PROFILE)
    run.set_profile(Profile(name=" ", phone="x" * 61))
    assert set(run.forward()) == {
        Obstacle("name", Problem.EMPTY),
        Obstacle("state", Problem.EMPTY),
        Obstacle("phone", Problem.TOO_LONG),
    }


def test_a_practice_that_doesn_t_fit_the_key_file_is_named() -> None:
    run = at(Step.PROFILE)
    run.set_profile(replace(PROFILE, practice="P" * 121))
    assert run.forward() == (Obstacle("practice", Problem.TOO_LONG),)
    run.set_profile(replace(PROFILE, practice="", name="N" * 121))
    assert run.forward() == (Obstacle("name", Problem.TOO_LONG),)


@pytest.mark.parametrize("minutes", [0, 31])
def test_the_minutes_are_one_to_thirty(minutes: int) -> None:
    run = at(Step.IDLE)
    assert run.idle_minutes == 5
    run.set_idle_minutes(minutes)
    assert run.forward() == (Obstacle("idle_minutes", Problem.OUT_OF_RANGE),)


def test_going_back_and_forth_keeps_what_was_typed() -> None:
    run = at(Step.IDLE)
    run.set_idle_minutes(12)
    for _ in ORDER:
        run.back()
    assert standing(run) is Step.PLACE
    for _ in ORDER:
        assert run.forward() == ()
    assert standing(run) is Step.MAKING
    assert (run.profile, run.idle_minutes) == (PROFILE, 12)


def test_the_vault_is_made_with_what_was_typed() -> None:
    world = World()
    run = at(Step.MAKING, world)
    offered = run.passphrase.offered
    created = run.creation()()
    assert (created.folder, created.keeper, created.store) == (
        FOLDER,
        world.keeper,
        world.keeper.store,
    )
    assert world.keeper.passphrase == offered.encode()
    assert world.keeper.recovery_key == "-".join(world.keys[0].recovery_groups)
    assert world.keeper.store is not None
    assert world.keeper.store.records.profile == PROFILE


def test_the_copy_of_the_passphrase_that_makes_the_vault_is_wiped_whatever_happens() -> None:
    handed: list[bytearray] = []

    @dataclass
    class Watching(FakeKeeper):
        def create(self, plan: Any, passphrase: bytearray, *rest: Any) -> Any:
            handed.append(passphrase)
            return super().create(plan, passphrase, *rest)

    run = at(Step.MAKING, World(keeper=Watching(fail=DiskFull())))
    with pytest.raises(DiskFull):
        run.creation()()
    assert len(handed[0]) > 0
    assert not any(handed[0])


@pytest.mark.parametrize(
    ("error", "step"),
    [
        (DiskFull(), Step.IDLE),
        (VaultAlreadyThere(), Step.PLACE),
        (FolderReadOnly(), Step.PLACE),
    ],
)
def test_a_failed_making_comes_back_with_everything_typed(error: Any, step: Step) -> None:
    world = World(keeper=FakeKeeper(fail=error))
    run = at(Step.MAKING, world)
    with pytest.raises(type(error)):
        run.creation()()
    run.failed(error)
    assert (run.step, run.failure) == (step, error)
    answer_place(run)
    while run.step is not Step.MAKING:
        assert run.forward() == ()
    run.creation()()
    run.made()
    assert standing(run) is Step.DONE


def test_nothing_can_change_while_the_vault_is_made() -> None:
    run = at(Step.MAKING)
    changes: list[Callable[[], object]] = [
        run.forward,
        run.back,
        run.leave,
        run.passphrase.draw,
        lambda: run.passphrase.type_own(bytearray(b"x")),
        lambda: run.kit.keep(KitKept.SAVED),
        lambda: run.place.choose(FOLDER / "other"),
        lambda: run.set_profile(PROFILE),
        lambda: run.set_idle_minutes(3),
    ]
    for change in changes:
        with pytest.raises(OutOfOrder):
            change()


@pytest.mark.parametrize("end", ["made", "leave"])
def test_the_end_wipes_every_secret(end: str) -> None:
    world = World()
    run = at(Step.MAKING if end == "made" else Step.IDLE, world)
    held = secrets_of(run)
    buffers = [secret.buffer for secret in held]
    assert any(any(buffer) for buffer in buffers)
    getattr(run, end)()
    assert not any(any(buffer) for buffer in buffers)
    assert run.passphrase.offered == ""
    assert all(keys.wiped for keys in world.keys)


def test_keys_that_come_after_the_wizard_was_left_are_wiped() -> None:
    world = World()
    run = at(Step.KIT, world)
    draw = run.key_drawing()
    run.leave()
    run.keys_drawn(draw())
    assert world.keys[0].wiped


def test_what_is_typed_is_wiped_where_it_came_from() -> None:
    run = at(Step.PASSPHRASE)
    typed = bytearray(b"purple otters")
    run.passphrase.type_own(typed)
    assert not any(typed)


_ACTIONS: dict[str, Callable[[FirstRun], object]] = {
    "forward": FirstRun.forward,
    "back": FirstRun.back,
    "look": answer_place,
    "other folder": lambda run: run.place.choose(FOLDER / "other"),
    "same folder": lambda run: run.place.choose(FOLDER),
    "six words": answer_words,
    "draw": lambda run: run.passphrase.draw(),
    "weak": lambda run: answer_own(run, WEAK),
    "strong": answer_own,
    "differs": lambda run: answer_own(run, STRONG, again=WEAK),
    "own unjudged": lambda run: run.passphrase.type_own(bytearray(STRONG.encode())),
    "not own": lambda run: run.passphrase.use_own(own=False),
    "keys": lambda run: run.keys_drawn(run.key_drawing()()),
    "keep": lambda run: run.kit.keep(KitKept.PRINTED),
    "kit": answer_kit,
    "garble": lambda run: run.kit.type_group(run.kit.asked[0], bytearray(b"WRONG")),
    "profile": lambda run: run.set_profile(PROFILE),
    "no profile": lambda run: run.set_profile(Profile()),
    "minutes": lambda run: run.set_idle_minutes(9),
    "too many": lambda run: run.set_idle_minutes(99),
}
_WALK = st.lists(st.sampled_from([*_ACTIONS, *["forward"] * 8]), max_size=60)


@given(_WALK)
def test_no_walk_reaches_the_making_over_an_obstacle(walk: list[str]) -> None:
    run = World().first_run()
    for name in walk:
        if run.step is Step.MAKING:
            break
        _ACTIONS[name](run)
    if run.step is Step.MAKING:
        assert all(run.obstacles(step) == () for step in ORDER)
        assert run.kit.kept
        assert run.passphrase._again == run.passphrase.chosen
        assert run.passphrase.chosen.buffer


@given(_WALK)
def test_no_walk_leaves_a_secret_behind(walk: list[str]) -> None:
    world = World()
    run = world.first_run()
    buffers: list[bytearray] = []
    for name in walk:
        if run.step is Step.MAKING:
            break
        _ACTIONS[name](run)
        buffers += [secret.buffer for secret in secrets_of(run)]
    if run.step is Step.MAKING:
        run.made()
    run.leave()
    assert not any(any(buffer) for buffer in buffers)
    assert all(keys.wiped for keys in world.keys)
