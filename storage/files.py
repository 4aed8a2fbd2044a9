"""Files that survive a crash and that nobody else can read."""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from vault.errors import (
    ActionableError,
    DiskFault,
    DiskFull,
    FolderGone,
    FolderReadOnly,
    NotAFile,
)

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700

# Each of these exists on some systems only.
_BINARY = getattr(os, "O_BINARY", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_DIRECTORY = getattr(os, "O_DIRECTORY", 0)
_QUOTA = getattr(errno, "EDQUOT", errno.ENOSPC)

_MEANING: Final[dict[int, type[ActionableError]]] = {
    errno.ENOSPC: DiskFull,
    _QUOTA: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EROFS: FolderReadOnly,
    errno.EACCES: FolderReadOnly,
    errno.EPERM: FolderReadOnly,
    errno.ENOENT: FolderGone,
    errno.ENOTDIR: FolderGone,
    errno.ENODEV: FolderGone,
    errno.ENXIO: FolderGone,
    errno.EISDIR: NotAFile,
    errno.ELOOP: NotAFile,
    errno.EIO: DiskFault,
}


@contextlib.contextmanager
def disk_errors() -> Iterator[None]:
    """Turn an OSError into what the user can act on; one of no known meaning passes through.

    The OSError is dropped, because its text holds the path.
    """
    try:
        yield
    except OSError as error:
        meaning = _MEANING.get(error.errno or 0)
        if meaning is None:
            raise
        raise meaning from None


def ensure_private_folder(path: Path) -> None:
    """Make the folder, or take an existing one, and let only its owner in (0700)."""
    with disk_errors():
        path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        path.chmod(PRIVATE_FOLDER)
        sync_folder(path.parent)


def write_durably(path: Path, content: bytes | bytearray, mode: int = PRIVATE_FILE) -> None:
    """Replace a file whole: after a crash there is the old content or the new, nothing between.

    The content goes to a new file in the same folder, private from its first byte, is synced and
    renamed. On failure nothing is left behind and the old file stands. Raises DiskFull,
    FolderReadOnly, FolderGone, NotAFile or DiskFault.
    """
    beside = path.with_name(f".{path.name}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
    with disk_errors():
        beside.unlink(missing_ok=True)  # of a write that a crash cut short
        descriptor = os.open(beside, flags, mode)
        try:
            try:
                write_all(descriptor, content)
                sync(descriptor)
            finally:
                os.close(descriptor)
            beside.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
        sync_folder(path.parent)


def overwrite_durably(path: Path, offset: int, content: bytes | bytearray) -> None:
    """Write over part of a file in place, sync it, and read it back.

    Raises DiskFault when what comes back differs, and what `write_durably` raises. A crash in
    between leaves this part torn: the caller keeps another copy elsewhere in the file.
    """
    with disk_errors():
        descriptor = os.open(path, os.O_RDWR | _BINARY)
        try:
            os.lseek(descriptor, offset, os.SEEK_SET)
            write_all(descriptor, content)
            sync(descriptor)
            os.lseek(descriptor, offset, os.SEEK_SET)
            if _read_most(descriptor, len(content)) != content:
                raise DiskFault
        finally:
            os.close(descriptor)
        sync_folder(path.parent)


def read_bounded(path: Path, most_bytes: int) -> bytes | None:
    """Read the first `most_bytes` of a regular file; None when it isn't there or isn't regular."""
    with disk_errors():
        try:
            descriptor = os.open(path, os.O_RDONLY | _NO_WAIT | _BINARY)
        except OSError as error:
            if error.errno in {errno.ENOENT, errno.ELOOP}:
                return None
            raise
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            return _read_most(descriptor, most_bytes)
        finally:
            os.close(descriptor)


def write_all(descriptor: int, content: bytes | bytearray) -> None:
    """Write every byte, however few the system takes at a time. Raises OSError."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def sync(descriptor: int) -> None:
    """Push a file's bytes to the disk itself, past the drive's cache where the system can.

    macOS: fsync(2) stops at the drive's cache, F_FULLFSYNC doesn't. Untested there.
    """
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 -- POSIX only

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError:  # network and FAT volumes have no F_FULLFSYNC
            pass
        else:
            return
    os.fsync(descriptor)


def sync_folder(path: Path) -> None:
    """Make a rename or a new name in the folder durable; Windows has no such call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY | _DIRECTORY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def _read_most(descriptor: int, most_bytes: int) -> bytes:
    parts = bytearray()
    while part := os.read(descriptor, most_bytes - len(parts)):
        parts += part
    return bytes(parts)
