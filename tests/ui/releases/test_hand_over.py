"""Handing over beside the database: a slow stick, and a lock in the middle of it."""

import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.fakes import FakeOutbox
from tests.fakes.outside import FakeOutgoingFile
from tests.ui.releases.world import World
from ui.open_vault import OpenVault
from ui.releases.hand_over import HandOver
from ui.tasks import Op, Tasks
from vault.changes import Changes, Noun
from vault.disclosures import Delivery
from vault.errors import FolderGone
from vault.releases import Prepared

STICK = Path("/nowhere/stick/records-R-0001.pdf")


@dataclass
class SlowStick(FakeOutbox):
    """A stick on which writing or naming takes until the test says so."""

    slow_at: str = "stage"
    reached: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=threading.Event)

    def stage(self, path: Path, data: bytes) -> FakeOutgoingFile:
        self.wait_at("stage")
        super().stage(path, data)
        return SlowFile(self, path)

    def wait_at(self, step: str) -> None:
        if step == self.slow_at:
            self.reached.set()
            assert self.goes_on.wait(5)


@dataclass
class SlowFile(FakeOutgoingFile):
    outbox: SlowStick

    def publish(self) -> None:
        self.outbox.wait_at("publish")
        super().publish()


class Handing:
    """A checked file on its way to a slow stick, with the threads that it really has."""

    def __init__(self) -> None:
        self.stick = SlowStick()
        self.world = World(outbox=self.stick)
        dana = self.world.client()
        self.world.note(self.world.unit_of(dana), "Said.")
        self.world.open(self.world.request(dana))
        self.tasks = Tasks(self.world.hub)
        vault = OpenVault(self.world.cabinet, self.tasks, self.world.hub, self.world.clock)
        self.model = HandOver(vault, lambda: self.world.vault_folder, random.Random(7).randrange)
        self.model.start()
        self.model.destination = STICK

    @property
    def prepared(self) -> Prepared:
        prepared = self.world.desk.preview.prepared
        assert prepared is not None
        return prepared

    @property
    def deliveries(self) -> list[Delivery]:
        return [one.delivery for one in self.world.store.records.disclosures.values()]

    def act_until(self, qtbot: QtBot, step: str) -> None:
        self.stick.slow_at = step
        self.model.act(self.prepared)
        qtbot.waitUntil(self.stick.reached.is_set)


@pytest.fixture
def handing(qtbot: QtBot) -> Iterator[Handing]:
    handing = Handing()
    yield handing
    handing.stick.goes_on.set()
    handing.tasks.close()


@pytest.mark.parametrize("step", ["stage", "publish"])
def test_a_slow_stick_keeps_nothing_else_from_the_database(
    qtbot: QtBot, handing: Handing, step: str
) -> None:
    handing.act_until(qtbot, step)
    came: list[str] = []
    owner = QObject()
    Op(owner, lambda: "a draft is stored").success(came.append).on(handing.tasks)
    qtbot.waitUntil(lambda: came == ["a draft is stored"])
    handing.stick.goes_on.set()
    qtbot.waitUntil(lambda: handing.model.receipt is not None)
    assert handing.deliveries == [Delivery.WRITTEN]


def test_a_lock_while_the_bytes_are_written_lets_nothing_out(
    qtbot: QtBot, handing: Handing
) -> None:
    handing.act_until(qtbot, "stage")
    assert handing.tasks.finish(lambda: None, 5.0)
    handing.stick.goes_on.set()
    handing.tasks.close()
    assert (handing.stick.files, handing.stick.staged) == ({}, {})
    assert handing.deliveries == []


def test_a_lock_while_the_file_gets_its_name_leaves_the_delivery_unconfirmed(
    qtbot: QtBot, handing: Handing
) -> None:
    handing.act_until(qtbot, "publish")
    assert handing.tasks.finish(lambda: None, 5.0)
    handing.stick.goes_on.set()
    handing.tasks.close()
    assert list(handing.stick.files) == [STICK]
    assert handing.deliveries == [Delivery.RECORDED]


def test_a_second_press_waits_for_the_stick_too(qtbot: QtBot, handing: Handing) -> None:
    handing.act_until(qtbot, "publish")
    handing.model.act(handing.prepared)
    handing.stick.goes_on.set()
    qtbot.waitUntil(lambda: handing.model.receipt is not None)
    assert handing.deliveries == [Delivery.WRITTEN]


def test_another_release_meanwhile_shows_no_receipt_of_this_one(
    qtbot: QtBot, handing: Handing
) -> None:
    handing.act_until(qtbot, "publish")
    handing.model.reset()
    handing.stick.goes_on.set()
    qtbot.waitUntil(lambda: not handing.model.busy)
    assert handing.model.receipt is None
    assert handing.deliveries == [Delivery.WRITTEN]


def test_a_delivery_that_failed_is_announced_to_who_lists_them(
    qtbot: QtBot, handing: Handing
) -> None:
    told: list[Changes] = []
    handing.world.hub.changed.connect(told.append)
    handing.stick.fail_publish = FolderGone()
    handing.act_until(qtbot, "publish")
    handing.stick.goes_on.set()
    qtbot.waitUntil(lambda: not handing.model.busy)
    assert handing.deliveries == [Delivery.FAILED]
    assert any(changes.touch(Noun.DISCLOSURE) for changes in told)
