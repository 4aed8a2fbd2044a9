"""The pages of a PDF that came from outside, read by a process apart and looked at here."""

import time
from collections.abc import Callable
from math import inf
from threading import Event, Lock
from typing import Final, TypeVar

from storage.apart.frames import BrokenFrame, Frame, Head, whole_numbers
from storage.apart.process import Apart
from storage.blob_reader import BlobReader
from storage.pdf.limits import (
    FARTHEST,
    LONGEST_SIDE,
    MOST_HITS,
    MOST_LETTERS,
    MOST_PAGES,
    MOST_PIXELS,
    MOST_SPOTS,
)
from vault.blobs import Spot
from vault.errors import ContentGivenUp, ContentUnreadable
from vault.printed import PageImage

LONGEST_SECONDS: Final = 20.0
_MOST_ENDS: Final = 3
_PIXEL_BYTES: Final = 4
# A page's sides are whole pixels, so that it may have a few more than the most.
_MOST_IMAGE_BYTES: Final = MOST_PIXELS * _PIXEL_BYTES + 1_000_000
_MOST_TEXT_BYTES: Final = MOST_LETTERS * 3

T = TypeVar("T")


class PdfBook:
    """One PDF, drawn on any thread; see `vault.blobs.PdfPages`.

    What ends the process that reads it, or takes it too long, raises ContentGivenUp; the next
    page is read by a new one, unless several ended in a row. `seconds` is how long all of them may
    take together.
    """

    def __init__(self, reader: BlobReader, seconds: float = inf) -> None:
        self._reader = reader
        self._seconds_left = seconds
        self._lock = Lock()
        self._apart: Apart | None = None
        self._ends = 0
        self._closed = Event()
        self._count = 0

    def open(self) -> None:
        """Look whether there are pages, which comes first; what has none is closed again."""
        try:
            with self._lock:
                self._count = self._opened()
        except BaseException:
            self.close()
            raise

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._count

    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Give each page's width and height in points of 1/72 inch."""
        return self._ask({"do": "sizes"}, lambda frame: _sizes(frame, self._count))

    def image(self, page: int, width: int, quarter_turns: int = 0) -> PageImage:
        """Draw a page at this width in pixels, turned clockwise by so many quarters."""
        head = {"do": "image", "page": self._checked(page), "width": width, "turns": quarter_turns}
        return self._ask(head, _image, _MOST_IMAGE_BYTES)

    def text(self, page: int) -> str:
        """Give a page's text in reading order."""
        return self._ask({"do": "text", "page": self._checked(page)}, _text, _MOST_TEXT_BYTES)

    def find(self, page: int, needle: str) -> tuple[tuple[Spot, ...], ...]:
        """Find a text on the unturned page, case aside; a hit over two lines has two spots."""
        self._checked(page)
        if not needle.strip():
            return ()
        return self._ask({"do": "find", "page": page, "needle": needle}, _hits)

    def kill(self) -> None:
        """Let nothing be read any more, waiting for nothing."""
        self._closed.set()
        apart = self._apart
        if apart is not None:
            apart.kill()

    def close(self) -> None:
        """Let the document go, whatever is being read of it; a second call does nothing."""
        self.kill()
        with self._lock:
            self._end()
            self._reader.close()

    def _checked(self, page: int) -> int:
        if not 0 <= page < self._count:
            raise IndexError(page)
        return page

    def _ask(self, head: Head, read: Callable[[Frame], T], most_bytes: int = 0) -> T:
        with self._lock:
            if self._apart is None:
                self._opened()
            found = self._answer(head, read, most_bytes)
            self._ends = 0
            return found

    def _opened(self) -> int:
        """Let a new process open the document; answers how many pages it has."""
        if self._closed.is_set():
            raise ContentUnreadable
        if self._ends == _MOST_ENDS:
            raise ContentGivenUp
        self._apart = Apart("pdf")
        if self._closed.is_set():
            # Meanwhile, by somebody who couldn't know of the process.
            self._end()
            raise ContentUnreadable
        return self._answer({"do": "open", "size": self._reader.size}, _count)

    def _answer(self, head: Head, read: Callable[[Frame], T], most_bytes: int = 0) -> T:
        if self._apart is None or self._seconds_left <= 0:
            raise ContentGivenUp
        seconds, began = min(LONGEST_SECONDS, self._seconds_left), time.monotonic()
        try:
            frame = self._apart.ask(head, seconds=seconds, most_bytes=most_bytes, serve=self._part)
            return read(frame)
        except ContentUnreadable:
            raise
        except (BrokenFrame, ContentGivenUp):
            self._end()
            self._ends += 1
            raise (ContentUnreadable if self._closed.is_set() else ContentGivenUp) from None
        except BaseException:
            self._end()
            raise
        finally:
            self._seconds_left -= time.monotonic() - began

    def _part(self, head: Head) -> Frame:
        """Hand over the part of the document that the process asks for."""
        (number,) = whole_numbers(head, "want", 1)
        try:
            return {}, self._reader.chunk(number)
        except IndexError:
            raise BrokenFrame from None

    def _end(self) -> None:
        apart, self._apart = self._apart, None
        if apart is not None:
            apart.end()


def _told(frame: Frame) -> Frame:
    """Give an answer that tells of no error."""
    if "error" in frame[0]:
        raise ContentUnreadable(locked=frame[0]["error"] == "locked")
    return frame


def _count(frame: Frame) -> int:
    (count,) = whole_numbers(_told(frame)[0], "count", 1)
    if count > MOST_PAGES:
        raise BrokenFrame
    if count == 0:
        raise ContentUnreadable
    return count


def _sizes(frame: Frame, count: int) -> tuple[tuple[float, float], ...]:
    found = _told(frame)[0].get("sizes")
    if not isinstance(found, list) or len(found) != count:
        raise BrokenFrame
    sides = (_numbers(one, 2, 1.0, LONGEST_SIDE) for one in found)
    return tuple((wide, high) for wide, high in sides)


def _image(frame: Frame) -> PageImage:
    head, pixels = _told(frame)
    width, height, stride = whole_numbers(head, "image", 3)
    # Whoever shows it reads so many bytes without asking whether they are there.
    if not (width and height and stride >= width * _PIXEL_BYTES and len(pixels) == height * stride):
        raise BrokenFrame
    return PageImage(width, height, stride, pixels)


def _text(frame: Frame) -> str:
    try:
        return _told(frame)[1].decode()
    except UnicodeDecodeError:
        raise BrokenFrame from None


def _hits(frame: Frame) -> tuple[tuple[Spot, ...], ...]:
    found = _told(frame)[0].get("hits")
    if not isinstance(found, list) or len(found) > MOST_HITS:
        raise BrokenFrame
    return tuple(_spots(one) for one in found)


def _spots(found: object) -> tuple[Spot, ...]:
    if not isinstance(found, list) or len(found) > MOST_SPOTS:
        raise BrokenFrame
    return tuple(Spot(*_numbers(one, 4, -FARTHEST, FARTHEST)) for one in found)


def _numbers(found: object, count: int, least: float, most: float) -> list[float]:
    if not isinstance(found, list) or len(found) != count:
        raise BrokenFrame
    # A number that is none compares as neither.
    if not all(isinstance(one, int | float) and least <= one <= most for one in found):
        raise BrokenFrame
    return [float(one) for one in found]
