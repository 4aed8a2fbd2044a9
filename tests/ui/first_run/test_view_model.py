"""What the wizard asks of the computer, and what it says about the answers."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeKeeper, FakeOutbox, FakePress
from tests.harness.messages import Messages
from tests.vault.first_run_world import FOLDER, PROFILE, STRONG, WEAK, World, answer_kit
from ui.first_run.view_model import FirstRunViewModel, sentence_for
from ui.strings import first_run as words
from vault.errors import DiskFull, FolderReadOnly, Problem
from vault.first_run import Step
from vault.first_run_steps import KitKept, Obstacle, PlaceReport, Reason
from vault.printed import RecoveryKit, Typeset
from vault.profile import Profile
from vault.settings import Settings


def go_to(qtbot: QtBot, model: FirstRunViewModel, step: Step) -> None:
    """Answer every question up to a step."""
    run = model.first_run
    while run.step is not step:
        here = run.step

        def moved(here: Step = here) -> bool:
            return run.step is not here

        if here is Step.PASSPHRASE:
            run.passphrase.type_again(bytearray(run.passphrase.offered.encode()))
        elif here is Step.KIT:
            qtbot.waitUntil(lambda: run.kit.keys is not None)
            answer_kit(run)
        elif here is Step.PROFILE:
            run.set_profile(PROFILE)
        model.go_on()
        qtbot.waitUntil(moved)


def test_the_folder_is_looked_at_before_it_is_left(qtbot: QtBot, model: FirstRunViewModel) -> None:
    model.go_on()
    assert model.first_run.step is Step.PLACE
    qtbot.waitUntil(lambda: model.first_run.step is Step.PASSPHRASE)
    assert len(model.first_run.passphrase.offered.split()) == 6


def test_a_folder_that_won_t_do_is_named_and_not_left(
    qtbot: QtBot, model: FirstRunViewModel, world: World
) -> None:
    world.report = PlaceReport(FOLDER, Reason.NOT_EMPTY)
    with qtbot.waitSignal(model.problems, check_params_cb=bool) as said:
        model.go_on()
    obstacle = Obstacle("folder", Reason.NOT_EMPTY)
    assert said.args == [((obstacle, sentence_for(obstacle)),)]


def test_one_s_own_passphrase_is_judged_aside_and_only_the_last_one_counts(
    qtbot: QtBot, model: FirstRunViewModel
) -> None:
    go_to(qtbot, model, Step.PASSPHRASE)
    passphrase = model.first_run.passphrase
    model.use_own(own=True)
    for text in (WEAK, STRONG, WEAK):
        model.type_own(bytearray(text.encode()))
    qtbot.waitUntil(lambda: passphrase.judgement is not None)
    assert passphrase.judgement is not None
    assert passphrase.judgement.bits == 20


def test_continue_waits_for_the_judgement(qtbot: QtBot, model: FirstRunViewModel) -> None:
    go_to(qtbot, model, Step.PASSPHRASE)
    model.use_own(own=True)
    model.type_own(bytearray(STRONG.encode()))
    model.first_run.passphrase.type_again(bytearray(STRONG.encode()))
    model.go_on()
    qtbot.waitUntil(lambda: model.first_run.step is Step.KIT)


def test_going_back_calls_off_a_step_that_waits_for_an_answer(
    qtbot: QtBot, model: FirstRunViewModel
) -> None:
    go_to(qtbot, model, Step.PASSPHRASE)
    model.use_own(own=True)
    model.type_own(bytearray(STRONG.encode()))
    model.first_run.passphrase.type_again(bytearray(STRONG.encode()))
    with qtbot.waitSignal(model.strength_known):
        model.go_on()
        model.go_back()
    assert model.first_run.step is Step.PLACE


def test_the_kit_is_drawn_once_and_stays_the_same(
    qtbot: QtBot, model: FirstRunViewModel, world: World
) -> None:
    go_to(qtbot, model, Step.PASSPHRASE)
    with qtbot.waitSignal(model.kit_drawn):
        go_to(qtbot, model, Step.KIT)
    model.go_back()
    model.go_on()
    assert model.first_run.step is Step.KIT
    assert len(world.keys) == 1


def test_a_saved_kit_holds_every_group_and_counts_as_kept(
    qtbot: QtBot, model: FirstRunViewModel, world: World, outbox: FakeOutbox
) -> None:
    with qtbot.waitSignal(model.kit_drawn):
        go_to(qtbot, model, Step.KIT)
    path = Path("/stick/kit.pdf").absolute()
    with qtbot.waitSignal(model.kit_kept):
        model.save_kit(path)
    assert model.first_run.kit.kept == {KitKept.SAVED}
    assert all(group.encode() in outbox.files[path] for group in world.keys[0].recovery_groups)


def test_a_kit_is_not_saved_beside_what_it_opens(
    qtbot: QtBot, model: FirstRunViewModel, outbox: FakeOutbox
) -> None:
    with qtbot.waitSignal(model.kit_drawn):
        go_to(qtbot, model, Step.KIT)
    with qtbot.waitSignal(model.failed) as said:
        model.save_kit(FOLDER / "deep" / "kit.pdf")
    assert said.args == [words.not_in_the_vault()]
    assert not outbox.events
    assert not model.first_run.kit.kept


def test_a_link_into_the_vault_s_folder_is_no_other_place(
    qtbot: QtBot, model: FirstRunViewModel, outbox: FakeOutbox, tmp_path: Path
) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    (tmp_path / "link").symlink_to(vault)
    model.choose_folder(str(vault))
    with qtbot.waitSignal(model.kit_drawn):
        go_to(qtbot, model, Step.KIT)
    with qtbot.waitSignal(model.failed) as said:
        model.save_kit(tmp_path / "link" / "kit.pdf")
    assert said.args == [words.not_in_the_vault()]
    assert not outbox.events


def test_a_kit_that_names_a_folder_that_was_given_up_is_drawn_and_kept_anew(
    qtbot: QtBot, model: FirstRunViewModel, world: World, outbox: FakeOutbox, tmp_path: Path
) -> None:
    with qtbot.waitSignal(model.kit_drawn):
        go_to(qtbot, model, Step.KIT)
    model.kept(KitKept.PRINTED)
    model.go_back()
    model.go_back()
    model.choose_folder(str(tmp_path / "elsewhere"))
    with qtbot.waitSignal(model.kit_drawn):
        go_to(qtbot, model, Step.PASSPHRASE)
        model.go_on()
        assert model.kit_image is None
    assert not model.first_run.kit.kept
    path = Path("/stick/kit.pdf").absolute()
    with qtbot.waitSignal(model.kit_kept):
        model.save_kit(path)
    assert b"elsewhere" in outbox.files[path]
    assert FOLDER.name.encode() not in outbox.files[path].split(b"\n")
    assert len(world.keys) == 1


def test_a_kit_that_was_being_drawn_for_another_folder_is_not_shown(
    qtbot: QtBot,
    model: FirstRunViewModel,
    outbox: FakeOutbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reached, goes_on = threading.Event(), threading.Event()
    typeset = FakePress.typeset_kit

    def slowly(press: FakePress, kit: RecoveryKit) -> Typeset:
        reached.set()
        assert goes_on.wait(5)
        return typeset(press, kit)

    monkeypatch.setattr(FakePress, "typeset_kit", slowly)
    go_to(qtbot, model, Step.KIT)
    qtbot.waitUntil(reached.is_set)
    model.first_run.place.choose(tmp_path / "elsewhere")
    with qtbot.waitSignal(model.kit_drawn):
        goes_on.set()
    path = Path("/stick/kit.pdf").absolute()
    with qtbot.waitSignal(model.kit_kept):
        model.save_kit(path)
    assert b"elsewhere" in outbox.files[path]


@pytest.mark.parametrize("where", ["fail_stage", "fail_publish"])
def test_a_kit_that_couldn_t_be_saved_isn_t_kept_and_leaves_nothing(
    qtbot: QtBot, model: FirstRunViewModel, outbox: FakeOutbox, where: str
) -> None:
    with qtbot.waitSignal(model.kit_drawn):
        go_to(qtbot, model, Step.KIT)
    setattr(outbox, where, DiskFull())
    with qtbot.waitSignal(model.failed) as said:
        model.save_kit(Path("/stick/kit.pdf").absolute())
    assert "full" in str(said.args)
    assert not model.first_run.kit.kept
    assert not outbox.staged


def test_the_vault_is_made_and_the_wizard_forgets(
    qtbot: QtBot, model: FirstRunViewModel, world: World
) -> None:
    go_to(qtbot, model, Step.IDLE)
    model.first_run.set_idle_minutes(9)
    passphrase = model.first_run.passphrase.offered
    with qtbot.waitSignal(model.made) as made:
        model.go_on()
    created = made.args[0]
    assert created.folder == FOLDER
    store = world.keeper.store
    assert store is not None
    assert created.store is store
    assert world.keeper.passphrase == passphrase.encode()
    assert store.records.settings == Settings(idle_minutes=9)
    assert model.first_run.step is Step.DONE
    assert all(keys.wiped for keys in world.keys)


@pytest.mark.parametrize(
    ("error", "step"), [(DiskFull(), Step.IDLE), (FolderReadOnly(), Step.PLACE)]
)
def test_a_failure_is_said_where_it_can_be_mended_and_a_second_try_succeeds(
    qtbot: QtBot, model: FirstRunViewModel, world: World, error: Exception, step: Step
) -> None:
    world.keeper.fail = error
    go_to(qtbot, model, Step.IDLE)
    with qtbot.waitSignal(model.failed):
        model.go_on()
    assert model.first_run.step is step
    assert model.first_run.profile == PROFILE
    with qtbot.waitSignal(model.made):
        go_to(qtbot, model, Step.MAKING)


def test_a_fault_of_ours_is_said_plainly(
    qtbot: QtBot, model: FirstRunViewModel, world: World, messages: Messages
) -> None:
    messages.expect("task.fault ZeroDivisionError")
    world.keeper = FakeKeeper(fail=ZeroDivisionError())
    go_to(qtbot, model, Step.IDLE)
    with qtbot.waitSignal(model.failed) as said:
        model.go_on()
    assert "inside Casekeep" in str(said.args)
    assert model.first_run.step is Step.IDLE


def test_leaving_wipes_keys_that_are_still_being_drawn(
    qtbot: QtBot, model: FirstRunViewModel, world: World
) -> None:
    go_to(qtbot, model, Step.PASSPHRASE)
    run = model.first_run
    run.passphrase.type_again(bytearray(run.passphrase.offered.encode()))
    model.go_on()
    model.leave()
    qtbot.waitUntil(lambda: bool(world.keys) and world.keys[0].wiped)
    assert run.step is Step.LEFT


def test_every_obstacle_has_a_sentence() -> None:
    places: dict[str, tuple[Reason | Problem, ...]] = {
        "folder": (Problem.EMPTY, *list(Reason)[1:5]),
        "own": (Problem.EMPTY, Problem.TOO_LONG, Problem.CONTROL_CHARACTER, Reason.TOO_WEAK),
        "again": (Problem.EMPTY, Reason.DIFFERENT),
        "kit": (Reason.NOT_KEPT,),
        "group": (Problem.EMPTY, Reason.WRONG_GROUP),
        "idle_minutes": (Problem.OUT_OF_RANGE,),
    }
    for name in Profile.__slots__:
        places[name] = (Problem.EMPTY, Problem.TOO_LONG, Problem.CONTROL_CHARACTER)
    for field, reasons in places.items():
        for reason in reasons:
            assert sentence_for(Obstacle(field, reason, 3)), (field, reason)
