"""Measures how long a program takes from nothing to its first window."""

import os
import subprocess
import sys
import time
from pathlib import Path

PATIENCE_S = 60
FIRST_PAINT = Path(__file__).parent / "first_paint.py"


def first_paint_ms(script: Path, *arguments: str) -> float:
    """Returns the milliseconds from starting Python on a script to its first painted window."""
    reading, writing = os.pipe()
    command = [sys.executable, str(FIRST_PAINT), str(writing), str(script), *arguments]
    start_ns = time.monotonic_ns()
    with subprocess.Popen(command, pass_fds=[writing], stdin=subprocess.DEVNULL) as process:
        os.close(writing)
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
        with os.fdopen(reading) as told:
            painted_ns = told.read()
    if not painted_ns:
        message = f"{script} painted no window"
        raise RuntimeError(message)
    return (int(painted_ns) - start_ns) / 1e6
