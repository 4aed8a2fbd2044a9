"""Keeps other programs of the same user, and crash dumps, away from this process."""

import os
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_SIGKILL = 9


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


def confine_process(most_bytes: int) -> None:
    """Let this process end with its parent, start none, write no file, and have so much memory.

    On Linux all of it, on macOS what its limits reach, on Windows nothing: there the program's
    own clock is what ends it. Source: prctl(2), setrlimit(2).
    """
    harden_process()
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- unknown to Windows

    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415

        from storage.system_calls import forbid_calls  # noqa: PLC0415 -- the window needs it not

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
        forbid_calls()


def limit_work(seconds: float) -> None:
    """Let this process compute for so many seconds more; the system ends it afterwards."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- unknown to Windows

    spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent + seconds) + 1, most))
