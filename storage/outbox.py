"""The one way for bytes to leave the vault: whole, private and durable, or not at all."""

import contextlib
import errno
import os
import secrets
from pathlib import Path
from typing import Final

from storage.files import PRIVATE_FILE, disk_errors, sync, sync_folder, write_all
from storage.header import KEY_FILE_NAME
from vault.errors import InvalidField, Problem

_CANNOT_SYNC: Final = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}

# Each of these exists on some systems only.
_BINARY = getattr(os, "O_BINARY", 0)
_NAMELESS = getattr(os, "O_TMPFILE", 0)


class StagedFile:
    """Bytes in the folder of their destination, durable, not yet under its name.

    Where the folder's file system can, they have no name at all and go with this process if it
    is killed: `nameless` is their open descriptor. Elsewhere they are the file `beside`.
    """

    def __init__(self, destination: Path, beside: Path, nameless: int | None) -> None:
        self._destination = destination
        self._beside = beside
        self._nameless = nameless
        self._published = False

    def publish(self) -> None:
        """Give the bytes their name, durably. Raises the errors of `FileOutbox.stage`."""
        with disk_errors():
            if self._nameless is not None:
                # A link takes nothing's place, so what stands there is replaced from beside it.
                _link(self._nameless, self._beside)
            self._beside.replace(self._destination)
            self._published = True
            self._close()
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
            self._close()
            with contextlib.suppress(OSError):
                self._beside.unlink()

    def _close(self) -> None:
        if self._nameless is not None:
            with contextlib.suppress(OSError):
                os.close(self._nameless)
            self._nameless = None


class FileOutbox:
    """Writes into folders of the counselor's choice, never into a vault's."""

    def stage(self, path: Path, data: bytes) -> StagedFile:
        """Write bytes into the folder of `path`, for their owner only, flushed to the disk.

        Raises InvalidField ("destination") for a folder, for a name that is too long and for a
        place inside a vault, and DiskFull, DiskFault, FolderReadOnly, FolderGone.
        """
        _require_file_name(path)
        # The name says nothing of the destination's, which may speak of a client.
        beside = path.with_name(f".{secrets.token_hex(8)}.part")
        with disk_errors():
            nameless = _open_nameless(path.parent)
            staged = StagedFile(path, beside, nameless)
            try:
                if nameless is None:
                    _write_beside(beside, data)
                else:
                    write_all(nameless, data)
                    sync(nameless)
            except BaseException:
                staged.discard()
                raise
        return staged


def _open_nameless(folder: Path) -> int | None:
    """Open a file that no folder lists; None where the system or the file system has none.

    Whatever else is wrong with the folder shows when a file is made there in the usual way.
    """
    if not _NAMELESS:
        return None
    try:
        descriptor = os.open(folder, os.O_WRONLY | _NAMELESS, PRIVATE_FILE)
    except OSError:
        return None
    if _in_proc(descriptor).exists():
        return descriptor
    os.close(descriptor)
    return None


def _link(descriptor: int, path: Path) -> None:
    """Give a nameless file a name."""
    # Only where it is given a folder does Python call linkat(2), which follows /proc's links;
    # the source's path is absolute, so that the folder counts for nothing.
    os.link(_in_proc(descriptor), path, src_dir_fd=descriptor)


def _in_proc(descriptor: int) -> Path:
    return Path(f"/proc/self/fd/{descriptor}")


def _write_beside(beside: Path, data: bytes) -> None:
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE_FILE)
    try:
        write_all(descriptor, data)
        sync(descriptor)
    finally:
        os.close(descriptor)


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
