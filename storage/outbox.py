"""The one way for bytes to leave the vault: whole, private and durable, or not at all."""

import contextlib
import errno
import os
import secrets
from pathlib import Path

from storage.files import PRIVATE_FILE, disk_errors, sync, sync_folder
from storage.header import KEY_FILE_NAME
from vault.errors import InvalidField, Problem

_BINARY = getattr(os, "O_BINARY", 0)
_CANNOT_SYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}


class StagedFile:
    """Bytes that lie beside their destination, durable, not yet under their name."""

    def __init__(self, beside: Path, destination: Path) -> None:
        self._beside = beside
        self._destination = destination
        self._published = False

    def publish(self) -> None:
        """Give the bytes their name, durably. Raises the errors of `FileOutbox.stage`."""
        with disk_errors():
            self._beside.replace(self._destination)
            self._published = True
            try:
                sync_folder(self._destination.parent)
            except OSError as error:
                # Some sticks and network folders can't sync a folder; the file itself is synced.
                if error.errno not in _CANNOT_SYNC:
                    # Whoever is told that it failed must not find it there.
                    with contextlib.suppress(OSError):
                        self._destination.unlink()
                    raise

    def discard(self) -> None:
        """Take the bytes away; does nothing after `publish`."""
        if not self._published:
            with contextlib.suppress(OSError):
                self._beside.unlink()


class FileOutbox:
    """Writes into folders of the counselor's choice, never into a vault's."""

    def stage(self, path: Path, data: bytes) -> StagedFile:
        """Write bytes beside `path`, readable by their owner only, flushed to the disk.

        Raises InvalidField ("destination") for a folder, for a name that is too long and for a
        place inside a vault, and DiskFull, DiskFault, FolderReadOnly, FolderGone.
        """
        _require_file_name(path)
        # The name says nothing of the destination's, which may speak of a client.
        beside = path.with_name(f".{secrets.token_hex(8)}.part")
        with disk_errors():
            descriptor = os.open(
                beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE_FILE
            )
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(data)
                    file.flush()
                    sync(file.fileno())
            except BaseException:
                with contextlib.suppress(OSError):
                    beside.unlink()
                raise
        return StagedFile(beside, path)


def _require_file_name(path: Path) -> None:
    with disk_errors():
        try:
            is_folder = path.is_dir()
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                raise InvalidField("destination", Problem.TOO_LONG) from None
            raise
    if is_folder:
        raise InvalidField("destination", Problem.UNKNOWN_CHOICE)
    if os.path.lexists(path.parent / KEY_FILE_NAME):
        raise InvalidField("destination", Problem.ALREADY_TAKEN)
