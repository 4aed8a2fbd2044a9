"""Disclosures: what left the vault, to whom, on what ground, and the hash of the bytes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vault.ids import ClientId, DisclosureId, NoteId, ReleaseId


class Delivery(StrEnum):
    """What became of the bytes after the disclosure was recorded."""

    RECORDED = "recorded"
    WRITTEN = "written"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NewDisclosure:
    """A disclosure that is about to be recorded; it is never changed afterwards.

    `ground` is an entry of `resources/reference`; `sha256` is of the exact bytes that leave.
    """

    release_id: ReleaseId
    client_id: ClientId
    at_utc: datetime
    recipient: str
    recipient_role: str
    ground: str
    purpose: str
    description: str
    sha256: str
    size: int
    pages: int
    in_accounting: bool
    notes: tuple[NoteId, ...]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A disclosure as recorded, with the newest word on its delivery."""

    id: DisclosureId
    facts: NewDisclosure
    delivery: Delivery
