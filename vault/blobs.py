"""Blobs: big contents that lie beside the database, each sealed under a key of its own."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from vault.printed import PageImage

LARGEST_BYTES = 500 * 1024 * 1024
HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Blob:
    """Where a content lies and the key that opens it, sealed under the vault's own.

    `id` is random and also the file's name; `size` counts the bytes of the content itself.
    """

    id: str
    sealed_key: bytes
    size: int


@dataclass(frozen=True, slots=True, repr=False)
class Landed:
    """A content that is durable, its SHA-256 in hexadecimal, and its first bytes."""

    blob: Blob
    sha256: str
    head: bytes


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page as shares of its width and height from the top left corner."""

    left: float
    top: float
    width: float
    height: float

    def turned(self, quarter_turns: int) -> Spot:
        """Give the same place on the page turned clockwise."""
        spot = self
        for _ in range(quarter_turns % 4):
            spot = Spot(1 - spot.top - spot.height, spot.left, spot.height, spot.width)
        return spot


class BlobIntake(Protocol):
    """A content on its way in, a little at a time; nothing of it counts before `land`."""

    @property
    def size(self) -> int:
        """How many bytes there are."""

    @property
    def done(self) -> int:
        """How many of them are in."""

    def step(self) -> bool:
        """Take in some more; answers whether anything is left.

        Raises DocumentTooLarge and SourceUnreadable, also for a file that changes meanwhile,
        and DiskFull, DiskFault, FolderReadOnly, FolderGone; after an error nothing is left.
        """

    def land(self) -> Landed:
        """Make the content durable under its name. Raises the errors of the disk."""

    def discard(self) -> None:
        """Take everything away, also after `land`."""


class PdfPages(Protocol):
    """The pages of a PDF that somebody else made, drawn from memory on any thread.

    Every method raises ContentUnreadable for what can't be drawn, ContentGivenUp for what takes
    too much time or memory, ContentDamaged where the stored bytes aren't those that were stored,
    the errors of the disk, and IndexError past the last page.
    """

    @property
    def count(self) -> int:
        """How many pages there are."""

    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Give each page's width and height in points of 1/72 inch."""

    def image(self, page: int, width: int, quarter_turns: int = 0) -> PageImage:
        """Draw a page at this width in pixels, turned clockwise by so many quarters."""

    def text(self, page: int) -> str:
        """Give a page's text in reading order."""

    def find(self, page: int, needle: str) -> tuple[tuple[Spot, ...], ...]:
        """Find a text on the unturned page, case aside; a hit over two lines has two spots."""

    def close(self) -> None:
        """Let the document go, whatever is being read of it; a second call does nothing."""


class Blobs(Protocol):
    """Keeps contents outside the database. Any thread may call it, but `sweep`.

    Reading raises ContentDamaged for a content that is missing or isn't what was stored.
    """

    def intake(self, source: Path | bytes) -> BlobIntake:
        """Begin to take in a file, or bytes that are in memory; raises what `step` raises."""

    def read(self, blob: Blob) -> bytes:
        """Give a whole content, once all of it proved to be what was stored."""

    def pages(self, blob: Blob, seconds: float = inf) -> PdfPages:
        """Open a PDF without reading all of it, for so many seconds of work at most."""

    def remove(self, blob_id: str) -> None:
        """Take a content's file away, if it is there."""

    def sweep(self, kept: Collection[str]) -> int:
        """Take away what no row names and what crashes left; answers how many there were.

        What this process itself took in stays. Call it where no transaction is open.
        """

    def lay_outside(self, blob: Blob, ending: str) -> Path:
        """Write a content in clear where other programs of this user can read it.

        The file lies in memory where the computer has such a place (`outside_is_memory`), has a
        name that says nothing, and is taken back by `take_back` and when the vault closes.
        """

    @property
    def outside_is_memory(self) -> bool:
        """Whether what is laid outside never touches a disk."""

    def take_back(self) -> int:
        """Take away everything that was laid outside; answers how many files it left behind."""
