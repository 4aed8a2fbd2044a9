"""An open vault in memory, for view models and views: no threads, no clock that runs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from tests.builders import a_profile, keep_alone, keep_client, keep_unit
from tests.fakes import FakeCalendars, FakeClock, FakeOutbox, FakePress, FakeStore
from ui.hub import Hub
from ui.open_vault import OpenVault
from ui.tasks import Lane, Op
from vault.cabinet import Cabinet
from vault.ids import ClientId, UnitId
from vault.units import Unit, UnitKind

T = TypeVar("T")


class StillTimer(QTimer):
    """A timer that goes off when the test says so."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.waits: int | None = None

    def start(self, msec: int = 0) -> None:
        self.waits = msec

    def stop(self) -> None:
        self.waits = None

    def isActive(self) -> bool:
        return self.waits is not None

    def go_off(self) -> None:
        """Let the time pass."""
        assert self.waits is not None, "nobody waits for this timer"
        self.waits = None
        self.timeout.emit()


class DeskLane(Lane):
    """Runs each op at once, or, while `held`, when it is let go."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self.held = False
        self.waiting: list[Op[Any]] = []

    @property
    def aside(self) -> Lane:
        """The same lane: a test lets go of all of them at once."""
        return self

    @property
    def outside(self) -> Lane:
        """The same lane."""
        return self

    @property
    def decoding(self) -> Lane:
        """The same lane."""
        return self

    @property
    def examining(self) -> Lane:
        """The same lane."""
        return self

    @property
    def checking(self) -> Lane:
        """The same lane."""
        return self

    @property
    def copying(self) -> Lane:
        """The same lane."""
        return self

    def wait_for(self, call: Callable[[], T]) -> T:
        return call()

    def submit(self, op: Op[Any]) -> None:
        if self.held:
            self.waiting.append(op)
        else:
            op.run()(self._hub)

    def let_go(self) -> None:
        """Run what waits."""
        self.held = False
        waiting, self.waiting = self.waiting, []
        for op in waiting:
            self.submit(op)


@dataclass
class Desk:
    """An open vault, and what a test holds on to."""

    store: FakeStore = field(default_factory=FakeStore)
    hub: Hub = field(default_factory=Hub)
    calendars: FakeCalendars = field(default_factory=FakeCalendars)

    def __post_init__(self) -> None:
        self.clock = self.store.clock
        self.lane = DeskLane(self.hub)
        self.cabinet = Cabinet.over(
            self.store, self.clock, FakePress(), FakeOutbox(), lambda: self.calendars
        )
        tasks: Any = self.lane
        self.vault = OpenVault(self.cabinet, tasks, self.hub, self.clock)
        with self.store.write() as work:
            work.profile.put(a_profile())

    @property
    def fake_clock(self) -> FakeClock:
        assert isinstance(self.clock, FakeClock)
        return self.clock

    def alone(self, name: str = "Jonah Bell", **details: Any) -> tuple[ClientId, UnitId]:
        """Keep a client who is seen alone."""
        with self.store.write() as work:
            return keep_alone(work, name, **details)

    def couple(self, first: str = "Dana Reyes", second: str = "Marcus Okafor") -> Unit:
        """Keep a couple."""
        with self.store.write() as work:
            clients = keep_client(work, first), keep_client(work, second)
            unit_id = keep_unit(work, UnitKind.COUPLE, *clients)
            return work.units.get(unit_id)


def timers_of(owner: QObject) -> list[StillTimer]:
    """Give the timers of a view model, also those of what it owns."""
    return owner.findChildren(StillTimer)


def waiting(owner: QObject, msec: int) -> StillTimer:
    """Give the one timer that waits so long."""
    found = [timer for timer in timers_of(owner) if timer.waits == msec]
    assert len(found) == 1, f"{len(found)} timers wait {msec} ms"
    return found[0]
