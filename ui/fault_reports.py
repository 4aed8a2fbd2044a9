"""The one way to standard error once a vault can be open: codes, types and places, no words.

An exception's text can hold what was typed, a traceback the lines around it, a message of Qt a
path. So whatever goes wrong is told as an event's code, the type of the error, and the line of
our own code that it came through. Nothing else of this process's Python reaches standard error.
"""

import sys
import threading
from collections.abc import Callable
from io import TextIOBase
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

if TYPE_CHECKING:
    from logging import LogRecord

LOGGED: Final = frozenset({"lock.draft %s", "lock.step %s", "task.fault %s", "tasks.last_call %s"})
"""What our own code may log; `%s` is the name of an error's type and nothing else."""

_ROOT: Final = Path(__file__).parents[1]


class FaultReports:
    """Writes one line for each fault, and lets nothing else through."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._dropped = False

    def exception(
        self, event: str, kind: type[BaseException] | None, trace: TracebackType | None
    ) -> None:
        """Tell of an exception that nobody caught."""
        self._write(event, kind.__name__ if kind is not None else "", _place(trace))

    def logged(self, record: "LogRecord") -> bool:
        """Tell of a log record (a `logging` filter that lets none of them go on)."""
        types = record.args if isinstance(record.args, tuple) else ()
        if record.msg in LOGGED and _error_types().issuperset(types):
            self._write(str(record.msg).removesuffix(" %s"), *map(str, types))
        else:
            # What a library logs, or what nobody allowed, is told by its level alone.
            self._write("log", record.levelname)
        return False

    def qt(self, kind: QtMsgType, _context: QMessageLogContext, _message: str) -> None:
        """Tell that Qt had something to say."""
        self._write("qt", kind.name)

    def warning(
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        """Tell of a warning (what `warnings.showwarning` is given)."""
        del message, filename, lineno, file, line
        self._write("warning", category.__name__)

    def dropped(self) -> None:
        """Tell once that something was written to standard error in another way."""
        if not self._dropped:
            self._dropped = True
            self._write("stderr")

    def _write(self, *parts: str) -> None:
        # A fault can come from any thread, also when the terminal is gone.
        try:
            self._out.write(" ".join(["casekeep:", *filter(None, parts)]) + "\n")
            self._out.flush()
        except (OSError, ValueError):
            return


class _Sieve(TextIOBase):
    """A standard error that takes everything and passes nothing on."""

    def __init__(self, dropped: Callable[[], None]) -> None:
        super().__init__()
        self._drop = dropped

    def writable(self) -> bool:
        """It is written to."""
        return True

    def write(self, text: str) -> int:
        """Take a text, and tell once that there was one."""
        if text.strip():
            self._drop()
        return len(text)


def install(out: TextIO) -> FaultReports:
    """Let every fault of this process be told to `out` in codes, from now on."""
    import logging  # noqa: PLC0415 -- after the first paint
    import warnings  # noqa: PLC0415

    reports = FaultReports(out)

    def on_exception(
        kind: type[BaseException], _error: BaseException, trace: TracebackType | None
    ) -> None:
        reports.exception("exception", kind, trace)
        # Python keeps the last error for a debugger, and with it every local of its frames.
        for name in ("last_exc", "last_type", "last_value", "last_traceback"):
            if hasattr(sys, name):
                delattr(sys, name)

    sys.excepthook = on_exception
    threading.excepthook = lambda told: reports.exception(
        "thread", told.exc_type, told.exc_traceback
    )
    sys.unraisablehook = lambda told: reports.exception(
        "unraisable", told.exc_type, told.exc_traceback
    )
    qInstallMessageHandler(reports.qt)
    logging.raiseExceptions = False
    told = logging.Handler()
    told.addFilter(reports.logged)
    logging.getLogger().addHandler(told)
    warnings.showwarning = reports.warning
    sys.stderr = _Sieve(reports.dropped)
    return reports


def _error_types() -> set[object]:
    found, known = [BaseException], {BaseException}
    while found:
        more = set(found.pop().__subclasses__()) - known
        known |= more
        found += more
    return {one.__name__ for one in known}


def _place(trace: TracebackType | None) -> str:
    """Give the last line of our own code that an exception came through."""
    place = ""
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(_ROOT) and "site-packages" not in path.parts:
            place = f"{path.relative_to(_ROOT).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
