"""The other end of `tools.bench.remote`: starts a window and tells it what to do."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

PATIENCE_S = 30
ROOT = Path(__file__).parents[2]


class Driven:
    """A running window."""

    def __init__(self, script: Path, environment: Mapping[str, str], *arguments: str) -> None:
        here, there = socket.socketpair()
        with there:
            self._process = subprocess.Popen(
                [sys.executable, str(script), str(there.fileno()), *arguments],
                env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
            )
        here.settimeout(PATIENCE_S)
        self._socket = here
        self._file = here.makefile("rw", encoding="utf-8")
        self._hear()

    def ask(self, do: str, **arguments: object) -> Any:  # noqa: ANN401 - each has its own answer
        """Tells it what to do, and returns its answer once that is done."""
        self._file.write(json.dumps({"do": do, **arguments}) + "\n")
        self._file.flush()
        return self._hear()

    def wait_for_end(self) -> int:
        """Waits until the process is gone; returns when, on the monotonic clock (ns)."""
        self._process.wait()
        return time.monotonic_ns()

    def _hear(self) -> Any:  # noqa: ANN401 - as above
        line = self._file.readline()
        if not line:
            message = "the measured window is gone"
            raise RuntimeError(message)
        return json.loads(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        self._socket.close()
        self._process.kill()
        self._process.wait()
