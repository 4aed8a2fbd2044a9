"""What the documents' service needs of a transaction; see `vault.ports`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from vault.blobs import Blob
    from vault.document_texts import Finding
    from vault.documents import Belonging, Document, NewDocument, Removal, Tagging
    from vault.ids import ClientId, DocumentId


class DocumentRepo(Protocol):
    """Keeps documents, not their contents. A missing number raises LookupError."""

    def add(self, new: NewDocument, now_utc: datetime) -> DocumentId:
        """Keep a new document, whose content is durable already."""

    def get(self, document_id: DocumentId) -> Document:
        """Give a document."""

    def of_client(self, client_id: ClientId) -> list[Document]:
        """List the documents of a client and of the client's units, the newest first."""

    def like(self, belonging: Belonging, sha256: str) -> DocumentId | None:
        """Find a document of the same records whose content arrived the same, not removed."""

    def rename(self, document_id: DocumentId, title: str) -> None:
        """Give a document another title."""

    def tag(self, document_id: DocumentId, tagging: Tagging) -> None:
        """Say anew whom a document is about, and how it is to be treated."""

    def move(self, document_id: DocumentId, belonging: Belonging) -> None:
        """Make a document part of another record; its tag is put anew afterwards."""

    def remove(self, document_id: DocumentId, removal: Removal | None) -> None:
        """Mark a document as removed, or with None as there again."""

    def unexamined(self) -> list[Document]:
        """List the documents that are yet to be looked into, the oldest first.

        Those that were tried `vault.documents.MOST_TRIES` times aren't, nor removed ones.
        """

    def tried(self, document_id: DocumentId, tries: int) -> None:
        """Keep how often a look into a document began and never came to an end."""

    def examined(self, document_id: DocumentId, finding: Finding) -> None:
        """Keep what was found in a document, in place of what was found before."""

    def text(self, document_id: DocumentId) -> list[tuple[int, str]]:
        """Give the text that was found, by page, counted from 0; pages without any are left out."""

    def replace_content(self, document_id: DocumentId, blob: Blob, now_utc: datetime) -> None:
        """Let a picture without hidden details stand in the place of the one that had them."""

    def blob_ids(self) -> set[str]:
        """Name every content that a row speaks of, removed documents' too."""
