"""What remains to be done once a file is out: its six words, and a delivery nobody confirmed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.releases.test_view import Shown, everything_told
from tests.ui.releases.world import World
from ui import names
from ui.releases.desk import Stage
from ui.releases.shelf import Shelf
from ui.strings import hand_over as step_words
from ui.strings import releases as words
from vault.disclosures import Delivery
from vault.errors import DiskFull, OutOfOrder
from vault.ids import DisclosureId
from vault.known_names import KnownNames
from vault.place import FormKind
from vault.releases import ReleaseService

STICK = Path("/nowhere/stick/records-R-0001.pdf")


@pytest.fixture
def world(qtbot: QtBot) -> World:
    return World()


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Shown:
    return Shown(qtbot, tmp_path / "vault")


@pytest.fixture
def names_shown_again() -> Iterator[None]:
    yield
    names.style.show_initials(only=False)


def at_last_step(world: World) -> str:
    """A release with a place to go; answers its six words."""
    dana = world.client()
    world.note(world.unit_of(dana), "Said.")
    world.open(world.request(dana))
    world.desk.go_to(Stage.CHECK)
    world.desk.go_to(Stage.HAND_OVER)
    world.desk.hand_over.choose(STICK)
    return world.desk.hand_over.password


def on_its_way(world: World) -> str:
    """The file is sealed, and about to be written; answers its six words."""
    six_words = at_last_step(world)
    world.tasks.held = True
    world.desk.act()
    for _look_and_seal in range(2):
        world.tasks.waiting.pop(0).run()(world.hub)
    return six_words


def shown_at_last_step(shown: Shown) -> str:
    """Go to the last step by mouse; answers the six words that stand there."""
    shown.dana()
    shown.press(step_words.check())
    shown.press(step_words.to_last_step())
    return shown.world.desk.hand_over.password


def hand_over(shown: Shown, file: Path = STICK) -> str:
    """Hand a file over by mouse; answers its six words."""
    six_words = shown_at_last_step(shown)
    shown.world.desk.hand_over.choose(file)
    shown.press(step_words.act())
    return six_words


def test_the_words_of_a_file_that_is_out_come_back_after_hiding(world: World) -> None:
    six_words = at_last_step(world)
    world.desk.act()
    for _ in range(2):
        world.model.hide()
        world.model.hide()
        assert world.desk.hand_over.password == ""
        world.model.show()
        assert world.desk.hand_over.password == six_words
    world.model.go_to_release(None)
    world.model.hide()
    world.model.show()
    assert world.desk.hand_over.password == ""


def test_hiding_while_the_file_is_written_keeps_its_words_for_the_receipt(world: World) -> None:
    six_words = on_its_way(world)
    world.model.hide()
    world.tasks.let_go()
    assert world.press.verify(world.outbox.files[STICK], six_words)
    assert world.desk.hand_over.password == ""
    world.model.show()
    assert world.desk.hand_over.receipt is not None
    assert world.desk.hand_over.password == six_words


def test_the_words_of_a_file_that_was_not_written_behind_the_cover_stay(world: World) -> None:
    six_words = on_its_way(world)
    world.outbox.fail_publish = DiskFull()
    world.model.hide()
    world.tasks.let_go()
    world.model.show()
    assert world.desk.hand_over.receipt is None
    assert world.desk.hand_over.password == six_words


def test_the_receipt_s_words_are_cleared_from_the_page_and_shown_again(shown: Shown) -> None:
    password = hand_over(shown)
    assert password in shown.sentences()
    shown.view.clear_texts()
    assert password not in everything_told(shown.view)
    shown.view.restore_texts()
    assert password in shown.sentences()
    shown.press(step_words.see_record())
    assert password not in everything_told(shown.view)


@pytest.mark.usefixtures("names_shown_again")
def test_a_name_in_the_place_gives_way_to_initials_on_the_receipt(shown: Shown) -> None:
    hand_over(shown, STICK.parent / "Dana Reyes.pdf")
    assert "Dana Reyes.pdf" in shown.sentences()
    names.style.show_initials(only=True)
    names.style.learn(KnownNames(["Dana Reyes"]))
    assert "D.R.pdf" in shown.sentences()
    names.style.show_initials(only=False)
    assert "Dana Reyes.pdf" in shown.sentences()


def test_what_is_not_confirmed_says_what_to_do(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(_: ReleaseService, __: DisclosureId) -> None:
        raise OutOfOrder("locked", "use")

    monkeypatch.setattr(ReleaseService, "_confirm", lost)
    hand_over(shown)
    shown.press(step_words.see_record())
    assert words.unconfirmed() in shown.sentences()
    (one,) = shown.world.model.shelf.handed
    shown.world.model.shelf = Shelf((), (replace(one, delivery=Delivery.WRITTEN),))
    shown.world.model.shelf_changed.emit()
    assert words.unconfirmed() not in shown.sentences()


def test_the_words_for_a_file_stay_the_same_behind_the_cover_and_are_not_there_to_read(
    world: World,
) -> None:
    six_words = at_last_step(world)
    for _ in range(2):
        world.model.hide()
        assert world.desk.hand_over.password == ""
        world.model.show()
        assert world.desk.hand_over.password == six_words
        assert not world.desk.hand_over.renewed


def test_the_words_are_on_the_page_again_and_nothing_calls_them_new(shown: Shown) -> None:
    six_words = shown_at_last_step(shown)
    shown.view.clear_texts()
    assert six_words not in everything_told(shown.view)
    shown.view.restore_texts()
    assert six_words in shown.sentences()
    assert step_words.renewed() not in shown.sentences()


@pytest.mark.parametrize("crashed", [False, True])
def test_after_a_lock_or_a_crash_the_step_says_that_the_words_are_new(
    shown: Shown, qtbot: QtBot, tmp_path: Path, crashed: bool
) -> None:
    before = shown_at_last_step(shown)
    release_id = shown.view.open_release
    shown.view.go_to_release(None)
    shown.world.settle()
    if not crashed:
        for save in shown.view.pending_saves():
            save()
    assert release_id is not None
    assert shown.world.store.records.unfinished == {(FormKind.WORDS, release_id): ("shown",)}
    shown.world.begin()
    after = Shown(qtbot, tmp_path / "vault", shown.world)
    shown.world.model.set_active(active=True)
    after.view.go_to_release(release_id)
    shown.world.settle()
    assert step_words.renewed() not in after.sentences()
    after.press(step_words.check())
    after.press(step_words.to_last_step())
    assert shown.world.desk.hand_over.password not in {"", before}
    assert step_words.renewed() in after.sentences()


def test_words_of_before_are_known_also_where_the_desk_opens_first(world: World) -> None:
    at_last_step(world)
    world.settle()
    release_id = world.desk.release_id
    world.tasks.held = True
    world.begin()
    world.model.go_to_release(release_id)
    assert not world.desk.hand_over.renewed
    world.tasks.let_go()
    assert world.desk.hand_over.renewed


def test_of_a_file_that_is_out_no_words_are_remembered(shown: Shown) -> None:
    shown_at_last_step(shown)
    shown.world.settle()
    assert shown.world.store.records.unfinished != {}
    shown.world.desk.hand_over.choose(STICK)
    shown.press(step_words.act())
    shown.world.settle()
    assert shown.world.store.records.unfinished == {}


def test_a_release_left_before_its_words_were_shown_calls_nothing_new(shown: Shown) -> None:
    shown.dana()
    place = shown.view.place()
    shown.view.go_to_release(None)
    shown.view.go_to(place)
    shown.world.settle()
    shown.press(step_words.check())
    shown.press(step_words.to_last_step())
    assert step_words.renewed() not in shown.sentences()


def test_words_drawn_again_for_the_same_file_are_called_new(shown: Shown) -> None:
    shown_at_last_step(shown)
    shown.press(step_words.other_words())
    assert step_words.renewed() in shown.sentences()
