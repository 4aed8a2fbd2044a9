"""Takes one content in: read, hash, seal and write, a few chunks a step, and publish it whole."""

import contextlib
import hashlib
import io
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from storage.files import PRIVATE_FILE, disk_errors, sync, sync_folder, write_all
from storage.sealed_chunks import CHUNK_BYTES, HEADER, ChunkSeal, chunks_of, sealed_size
from vault.blobs import HEAD_BYTES, LARGEST_BYTES, Blob, Landed
from vault.errors import (
    DiskFull,
    DocumentTooLarge,
    FaultError,
    SourceTrouble,
    SourceUnreadable,
)

CHUNKS_A_STEP: Final = 8
PART: Final = ".part"
_RESERVE_BYTES: Final = 32 * 1024 * 1024
_SYNC_EVERY_CHUNKS: Final = 16
_BINARY = getattr(os, "O_BINARY", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)


class FileIntake:
    """One content on its way into a folder of blobs; see `vault.blobs.BlobIntake`."""

    def __init__(self, folder: Path, blob: Blob, seal: ChunkSeal, source: BinaryIO) -> None:
        self._final = folder / blob.id
        self._part = folder / f"{blob.id}{PART}"
        self._blob = blob
        self._seal = seal
        self._source = source
        self._hash = hashlib.sha256()
        self._head = b""
        self._next = 0
        self._out = -1
        try:
            self._begin()
        except BaseException:
            self.discard()
            raise

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return self._blob.size

    @property
    def done(self) -> int:
        """How many of them are in."""
        return min(self._next * CHUNK_BYTES, self.size)

    def step(self) -> bool:
        """Take in some more; answers whether anything is left. After an error nothing is."""
        last = chunks_of(self.size) - 1
        try:
            for _ in range(min(CHUNKS_A_STEP, last + 1 - self._next)):
                self._take(last=self._next == last)
        except BaseException:
            self.discard()
            raise
        return self._next <= last

    def land(self) -> Landed:
        """Make the content durable under its name."""
        try:
            with disk_errors():
                sync(self._out)
                self._close()
                self._part.replace(self._final)
                sync_folder(self._final.parent)
        except BaseException:
            self.discard()
            raise
        return Landed(self._blob, self._hash.hexdigest(), self._head)

    def discard(self) -> None:
        """Take everything away, also after `land`."""
        self._close()
        for path in (self._part, self._final):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def _begin(self) -> None:
        with disk_errors():
            free = shutil.disk_usage(self._part.parent).free
            if free < sealed_size(self.size) + _RESERVE_BYTES:
                raise DiskFull
            if os.path.lexists(self._final):
                raise FaultError("a blob's number is drawn twice")
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
            self._out = os.open(self._part, flags, PRIVATE_FILE)
            write_all(self._out, HEADER)

    def _take(self, *, last: bool) -> None:
        wanted = self.size - self._next * CHUNK_BYTES if last else CHUNK_BYTES
        with source_errors():
            # One byte more than there should be tells that the file grew meanwhile.
            chunk = self._source.read(wanted + last)
        if len(chunk) != wanted:
            raise SourceUnreadable(SourceTrouble.CHANGED)
        self._hash.update(chunk)
        self._head = self._head or chunk[:HEAD_BYTES]
        sealed = self._seal.sealed(self._next, chunk, last=last)
        with disk_errors():
            write_all(self._out, sealed)
            self._next += 1
            if self._next % _SYNC_EVERY_CHUNKS == 0:
                # A little at a time, so that the last sync doesn't wait for all of it.
                sync(self._out)

    def _close(self) -> None:
        with contextlib.suppress(OSError):
            self._source.close()
        self._seal.wipe()
        if self._out >= 0:
            with contextlib.suppress(OSError):
                os.close(self._out)
            self._out = -1


def open_source(source: Path | bytes, is_forbidden: Callable[[os.stat_result], bool]) -> BinaryIO:
    """Open what is to be taken in, a regular file or bytes; its size is that of the whole.

    Raises SourceUnreadable, and DocumentTooLarge before anything of it is read. `is_forbidden`
    judges a file before it is opened.
    """
    if isinstance(source, bytes):
        opened: BinaryIO = io.BytesIO(source)
    else:
        with source_errors():
            found = source.stat()
            # Opening a pipe can wait for ever; opening the database would drop SQLite's locks.
            if stat.S_ISDIR(found.st_mode):
                raise SourceUnreadable(SourceTrouble.FOLDER)
            if is_forbidden(found):
                raise SourceUnreadable(SourceTrouble.OURS)
            if not stat.S_ISREG(found.st_mode):
                raise SourceUnreadable
            opened = os.fdopen(os.open(source, os.O_RDONLY | _NO_WAIT | _BINARY), "rb")
    if size_of(opened) > LARGEST_BYTES:
        opened.close()
        raise DocumentTooLarge(LARGEST_BYTES)
    return opened


def size_of(opened: BinaryIO) -> int:
    """Give the length of what was opened, from its beginning."""
    with source_errors():
        size = opened.seek(0, io.SEEK_END)
        opened.seek(0)
    return size


@contextlib.contextmanager
def source_errors() -> Iterator[None]:
    """Turn whatever the system says about somebody else's file into SourceUnreadable."""
    try:
        yield
    except FileNotFoundError:
        raise SourceUnreadable(SourceTrouble.GONE) from None
    except PermissionError:
        raise SourceUnreadable(SourceTrouble.NOT_ALLOWED) from None
    except (OSError, ValueError):
        raise SourceUnreadable from None
