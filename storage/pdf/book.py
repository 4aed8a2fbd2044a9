"""The pages of a PDF that came from outside; whatever is wrong with it ends in one error."""

# ruff: noqa: PLC0415 -- pdfium loads when a page is shown, not with the window.

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from typing import TYPE_CHECKING, Final

from storage.blob_reader import BlobReader
from storage.pdf.images import PDFIUM
from vault.blobs import Spot
from vault.errors import CasekeepError, ContentDamaged, ContentUnreadable
from vault.printed import PageImage

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_PAGES: Final = 20_000
MOST_PIXELS: Final = 48_000_000
MOST_HITS: Final = 500
_LETTER: Final = (612.0, 792.0)
_LONGEST_SIDE: Final = 20_000.0
_WANTS_PASSWORD: Final = 4


class PdfBook:
    """One PDF, drawn on any thread; see `vault.blobs.PdfPages`. Forms and scripts never run."""

    def __init__(self, reader: BlobReader) -> None:
        import pypdfium2

        # pdfium reads through C, where no exception reaches us.
        reader.forgiving = True
        self._reader = reader
        self._document: PdfDocument | None = None
        try:
            with self._guarded():
                self._document = pypdfium2.PdfDocument(reader)
                self._count = min(len(self._document), MOST_PAGES)
        except BaseException:
            self.close()
            raise
        if self._count == 0:
            self.close()
            raise ContentUnreadable

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._count

    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Give each page's width and height in points of 1/72 inch."""
        with self._guarded():
            document = self._open()
            return tuple(_sane(document.get_page_size(page)) for page in range(self._count))

    def image(self, page: int, width: int, quarter_turns: int = 0) -> PageImage:
        """Draw a page at this width in pixels, turned clockwise by so many quarters."""
        with self._page(page) as sheet:
            wide, high = _sane((sheet.get_width(), sheet.get_height()))
            if quarter_turns % 2:
                wide, high = high, wide
            scale = min(width / wide, (MOST_PIXELS / (wide * high)) ** 0.5)
            bitmap = sheet.render(
                scale=scale,
                rotation=quarter_turns % 4 * 90,
                may_draw_forms=False,
                prefer_bgrx=True,
            )
            image = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
        return image

    def text(self, page: int) -> str:
        """Give a page's text in reading order."""
        with self._page(page) as sheet:
            words = sheet.get_textpage()
            text: str = words.get_text_range()
            words.close()
        # pdfium joins a word across a line end and puts U+FFFE where its hyphen stands.
        return text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\x00", "")

    def find(self, page: int, needle: str) -> tuple[tuple[Spot, ...], ...]:
        """Find a text on the unturned page, case aside; a hit over two lines has two spots."""
        if not needle.strip():
            return ()
        with self._page(page) as sheet:
            box, turns = sheet.get_cropbox(), sheet.get_rotation() // 90
            words = sheet.get_textpage()
            search = words.search(needle)
            hits: list[tuple[Spot, ...]] = []
            while len(hits) < MOST_HITS and (found := search.get_next()) is not None:
                count = words.count_rects(*found)
                spots = (_spot(box, words.get_rect(at)) for at in range(count))
                hits.append(tuple(spot.turned(turns) for spot in spots))
            search.close()
            words.close()
        return tuple(hits)

    def close(self) -> None:
        """Let the document go; a second call does nothing."""
        with PDFIUM:
            document, self._document = self._document, None
            if document is not None:
                document.close()
            self._reader.close()

    def _open(self) -> "PdfDocument":
        if self._document is None:
            raise ContentUnreadable
        return self._document

    @contextmanager
    def _page(self, page: int) -> Iterator["PdfPage"]:
        if not 0 <= page < self._count:
            raise IndexError(page)
        with self._guarded():
            sheet = self._open()[page]
            try:
                yield sheet
            finally:
                sheet.close()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Take pdfium for a while; whatever fails inside is the document's fault, or damage."""
        with PDFIUM:
            try:
                yield
            except CasekeepError:
                raise
            except Exception as error:  # noqa: BLE001 -- anything can come of somebody else's bytes
                if self._reader.is_damaged:
                    raise ContentDamaged from None
                locked = getattr(error, "err_code", None) == _WANTS_PASSWORD
                raise ContentUnreadable(locked=locked) from None
            if self._reader.is_damaged:
                raise ContentDamaged


def _sane(size: tuple[float, float]) -> tuple[float, float]:
    """Take a page that claims an impossible size for a letter."""
    wide, high = size
    fits = 1.0 <= wide <= _LONGEST_SIDE and 1.0 <= high <= _LONGEST_SIDE
    return (ceil(wide), ceil(high)) if fits else _LETTER


def _spot(box: tuple[float, float, float, float], rect: tuple[float, float, float, float]) -> Spot:
    """Turn a rectangle in points from the bottom left corner into shares from the top left."""
    left, bottom, right, top = box
    wide, high = max(1.0, right - left), max(1.0, top - bottom)
    from_left, from_bottom, to_right, to_top = rect
    return Spot(
        (from_left - left) / wide,
        (top - to_top) / high,
        (to_right - from_left) / wide,
        (to_top - from_bottom) / high,
    )
