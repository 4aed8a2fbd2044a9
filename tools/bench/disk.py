"""Makes the disk cold."""

import os
from pathlib import Path

from tools.bench.cases import NotMeasured

DROP = Path("/proc/sys/vm/drop_caches")


def drop_caches() -> None:
    """Empties the system's file cache (Linux, as root), or raises NotMeasured."""
    os.sync()
    try:
        DROP.write_text("3")
    except OSError as error:
        message = "a cold disk needs root on Linux"
        raise NotMeasured(message) from error
