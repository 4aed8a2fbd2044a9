"""What the lifecycle of a window is built from, and what unlocking brings it."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.cover import Cover
from ui.relaunch import Ending
from ui.room import Room
from vault.autolock import Clocks
from vault.cabinet import Cabinet
from vault.place import Place
from vault.ports import Clock, Store
from vault.settings import Settings


@dataclass(frozen=True, slots=True)
class Opened:
    """What unlocking brings to the window."""

    cabinet: Cabinet
    settings: Settings
    place: Place
    clock_set_back: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """What the lifecycle is built from; a test brings its own."""

    clock: Clock
    open_cabinet: Callable[[Store], Cabinet]
    make_room: Callable[[], Room]
    make_cover: Callable[[], Cover]
    read_clocks: Callable[[], Clocks]
    end: Ending
