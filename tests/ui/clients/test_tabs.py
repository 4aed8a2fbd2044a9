from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from ui.clients.tab import ClientTab
from ui.clients.tabs import ClientTabs, TabPlan
from vault.clients import Client


class Recorded(ClientTab):
    """A tab that remembers what it was told."""

    def __init__(self, told: list[str], name: str) -> None:
        super().__init__()
        self._told = told
        self._name = name
        told.append(f"{name} built")

    def show_client(self, client: Client) -> None:
        self._told.append(f"{self._name} shows {client.called}")

    def leave(self) -> None:
        self._told.append(f"{self._name} left")

    def pending_saves(self) -> list[Callable[[], object]]:
        return [lambda: self._name]

    def cover(self) -> None:
        self._told.append(f"{self._name} covered")


class World:
    def __init__(self, qtbot: QtBot) -> None:
        desk = Desk()
        self.dana = desk.cabinet.clients.get(desk.alone("Dana Reyes")[0])
        self.jonah = desk.cabinet.clients.get(desk.alone("Jonah Bell")[0])
        self.told: list[str] = []
        self.tabs = ClientTabs(
            (
                TabPlan("notes", "Notes", lambda: Recorded(self.told, "notes")),
                TabPlan("details", "Details", lambda: Recorded(self.told, "details")),
            )
        )
        qtbot.addWidget(self.tabs)

    def heard(self) -> list[str]:
        told = list(self.told)
        self.told.clear()
        return told


@pytest.fixture
def world(qtbot: QtBot) -> World:
    return World(qtbot)


def test_tab_is_built_when_it_is_first_gone_to_and_shown_the_client_then(world: World) -> None:
    world.tabs.show_client(world.dana)
    assert world.heard() == ["notes built", "notes shows Dana Reyes"]
    world.tabs.go_to("details")
    assert world.heard() == ["notes left", "details built", "details shows Dana Reyes"]
    assert world.tabs.key == "details"


def test_tab_behind_learns_of_another_client_only_when_it_is_seen(world: World) -> None:
    world.tabs.show_client(world.dana)
    world.tabs.go_to("details")
    world.heard()
    world.tabs.show_client(world.jonah)
    assert world.heard() == ["details shows Jonah Bell"]
    world.tabs.go_to("notes")
    assert world.heard() == ["details left", "notes shows Jonah Bell"]


def test_tab_that_is_up_to_date_is_not_shown_its_client_again(world: World) -> None:
    world.tabs.show_client(world.dana)
    world.tabs.go_to("details")
    world.heard()
    world.tabs.go_to("notes")
    assert world.heard() == ["details left"]


def test_unknown_tab_is_the_first_one(world: World) -> None:
    world.tabs.go_to("details")
    world.tabs.go_to("a tab of a later version")
    assert world.tabs.key == "notes"


def test_texts_of_every_built_tab_are_kept_at_a_lock(world: World) -> None:
    world.tabs.show_client(world.dana)
    assert [save() for save in world.tabs.pending_saves()] == ["notes"]
    world.tabs.go_to("details")
    assert [save() for save in world.tabs.pending_saves()] == ["notes", "details"]


def test_every_built_tab_is_covered(world: World) -> None:
    world.tabs.go_to("details")
    world.heard()
    world.tabs.cover()
    assert world.heard() == ["notes covered", "details covered"]
