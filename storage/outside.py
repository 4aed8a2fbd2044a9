"""The place where a document lies in clear while another program shows it; taken back later.

On Linux that is the user's runtime folder, which is memory and goes with the login. Elsewhere it
is the user's temporary folder, which is a disk: what was there may be found on it afterwards.
What a crash leaves there is taken away at the next start, before any passphrase is typed.
"""

import contextlib
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from storage.files import PRIVATE_FILE, PRIVATE_FOLDER, disk_errors, write_all
from storage.vault_lock import LOCK_FILE_NAME, VaultLock
from vault.errors import ActionableError, FaultError, FolderGone, VaultInUse

_FOLDER_NAME: Final = "casekeep-outside"
_MOUNTS: Final = Path("/proc/self/mounts")
_IN_MEMORY: Final = {"tmpfs", "ramfs"}
# Each is foiled only by another window that starts or ends within the same tenth of a millisecond.
_MOST_TRIES: Final = 1_000
_BINARY = getattr(os, "O_BINARY", 0)


class Outside:
    """A private folder for copies in clear, there only while one is open.

    It lies beside those of other windows, and its lock tells these that its own one lives.
    """

    def __init__(self, parent: Path | None = None) -> None:
        self._parent = parent or _runtime_folder()
        self._shared = self._parent / _FOLDER_NAME
        self._folder = self._shared / secrets.token_hex(8)
        self._lock = VaultLock(self._folder)

    @property
    def is_memory(self) -> bool:
        """Whether the folder is memory and not a disk, as far as the system tells."""
        try:
            mounts = _MOUNTS.read_text(encoding="utf-8").splitlines()
            place = self._parent.resolve()
        except (OSError, ValueError):
            return False
        found = [line.split() for line in mounts]
        above = [fields for fields in found if place.is_relative_to(fields[1])]
        # Of several at one place the last one is what is seen.
        nearest = max(reversed(above), key=lambda fields: len(fields[1]), default=None)
        return nearest is not None and nearest[2] in _IN_MEMORY

    def lay(self, content: Iterable[bytes], ending: str) -> Path:
        """Write a content under a name that says nothing; raises the errors of the disk."""
        name = secrets.token_hex(8)
        path = self._folder / (f"{name}.{ending}" if ending else name)
        with disk_errors():
            self._make_folder()
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
            descriptor = os.open(path, flags, PRIVATE_FILE)
        try:
            for part in content:
                with disk_errors():
                    write_all(descriptor, part)
        except BaseException:
            os.close(descriptor)
            path.unlink(missing_ok=True)
            raise
        os.close(descriptor)
        return path

    def take_back(self) -> int:
        """Take everything of this window away; answers how many files are still there."""
        _take_away(self._folder, self._lock)
        left = len(_copies(self._folder))
        with contextlib.suppress(OSError):
            self._shared.rmdir()
        return left

    def sweep(self) -> None:
        """Take away what windows left that are gone; those of other windows stay."""
        found: list[Path] = []
        with contextlib.suppress(OSError):
            found += self._shared.iterdir() if self._is_ours() else ()
        for one in found:
            if one.is_symlink() or not one.is_dir():
                with contextlib.suppress(OSError):
                    one.unlink()
            else:
                _take_away_left(one)
        with contextlib.suppress(OSError):
            self._shared.rmdir()

    def _make_folder(self) -> None:
        """Make the folder and hold its lock, whatever another window sweeps away meanwhile."""
        for _ in range(_MOST_TRIES):
            if self._lock.holds():
                return
            self._lock.release()
            with contextlib.suppress(FileExistsError, FileNotFoundError, FolderGone, VaultInUse):
                self._shared.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
                if not self._is_ours():
                    raise PermissionError(13, "not ours")
                self._shared.chmod(PRIVATE_FOLDER)
                self._folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
                self._lock.acquire()
        raise FolderGone

    def _is_ours(self) -> bool:
        """Say whether nobody else made the folder first, where everybody may make folders."""
        foreign = hasattr(os, "getuid") and self._shared.lstat().st_uid != os.getuid()
        return not foreign and not self._shared.is_symlink()


class NoOutside:
    """A place outside for who only reads: nothing is laid there, nothing taken back."""

    is_memory = False

    def lay(self, _content: Iterable[bytes], _ending: str) -> Path:
        """Refuse."""
        raise FaultError("nothing is laid outside by who only reads")

    def take_back(self) -> int:
        """Leave everything as it is."""
        return 0

    def sweep(self) -> None:
        """Leave everything as it is."""


def _take_away_left(folder: Path) -> None:
    """Take a folder away if the window is gone that it belonged to."""
    with contextlib.suppress(ActionableError), VaultLock(folder) as lock:
        lock.acquire()
        # A lock that another sweep took away says nothing of one that lies there now.
        if lock.holds():
            _take_away(folder, lock)


def _take_away(folder: Path, lock: VaultLock) -> None:
    """Take a folder away while its lock is held; the lock goes last."""
    for one in _copies(folder):
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                one.unlink()
    if sys.platform == "win32":
        # What is open can't be deleted there, which keeps it from whoever took it meanwhile.
        lock.release()
    with contextlib.suppress(OSError):
        (folder / LOCK_FILE_NAME).unlink()
    lock.release()
    with contextlib.suppress(OSError):
        folder.rmdir()


def _copies(folder: Path) -> list[Path]:
    try:
        return [one for one in folder.iterdir() if one.name != LOCK_FILE_NAME]
    except OSError:
        return []


def _runtime_folder() -> Path:
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if sys.platform == "linux" and given and Path(given).is_dir():
        return Path(given)
    return Path(tempfile.gettempdir())
