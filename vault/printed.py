"""What a document says, before anybody decides how it looks.

Facts only: the fixed words around them ("Contents", "Draft, not signed") stand in the document's
template. Nothing here is markup: whatever a text holds is printed as it stands. What holds a
client's words has no repr, so that none ends up in a traceback.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self

from vault.errors import FaultError


class NotTypeset(FaultError):  # noqa: N818 -- named for what happened, as in vault/errors.py
    """The typesetter refused a document; nothing of the document is kept in this error."""


class NotSealed(FaultError):  # noqa: N818 -- as above
    """An encrypted document doesn't open with its password, or opens without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who hands the document over; `lines` are the address, telephone and e-mail."""

    practice: str
    counselor: str
    credential: str = ""
    license: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A statement that the law or the practice wants on the cover, with where it comes from."""

    heading: str
    paragraphs: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Included:
    """One line of the summary: what is in the file ("Progress notes"), and how much of it."""

    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, with which licence, and when: an aware time in the zone that is printed."""

    by: str
    at: datetime
    licence: str = ""

    def __post_init__(self) -> None:
        _require_aware(self.at)


class Gap(StrEnum):
    """Why a passage isn't there; its place is marked, its words never reach the document."""

    ANOTHER_PERSON = "another-person"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, repr=False)
class Passage:
    """Words of a record; `about` names whom they concern where the record has several people.

    `corrected_on` is the day on which an amendment put others in their place, and `instead_of`
    what these words take the place of.
    """

    text: str
    about: str = ""
    corrected_on: date | None = None
    instead_of: "Passage | Gap | None" = None


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A headed part of a record; a free note has one without a heading.

    A letter's parts have no headings, and its subject stands out (`strong`).
    """

    heading: str
    passages: tuple[Passage | Gap, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class LateEntry:
    """What a late entry is about, and when it was begun: aware times, as they are printed."""

    happened_at: datetime
    begun_at: datetime

    def __post_init__(self) -> None:
        _require_aware(self.happened_at)
        _require_aware(self.begun_at)


class AddendumKind(StrEnum):
    """What was joined to a record after it was signed."""

    ADDENDUM = "addendum"
    AMENDMENT = "amendment"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAddendum:
    """A text joined to a signed record; without a signature it prints as a draft."""

    kind: AddendumKind
    passages: tuple[Passage | Gap, ...]
    signature: Signature | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PrintedRecord:
    """One record of the file; without a signature it prints as a draft, always.

    `details` are short words about the meeting ("Individual", "50 min", "in person");
    `fingerprint` is the SHA-256 of the signed content in hex, of which the start is printed.
    A `letter` is printed as one: no headings beside its words.
    """

    heading: str
    on: date
    details: tuple[str, ...] = ()
    signature: Signature | None
    fingerprint: str = ""
    late: LateEntry | None = None
    letter: bool = False
    sections: tuple[PrintedSection, ...]
    addenda: tuple[PrintedAddendum, ...] = ()

    @property
    def unsigned(self) -> bool:
        """Whether the record, or anything joined to it, is still a draft."""
        return self.signature is None or any(one.signature is None for one in self.addenda)

    def has(self, gap: Gap) -> bool:
        """Whether a passage is missing for this reason."""
        parts = [section.passages for section in self.sections]
        parts += [addendum.passages for addendum in self.addenda]
        return any(passage is gap for part in parts for passage in part)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FileCopy:
    """A copy of one client's file, as it is handed over.

    `handed_over_at` is an aware time in the zone in which it is to be printed; it is also the
    document's date, so that the same copy always gives the same bytes. `withheld` is the statement
    that a withheld passage points to; without it such a passage is refused with ValueError.
    """

    letterhead: Letterhead
    client: str
    born: date | None = None
    recipient: str
    request: str
    handed_over_at: datetime
    period: tuple[date, date] | None = None
    included: tuple[Included, ...] = ()
    notices: tuple[Notice, ...] = ()
    withheld: Notice | None = None
    records: tuple[PrintedRecord, ...]

    def __post_init__(self) -> None:
        _require_aware(self.handed_over_at)
        if self.withheld is None and any(record.has(Gap.WITHHELD) for record in self.records):
            raise ValueError("a withheld passage needs the statement about it")

    @property
    def drafts(self) -> int:
        """How many records go out unsigned, in whole or in part."""
        return sum(record.unsigned for record in self.records)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RecoveryKit:
    """The page that opens a vault when the passphrase is lost: keep it as secret as the key.

    `groups` are the recovery key's groups in order; `sealed_block` is what the QR code holds;
    `steps` say how to use the kit, in the words of the screens that they name.
    """

    practice: str
    vault: str
    made_at: datetime
    groups: tuple[str, ...]
    sealed_block: str
    steps: tuple[str, ...]
    device_code: str = ""

    def __post_init__(self) -> None:
        _require_aware(self.made_at)


@dataclass(frozen=True, slots=True, repr=False)
class Typeset:
    """A finished document, and the characters that no font here can print.

    Each of them stands in the document by name or number in brackets, "[grinning face]"; the
    caller shows the list before the document goes out.
    """

    pdf: bytes
    unprintable: frozenset[str]


@dataclass(frozen=True, slots=True, repr=False)
class PageImage:
    """One page as pixels: 32 bits each in the order blue, green, red, unused; `stride` in bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes


class PageImages(Protocol):
    """The pages of one document, drawn from memory; close it to let the document go."""

    @property
    def count(self) -> int:
        """How many pages there are."""

    def image(self, page: int, width: int) -> PageImage:
        """Draw a page (the first is 0) at this width in pixels; IndexError past the last."""

    def close(self) -> None:
        """Let the document go; a second call does nothing."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class DocumentPress(Protocol):
    """Makes documents in memory: none of its steps writes to a disk or asks a network.

    Every method takes from milliseconds to seconds and may run on any thread.
    """

    def typeset(self, copy: FileCopy) -> Typeset:
        """Set a client's file as a tagged PDF (PDF/UA-1); NotTypeset where that fails."""

    def typeset_kit(self, kit: RecoveryKit) -> Typeset:
        """Set a recovery kit on one page; NotTypeset where that fails."""

    def encrypt(self, pdf: bytes, password: str) -> bytes:
        """Seal a document, metadata too, with AES-256 (ISO 32000-2, revision 6).

        Screen readers, printing and copying stay allowed. ValueError for a password that is
        empty or longer than 127 bytes of UTF-8, past which readers ignore the rest.
        """

    def verify(self, encrypted: bytes, password: str) -> int:
        """Open a sealed document as its reader will and count its pages; NotSealed if it fails.

        It must refuse to open without the password and every page must decrypt.
        """

    def pages(self, pdf: bytes) -> PageImages:
        """Open an unsealed document for looking at."""

    def text(self, pdf: bytes) -> tuple[str, ...]:
        """Give each page's text in reading order, as a reader's search would find it."""


def _require_aware(time: datetime) -> None:
    if time.utcoffset() is None:
        raise ValueError("a printed time needs its zone")
