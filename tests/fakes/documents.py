"""Documents in memory, and the folder of their contents."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import inf
from pathlib import Path

from tests.fakes.records import FakeRepo, found_in
from vault.blobs import HEAD_BYTES, LARGEST_BYTES, Blob, Landed, Spot
from vault.document_texts import Finding
from vault.documents import MOST_TRIES, Belonging, Document, NewDocument, Removal, Tagging
from vault.errors import (
    ContentDamaged,
    ContentGivenUp,
    ContentUnreadable,
    DocumentTooLarge,
    SourceUnreadable,
)
from vault.ids import ClientId, DocumentId
from vault.printed import PageImage

STEP_BYTES = 512
PAGE_BREAK = "\f"


class FakeDocumentRepo(FakeRepo):
    def add(self, new: NewDocument, now_utc: datetime) -> DocumentId:
        document_id = DocumentId(self._records.next_number("document"))
        self._records.documents[document_id] = Document(
            id=document_id,
            belonging=new.belonging,
            title=new.title,
            media=new.media,
            blob=new.blob,
            size=new.blob.size,
            sha256=new.sha256,
            added_at_utc=now_utc,
            tagging=new.tagging,
        )
        return document_id

    def get(self, document_id: DocumentId) -> Document:
        return found_in(self._records.documents, document_id)

    def of_client(self, client_id: ClientId) -> list[Document]:
        units = {unit.id for unit in self._records.units_of(client_id)}
        own = [
            one
            for one in self._records.documents.values()
            if one.belonging.client_id == client_id or one.belonging.unit_id in units
        ]
        return sorted(own, key=lambda one: (one.added_at_utc, one.id), reverse=True)

    def like(self, belonging: Belonging, sha256: str) -> DocumentId | None:
        twins = (
            one.id
            for one in self._records.documents.values()
            if (one.belonging, one.sha256, one.removal) == (belonging, sha256, None)
        )
        return min(twins, default=None)

    def rename(self, document_id: DocumentId, title: str) -> None:
        self._change(document_id, title=title)

    def tag(self, document_id: DocumentId, tagging: Tagging) -> None:
        self._change(document_id, tagging=tagging)

    def move(self, document_id: DocumentId, belonging: Belonging) -> None:
        self._change(document_id, belonging=belonging)

    def remove(self, document_id: DocumentId, removal: Removal | None) -> None:
        self._change(document_id, removal=removal)

    def unexamined(self) -> list[Document]:
        return [
            one
            for one in self._records.documents.values()
            if not one.is_examined and one.removal is None and one.tries < MOST_TRIES
        ]

    def tried(self, document_id: DocumentId, tries: int) -> None:
        self._change(document_id, tries=tries)

    def examined(self, document_id: DocumentId, finding: Finding) -> None:
        self._change(
            document_id, is_examined=True, pages=finding.pages, has_details=finding.has_details
        )
        self._records.document_text[document_id] = finding.text

    def text(self, document_id: DocumentId) -> list[tuple[int, str]]:
        return list(self._records.document_text.get(document_id, ()))

    def replace_content(self, document_id: DocumentId, blob: Blob, now_utc: datetime) -> None:
        self._change(document_id, blob=blob, has_details=False, stripped_at_utc=now_utc)

    def blob_ids(self) -> set[str]:
        return {one.blob.id for one in self._records.documents.values()}

    def _change(self, document_id: DocumentId, **changes: object) -> None:
        self._records.documents[document_id] = replace(self.get(document_id), **changes)  # type: ignore[arg-type]


@dataclass
class FakeBlobs:
    """Contents in a dictionary; `outside` are copies in clear, `fail_next` is raised once."""

    contents: dict[str, bytes] = field(default_factory=dict)
    sources: dict[Path, bytes] = field(default_factory=dict)
    outside: dict[Path, bytes] = field(default_factory=dict)
    outside_is_memory: bool = True
    fail_next: Exception | None = None
    drawn: int = 0

    def intake(self, source: Path | bytes) -> "FakeIntake":
        self._fail()
        content = source if isinstance(source, bytes) else self.sources.get(source)
        if content is None:
            raise SourceUnreadable
        if len(content) > LARGEST_BYTES:
            raise DocumentTooLarge(LARGEST_BYTES)
        self.drawn += 1
        return FakeIntake(self, f"{self.drawn:032x}", content)

    def read(self, blob: Blob) -> bytes:
        self._fail()
        if blob.id not in self.contents:
            raise ContentDamaged
        return self.contents[blob.id]

    def pages(self, blob: Blob, seconds: float = inf) -> "FakePdf":
        content = self.read(blob)
        if b"%ENDLESS" in content:
            raise ContentGivenUp
        if b"%LOCKED" in content:
            raise ContentUnreadable(locked=True)
        if b"%BROKEN" in content:
            raise ContentUnreadable
        words = content.decode("latin-1").removeprefix("%PDF-fake\n")
        return FakePdf(tuple(words.split(PAGE_BREAK)))

    def remove(self, blob_id: str) -> None:
        self.contents.pop(blob_id, None)

    def sweep(self, kept: Collection[str]) -> int:
        orphans = [one for one in self.contents if one not in kept]
        for one in orphans:
            del self.contents[one]
        return len(orphans)

    def lay_outside(self, blob: Blob, ending: str) -> Path:
        path = Path(f"/run/outside/{len(self.outside)}.{ending}")
        self.outside[path] = self.read(blob)
        return path

    def take_back(self) -> int:
        self.outside.clear()
        return 0

    def _fail(self) -> None:
        error, self.fail_next = self.fail_next, None
        if error is not None:
            raise error


@dataclass
class FakeIntake:
    """One content on its way into a FakeBlobs, some bytes a step."""

    blobs: FakeBlobs
    blob_id: str
    content: bytes
    done: int = 0

    @property
    def size(self) -> int:
        return len(self.content)

    def step(self) -> bool:
        error, self.blobs.fail_next = self.blobs.fail_next, None
        if error is not None:
            self.discard()
            raise error
        self.done = min(self.size, self.done + STEP_BYTES)
        return self.done < self.size

    def land(self) -> Landed:
        self.blobs.contents[self.blob_id] = self.content
        blob = Blob(self.blob_id, bytes(60), self.size)
        return Landed(blob, hashlib.sha256(self.content).hexdigest(), self.content[:HEAD_BYTES])

    def discard(self) -> None:
        self.blobs.contents.pop(self.blob_id, None)


@dataclass
class FakePdf:
    """Pages of letter paper, all white; each word of a page stands on a line of its own."""

    words: tuple[str, ...]
    closed: bool = False

    @property
    def count(self) -> int:
        return len(self.words)

    def sizes(self) -> tuple[tuple[float, float], ...]:
        return ((612.0, 792.0),) * self.count

    def image(self, page: int, width: int, quarter_turns: int = 0) -> PageImage:
        self._require(page)
        height = width * 17 // 22 if quarter_turns % 2 else width * 22 // 17
        return PageImage(width, height, width * 4, b"\xff" * (width * 4 * height))

    def text(self, page: int) -> str:
        self._require(page)
        return self.words[page]

    def find(self, page: int, needle: str) -> tuple[tuple[Spot, ...], ...]:
        self._require(page)
        hits = self.words[page].casefold().count(needle.casefold()) if needle.strip() else 0
        return tuple((Spot(0.1, 0.1 + 0.05 * hit, 0.2, 0.03),) for hit in range(hits))

    def close(self) -> None:
        self.closed = True

    def _require(self, page: int) -> None:
        if self.closed:
            raise ContentUnreadable
        if not 0 <= page < self.count:
            raise IndexError(page)
