"""Reads a sealed content, any chunk of it."""

import os
from collections.abc import Iterator
from pathlib import Path

from storage.files import disk_errors
from storage.sealed_chunks import (
    CHUNK_BYTES,
    HEADER,
    ChunkSeal,
    chunks_of,
    sealed_place,
    sealed_size,
)
from vault.errors import ContentDamaged, FolderGone
from vault.keys import TAG_BYTES

_BINARY = getattr(os, "O_BINARY", 0)


class BlobReader:
    """A content of `size` bytes; nothing of it is given out that didn't prove to be right.

    ContentDamaged where the file is missing, shorter, longer or altered.
    """

    def __init__(self, path: Path, size: int, seal: ChunkSeal) -> None:
        self.size = size
        self._seal = seal
        self._file = -1
        try:
            self._open(path)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the file go and wipe its key; a second call does nothing."""
        self._seal.wipe()
        file, self._file = self._file, -1
        if file >= 0:
            os.close(file)

    def chunk(self, number: int) -> bytes:
        """Give a chunk of the content, counted from 0; IndexError beyond the last."""
        if not 0 <= number < chunks_of(self.size):
            raise IndexError(number)
        last = number == chunks_of(self.size) - 1
        with disk_errors():
            sealed = self._read_at(sealed_place(number), self._length(number) + TAG_BYTES)
        return self._seal.opened(number, sealed, last=last)

    def chunks(self) -> Iterator[bytes]:
        """Give the content chunk by chunk, from its beginning."""
        return map(self.chunk, range(chunks_of(self.size)))

    def _open(self, path: Path) -> None:
        try:
            with disk_errors():
                self._file = os.open(path, os.O_RDONLY | _BINARY)
        except FolderGone:
            raise ContentDamaged from None
        with disk_errors():
            there = os.fstat(self._file).st_size
            head = self._read_at(0, len(HEADER))
        if there != sealed_size(self.size) or head != HEADER:
            raise ContentDamaged

    def _length(self, number: int) -> int:
        return min(CHUNK_BYTES, self.size - number * CHUNK_BYTES)

    def _read_at(self, place: int, count: int) -> bytes:
        os.lseek(self._file, place, os.SEEK_SET)
        found = os.read(self._file, count)
        while len(found) < count and (part := os.read(self._file, count - len(found))):
            found += part
        return found
