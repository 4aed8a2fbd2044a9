"""Forms that aren't finished are kept soon, and never outlive their finish."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk, StillTimer, waiting
from ui.autosave import DELAY_MS, RETRY_MS
from ui.tasks import Op
from ui.unfinished import Unfinished
from vault.clients import ClientDetails
from vault.errors import DiskFull, InvalidField, Problem
from vault.place import FormKey, FormKind, FormWords


class Typist:
    """Types into forms of one kind."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.forms: dict[int, FormWords] = {}
        self.unfinished = Unfinished(self.desk.vault, FormKind.CLIENT, make_timer=StillTimer)
        self.unfinished.follow(lambda: self.forms)

    @property
    def kept(self) -> dict[int, FormWords]:
        return self.desk.cabinet.practice.unfinished(FormKind.CLIENT)

    def type(self, *words: str, about: int = 0) -> None:
        self.forms[about] = words
        self.unfinished.touch()

    def close(self, about: int = 0) -> None:
        del self.forms[about]
        self.unfinished.touch()

    def pause(self, msec: int = DELAY_MS) -> None:
        waiting(self.unfinished, msec).go_off()

    def submit(self, act: Callable[[FormKey], object]) -> Op[object]:
        return Op(self.unfinished, self.unfinished.finish(0, act))

    def create(self, form: FormKey) -> object:
        return self.desk.cabinet.clients.create(ClientDetails("Ines Vega"), form)

    def refuse(self, _form: FormKey) -> object:
        raise InvalidField("name", Problem.EMPTY)

    def lock(self) -> None:
        for save in self.unfinished.pending():
            save()


@pytest.fixture
def typist(qtbot: QtBot) -> Typist:
    del qtbot
    return Typist()


def test_what_is_typed_is_kept_inside_a_second_and_forgotten_when_it_is_given_up(
    typist: Typist,
) -> None:
    typist.type("Ines Ve")
    assert typist.kept == {}
    typist.pause()
    assert typist.kept == {0: ("Ines Ve",)}
    typist.close()
    typist.pause()
    assert typist.kept == {}


def test_what_is_kept_already_costs_no_second_write(typist: Typist) -> None:
    typist.type("Ines Ve")
    typist.pause()
    typist.unfinished.touch()
    assert not any(timer.isActive() for timer in typist.unfinished.findChildren(StillTimer)[:1])
    assert typist.unfinished.pending() == []


def test_a_save_that_was_on_its_way_brings_no_finished_form_back(typist: Typist) -> None:
    typist.type("Ines Ve")
    typist.pause()
    typist.type("Ines Vega")
    typist.desk.lane.held = True
    typist.submit(typist.create).on(typist.desk.lane)
    typist.pause()
    locked = typist.unfinished.pending()
    typist.desk.lane.let_go()
    for save in locked:
        save()
    assert typist.kept == {}
    assert len(typist.desk.store.records.clients) == 1


def test_a_form_that_is_refused_is_kept_as_before_and_goes_on(typist: Typist) -> None:
    typist.type("Ines Ve")
    typist.pause()
    typist.submit(typist.refuse).on(typist.desk.lane)
    assert typist.kept == {0: ("Ines Ve",)}
    typist.type("Ines Vega")
    typist.pause()
    assert typist.kept == {0: ("Ines Vega",)}


def test_finishing_on_a_full_disk_keeps_the_form_and_makes_nothing(typist: Typist) -> None:
    typist.type("Ines Vega")
    typist.pause()
    typist.desk.store.fail_next_commit = DiskFull()
    typist.submit(typist.create).on(typist.desk.lane)
    assert typist.kept == {0: ("Ines Vega",)}
    assert typist.desk.store.records.clients == {}
    typist.submit(typist.create).on(typist.desk.lane)
    assert typist.kept == {}


def test_what_a_full_disk_refused_is_tried_again_and_goes_into_a_lock(typist: Typist) -> None:
    typist.type("Ines Ve")
    typist.desk.store.fail_next_commit = DiskFull()
    typist.pause()
    assert len(typist.unfinished.pending()) == 1
    typist.pause(RETRY_MS)
    assert typist.kept == {0: ("Ines Ve",)}


