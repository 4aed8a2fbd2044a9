"""The body of the process that reads what nobody trusts: confined first, then asked.

It has neither keys nor a database nor a window.
"""

import faulthandler
import importlib
import os
from collections.abc import Callable
from typing import BinaryIO, Final, Protocol, cast

from storage.apart.frames import Answer, BrokenFrame, Frame, Head, receive, send
from storage.hardening import confine_process, limit_work

MOST_BYTES: Final = 1024 * 1024 * 1024
"""The address space that the process may have, what its libraries take included."""

_READERS: Final = {"pdf": "storage.pdf.drawing", "calendar": "storage.imports.calendar_reading"}
_LARGEST_ASKED: Final = 1024 * 1024
_GRACE_SECONDS: Final = 5.0


Ask = Callable[[Head], Frame]


class Reader(Protocol):
    """What a module must offer that reads something here."""

    def answer(self, head: Head, ask: Ask) -> Answer:
        """Answer what the program asked; `ask` fetches from it what the reading needs."""


class Program:
    """The program at the other end of the pipes."""

    def __init__(self, source: BinaryIO, out: BinaryIO) -> None:
        self._source = source
        self._out = out

    def ask(self, head: Head) -> Frame:
        """Fetch what the reading needs; the process ends where nobody answers."""
        try:
            send(self._out, head)
            return receive(self._source, _LARGEST_ASKED)
        except (BrokenFrame, OSError):
            # This may be far down in a library's C, where no exception comes through.
            os._exit(0)

    def asked(self) -> Head:
        """Wait for what is asked next."""
        return receive(self._source)[0]

    def answer(self, frame: Answer) -> None:
        """Give the answer."""
        send(self._out, *frame)


def serve() -> int:
    """Answer what comes through the standard input until it ends."""
    program = Program(*_pipes())
    nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 -- for good
    confine_process(MOST_BYTES)
    try:
        while True:
            head = program.asked()
            limit_work(head["seconds"] + _GRACE_SECONDS)
            # Also where the program is gone and nobody is left to end this process.
            faulthandler.dump_traceback_later(
                head["seconds"] + _GRACE_SECONDS, exit=True, file=nowhere
            )
            program.answer(_reader(head["reader"]).answer(head, program.ask))
            faulthandler.cancel_dump_traceback_later()
    except (BrokenFrame, OSError):
        return 0


def _reader(name: str) -> Reader:
    return cast("Reader", importlib.import_module(_READERS[name]))


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the standard pipes away from whatever else would read or print."""
    source, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "r+b") as nowhere:  # noqa: PTH123 -- a device
        os.dup2(nowhere.fileno(), 0)
        os.dup2(nowhere.fileno(), 1)
    return source, out
