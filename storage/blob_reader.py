"""Reads a sealed content from any place in it, as a file would be read."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

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
_KEPT_CHUNKS: Final = 4


class BlobReader(io.RawIOBase):
    """A content that can be sought in; nothing is given out that didn't prove to be right.

    ContentDamaged where the file is missing, shorter, longer or altered.
    """

    def __init__(self, path: Path, size: int, seal: ChunkSeal) -> None:
        super().__init__()
        self._size = size
        self._seal = seal
        self._place = 0
        self._kept: dict[int, bytes] = {}
        try:
            with disk_errors():
                self._file = os.open(path, os.O_RDONLY | _BINARY)
        except FolderGone:
            raise ContentDamaged from None
        with disk_errors():
            there = os.fstat(self._file).st_size
            head = self._read_at(0, len(HEADER))
        if there != sealed_size(size) or head != HEADER:
            self.close()
            raise ContentDamaged

    def close(self) -> None:
        """Let the file go, and what was kept of it."""
        if not self.closed:
            self._kept.clear()
            self._seal.wipe()
            if hasattr(self, "_file"):
                os.close(self._file)
        super().close()

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be sought in."""
        return True

    def tell(self) -> int:
        """Say where the next byte comes from."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place; beyond the end nothing is read."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(0, base + offset)
        return self._place

    def readinto(self, buffer: "memoryview | bytearray", /) -> int:  # type: ignore[override]
        """Fill a buffer as far as the content reaches."""
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), max(0, self._size - self._place))
        filled = 0
        while filled < wanted:
            number, within = divmod(self._place, CHUNK_BYTES)
            part = self._chunk(number)[within : within + wanted - filled]
            view[filled : filled + len(part)] = part
            filled += len(part)
            self._place += len(part)
        return filled

    def chunks(self) -> Iterator[bytes]:
        """Give the content chunk by chunk, from its beginning."""
        for number in range(chunks_of(self._size)):
            yield self._opened(number)

    def _chunk(self, number: int) -> bytes:
        kept = self._kept.pop(number, None)
        if kept is None:
            kept = self._opened(number)
        self._kept[number] = kept
        if len(self._kept) > _KEPT_CHUNKS:
            self._kept.pop(next(iter(self._kept)))
        return kept

    def _opened(self, number: int) -> bytes:
        last = number == chunks_of(self._size) - 1
        with disk_errors():
            sealed = self._read_at(sealed_place(number), self._length(number) + TAG_BYTES)
        return self._seal.opened(number, sealed, last=last)

    def _length(self, number: int) -> int:
        return min(CHUNK_BYTES, self._size - number * CHUNK_BYTES)

    def _read_at(self, place: int, count: int) -> bytes:
        os.lseek(self._file, place, os.SEEK_SET)
        found = os.read(self._file, count)
        while len(found) < count and (part := os.read(self._file, count - len(found))):
            found += part
        return found
