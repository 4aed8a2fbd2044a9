"""Documents: their rows; the contents are in `storage.blobs`."""

import json
from datetime import date, datetime
from typing import Any, Final

from storage.connection import Connection
from storage.times import from_stored, to_stored
from vault.blobs import Blob
from vault.document_texts import Finding
from vault.documents import (
    MOST_TRIES,
    Belonging,
    Document,
    NewDocument,
    Removal,
    RemovalReason,
    Tagging,
)
from vault.ids import ClientId, DocumentId
from vault.media import DocumentKind, Media
from vault.passages import About, AboutKind

_ROW: Final = """
    SELECT id, unit_id, client_id, title, kind, media_type, ending, blob_id, sealed_key, blob_size,
        size, sha256, added_at_utc, about_kind,
        (SELECT json_group_array(member_id) FROM document_about WHERE document_id = document.id),
        third_person, in_confidence, is_consent_scan, consent_signed_on, is_examined, pages,
        has_details, stripped_at_utc, removed_at_utc, removed_reason, tries
    FROM document
"""
_OF_CLIENT: Final = """
    client_id = ? OR unit_id IN (SELECT unit_id FROM unit_member WHERE client_id = ?)
"""


class SqlDocumentRepo:
    """The documents of one open vault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewDocument, now_utc: datetime) -> DocumentId:
        """Keep a new document, whose content is durable already."""
        document_id = DocumentId(
            self._connection.execute(
                """
                INSERT INTO document (
                    unit_id, client_id, title, kind, media_type, ending, blob_id, sealed_key,
                    blob_size, size, sha256, added_at_utc, about_kind
                )
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'untagged')
                """,
                (
                    new.belonging.unit_id,
                    new.belonging.client_id,
                    new.title,
                    new.media.kind,
                    new.media.type,
                    new.media.ending,
                    new.blob.id,
                    new.blob.sealed_key,
                    new.blob.size,
                    new.blob.size,
                    new.sha256,
                    to_stored(now_utc),
                ),
            ).lastrowid
        )
        self.tag(document_id, new.tagging)
        return document_id

    def get(self, document_id: DocumentId) -> Document:
        """Give a document."""
        row = self._connection.execute(f"{_ROW} WHERE id = ?", (document_id,)).fetchone()
        if row is None:
            raise LookupError(document_id)
        return _document(row)

    def of_client(self, client_id: ClientId) -> list[Document]:
        """List the documents of a client and of the client's units, the newest first."""
        rows = self._connection.execute(
            f"{_ROW} WHERE {_OF_CLIENT} ORDER BY added_at_utc DESC, id DESC", (client_id, client_id)
        )
        return [_document(row) for row in rows]

    def like(self, belonging: Belonging, sha256: str) -> DocumentId | None:
        """Find a document of the same records whose content arrived the same, not removed."""
        row = self._connection.execute(
            """
            SELECT id FROM document
            WHERE (unit_id = ? OR client_id = ?) AND sha256 = ? AND removed_at_utc IS NULL
            ORDER BY id LIMIT 1
            """,
            (belonging.unit_id, belonging.client_id, sha256),
        ).fetchone()
        return DocumentId(row[0]) if row else None

    def rename(self, document_id: DocumentId, title: str) -> None:
        """Give a document another title."""
        self._change(document_id, "title = ?", title)

    def tag(self, document_id: DocumentId, tagging: Tagging) -> None:
        """Say anew whom a document is about, and how it is to be treated."""
        about, signed_on = tagging.about, tagging.consent_signed_on
        self._change(
            document_id,
            """
            about_kind = ?, third_person = ?, in_confidence = ?, is_consent_scan = ?,
            consent_signed_on = ?
            """,
            about.kind,
            about.third_person,
            tagging.in_confidence,
            tagging.is_consent_scan,
            signed_on.isoformat() if signed_on else None,
        )
        self._connection.execute("DELETE FROM document_about WHERE document_id = ?", (document_id,))
        self._connection.executemany(
            "INSERT INTO document_about (document_id, member_id) VALUES (?, ?)",
            [(document_id, member_id) for member_id in about.members],
        )

    def move(self, document_id: DocumentId, belonging: Belonging) -> None:
        """Make a document part of another record; its tag is put anew afterwards."""
        ids = (belonging.unit_id, belonging.client_id)
        self._change(document_id, "unit_id = ?, client_id = ?", *ids)

    def remove(self, document_id: DocumentId, removal: Removal | None) -> None:
        """Mark a document as removed, or with None as there again."""
        at_utc = to_stored(removal.at_utc) if removal else None
        reason = removal.reason if removal else None
        self._change(document_id, "removed_at_utc = ?, removed_reason = ?", at_utc, reason)

    def unexamined(self) -> list[Document]:
        """List the documents that are yet to be looked into, the oldest first."""
        rows = self._connection.execute(
            f"{_ROW} WHERE is_examined = 0 AND removed_at_utc IS NULL AND tries < ? ORDER BY id",
            (MOST_TRIES,),
        )
        return [_document(row) for row in rows]

    def tried(self, document_id: DocumentId, tries: int) -> None:
        """Keep how often a look into a document began and never came to an end."""
        self._change(document_id, "tries = ?", tries)

    def examined(self, document_id: DocumentId, finding: Finding) -> None:
        """Keep what was found in a document, in place of what was found before."""
        self._change(
            document_id,
            "is_examined = 1, pages = ?, has_details = ?",
            finding.pages,
            finding.has_details,
        )
        self._connection.execute("DELETE FROM document_text WHERE document_id = ?", (document_id,))
        self._connection.executemany(
            "INSERT INTO document_text (document_id, page, text) VALUES (?, ?, ?)",
            [(document_id, page, text) for page, text in finding.text],
        )

    def text(self, document_id: DocumentId) -> list[tuple[int, str]]:
        """Give the text that was found, by page, counted from 0."""
        rows = self._connection.execute(
            "SELECT page, text FROM document_text WHERE document_id = ? ORDER BY page",
            (document_id,),
        )
        return list(rows)

    def replace_content(self, document_id: DocumentId, blob: Blob, now_utc: datetime) -> None:
        """Let a picture without hidden details stand in the place of the one that had them."""
        self._change(
            document_id,
            "blob_id = ?, sealed_key = ?, blob_size = ?, has_details = 0, stripped_at_utc = ?",
            blob.id,
            blob.sealed_key,
            blob.size,
            to_stored(now_utc),
        )

    def blob_ids(self) -> set[str]:
        """Name every content that a row speaks of, removed documents' too."""
        return {blob_id for (blob_id,) in self._connection.execute("SELECT blob_id FROM document")}

    def _change(self, document_id: DocumentId, columns: str, *values: object) -> None:
        changed = self._connection.execute(
            f"UPDATE document SET {columns} WHERE id = ?",  # noqa: S608 -- fixed words
            (*values, document_id),
        )
        if changed.rowcount == 0:
            raise LookupError(document_id)


def _document(row: tuple[Any, ...]) -> Document:
    document_id, unit_id, client_id, title, kind, media_type, ending = row[:7]
    blob_id, sealed_key, blob_size, size, sha256, added_at_utc = row[7:13]
    about_kind, members, third_person, in_confidence, is_consent_scan, signed_on = row[13:19]
    is_examined, pages, has_details, stripped, removed, reason, tries = row[19:]
    about = About(AboutKind(about_kind), tuple(json.loads(members)), third_person)
    signed = date.fromisoformat(signed_on) if signed_on else None
    return Document(
        id=document_id,
        belonging=Belonging(unit_id, client_id),
        title=title,
        media=Media(DocumentKind(kind), media_type, ending),
        blob=Blob(blob_id, bytes(sealed_key), blob_size),
        size=size,
        sha256=sha256,
        added_at_utc=from_stored(added_at_utc),
        tagging=Tagging(about, bool(in_confidence), bool(is_consent_scan), signed),
        is_examined=bool(is_examined),
        tries=tries,
        pages=pages,
        has_details=bool(has_details),
        stripped_at_utc=from_stored(stripped) if stripped is not None else None,
        removal=Removal(from_stored(removed), RemovalReason(reason)) if reason else None,
    )
