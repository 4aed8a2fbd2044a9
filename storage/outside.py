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
from vault.errors import FaultError

_FOLDER_NAME: Final = "casekeep-outside"
_MOUNTS: Final = Path("/proc/self/mounts")
_IN_MEMORY: Final = {"tmpfs", "ramfs"}
_BINARY = getattr(os, "O_BINARY", 0)


class Outside:
    """A private folder for copies in clear, empty but while one is open."""

    def __init__(self, parent: Path | None = None) -> None:
        self._parent = parent or _runtime_folder()
        self._folder = self._parent / _FOLDER_NAME

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
        """Take everything away; answers how many files are still there."""
        if os.path.lexists(self._folder):
            shutil.rmtree(self._folder, ignore_errors=True)
        left = 0
        with contextlib.suppress(OSError):
            left = sum(1 for _ in self._folder.iterdir())
        return left

    def _make_folder(self) -> None:
        with contextlib.suppress(FileExistsError):
            self._folder.mkdir(mode=PRIVATE_FOLDER)
        found = self._folder.lstat()
        foreign = hasattr(os, "getuid") and found.st_uid != os.getuid()
        if foreign or self._folder.is_symlink():
            # Somebody else made it first, where everybody may make folders.
            raise PermissionError(13, "not ours")
        self._folder.chmod(PRIVATE_FOLDER)


class NoOutside:
    """A place outside for who only reads: nothing is laid there, nothing taken back."""

    is_memory = False

    def lay(self, _content: Iterable[bytes], _ending: str) -> Path:
        """Refuse."""
        raise FaultError("nothing is laid outside by who only reads")

    def take_back(self) -> int:
        """Leave everything as it is."""
        return 0


def _runtime_folder() -> Path:
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if sys.platform == "linux" and given and Path(given).is_dir():
        return Path(given)
    return Path(tempfile.gettempdir())
