"""Keeps other programs of the same user, and crash dumps, away from this process."""

import os
import sys

_PR_SET_DUMPABLE = 4


def restrict_new_files() -> None:
    """Let only this user read what is written from now on: SQLite alone would make 0644."""
    os.umask(0o077)


def harden_process() -> bool:
    """Write no core dump and let no process of the same user read this one's memory.

    Answers whether both are in force. Only Linux is covered; PR_SET_DUMPABLE breaks portal
    file dialogs there, so the window uses Qt's own. Source: prctl(2), core(5).
    """
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415 -- after the first paint
    import resource  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return bool(ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