def test_what_was_put_aside_is_kept_until_it_is_taken_and_finished(typist: Typist) -> None:
    typist.type("Ines Ve", about=7)
    typist.pause()
    typist.unfinished.put_aside(7, typist.forms[7])
    typist.close(about=7)
    assert typist.unfinished.pending() == []
    assert typist.unfinished.take(7) == ("Ines Ve",)
    assert len(typist.unfinished.pending()) == 1, "nobody shows it any more"


def test_a_form_that_is_finished_is_not_kept_before_its_window_knows(typist: Typist) -> None:
    typist.type("Ines Vega")
    typist.submit(typist.create).run()
    typist.lock()
    assert typist.kept == {}


def test_a_form_that_is_finished_is_not_kept_by_itself_before_its_window_knows(
    typist: Typist,
) -> None:
    typist.type("Ines Ve")
    typist.type("Ines Vega")
    typist.submit(typist.create).run()
    typist.unfinished.touch()
    typist.pause()
    assert typist.kept == {}


def test_a_form_whose_finish_waits_while_the_vault_is_hidden_is_forgotten(typist: Typist) -> None:
    typist.type("Ines Vega")
    typist.desk.lane.held = True
    typist.submit(typist.create).on(typist.desk.lane)
    for save in typist.unfinished.pending():
        Op(typist.unfinished, save).on(typist.desk.lane)
    typist.desk.lane.let_go()
    assert typist.kept == {}


@pytest.mark.parametrize("is_known", [True, False])
def test_a_form_that_was_refused_goes_into_a_lock(typist: Typist, is_known: bool) -> None:
    typist.type("Ines Vega")
    deliver = typist.submit(typist.refuse).run()
    if is_known:
        deliver(typist.desk.hub)
    typist.lock()
    assert typist.kept == {0: ("Ines Vega",)}


def test_a_form_whose_finish_a_lock_drops_is_kept(typist: Typist) -> None:
    typist.type("Ines Vega")
    typist.submit(typist.create)
    typist.lock()
    assert typist.kept == {0: ("Ines Vega",)}


@pytest.mark.parametrize("is_done_first", [True, False])
def test_what_is_typed_after_a_finish_was_asked_for_is_kept(
    typist: Typist, is_done_first: bool
) -> None:
    typist.type("Ines Vega")
    finish = typist.submit(typist.create)
    if is_done_first:
        finish.run()
    typist.type("Ines Vega-Cruz")
    saves = typist.unfinished.pending()
    if not is_done_first:
        finish.run()
    for save in saves:
        save()
    assert typist.kept == {0: ("Ines Vega-Cruz",)}


def test_a_form_that_is_finished_twice_over_is_forgotten(typist: Typist) -> None:
    typist.type("Ines Vega")
    first, second = typist.submit(typist.create), typist.submit(typist.refuse)
    first.run()
    second.run()
    typist.lock()
    assert typist.kept == {}


def test_the_same_words_in_the_next_form_are_kept(typist: Typist) -> None:
    typist.type("Ines Vega")
    typist.submit(typist.create).on(typist.desk.lane)
    typist.close()
    typist.type("Ines Vega")
    typist.lock()
    assert typist.kept == {0: ("Ines Vega",)}


def test_a_finished_form_that_goes_before_its_window_knows_does_not_wait(typist: Typist) -> None:
    typist.type("Ines Vega")
    typist.submit(typist.create).run()
    typist.unfinished.put_shown_aside()
    assert typist.unfinished.take(0) == ()


def test_a_form_that_goes_while_it_is_being_refused_waits(typist: Typist) -> None:
    typist.type("Ines Vega")
    typist.submit(typist.refuse).run()
    typist.unfinished.put_shown_aside()
    typist.close()
    assert typist.unfinished.take(0) == ("Ines Vega",)
