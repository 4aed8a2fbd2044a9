"""Documents: files of any kind that belong to a client's records.

The content lies outside the database (`vault.blobs`); its row is kept only once the content is
durable, so that no row ever speaks of a content that isn't there. What takes long is cut into
steps, which need no database and can be given up between any two of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from vault import fields
from vault.audit import AuditKind
from vault.changes import Changes, Done, Noun
from vault.document_arrivals import Arrival
from vault.document_moves import carried_over, require_members, require_shared_client, tagged_anew
from vault.errors import (
    CasekeepError,
    ContentUnreadable,
    DiskFault,
    DocumentEmpty,
    DocumentThere,
    DocumentTooLarge,
    InvalidField,
    Problem,
    TagUndecided,
)
from vault.hidden_details import without_hidden_details
from vault.media import DocumentKind
from vault.passages import UNTAGGED, About

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path, PurePath

    from vault.blobs import Blob, Blobs, PdfPages
    from vault.ids import ClientId, DocumentId, UnitId
    from vault.media import Media
    from vault.ports import Clock, Store, Work
    from vault.units import Unit

LARGEST_SHOWN_BYTES = 64 * 1024 * 1024
MOST_TRIES = 2
"""So often a document is looked into that ends whoever looks; afterwards it is left alone."""


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
    """Whom a document is about, whether it was given in confidence, and if it shows a consent.

    `consent_signed_on` is the day that stands beside the signature, where it is known.
    """

    about: About = UNTAGGED
    in_confidence: bool = False
    is_consent_scan: bool = False
    consent_signed_on: date | None = None


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
    where there are none to count, or nobody has looked yet (`is_examined`). `tries` counts the
    looks that began and never came to an end.
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
    tries: int = 0
    pages: int | None = None
    has_details: bool = False
    stripped_at_utc: datetime | None = None
    removal: Removal | None = None

    @property
    def about(self) -> About:
        """Whom it is about."""
        return self.tagging.about

    @property
    def is_left_alone(self) -> bool:
        """Whether it can't be looked into: each try ended whoever tried."""
        return not self.is_examined and self.tries >= MOST_TRIES


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


class DocumentService:
    """Adds, shows, tags and removes documents.

    `begin`, `content`, `pages`, `strip` and `lay_outside` ask no database and may run
    on any thread, everything else runs on the database's. What takes a number raises LookupError
    for a missing one.
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

        Raises DocumentEmpty, DocumentTooLarge (500 MiB), SourceUnreadable and the errors of the
        disk, DiskFull before anything is written.
        """
        intake = self._blobs.intake(source)
        if not intake.size:
            intake.discard()
            raise DocumentEmpty
        return Arrival(intake, belonging, name, about)

    def keep(self, arrival: Arrival, *, again: bool = False) -> Done[DocumentId]:
        """Keep a document that has arrived whole; one that can't be kept leaves nothing.

        Raises DocumentThere where the same content, as it arrived, is among the same records
        already, unless it is to be there `again`.
        """
        new = _new_document(arrival)
        try:
            with self._store.write() as work:
                if not again:
                    _require_new(work, new)
                document_id = work.documents.add(new, self._clock.now_utc())
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
        """Give a document that is to be looked at, and record that it was."""
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
        """Open a PDF's pages; raises what they do."""
        return self._blobs.pages(document.blob)

    def rename(self, document_id: DocumentId, title: str) -> Done[str]:
        """Give a document another title; answers it as kept. Raises InvalidField."""
        cleaned = fields.line("title", title, required=True, longest=fields.NAME_LENGTH)
        with self._store.write() as work:
            work.documents.rename(document_id, cleaned)
            work.audit.append(AuditKind.DOCUMENT_CHANGED, _subject(document_id), "title")
        return Done(cleaned, Changes.of(Noun.DOCUMENT, document_id))

    def tag(self, document_id: DocumentId, tagging: Tagging) -> Done[None]:
        """Say whom a document is about, whether in confidence, and if it shows a consent.

        Raises InvalidField for a member of another unit and for a signature that is to come.
        """
        third_person = fields.line("about", tagging.about.third_person)
        signed_on = tagging.consent_signed_on if tagging.is_consent_scan else None
        if signed_on is not None and signed_on > self._clock.today():
            raise InvalidField("consent_signed_on", Problem.IN_THE_FUTURE)
        about = replace(tagging.about, third_person=third_person)
        checked = replace(tagging, about=about, consent_signed_on=signed_on)
        with self._store.write() as work:
            document = work.documents.get(document_id)
            if document.tagging == checked:
                return Done(None)
            require_members(checked.about, _unit_of(work, document))
            work.documents.tag(document_id, checked)
            work.audit.append(AuditKind.DOCUMENT_CHANGED, _subject(document_id), "tag")
        return Done(None, Changes.of(Noun.DOCUMENT, document_id))

    def move(
        self, document_id: DocumentId, unit_id: UnitId, about: About | None = None
    ) -> Done[None]:
        """Make a document part of another unit's record, tagged there as it was here.

        Raises TagUndecided where the tag says nothing there and `about` doesn't either, and
        InvalidField for a unit of other people and for a member of another unit.
        """
        with self._store.write() as work:
            document, unit = work.documents.get(document_id), work.units.get(unit_id)
            before = _unit_of(work, document)
            require_shared_client(document.belonging.client_id, before, unit)
            decided = about or carried_over(document.about, before, unit)
            if decided is None:
                raise TagUndecided
            require_members(decided, unit)
            work.documents.move(document_id, Belonging(unit_id))
            work.documents.tag(document_id, replace(document.tagging, about=decided))
            work.audit.append(AuditKind.DOCUMENT_CHANGED, _subject(document_id), "unit")
        return Done(None, Changes.of(Noun.DOCUMENT, document_id))

    def send_away(self, document_id: DocumentId, unit_id: UnitId) -> Done[Document]:
        """Move a document from the wrong file to that of other people.

        Whom it is about is said anew there; the rest of its tag stays. Answers the document as it
        was, with which `bring_home` undoes it.
        """
        with self._store.write() as work:
            before, unit = work.documents.get(document_id), work.units.get(unit_id)
            work.documents.move(document_id, Belonging(unit_id))
            work.documents.tag(document_id, replace(before.tagging, about=tagged_anew(unit)))
            work.audit.append(AuditKind.DOCUMENT_CHANGED, _subject(document_id), "file")
        return Done(before, Changes.of(Noun.DOCUMENT, document_id))

    def bring_home(self, before: Document) -> Done[None]:
        """Undo `send_away`: put a document back where it was, tagged as it was."""
        with self._store.write() as work:
            work.documents.move(before.id, before.belonging)
            work.documents.tag(before.id, before.tagging)
            work.audit.append(AuditKind.DOCUMENT_CHANGED, _subject(before.id), "file")
        return Done(None, Changes.of(Noun.DOCUMENT, before.id))

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
        bare = arrival.landed.blob
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


def _new_document(arrival: Arrival) -> NewDocument:
    landed, tagging = arrival.landed, Tagging(arrival.about)
    named = (arrival.belonging, arrival.title, arrival.media)
    return NewDocument(*named, landed.blob, landed.sha256, tagging)


def _require_new(work: Work, new: NewDocument) -> None:
    there = work.documents.like(new.belonging, new.sha256)
    if there is not None:
        raise DocumentThere(there)


def _subject(document_id: DocumentId) -> str:
    return f"document:{document_id}"


def _unit_of(work: Work, document: Document) -> Unit | None:
    unit_id = document.belonging.unit_id
    return work.units.get(unit_id) if unit_id is not None else None
