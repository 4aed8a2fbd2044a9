"""Pages as pixels and as text, through pdfium."""

# ruff: noqa: PLC0415 -- pdfium loads when a page is shown, not with the window.

from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from vault.printed import PageImage

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

PDFIUM: Final = Lock()
"""pdfium serves one thread at a time in the whole process, whatever the document."""


class Pages:
    """The pages of one document, drawn from memory on any thread."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        with PDFIUM:
            self._document: PdfDocument | None = pypdfium2.PdfDocument(pdf)
            self._count = len(self._document)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._count

    def image(self, page: int, width: int) -> PageImage:
        """Draw a page (the first is 0) at this width in pixels; IndexError past the last."""
        with PDFIUM:
            sheet = self._open()[self._checked(page)]
            bitmap = sheet.render(scale=width / sheet.get_width(), prefer_bgrx=True)
            image = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            sheet.close()
        return image

    def text(self) -> tuple[str, ...]:
        """Give each page's text in reading order."""
        with PDFIUM:
            return tuple(self._text(page) for page in range(self._count))

    def close(self) -> None:
        """Let the document go; a second call does nothing."""
        with PDFIUM:
            if self._document is not None:
                self._document.close()
                self._document = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _open(self) -> "PdfDocument":
        if self._document is None:
            raise ValueError("the document is closed")
        return self._document

    def _checked(self, page: int) -> int:
        if not 0 <= page < self._count:
            raise IndexError(page)
        return page

    def _text(self, page: int) -> str:
        sheet = self._open()[page]
        words = sheet.get_textpage()
        text: str = words.get_text_range()
        words.close()
        sheet.close()
        # pdfium joins a word across a line end and puts U+FFFE where its hyphen stands.
        return text.replace("\r\n", "\n").replace("\ufffe", "-")
