"""The program's ends of the pipes to a process: waiting at them ends once that is given up.

Ending the process is not enough: what it started may hold the other ends, and then no end of
file ever comes.
"""

import os
import select
import sys
from io import BufferedReader, BufferedWriter, RawIOBase
from subprocess import Popen
from threading import Event
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

_LOOK_MILLISECONDS: Final = 50


def ends(process: Popen[bytes], given_up: Event) -> tuple[BufferedWriter, BufferedReader]:
    """Give the ends of an unbuffered process's pipes: into it, out of it.

    Once it is given up, they raise OSError; on Windows only where the process is ended too.
    """
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018
    into, out_of = _End(process.stdin, given_up), _End(process.stdout, given_up)
    return BufferedWriter(into), BufferedReader(out_of)


class _End(RawIOBase):
    def __init__(self, pipe: IO[bytes], given_up: Event) -> None:
        self._pipe = pipe
        self._given_up = given_up
        if sys.platform != "win32":
            # A write of more than the pipe has room for would wait where nobody can end it.
            os.set_blocking(pipe.fileno(), False)

    def readable(self) -> bool:
        return self._pipe.readable()

    def writable(self) -> bool:
        return self._pipe.writable()

    def readinto(self, buffer: "WriteableBuffer", /) -> int | None:
        self._wait()
        found: int | None = self._pipe.readinto(buffer)  # type: ignore[attr-defined]
        return found

    def write(self, content: "ReadableBuffer", /) -> int | None:
        self._wait()
        return self._pipe.write(content)

    def close(self) -> None:
        super().close()
        self._pipe.close()

    def _wait(self) -> None:
        if sys.platform == "win32":
            return
        poll = select.poll()
        poll.register(self._pipe, select.POLLIN if self.readable() else select.POLLOUT)
        while not self._given_up.is_set():
            if poll.poll(_LOOK_MILLISECONDS):
                return
        raise TimeoutError
