"""The program's end of the line between a measured window and who measures it.

Each line is one JSON object: what to do goes in, what it cost comes out.
"""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Remote(QObject):
    """Calls what it is told to, on the window's thread; each of them answers once."""

    def __init__(self, descriptor: int, does: Mapping[str, Callable[..., None]]) -> None:
        super().__init__()
        self._does = does
        self._line = socket.socket(fileno=descriptor)
        # Qt starts programs on some desktops; none of them may keep the line open.
        self._line.set_inheritable(False)
        self._file = self._line.makefile("rw", encoding="utf-8")
        self._notifier = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_line)

    def answer(self, **facts: object) -> None:
        """Answers what was asked last."""
        self._file.write(json.dumps(facts) + "\n")
        self._file.flush()

    def _on_line(self) -> None:
        line = self._file.readline()
        if not line:
            raise SystemExit
        asked = json.loads(line)
        self._does[asked.pop("do")](**asked)


def memory_mb() -> dict[str, float]:
    """Returns this process's memory, all of it and its share of what others use too, in MB."""
    found = {}
    for line in Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()[1:]:
        name, value, _unit = line.split()
        found[name] = int(value) * 1024 / 1e6
    return {"rss": found["Rss:"], "pss": found["Pss:"]}
