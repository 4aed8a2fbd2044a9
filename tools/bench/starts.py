"""Measures how long a program takes from nothing to its first window."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

PATIENCE_S = 60
FIRST_PAINT = Path(__file__).parent / "first_paint.py"


def first_paint_ms(
    script: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> float:
    """Returns the milliseconds from starting Python on a script to its first painted window."""
    reading, writing = os.pipe()
    command = [sys.executable, str(FIRST_PAINT), str(writing), str(script), *arguments]
    start_ns = time.monotonic_ns()
    with subprocess.Popen(
        command,
        env=os.environ | dict(environment or {}),
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
    ) as process:
        os.close(writing)
        try:
            painted_ns = _told(reading)
        finally:
            os.close(reading)
            process.kill()
    if not painted_ns:
        message = f"{script} painted no window"
        raise RuntimeError(message)
    return (int(painted_ns) - start_ns) / 1e6


def _told(reading: int) -> bytes:
    """Reads what is told in one go, and never waits for whoever else holds the other end."""
    ready, _, _ = select.select([reading], [], [], PATIENCE_S)
    return os.read(reading, 32) if ready else b""
