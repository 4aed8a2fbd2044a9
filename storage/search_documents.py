"""Documents with the words in title, text or tag, the newest or the oldest first."""

import json
from typing import Any, Final

from storage.connection import Connection, Cursor
from storage.fts import match
from storage.search_about import whom
from storage.times import from_stored, to_stored
from vault.ids import ClientId, DocumentId
from vault.search import DocumentHit, Sought, is_about
from vault.search_query import Order
from vault.snippets import cut
from vault.word_finder import WordFinder

MOST_PAGES: Final = 2_000
"""Pages that are looked at, the ones that were read last; their documents are then ordered."""

_IN_TITLES: Final = """
    SELECT rowid FROM document_title_fts WHERE document_title_fts MATCH ?
    ORDER BY rowid DESC LIMIT ?
"""
_IN_TEXTS: Final = """
    SELECT rowid FROM document_text_fts WHERE document_text_fts MATCH ?
    ORDER BY rowid DESC LIMIT ?
"""
_PAGES: Final = """
    SELECT document_id, page, id FROM document_text
    WHERE id IN (SELECT value FROM json_each(?))
"""
_TEXT: Final = "SELECT text FROM document_text WHERE id = ?"
_BEGINNING: Final = """
    SELECT substr(text, 1, 1000) FROM document_text WHERE document_id = ? ORDER BY page LIMIT 1
"""
# In whose file a document is opened: whose was asked for, else the first client's of its unit.
_DOCUMENTS: Final = """
    SELECT document.id, client.id, coalesce(nullif(client.used_name, ''), client.name), title,
        added_at_utc, in_confidence, about_kind, third_person, (
            SELECT json_group_object(
                member.id, coalesce(nullif(whom.used_name, ''), whom.name, member.name)
            )
            FROM document_about JOIN unit_member AS member ON member.id = member_id
            LEFT JOIN client AS whom ON whom.id = member.client_id
            WHERE document_id = document.id
        )
    FROM document JOIN client ON client.id = coalesce(document.client_id, (
        SELECT client_id FROM unit_member
        WHERE unit_member.unit_id = document.unit_id AND client_id IS NOT NULL
        ORDER BY client_id IN (SELECT value FROM json_each(:clients)) DESC, position LIMIT 1
    ))
"""
_OF_CLIENTS: Final = """
    (document.client_id IN (SELECT value FROM json_each(:clients)) OR document.unit_id IN (
        SELECT unit_id FROM unit_member WHERE client_id IN (SELECT value FROM json_each(:clients))
    ))
"""


def find_documents(connection: Connection, sought: Sought, limit: int) -> list[DocumentHit]:
    """List documents, each once, by the time when they were added; removed ones aren't there."""
    question = match(sought.query.terms)
    finder = WordFinder(sought.query.terms)
    pages = _pages(connection, question) if question else {}
    hits = []
    for row in _documents(connection, sought, None if not question else list(pages)):
        number, client_id, called, title, added_at_utc, told = row[:6]
        tag = whom(*row[6:])
        if all(is_about(name, *tag) for name in sought.about):
            page, text_id = pages.get(number, (None, None))
            text = _text(connection, number, text_id)
            hit = DocumentHit(
                document_id=DocumentId(number),
                client_id=ClientId(client_id),
                called=called,
                title=title,
                added_at_utc=from_stored(added_at_utc),
                page=page,
                snippet=cut(text, finder.find(text) or ()),
                third_person=tag[0].third_person,
                in_confidence=bool(told),
            )
            hits.append(hit)
        if len(hits) == limit:
            break
    return hits


def _pages(connection: Connection, question: str) -> dict[int, tuple[int | None, int | None]]:
    """Give the first page with the words of each document, none where only its title has them."""
    asked = (question, MOST_PAGES)
    found: dict[int, tuple[int | None, int | None]] = {}
    found |= {number: (None, None) for (number,) in connection.execute(_IN_TITLES, asked)}
    texts = [number for (number,) in connection.execute(_IN_TEXTS, asked)]
    for number, page, text_id in sorted(
        connection.execute(_PAGES, (json.dumps(texts),)), reverse=True
    ):
        found[number] = page, text_id
    return found


def _documents(connection: Connection, sought: Sought, numbers: list[int] | None) -> Cursor:
    """Read documents in order, those of these numbers or all."""
    parts = ["removed_at_utc IS NULL"]
    values: dict[str, Any] = {"clients": json.dumps(sought.clients or ())}
    if numbers is not None:
        parts.append("document.id IN (SELECT value FROM json_each(:numbers))")
        values["numbers"] = json.dumps(numbers)
    if sought.clients is not None:
        parts.append(_OF_CLIENTS)
    if sought.after_utc is not None:
        parts.append("added_at_utc >= :from")
        values["from"] = to_stored(sought.after_utc)
    if sought.before_utc is not None:
        parts.append("added_at_utc < :to")
        values["to"] = to_stored(sought.before_utc)
    way = "DESC" if sought.order is Order.NEWEST else "ASC"
    order = f"ORDER BY added_at_utc {way}, document.id {way}"
    return connection.execute(f"{_DOCUMENTS} WHERE {' AND '.join(parts)} {order}", values)


def _text(connection: Connection, number: int, text_id: int | None) -> str:
    """Give the page that has the words, else the beginning of the document."""
    asked = (_BEGINNING, (number,)) if text_id is None else (_TEXT, (text_id,))
    row = connection.execute(*asked).fetchone()
    return row[0] if row else ""
