"""Documents: 100 MB stored and read back, and how soon the first page of a PDF is there."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storage.blobs import FileBlobs
from storage.outside import NoOutside
from tools.bench.cases import Must, case, clocked
from tools.bench.cases_documents import long_file
from vault.keys import KEY_BYTES, SecretBytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vault.blobs import Blob

MEGABYTE = 1_000_000
SIZE = 100 * MEGABYTE


@dataclass(frozen=True)
class Shelf:
    """A vault's folder, a file to take in, and one that is in already."""

    folder: Path
    blobs: FileBlobs
    source: Path
    kept: Blob


@contextlib.contextmanager
def _shelf() -> Iterator[Shelf]:
    with tempfile.TemporaryDirectory(prefix="casekeep-bench-blobs-") as home:
        folder, source = Path(home) / "vault", Path(home) / "scan.bin"
        folder.mkdir()
        source.write_bytes(os.urandom(SIZE))
        key = SecretBytes(secrets.token_bytes(KEY_BYTES))
        blobs = FileBlobs(folder, key, secrets.token_bytes, NoOutside())
        yield Shelf(folder, blobs, source, _taken_in(blobs, source))


def _taken_in(blobs: FileBlobs, source: Path | bytes) -> Blob:
    intake = blobs.intake(source)
    while intake.step():
        pass
    return intake.land().blob


def _rate(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return SIZE / MEGABYTE / (time.perf_counter() - begun)


def _store(shelf: Shelf) -> float:
    taken: list[Blob] = []
    rate = _rate(lambda: taken.append(_taken_in(shelf.blobs, shelf.source)))
    shelf.blobs.remove(taken[0].id)
    return rate


def _copy(shelf: Shelf) -> float:
    """Copies the file as it is and syncs it, which anything durable has to do."""
    copy = shelf.folder / "copy"

    def copied() -> None:
        shutil.copyfile(shelf.source, copy)
        with copy.open("rb") as file:
            os.fsync(file.fileno())

    rate = _rate(copied)
    copy.unlink()
    return rate


def _read(shelf: Shelf) -> float:
    return _rate(lambda: shelf.blobs.read(shelf.kept))


def _read_plain(shelf: Shelf) -> float:
    return _rate(shelf.source.read_bytes)


@contextlib.contextmanager
def _pdf() -> Iterator[tuple[FileBlobs, Blob]]:
    with _shelf() as shelf:
        yield shelf.blobs, _taken_in(shelf.blobs, long_file().pdf)


def _first_page(context: tuple[FileBlobs, Blob]) -> float:
    blobs, blob = context

    def shown() -> None:
        pages = blobs.pages(blob)
        pages.sizes()
        pages.image(0, 900)
        pages.close()

    return clocked(shown)


case(
    "a document of 100 MB stored",
    unit="MB/s",
    repeats=9,
    must=[Must("median", 100, at_least=True)],
    setup=_shelf,
    floor=_copy,
)(_store)
case(
    "a document of 100 MB read back and proved",
    unit="MB/s",
    repeats=9,
    must=[Must("median", 200, at_least=True)],
    setup=_shelf,
    floor=_read_plain,
)(_read)
case(
    "a PDF of 170 pages opened and its first page drawn",
    repeats=15,
    must=[Must("median", 200)],
    setup=_pdf,
)(_first_page)
