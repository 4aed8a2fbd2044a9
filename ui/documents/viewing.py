"""The content of the document that is open: fetched, drawn and searched away from the window."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.documents.book import Book, PdfBook, PictureBook
from ui.documents.picture import picture_of
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.blobs import Spot
from vault.documents import Document
from vault.errors import ContentUnreadable
from vault.media import DocumentKind, decoded

MOST_LETTERS = 250_000
MOST_LINES = 8_000
MOST_HITS = 1_000
_PAGES_A_STEP = 16

Wanted = tuple[int, int, int]
"""A page, its width in pixels, and its quarter turns."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where something was found: the page, and the spots that it covers there."""

    page: int
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class _Content:
    """What could be made of a document."""

    book: Book | None = None
    text: str | None = None
    is_cut: bool = False


def beginning_of(text: str) -> str:
    """Give as much of a text as the window lays out without a stop."""
    end = 0
    for _ in range(MOST_LINES):
        end = text.find("\n", end, MOST_LETTERS) + 1
        if not end:
            return text[:MOST_LETTERS]
    return text[:end]


class Viewing(QObject):
    """Holds one open content; whatever arrives for an earlier one is dropped.

    `loaded` comes when there is something to show, or it is known that there isn't (`trouble`);
    `drawn` with a page's pixels, or with none where it can't be drawn, `found` while a search goes
    on, `heard` with a page's text.
    """

    loaded = Signal()
    drawn = Signal(object, QImage)
    found = Signal()
    heard = Signal(int, str)

    def __init__(self, vault: OpenVault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._turn = 0
        self._search = 0
        self._drawing = False
        self._wanted: list[Wanted] = []
        self.book: Book | None = None
        self.text: str | None = None
        self.is_cut = False
        self.is_loading = False
        self.trouble: object = None
        self.hits: list[Hit] = []
        self.is_searching = False

    def open(self, document: Document) -> None:
        """Fetch a document's content."""
        self.close()
        turn, self.is_loading = self._turn, True

        def loaded(content: _Content) -> None:
            if turn != self._turn:
                self._let_go(content.book)
                return
            self._take(content, None)

        def failed(error: object = None) -> None:
            if turn == self._turn:
                self._take(_Content(), error or ContentUnreadable())

        op = Op(self, lambda: self._content(document)).success(loaded)
        op.failure(failed).fault(failed).on(self._vault.tasks.decoding)

    def close(self) -> None:
        """Let go of the content, and of all that could be seen of it."""
        self._turn += 1
        self._search += 1
        self._wanted = []
        self.hits = []
        self.is_searching = self.is_loading = False
        book, self.book, self.text = self.book, None, None
        self.trouble = None
        self._let_go(book)

    def draw(self, wanted: list[Wanted]) -> None:
        """Draw these pages, the first one first, in place of what was wanted before."""
        self._wanted = list(wanted)
        self._draw_next()

    def find(self, needle: str) -> None:
        """Look for a text from the first page on; the search before is given up."""
        self._search += 1
        self.hits = []
        self.is_searching = bool(needle.strip()) and self.book is not None
        self.found.emit()
        if self.is_searching:
            self._find_from(0, needle, self._search)

    def listen(self, page: int) -> None:
        """Fetch a page's text for those who hear it."""
        book, turn = self.book, self._turn
        if book is not None:
            op = Op(self, lambda: book.text(page))
            op.success(lambda text: self.heard.emit(page, text) if turn == self._turn else None)
            op.on(self._vault.tasks.decoding)

    def _content(self, document: Document) -> _Content:
        documents = self._vault.cabinet.documents
        kind = document.media.kind
        if kind is DocumentKind.PDF:
            pages = documents.pages(document)
            try:
                return _Content(PdfBook(pages))
            except BaseException:
                pages.close()
                raise
        if kind is DocumentKind.IMAGE:
            return _Content(PictureBook(picture_of(documents.content(document))))
        if kind is DocumentKind.TEXT:
            text = decoded(documents.content(document))
            if text is None:
                raise ContentUnreadable
            part = beginning_of(text)
            return _Content(text=part, is_cut=len(part) < len(text))
        return _Content()

    def _take(self, content: _Content, error: object) -> None:
        self.is_loading = False
        self.book, self.text, self.is_cut = content.book, content.text, content.is_cut
        self.trouble = error
        self.loaded.emit()

    def _draw_next(self) -> None:
        """Draw one page at a time, so that scrolling isn't outrun by pages that have gone by."""
        book, turn = self.book, self._turn
        if self._drawing or book is None or not self._wanted:
            return
        wanted = self._wanted.pop(0)
        self._drawing = True

        def done(image: QImage | None) -> None:
            self._drawing = False
            if turn == self._turn and image is not None:
                self.drawn.emit(wanted, image)
            self._draw_next()

        def failed(_error: object = None) -> None:
            # No pixels: the page says so itself, and isn't asked for again.
            done(QImage())

        op = Op(self, lambda: book.image(*wanted)).success(done)
        op.failure(failed).fault(failed).on(self._vault.tasks.decoding)

    def _find_from(self, first: int, needle: str, search: int) -> None:
        book = self.book
        if book is None:
            return
        last = min(first + _PAGES_A_STEP, len(book.sizes))

        def look() -> list[Hit]:
            return [
                Hit(page, spots) for page in range(first, last) for spots in book.find(page, needle)
            ]

        def looked(hits: list[Hit]) -> None:
            if search != self._search:
                return
            self.hits += hits[: MOST_HITS - len(self.hits)]
            self.is_searching = last < len(book.sizes) and len(self.hits) < MOST_HITS
            self.found.emit()
            if self.is_searching:
                self._find_from(last, needle, search)

        def failed(_error: object = None) -> None:
            looked([])

        op = Op(self, look).success(looked).failure(failed).fault(failed)
        op.on(self._vault.tasks.decoding)

    def _let_go(self, book: Book | None) -> None:
        if book is not None:
            # Not behind the page that is being drawn, which may have no end: this ends it.
            Op(self, book.close).on(self._vault.tasks.aside)
