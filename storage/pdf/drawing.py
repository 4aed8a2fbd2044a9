"""Reads a PDF with pdfium, in a process apart; `storage.pdf.book` is who asks.

One process reads one document. Forms and scripts never run.
"""

# ruff: noqa: PLC0415 -- pdfium loads once a document is there.

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil
from typing import TYPE_CHECKING, Final

from storage.apart.frames import Answer, Frame, Head
from storage.pdf.limits import (
    FARTHEST,
    LONGEST_SIDE,
    MOST_HITS,
    MOST_LETTERS,
    MOST_PAGES,
    MOST_PIXELS,
    MOST_SPOTS,
    PART_BYTES,
)
from vault.blobs import Spot

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_LETTER: Final = (612.0, 792.0)
_WANTS_PASSWORD: Final = 4
_KEPT_PARTS: Final = 16

Ask = Callable[[Head], Frame]


def answer(head: Head, ask: Ask) -> Answer:
    """Answer one question about the document; the first one has its size."""
    try:
        if head["do"] == "open":
            _drawings.append(Drawing(RemoteFile(head["size"], ask)))
            return {"count": [_drawings[-1].count]}, b""
        return _ANSWERS[head["do"]](_drawings[-1], head)
    except MemoryError:
        # Too little is left to go on with: the program starts another process.
        os._exit(1)
    except Exception as error:  # noqa: BLE001 -- anything can come of somebody else's bytes
        locked = getattr(error, "err_code", None) == _WANTS_PASSWORD
        return {"error": "locked" if locked else "unreadable"}, b""


class RemoteFile(io.RawIOBase):
    """The document, which the program hands over a part at a time."""

    def __init__(self, size: int, ask: Ask) -> None:
        super().__init__()
        self._size = size
        self._ask = ask
        self._place = 0
        self._kept: dict[int, bytes] = {}

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
        """Fill a buffer as far as the document reaches."""
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), max(0, self._size - self._place))
        filled = 0
        while filled < wanted:
            number, within = divmod(self._place, PART_BYTES)
            part = memoryview(self._part(number))[within : within + wanted - filled]
            view[filled : filled + len(part)] = part
            filled += len(part)
            self._place += len(part)
        return filled

    def _part(self, number: int) -> bytes:
        kept = self._kept.pop(number, None)
        if kept is None:
            kept = self._ask({"want": [number]})[1]
        self._kept[number] = kept
        if len(self._kept) > _KEPT_PARTS:
            self._kept.pop(next(iter(self._kept)))
        return kept


class Drawing:
    """One document's pages."""

    def __init__(self, file: RemoteFile) -> None:
        import pypdfium2

        self._document: PdfDocument = pypdfium2.PdfDocument(file)
        self.count = min(len(self._document), MOST_PAGES)

    def sizes(self, _head: Head) -> Answer:
        """Give each page's width and height."""
        pages = range(self.count)
        return {"sizes": [_sane(self._document.get_page_size(page)) for page in pages]}, b""

    def image(self, head: Head) -> Answer:
        """Draw a page."""
        with self._page(head) as sheet:
            wide, high = _sane((sheet.get_width(), sheet.get_height()))
            if head["turns"] % 2:
                wide, high = high, wide
            scale = min(head["width"] / wide, (MOST_PIXELS / (wide * high)) ** 0.5)
            bitmap = sheet.render(
                scale=scale,
                rotation=head["turns"] % 4 * 90,
                may_draw_forms=False,
                prefer_bgrx=True,
            )
        return {"image": [bitmap.width, bitmap.height, bitmap.stride]}, memoryview(bitmap.buffer)

    def text(self, head: Head) -> Answer:
        """Give a page's text."""
        with self._page(head) as sheet:
            words = sheet.get_textpage()
            text: str = words.get_text_range(count=min(words.count_chars(), MOST_LETTERS))
            words.close()
        # pdfium joins a word across a line end and puts U+FFFE where its hyphen stands.
        plain = text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\x00", "")
        return {}, plain.encode()

    def find(self, head: Head) -> Answer:
        """Find a text on a page."""
        with self._page(head) as sheet:
            box, turns = sheet.get_cropbox(), sheet.get_rotation() // 90
            words = sheet.get_textpage()
            search = words.search(head["needle"])
            hits: list[list[list[float]]] = []
            while len(hits) < MOST_HITS and (found := search.get_next()) is not None:
                places = range(min(words.count_rects(*found), MOST_SPOTS))
                hits.append([_spot(box, words.get_rect(at), turns) for at in places])
            search.close()
            words.close()
        return {"hits": hits}, b""

    @contextmanager
    def _page(self, head: Head) -> Iterator["PdfPage"]:
        sheet = self._document[head["page"]]
        try:
            yield sheet
        finally:
            sheet.close()


_ANSWERS: Final = {
    "sizes": Drawing.sizes,
    "image": Drawing.image,
    "text": Drawing.text,
    "find": Drawing.find,
}
_drawings: Final[list[Drawing]] = []


def _sane(size: tuple[float, float]) -> tuple[float, float]:
    """Take a page that claims an impossible size for a letter."""
    wide, high = size
    fits = 1.0 <= wide <= LONGEST_SIDE and 1.0 <= high <= LONGEST_SIDE
    return (ceil(wide), ceil(high)) if fits else _LETTER


def _spot(
    box: tuple[float, float, float, float], rect: tuple[float, float, float, float], turns: int
) -> list[float]:
    """Turn a rectangle in points from the bottom left corner into shares from the top left."""
    left, bottom, right, top = box
    wide, high = max(1.0, right - left), max(1.0, top - bottom)
    from_left, from_bottom, to_right, to_top = rect
    spot = Spot(
        (from_left - left) / wide,
        (top - to_top) / high,
        (to_right - from_left) / wide,
        (to_top - from_bottom) / high,
    ).turned(turns)
    shares = (spot.left, spot.top, spot.width, spot.height)
    # What stands far beside the page, or nowhere, is no place to be shown.
    return [min(max(one, -FARTHEST), FARTHEST) if one == one else 0.0 for one in shares]  # noqa: PLR0124
