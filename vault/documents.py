"""Documents: files of any kind that belong to a client's records.

The content lies outside the database (`vault.blobs`); its row is kept only once the content is
durable, so that no row ever speaks of a content that isn't there. What takes long is cut into
steps, which need no database and can be given up between any two of them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from vault import fields
from vault.audit import AuditKind
from vault.changes import Changes, Done, Noun
from vault.document_texts import Examination, Finding
from vault.errors import CasekeepError, ContentUnreadable, DiskFault, DocumentTooLarge
from vault.hidden_details import without_hidden_details
from vault.media import DocumentKind, sniffed
from vault.passages import UNTAGGED, About

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path, PurePath

    from vault.blobs import Blob, BlobIntake, Blobs, Landed, PdfPages
    from vault.ids import ClientId, DocumentId, UnitId
    from vault.media import Media
    from vault.ports import Clock, Store, Work
    from vault.units import Unit

LARGEST_SHOWN_BYTES = 64 * 1024 * 1024
_ENDING_LENGTH = 10
_UNCLEAN = frozenset({"Cc", "Cs", "Zl", "Zp"})


class RemovalReason(StrEnum):
    """Why a document was taken out of a file."""

    MISTAKE = "mistake"
    WRONG_FILE = "wrong_file"
    DUPLICATE = "duplicate"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Removal:
    """When and why a document was taken out; it is kept, and can be put back."""

    at_utc: datetime
    reason: RemovalReason


@dataclass(frozen=True, slots=True)
class Tagging:
    """Whom a document is about, whether it was given in confidence, and if it shows a consent."""

    about: About = UNTAGGED
    in_confidence: bool = False
    is_consent_scan: bool = False


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whose record a document is part of: a unit's, or else one client's own."""

    unit_id: UnitId | None = None
    client_id: ClientId | None = None

    def __post_init__(self) -> None:
        if (self.unit_id is None) == (self.client_id is None):
            raise ValueError("a document belongs to a unit or to a client")


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that is about to be kept; `sha256` is over the content as it arrived."""

    belonging: Belonging
    title: str
    media: Media
    blob: Blob
    sha256: str
    tagging: Tagging = Tagging()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as kept.

    `sha256` and `size` tell of the content as it arrived, `blob` leads to the one that is there
    now: without hidden details since `stripped_at_utc`, if that was asked for. `pages` is None
    where there are none to count, or nobody has looked yet (`is_examined`).
    """

    id: DocumentId
    belonging: Belonging
    title: str
    media: Media
    blob: Blob
    size: int
    sha256: str
    added_at_utc: datetime
    tagging: Tagging = Tagging()
    is_examined: bool = False
    pages: int | None = None
    has_details: bool = False
    stripped_at_utc: datetime | None = None
    removal: Removal | None = None

    @property
    def about(self) -> About:
        """Whom it is about."""
        return self.tagging.about


