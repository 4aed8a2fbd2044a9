"""Whether there is a display to open a window on."""

import os
import re
import socket
import sys
from pathlib import Path

_SCREENLESS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def has_display() -> bool:
    """Say whether a window can be opened; Qt itself would abort without a sentence."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if sys.platform != "linux" or platform.startswith(_SCREENLESS):
        return True
    wayland = os.environ.get("WAYLAND_DISPLAY")
    if wayland and not platform.startswith("xcb"):
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        if _answers(str(Path(runtime) / wayland)):
            return True
    return _x_answers(os.environ.get("DISPLAY", ""))


def _x_answers(display: str) -> bool:
    matched = re.fullmatch(r"(?:unix|localhost)?:(\d+)(?:\.\d+)?", display)
    if matched is None:
        # A display on another host: only a connection would tell, and Qt makes that itself.
        return bool(display)
    path = f"/tmp/.X11-unix/X{matched[1]}"  # noqa: S108 -- where X servers listen
    port = 6000 + int(matched[1])
    return _answers(path) or _answers("\0" + path) or _answers_at("localhost", port)


def _answers(path: str) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as end:
            end.connect(path)
    except OSError:
        return False
    return True


def _answers_at(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False
