"""Starts a process that reads what nobody trusts, asks it, and ends it whatever it is doing.

The process is this program again with a hidden command. It is started anew, never forked, so
that it has nothing of this one's memory; what it is to read goes to it through a pipe alone, and
neither its arguments nor its surroundings say anything about it.
"""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from threading import Event, Lock, RLock, Timer
from typing import Final

from storage.apart.frames import BrokenFrame, Frame, Head, receive, send
from storage.apart.pipes import ends
from storage.doors import program
from vault.errors import ContentGivenUp

COMMAND: Final = "apart"
_REAP_SECONDS: Final = 5.0

Serve = Callable[[Head], Frame]
"""Answers what the process asks for while it reads; may raise, which ends the process."""


def _serve_nothing(_head: Head) -> Frame:
    raise BrokenFrame


class Apart:
    """One such process; any thread may call it.

    Linux ends it with the thread that started it, so that it never outlives this program.
    """

    def __init__(self, reader: str) -> None:
        """Start a process that reads with the reader of this name; see `storage.apart.reading`.

        Raises ContentGivenUp where the system starts none.
        """
        self._lock = RLock()
        self._killing = Lock()
        self._killed = Event()
        try:
            self._process = subprocess.Popen(  # noqa: S603 -- our own program
                [*program(), COMMAND],
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # A Ctrl+C in the terminal is meant for the window, and what the process starts
                # ends with it.
                process_group=None if sys.platform == "win32" else 0,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            raise ContentGivenUp from None
        self._into, self._out_of = ends(self._process, self._killed)
        self._reader = reader

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def ask(
        self,
        head: Head,
        *,
        seconds: float,
        most_bytes: int = 0,
        serve: Serve = _serve_nothing,
    ) -> Frame:
        """Ask something and wait for the answer, whose body has so many bytes at most.

        Raises ContentGivenUp where none came in so many seconds, or the process ended or sent
        what it never may; it is ended by then, as it is where `serve` raises.
        """
        with self._lock:
            watch = Timer(seconds, self.kill)
            watch.daemon = True
            watch.start()
            try:
                return self._answer({**head, "seconds": seconds}, most_bytes, serve)
            except (BrokenFrame, OSError, ValueError):
                self.end()
                raise ContentGivenUp from None
            except BaseException:
                self.end()
                raise
            finally:
                watch.cancel()

    def kill(self) -> None:
        """End the process at once, waiting for nothing; whoever waits for an answer is told.

        What it started in its group ends with it; what isn't reached so holds nobody up.
        """
        with self._killing:
            # Once: after `end` its number may be somebody else's.
            if self._killed.is_set():
                return
            self._killed.set()
            with contextlib.suppress(OSError):
                if sys.platform == "win32":
                    self._process.kill()
                else:
                    os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """End the process and let go of all that was held for it; a second call does nothing."""
        self.kill()
        with self._lock:
            for pipe in (self._into, self._out_of):
                with contextlib.suppress(OSError):
                    pipe.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_REAP_SECONDS)

    def _answer(self, head: Head, most_bytes: int, serve: Serve) -> Frame:
        send(self._into, {**head, "reader": self._reader})
        while True:
            frame = receive(self._out_of, most_bytes)
            if "want" not in frame[0]:
                return frame
            send(self._into, *serve(frame[0]))
