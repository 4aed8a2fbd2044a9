"""Looks into a new document: how many pages, which words, and what a picture hides."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault import fields
from vault.changes import Changes, Done, Noun
from vault.errors import ContentUnreadable
from vault.hidden_details import without_hidden_details
from vault.media import DocumentKind, decoded

if TYPE_CHECKING:
    from vault.blobs import Blobs, PdfPages
    from vault.documents import Document
    from vault.ids import DocumentId
    from vault.ports import Store

LONGEST_SECONDS = 300.0
MOST_PAGES = 5_000
MOST_LETTERS = 5_000_000
LARGEST_TEXT_BYTES = 16 * 1024 * 1024
LARGEST_PICTURE_BYTES = 64 * 1024 * 1024
_PAGES_A_STEP = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: how many pages, text by page from 0, and if a picture hides anything."""

    pages: int | None = None
    text: tuple[tuple[int, str], ...] = ()
    has_details: bool = False


class Examination:
    """Looks into one document, some pages a step; a document that can't be read has nothing."""

    def __init__(self, blobs: Blobs, document: Document) -> None:
        self._blobs = blobs
        self._document = document
        self._pages: PdfPages | None = None
        self._count: int | None = None
        self._has_details = False
        self._text: list[tuple[int, str]] = []
        self._letters = 0
        self._next = 0

    def step(self) -> bool:
        """Look a little further; answers whether anything is left.

        Raises ContentDamaged, the errors of the disk, and ContentGivenUp.
        """
        kind, size = self._document.media.kind, self._document.blob.size
        try:
            if kind is DocumentKind.PDF:
                return self._read_pages()
            if kind is DocumentKind.IMAGE and size <= LARGEST_PICTURE_BYTES:
                picture = self._blobs.read(self._document.blob)
                self._has_details = without_hidden_details(picture) != picture
            elif kind is DocumentKind.TEXT and size <= LARGEST_TEXT_BYTES:
                self._take(0, decoded(self._blobs.read(self._document.blob)) or "")
        except ContentUnreadable:
            self.close()
        return False

    def finding(self) -> Finding:
        """Give what was found."""
        return Finding(self._count, tuple(self._text), self._has_details)

    def close(self) -> None:
        """Let the document go; a second call does nothing."""
        pages, self._pages = self._pages, None
        if pages is not None:
            pages.close()

    def _read_pages(self) -> bool:
        if self._pages is None:
            self._pages = self._blobs.pages(self._document.blob, LONGEST_SECONDS)
            self._count = self._pages.count
        last = min(self._pages.count, MOST_PAGES)
        for page in range(self._next, min(self._next + _PAGES_A_STEP, last)):
            self._take(page, self._pages.text(page))
        self._next += _PAGES_A_STEP
        if self._next < last and self._letters < MOST_LETTERS:
            return True
        self.close()
        return False

    def _take(self, page: int, text: str) -> None:
        kept = unicodedata.normalize("NFC", text)[: MOST_LETTERS - self._letters]
        kept = fields.prose("text", kept, longest=MOST_LETTERS)
        if kept.strip():
            self._text.append((page, kept))
            self._letters += len(kept)


class ExaminationService:
    """Looks into documents: once each, as long as none ends whoever looks.

    The steps of an Examination ask no database and may be taken on any thread; everything else
    runs on the database's.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._begun: dict[DocumentId, int] = {}

    def waiting(self) -> list[Document]:
        """List the documents that are yet to be looked into: new ones, or cut off by a lock."""
        with self._store.read() as work:
            return work.documents.unexamined()

    def begin(self, document: Document) -> Examination:
        """Begin to look into a document for its text and for hidden details.

        That it was tried is durable before anything of it is read: it counts unless `keep`,
        `put_off` or `leave` is heard.
        """
        with self._store.write() as work:
            work.documents.tried(document.id, document.tries + 1)
        self._begun[document.id] = document.tries
        return Examination(self._store.blobs, document)

    def keep(self, document_id: DocumentId, finding: Finding) -> Done[None]:
        """Keep what was found in a document."""
        with self._store.write() as work:
            work.documents.examined(document_id, finding)
        self._begun.pop(document_id, None)
        return Done(None, Changes.of(Noun.DOCUMENT, document_id))

    def give_up(self, document_id: DocumentId) -> Done[None]:
        """Leave a document that can't be looked into; the try counts."""
        self._begun.pop(document_id, None)
        return Done(None, Changes.of(Noun.DOCUMENT, document_id))

    def put_off(self, document_id: DocumentId) -> Done[None]:
        """Leave a document for another day; the try doesn't count."""
        with self._store.write() as work:
            work.documents.tried(document_id, self._begun[document_id])
        del self._begun[document_id]
        return Done(None)

    def leave(self) -> None:
        """Put off whatever is being looked into: the vault is about to be locked."""
        for document_id in tuple(self._begun):
            self.put_off(document_id)
