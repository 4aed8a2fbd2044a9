"""The releases page's view model: the shelf and a new request."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.releases.world import World
from ui.releases.desk import Stage
from ui.releases.view_model import Page
from vault.requests import AskedHow, IdentityCheck


@pytest.fixture
def world(qtbot: QtBot) -> World:
    return World()


def test_a_request_goes_onto_the_desk(world: World) -> None:
    dana = world.client()
    world.model.start_for(dana)
    assert world.at() is Page.REQUEST
    assert world.model.client is not None
    world.model.begin(date(2026, 11, 9), AskedHow.EMAIL, IdentityCheck.CALLED_BACK)
    assert world.at() is Stage.CHOOSE
    assert world.model.open_release is not None
    assert world.desk.desk is not None
    request = world.desk.desk.request
    assert (request.received_on, request.due_on) == (date(2026, 11, 9), date(2026, 12, 9))
    assert (request.asked_how, request.identity) == (AskedHow.EMAIL, IdentityCheck.CALLED_BACK)


def test_a_request_that_waits_already_is_known_before_a_second_one_is_begun(world: World) -> None:
    dana = world.client()
    release_id = world.request(dana)
    world.model.set_active(active=True)
    world.model.start_for(dana)
    assert world.model.waiting is not None
    assert world.model.waiting.release_id == release_id


def test_the_shelf_has_what_waits_and_what_left(world: World) -> None:
    dana, marcus = world.client(), world.client("Marcus Okafor")
    for one in (dana, marcus):
        world.note(world.unit_of(one), "Said.")
    world.request(dana)
    world.open(world.request(marcus))
    world.desk.go_to(Stage.CHECK)
    world.desk.go_to(Stage.HAND_OVER)
    world.desk.hand_over.choose(Path("/nowhere/stick/records-R-0002.pdf"))
    world.desk.act()
    world.model.go_to_release(None)
    assert [one.called for one in world.model.shelf.waiting] == ["Dana Reyes"]
    assert [one.facts.recipient for one in world.model.shelf.handed] == ["Marcus Okafor"]


def test_leaving_the_receipt_forgets_the_six_words(world: World) -> None:
    dana = world.client()
    world.note(world.unit_of(dana), "Said.")
    world.open(world.request(dana))
    world.desk.go_to(Stage.CHECK)
    world.desk.go_to(Stage.HAND_OVER)
    world.desk.hand_over.choose(Path("/nowhere/stick/records-R-0001.pdf"))
    world.desk.act()
    assert world.desk.hand_over.password
    receipt = world.desk.hand_over.receipt
    assert receipt is not None
    world.model.go_to_disclosure(receipt.handed.disclosure_id)
    assert world.desk.hand_over.password == ""
    assert world.model.page is Page.SHELF
    assert world.model.marked == receipt.handed.disclosure_id


def test_a_page_that_is_not_seen_reads_nothing(world: World) -> None:
    world.request(world.client())
    assert world.model.shelf.waiting == ()
    world.model.set_active(active=True)
    assert len(world.model.shelf.waiting) == 1
