"""A wizard over fakes."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeClock, FakeOutbox, FakePress
from tests.vault.first_run_world import World
from ui.first_run.view_model import FirstRunViewModel
from ui.hub import Hub
from ui.tasks import Tasks


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def outbox() -> FakeOutbox:
    return FakeOutbox()


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks(Hub())
    yield tasks
    tasks.close()


@pytest.fixture
def model(world: World, outbox: FakeOutbox, tasks: Tasks) -> FirstRunViewModel:
    return FirstRunViewModel(world.first_run(), tasks, FakePress(), outbox, FakeClock())
