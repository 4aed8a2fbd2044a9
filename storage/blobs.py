"""The folder of blobs: each content a file of its own, readable with the vault's keys alone."""

import contextlib
import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from typing import Final
from weakref import WeakSet

from storage.blob_intake import FileIntake, open_source, size_of
from storage.blob_reader import BlobReader
from storage.files import disk_errors, ensure_private_folder
from storage.outside import NoOutside, Outside
from storage.pdf.book import PdfBook
from storage.sealed_chunks import ChunkSeal, open_key, seal_key
from vault.blobs import Blob
from vault.errors import FaultError, FolderGone
from vault.keys import KEY_BYTES, RandomBytes, SecretBytes

FOLDER_NAME: Final = "blobs"
_ID_BYTES: Final = 16
_OURS: Final = re.compile(r"[0-9a-f]{32}(\.part)?")


class FileBlobs:
    """The contents of one open vault; see `vault.blobs.Blobs`.

    `key` is the vault's own and wiped by it: after `close` nothing can be taken in or read.
    `keeps_orphans` is set where the database is an older one that was put back: the contents that
    it doesn't know belong to the newer one.
    """

    def __init__(
        self, vault_folder: Path, key: SecretBytes, draw: RandomBytes, outside: Outside | NoOutside
    ) -> None:
        self._vault_folder = vault_folder
        self._folder = vault_folder / FOLDER_NAME
        self._key = key
        self._draw = draw
        self._outside = outside
        self._taken_in: set[str] = set()
        self._books: WeakSet[PdfBook] = WeakSet()
        self.keeps_orphans = False
        self._closed = False
        # What a crash or the end of the computer's power left there.
        outside.sweep()

    def intake(self, source: Path | bytes) -> FileIntake:
        """Begin to take in a file, or bytes that are in memory."""
        opened = open_source(source, self._is_ours)
        try:
            self._require_folder()
            blob_id, key = self._draw(_ID_BYTES).hex(), SecretBytes(self._draw(KEY_BYTES))
            sealed_key = seal_key(self._open_key(), blob_id, key, self._draw)
            # A key that was wiped meanwhile is all zeros, and must never seal anything.
            self._open_key()
            self._taken_in.add(blob_id)
            blob = Blob(blob_id, sealed_key, size_of(opened))
            return FileIntake(self._folder, blob, ChunkSeal(blob_id, key), opened)
        except BaseException:
            opened.close()
            raise

    def read(self, blob: Blob) -> bytes:
        """Give a whole content, once all of it proved to be what was stored."""
        with self._reader(blob) as reader:
            return b"".join(reader.chunks())

    def pages(self, blob: Blob, seconds: float = inf) -> PdfBook:
        """Open a PDF without reading all of it, for so many seconds of work at most."""
        book = PdfBook(self._open_reader(blob), seconds)
        # Known before it is opened: a lock doesn't wait for one that has no end.
        self._books.add(book)
        book.open()
        return book

    def verify(self, blob: Blob) -> None:
        """Read a content to its end; ContentDamaged where it isn't what was stored."""
        with self._reader(blob) as reader:
            for _ in reader.chunks():
                pass

    def remove(self, blob_id: str) -> None:
        """Take a content's file away, if it is there."""
        with contextlib.suppress(OSError):
            (self._folder / blob_id).unlink(missing_ok=True)

    def sweep(self, kept: Collection[str]) -> int:
        """Take away what no row names and what crashes left; answers how many there were."""
        if self.keeps_orphans:
            return 0
        orphans = [
            name
            for name in self.names()
            if name.partition(".")[0] not in self._taken_in and name not in kept
        ]
        for name in orphans:
            self.remove(name)
        return len(orphans)

    def names(self) -> list[str]:
        """List the files of the folder that are named as ours are."""
        if not self._folder.is_dir():
            return []
        with disk_errors():
            names = [path.name for path in self._folder.iterdir()]
        return sorted(filter(_OURS.fullmatch, names))

    def lay_outside(self, blob: Blob, ending: str) -> Path:
        """Write a content in clear where other programs of this user can read it."""
        with self._reader(blob) as reader:
            path = self._outside.lay(reader.chunks(), ending)
        if self._closed:
            # Written while the vault was closed, perhaps after what lay there was taken back.
            self._outside.take_back()
            raise FaultError("the vault is closed")
        return path

    @property
    def outside_is_memory(self) -> bool:
        """Whether what is laid outside never touches a disk."""
        return self._outside.is_memory

    def take_back(self) -> int:
        """Take away everything that was laid outside; answers how many files it left behind."""
        return self._outside.take_back()

    def close(self) -> None:
        """Take back what is outside, and let nothing in or out any more."""
        self._closed = True
        for book in tuple(self._books):
            book.kill()
        self._outside.take_back()

    def _require_folder(self) -> None:
        if not self._vault_folder.is_dir():
            raise FolderGone
        if not self._folder.is_dir():
            ensure_private_folder(self._folder)

    def _open_key(self) -> SecretBytes:
        if self._closed:
            raise FaultError("the vault is closed")
        return self._key

    def _open_reader(self, blob: Blob) -> BlobReader:
        key = open_key(self._open_key(), blob.id, blob.sealed_key)
        return BlobReader(self._folder / blob.id, blob.size, ChunkSeal(blob.id, key))

    @contextmanager
    def _reader(self, blob: Blob) -> Iterator[BlobReader]:
        reader = self._open_reader(blob)
        try:
            yield reader
        finally:
            reader.close()

    def _is_ours(self, found: os.stat_result) -> bool:
        """Say whether a file is one of the vault's own, under whatever name it was asked for."""
        here = (found.st_dev, found.st_ino)
        with contextlib.suppress(OSError):
            for each in self._vault_folder.iterdir():
                own = each.lstat()
                if (own.st_dev, own.st_ino) == here:
                    return True
        return False
