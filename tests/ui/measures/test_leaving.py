"""A measure's form that is left: what was typed waits, and what was kept leaves no draft."""

import pytest

from resources.measures import measure
from tests.ui.desk import waiting
from tests.ui.measures.test_view_model import NINE, Typist, typist
from ui.autosave import RETRY_MS
from vault.errors import DiskFull

__all__ = ["typist"]


def test_what_is_typed_while_the_form_is_being_left_keeps_it_open(typist: Typist) -> None:
    vm, tab = typist.tab.vm, typist.tab
    vm.start(measure("phq-9"))
    typist.type(answers=(1, *(None,) * 8))
    tab.desk.lane.held = True
    vm.close_form()
    typist.type(answers=(1, 2, *(None,) * 7))
    tab.desk.lane.let_go()
    assert vm.form is not None
    assert len(vm.pending_saves()) == 1


def test_a_form_of_a_client_who_was_left_on_a_full_disk_is_held_until_it_is_stored(
    typist: Typist,
) -> None:
    vm, tab = typist.tab.vm, typist.tab
    other, _ = tab.desk.alone("Dana Reyes")
    vm.start(measure("phq-9"))
    typist.type(answers=(1, *(None,) * 8))
    typed = typist.typed
    troubles: list[object] = []
    vm.trouble.connect(troubles.append)
    tab.desk.store.fail_next_commit = DiskFull()
    vm.show_client(other)
    assert isinstance(troubles[-1], DiskFull)
    tab.desk.store.fail_next_commit = DiskFull()
    waiting(vm, RETRY_MS).go_off()
    assert len(vm.pending_saves()) == 1
    # Whoever comes back to it before finds it as it was left.
    vm.show_client(tab.client_id)
    assert vm.draft == typed
    vm.show_client(other)
    waiting(vm, RETRY_MS).go_off()
    assert vm.pending_saves() == []
    assert troubles.pop() is None
    assert tab.measures.draft(tab.client_id) == typed


@pytest.mark.parametrize("leaves", ["the form", "the client"])
def test_a_form_that_is_left_before_its_result_is_known_leaves_no_draft(
    typist: Typist, leaves: str
) -> None:
    tab = typist.tab
    other, _ = tab.desk.alone("Teo Vega")
    tab.vm.start(measure("phq-9"))
    typist.type(answers=NINE)
    tab.desk.lane.held = True
    tab.vm.save()
    if leaves == "the form":
        tab.vm.close_form()
    else:
        tab.vm.show_client(other)
    saves = tab.vm.pending_saves()
    tab.desk.lane.let_go()
    for save in saves:
        save()
    assert len(tab.measures.of_client(tab.client_id)) == 1
    assert tab.measures.draft(tab.client_id) is None


def test_a_result_that_is_kept_after_its_client_was_left_disturbs_nobody(typist: Typist) -> None:
    vm, tab = typist.tab.vm, typist.tab
    other, _ = tab.desk.alone("Dana Reyes")
    vm.start(measure("phq-9"))
    typist.type(answers=NINE)
    tab.desk.lane.held = True
    vm.save()
    vm.show_client(other)
    vm.start(measure("gad-7"))
    tab.desk.lane.let_go()
    assert vm.form is not None
    assert tab.recorded == []
    assert len(tab.measures.of_client(tab.client_id)) == 1
