"""From a request on Today or on the shelf to what can be done with it."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import a_new_request
from tests.ui.hands import field, texts, write
from tests.ui.releases.test_view import Shown, rows
from tests.ui.releases.world import VAULT, World
from ui.releases.desk import Stage
from ui.releases.rows import FittedList
from ui.releases.view_model import Page
from ui.strings import releases as words
from vault.changes import Changes, Noun
from vault.ids import RequestId
from vault.requests import RequestKind

SUBPOENA = (
    "Subpoena for Ed Hale's records: this can't be answered in Casekeep yet."
    " Look for its deadline in what you received. Ask your attorney or your board before anything"
    " leaves, answer outside Casekeep, and keep a copy under Documents."
)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot, VAULT)


def subpoena(world: World) -> RequestId:
    new = a_new_request(world.client("Ed Hale"), kind=RequestKind.SUBPOENA)
    with world.store.write() as work:
        return work.requests.add(new, None)


def test_a_clients_own_request_leads_to_the_desk(shown: Shown) -> None:
    world = shown.world
    release_id = world.request(world.client())
    (request,) = world.cabinet.today.today().deadlines
    shown.view.go_to_request(request.request.id)
    assert (world.at(), world.model.open_release) == (Stage.CHOOSE, release_id)
    assert world.model.told_of is None


def test_what_the_desk_cant_answer_is_said_on_the_shelf_and_marked(shown: Shown) -> None:
    world = shown.world
    world.request(world.client())
    shown.view.go_to_request(subpoena(world))
    assert world.at() is Page.SHELF
    assert SUBPOENA in texts(shown.view)
    (listed,) = shown.view.findChildren(FittedList)
    assert listed.currentIndex().data() == (
        "Subpoena for Ed Hale's records, Asked 12 Nov by email · R-0002, Not in Casekeep yet"
    )
    assert listed.hasFocus()
    shown.view.clear_texts()
    assert not any("Ed Hale" in one for one in shown.sentences())
    shown.view.restore_texts()
    assert SUBPOENA in texts(shown.view)
    shown.view.go_to_release(None)
    world.model.set_active(active=True)
    assert SUBPOENA not in texts(shown.view)


def test_the_shelf_has_every_open_request_the_most_urgent_first(shown: Shown) -> None:
    world = shown.world
    dana, jonah = world.client(), world.client("Jonah Bell")
    without_clock = subpoena(world)
    later = world.request(jonah)
    with world.store.write() as work:
        request_id = work.requests.add(a_new_request(dana), date(2026, 11, 30))
        work.releases.add(request_id, dana, world.clock.now_utc())
    world.hub.announce(Changes.of(Noun.REQUEST, request_id))
    world.model.set_active(active=True)
    waiting = world.model.shelf.waiting
    assert [one.called for one in waiting] == ["Dana Reyes", "Jonah Bell", "Ed Hale"]
    assert waiting[1].release_id == later
    assert (waiting[2].request.id, waiting[2].release_id) == (without_clock, None)
    (listed,) = shown.view.findChildren(FittedList)
    assert [one.split(",")[0] for one in rows(listed.model())] == [
        "Dana Reyes asks for a copy of the file",
        "Jonah Bell asks for a copy of the file",
        "Subpoena for Ed Hale's records",
    ]


def test_a_new_request_that_is_half_typed_waits_while_another_is_gone_to(shown: Shown) -> None:
    world = shown.world
    dana = world.client()
    shown.view.start_for(dana)
    write(shown.view, words.received_on(), "3 Nov 2026")
    shown.view.go_to_request(subpoena(world))
    assert world.at() is Page.SHELF
    shown.view.start_for(dana)
    assert field(shown.view, words.received_on()).text() == "3 Nov 2026"
