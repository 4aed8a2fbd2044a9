"""What is shown on the sheet: pages of a PDF, or a picture as a book of one page."""

from typing import Protocol

from PySide6.QtGui import QImage

from ui.documents.picture import drawn
from vault.blobs import PdfPages, Spot

Hits = tuple[tuple[Spot, ...], ...]


class Book(Protocol):
    """Pages with sizes; everything but `sizes` is slow, and for another thread."""

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Each page's width and height, in points of 1/72 inch."""

    def image(self, page: int, width: int, quarter_turns: int) -> QImage:
        """Draw a page at this width in pixels."""

    def text(self, page: int) -> str:
        """Give a page's text."""

    def find(self, page: int, needle: str) -> Hits:
        """Find a text on a page that isn't turned."""

    def close(self) -> None:
        """Let everything go."""


class PdfBook:
    """The pages of a PDF. Making one is slow as well."""

    def __init__(self, pages: PdfPages) -> None:
        self._pages = pages
        self.sizes = pages.sizes()

    def image(self, page: int, width: int, quarter_turns: int) -> QImage:
        """Draw a page at this width in pixels."""
        image = self._pages.image(page, width, quarter_turns)
        form = QImage.Format.Format_RGB32
        # The copy owns its pixels; the first image only borrows them.
        return QImage(image.pixels, image.width, image.height, image.stride, form).copy()

    def text(self, page: int) -> str:
        """Give a page's text."""
        return self._pages.text(page)

    def find(self, page: int, needle: str) -> Hits:
        """Find a text on a page."""
        return self._pages.find(page, needle)

    def close(self) -> None:
        """Let the document go."""
        self._pages.close()


class PictureBook:
    """A picture, with a pixel for a point on a screen of 96 to the inch."""

    def __init__(self, picture: QImage) -> None:
        self._picture = picture
        self.sizes = ((picture.width() * 0.75, picture.height() * 0.75),)

    def image(self, page: int, width: int, quarter_turns: int) -> QImage:
        """Draw the picture at this width in pixels."""
        del page
        return drawn(self._picture, width, quarter_turns)

    def text(self, page: int) -> str:
        """A picture has no text."""
        del page
        return ""

    def find(self, page: int, needle: str) -> Hits:
        """Nor is anything found in it."""
        del page, needle
        return ()

    def close(self) -> None:
        """Let the pixels go."""
        self._picture = QImage()
