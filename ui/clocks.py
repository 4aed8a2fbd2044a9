"""The three clocks that the auto-lock compares."""

import sys
import time

from vault.autolock import Clocks


def read_clocks() -> Clocks:
    """Read all three clocks now, in seconds.

    Only Linux has a second steady clock that runs on while the computer sleeps. On macOS
    and Windows the wall clock stands in for it: a sleep moves it on against the monotonic
    clock there (written from the documentation, not tried).
    """
    wall = time.time()
    if sys.platform != "linux":
        return Clocks(time.monotonic(), wall, wall)
    return Clocks(time.monotonic(), time.clock_gettime(time.CLOCK_BOOTTIME), wall)
