"""One window or command at a time: an advisory lock that the system drops with its process."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from storage.files import PRIVATE_FILE, disk_errors
from vault.errors import VaultInUse

LOCK_FILE_NAME: Final = "in-use.lock"
_PAUSE_SECONDS: Final = 0.02


class VaultLock:
    """The lock on one vault's folder.

    It waits because, at a lock, the fresh process starts a moment before the old one ends. The
    file is never deleted: whoever waits for it would then hold a file that nobody else sees.
    """

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = folder / LOCK_FILE_NAME
        self._clock = clock
        self._pause = pause
        self._descriptor: int | None = None

    def acquire(self, wait_seconds: float = 0.0) -> None:
        """Take the lock, waiting at most so long; raises VaultInUse and the errors of the disk.

        The folder must be a vault's: the lock file is made when it isn't there.
        """
        give_up_at = self._clock() + wait_seconds
        with disk_errors():
            # Not inherited by the process that replaces this one (PEP 446).
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        try:
            self._wait_for(descriptor, give_up_at)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def holds(self) -> bool:
        """Say whether the file that is locked is still the one at its place."""
        if self._descriptor is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._descriptor), os.stat(self._path))  # noqa: PTH116
        except OSError:
            return False

    def release(self) -> None:
        """Let the lock go; releasing twice is harmless."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _wait_for(self, descriptor: int, give_up_at: float) -> None:
        while not _taken(descriptor):
            if self._clock() >= give_up_at:
                raise VaultInUse
            self._pause(_PAUSE_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


if sys.platform == "win32":  # untested there
    import msvcrt

    def _taken(descriptor: int) -> bool:
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
