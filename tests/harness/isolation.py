"""A home of its own for each test process, so that no test touches the real user's files."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FOLDERS = {
    "HOME": "home",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
    "TMPDIR": "tmp",
}
UNWANTED = (
    "QT_DEBUG_PLUGINS",
    "QT_FONT_DPI",
    "QT_LOGGING_RULES",
    "QT_QPA_PLATFORMTHEME",
    "QT_SCALE_FACTOR",
    "QT_STYLE_OVERRIDE",
)


def private_environment(root: Path) -> Mapping[str, str]:
    """Makes the folders of a home under `root` and returns the variables that point at them."""
    for name in FOLDERS.values():
        (root / name).mkdir(mode=0o700)
    variables = {variable: str(root / name) for variable, name in FOLDERS.items()}
    # No test reaches the desktop's own bus, and with it its keyring and its screen saver.
    variables["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={root / 'runtime' / 'no-bus'}"
    variables["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
    return variables


def move_in() -> Callable[[], None]:
    """Gives this process a fresh home and returns what moves it out and removes the home."""
    before = dict(os.environ)
    root = Path(tempfile.mkdtemp(prefix="casekeep-tests-"))
    os.environ.update(private_environment(root))
    for variable in UNWANTED:
        os.environ.pop(variable, None)
    tempfile.tempdir = None  # tempfile remembers the folder that it first found

    def move_out() -> None:
        os.environ.clear()
        os.environ.update(before)
        tempfile.tempdir = None
        shutil.rmtree(root, ignore_errors=True)

    return move_out
