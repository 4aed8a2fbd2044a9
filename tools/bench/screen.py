"""A screen of our own: keys go in as the X server's, pixels are read from its memory."""

from __future__ import annotations

import atexit
import contextlib
import functools
import mmap
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench.cases import NotMeasured

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WIDTH, HEIGHT = 1600, 1000
# The places of keys on the keyboard that Xvfb has unless told otherwise.
F9, CONTROL, L = 75, 37, 46
LOOK_EVERY_S = 0.0002
PATIENCE_S = 5.0
POINTS = 24

_KEY_PRESS, _KEY_RELEASE, _MOTION = 2, 3, 6
_SETUP = struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0)

Picture = bytes
Point = tuple[int, bytes]


class Screen:
    """One Xvfb. `environment` makes a Qt program appear on it."""

    def __init__(self, number: int, folder: Path) -> None:
        self.environment: Mapping[str, str] = {
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
        }
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(f"/tmp/.X11-unix/X{number}")  # noqa: S108 - where X servers listen
        self._fake = self._introduce()
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # The X window dump format: header size and number of colours, big-endian.
        (header,) = struct.unpack_from(">I", self._memory, 0)
        (colours,) = struct.unpack_from(">I", self._memory, 76)
        self._start = header + colours * 12
        self._send(_MOTION, 0, WIDTH // 2, HEIGHT // 2)

    def press(self, *keys: int) -> int:
        """Presses keys together and lets them go; returns when, on the monotonic clock (ns)."""
        start_ns = time.monotonic_ns()
        for key in keys:
            self._send(_KEY_PRESS, key)
        for key in reversed(keys):
            self._send(_KEY_RELEASE, key)
        return start_ns

    def picture(self) -> Picture:
        """Copies the whole screen."""
        return self._memory[self._start :]

    def wait_for(self, points: Sequence[Point]) -> int:
        """Waits until every point looks as told; returns when, on the monotonic clock (ns)."""
        give_up = time.monotonic() + PATIENCE_S
        while not all(self._has(*point) for point in points):
            if time.monotonic() > give_up:
                message = "the screen does not show what it should"
                raise RuntimeError(message)
            time.sleep(LOOK_EVERY_S)
        return time.monotonic_ns()

    def close(self) -> None:
        """Leaves the server."""
        self._memory.close()
        self._socket.close()

    def _has(self, at: int, colour: bytes) -> bool:
        place = self._start + at
        return self._memory[place : place + 4] == colour

    def _introduce(self) -> int:
        """Connects, and returns the number under which this server takes made-up input."""
        self._socket.sendall(_SETUP)
        accepted, words = struct.unpack("<B5xH", self._read(8))
        self._read(4 * words)
        name = b"XTEST"
        self._socket.sendall(struct.pack("<BxHHxx5s3x", 98, 4, len(name), name))
        present, number = struct.unpack("<8xBB22x", self._read(32))
        if accepted != 1 or not present:
            message = "this X server takes no made-up input"
            raise NotMeasured(message)
        return int(number)

    def _read(self, count: int) -> bytes:
        return self._socket.recv(count, socket.MSG_WAITALL)

    def _send(self, kind: int, detail: int, x: int = 0, y: int = 0) -> None:
        request = struct.pack("<BBHBBxxII8xhh7xB", self._fake, 2, 9, kind, detail, 0, 0, x, y, 0)
        self._socket.sendall(request)


def differing(before: Picture, after: Picture) -> list[Point]:
    """Picks points all over what changed to the plain ground of what is there now.

    Only the ground: words on it, such as a clock's, are others the next time.
    """
    every = range(0, len(after), 4 * 7)
    changed = [at for at in every if before[at : at + 4] != after[at : at + 4]]
    if not changed:
        message = "nothing changed on the screen"
        raise RuntimeError(message)
    ((ground, _),) = Counter(after[at : at + 4] for at in changed).most_common(1)
    plain = [at for at in changed if after[at : at + 4] == ground]
    return [(at, ground) for at in [*plain[:: max(1, len(plain) // POINTS)], plain[-1]]]


@functools.cache
def screen(_name: str) -> Screen:
    """Returns the screen of this name; it lasts as long as the run."""
    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(_server())


@contextlib.contextmanager
def _server() -> Iterator[Screen]:
    """Starts a server and ends it; raises NotMeasured where there is no Xvfb."""
    if shutil.which("Xvfb") is None:
        message = "a screen of our own needs Xvfb"
        raise NotMeasured(message)
    # On a disk, writing the pixels back to it would slow the server down.
    in_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a new folder
    with tempfile.TemporaryDirectory(prefix="casekeep-screen-", dir=in_memory) as folder:
        reading, writing = os.pipe()
        # Without -noreset the server starts anew when its last window goes, and a program that
        # comes in that moment waits for it.
        command = ["Xvfb", "-displayfd", str(writing), "-noreset", "-nolisten", "tcp"]
        command += ["-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", folder]
        server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = int(told.readline())
            with contextlib.closing(Screen(number, Path(folder))) as shown:
                yield shown
        finally:
            server.terminate()
            server.wait()