@dataclass(frozen=True, slots=True)
class DocumentList:
    """A client's documents, newest first, with the units that they can belong to."""

    documents: tuple[Document, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that is being looked at, and the people whom it can be about."""

    document: Document
    unit: Unit | None


class Arrival:
    """A document on its way in; see `DocumentService.begin`. Any one thread at a time."""

    def __init__(
        self, intake: BlobIntake, belonging: Belonging, name: PurePath | None, about: About
    ) -> None:
        self.belonging = belonging
        self.about = about
        self._intake = intake
        self._name = name
        self._landed: Landed | None = None

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return self._intake.size

    @property
    def done(self) -> int:
        """How many of them are in."""
        return self._intake.done

    def step(self) -> bool:
        """Take in some mebibytes; answers whether anything is left.

        Raises DocumentTooLarge, SourceUnreadable and the errors of the disk; after an error
        nothing of it is left.
        """
        if self._intake.step():
            return True
        self._landed = self._intake.land()
        return False

    def discard(self) -> None:
        """Give it up; nothing of it stays."""
        self._intake.discard()

    def new_document(self) -> NewDocument:
        """Give what is to be kept of it. Raises ValueError before the last step."""
        landed = self._landed
        if landed is None:
            raise ValueError("a document is kept once all of it has arrived")
        media = sniffed(landed.head)
        return NewDocument(
            belonging=self.belonging,
            title=title_of(self._name.stem) if self._name else "",
            media=replace(media, ending=media.ending or _ending_of(self._name)),
            blob=landed.blob,
            sha256=landed.sha256,
            tagging=Tagging(self.about),
        )


class DocumentService:
    """Adds, shows, tags and removes documents.

    `begin`, `examine`, `content`, `pages`, `strip` and `lay_outside` ask no database and may run
    on any thread, everything else runs on the database's.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    @property
    def _blobs(self) -> Blobs:
        return self._store.blobs

    def begin(
        self,
        source: Path | bytes,
        belonging: Belonging,
        name: PurePath | None = None,
        about: About = UNTAGGED,
    ) -> Arrival:
        """Begin to add a file, or bytes in memory; only the title comes of its `name`.

        Raises DocumentTooLarge (500 MiB), SourceUnreadable and the errors of the disk, DiskFull
        before anything is written.
        """
        return Arrival(self._blobs.intake(source), belonging, name, about)

    def keep(self, arrival: Arrival) -> Done[DocumentId]:
        """Keep a document that has arrived whole; one that can't be kept leaves nothing."""
        try:
            with self._store.write() as work:
                document_id = work.documents.add(arrival.new_document(), self._clock.now_utc())
                work.audit.append(AuditKind.DOCUMENT_ADDED, _subject(document_id))
        except DiskFault:
            # Whether the row was kept shows only at the next opening, which takes orphans away.
            raise
        except BaseException:
            arrival.discard()
            raise
        return Done(document_id, Changes.of(Noun.DOCUMENT, document_id))

    def of_client(self, client_id: ClientId) -> DocumentList:
        """List a client's documents, those of the units included, removed ones as well."""
        with self._store.read() as work:
            found = tuple(work.documents.of_client(client_id))
            return DocumentList(found, tuple(work.units.of_client(client_id)))

    def open(self, document_id: DocumentId) -> Done[OpenDocument]:
        """Give a document that is to be looked at, and record that it was. Raises LookupError."""
        with self._store.write() as work:
            document = work.documents.get(document_id)
            work.audit.append(AuditKind.DOCUMENT_OPENED, _subject(document_id))
            unit = _unit_of(work, document)
        return Done(OpenDocument(document, unit), Changes.of(Noun.AUDIT))

    def content(self, document: Document) -> bytes:
        """Give a document's whole content, to be shown.

        Raises DocumentTooLarge above 64 MiB, and ContentDamaged.
        """
        if document.blob.size > LARGEST_SHOWN_BYTES:
            raise DocumentTooLarge(LARGEST_SHOWN_BYTES)
        return self._blobs.read(document.blob)

    def pages(self, document: Document) -> PdfPages:
        """Open a PDF's pages. Raises ContentUnreadable and ContentDamaged."""
        return self._blobs.pages(document.blob)

    def rename(self, document_id: DocumentId, title: str) -> Done[str]:
        """Give a document another title; answers it as kept. Raises InvalidField."""
        cleaned = fields.line("title", title, required=True, longest=fields.NAME_LENGTH)
        with self._store.write() as work:
            work.documents.rename(document_id, cleaned)
            work.audit.append(AuditKind.DOCUMENT_CHANGED, _subject(document_id), "title")
        return Done(cleaned, Changes.of(Noun.DOCUMENT, document_id))

    def tag(self, document_id: DocumentId, tagging: Tagging) -> Done[None]:
        """Say whom a document is about, whether in confidence, and if it shows a consent."""
        third_person = fields.line("about", tagging.about.third_person)
        checked = replace(tagging, about=replace(tagging.about, third_person=third_person))
        with self._store.write() as work:
            if work.documents.get(document_id).tagging == checked:
                return Done(None)
            work.documents.tag(document_id, checked)
            work.audit.append(AuditKind.DOCUMENT_CHANGED, _subject(document_id), "tag")
        return Done(None, Changes.of(Noun.DOCUMENT, document_id))

    def remove(self, document_id: DocumentId, reason: RemovalReason) -> Done[None]:
        """Take a document out of the file; it is kept, and `put_back` brings it back."""
        with self._store.write() as work:
            work.documents.remove(document_id, Removal(self._clock.now_utc(), reason))
            work.audit.append(AuditKind.DOCUMENT_REMOVED, _subject(document_id), reason)
        return Done(None, Changes.of(Noun.DOCUMENT, document_id))

    def put_back(self, document_id: DocumentId) -> Done[None]:
        """Bring a removed document back into the file."""
        with self._store.write() as work:
            work.documents.remove(document_id, None)
            work.audit.append(AuditKind.DOCUMENT_PUT_BACK, _subject(document_id))
        return Done(None, Changes.of(Noun.DOCUMENT, document_id))

    def unexamined(self) -> list[Document]:
        """List the documents that nobody has looked into yet: new ones, or cut off by a lock."""
        with self._store.read() as work:
            return work.documents.unexamined()

    def examine(self, document: Document) -> Examination:
        """Begin to look into a document for its text and for hidden details."""
        return Examination(self._blobs, document)

    def keep_finding(self, document_id: DocumentId, finding: Finding) -> Done[None]:
        """Keep what was found in a document."""
        with self._store.write() as work:
            work.documents.examined(document_id, finding)
        return Done(None, Changes.of(Noun.DOCUMENT, document_id))

    def strip(self, document: Document) -> Arrival:
        """Make a picture without hidden details ready to take the stored one's place.

        Raises what `content` does, and ContentUnreadable where the picture isn't whole or its
        kind isn't known well enough.
        """
        if document.media.kind is not DocumentKind.IMAGE:
            raise ContentUnreadable
        bare = without_hidden_details(self.content(document))
        arrival = self.begin(bare, document.belonging)
        try:
            while arrival.step():
                pass
        except CasekeepError:
            arrival.discard()
            raise
        return arrival

    def keep_stripped(self, document_id: DocumentId, arrival: Arrival) -> Done[None]:
        """Let a bare picture take the place of the stored one, which is destroyed."""
        bare = arrival.new_document().blob
        try:
            with self._store.write() as work:
                before = work.documents.get(document_id).blob
                work.documents.replace_content(document_id, bare, self._clock.now_utc())
                work.audit.append(AuditKind.DOCUMENT_STRIPPED, _subject(document_id))
        except DiskFault:
            raise
        except BaseException:
            arrival.discard()
            raise
        self._blobs.remove(before.id)
        return Done(None, Changes.of(Noun.DOCUMENT, document_id))

    def record_outside(self, document_id: DocumentId) -> Done[None]:
        """Record that a document is about to be opened with another program."""
        with self._store.write() as work:
            work.audit.append(AuditKind.DOCUMENT_OPENED_OUTSIDE, _subject(document_id))
        return Done(None, Changes.of(Noun.AUDIT))

    def lay_outside(self, document: Document) -> Path:
        """Write a document in clear for another program. Raises ContentDamaged, and the disk's."""
        return self._blobs.lay_outside(document.blob, document.media.ending)

    @property
    def outside_is_memory(self) -> bool:
        """Whether what is laid outside never touches a disk."""
        return self._blobs.outside_is_memory

    def take_back(self) -> int:
        """Take away what was laid outside; answers how many files couldn't be."""
        return self._blobs.take_back()

    def sweep(self) -> Done[int]:
        """Take away contents that no row speaks of, as crashes leave them; answers how many."""
        with self._store.read() as work:
            kept = work.documents.blob_ids()
        return Done(self._blobs.sweep(kept))


def title_of(stem: str) -> str:
    """Make a title of a file's name without its ending: one clean line, never refused."""
    letters = (" " if unicodedata.category(one) in _UNCLEAN else one for one in stem)
    words = " ".join("".join(letters).replace("_", " ").split())
    return fields.line("title", words[: fields.NAME_LENGTH])


def _ending_of(name: PurePath | None) -> str:
    """Take over an ending that can't hurt, for a content that is known by nothing else."""
    ending = name.suffix[1:].lower() if name else ""
    plain = ending.isascii() and ending.isalnum() and len(ending) <= _ENDING_LENGTH
    return ending if plain else ""


def _subject(document_id: DocumentId) -> str:
    return f"document:{document_id}"


def _unit_of(work: Work, document: Document) -> Unit | None:
    unit_id = document.belonging.unit_id
    return work.units.get(unit_id) if unit_id is not None else None
