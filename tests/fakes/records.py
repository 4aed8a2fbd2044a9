"""All that a vault in memory holds, and what its repositories share."""

import copy
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import Self, TypeVar

from vault.audit import AuditEntry
from vault.clients import Client
from vault.disclosures import Disclosure
from vault.documents import Document
from vault.ids import (
    ClientId,
    DisclosureId,
    DocumentId,
    MeasureResultId,
    MeetingId,
    NoteId,
    ReleaseId,
    RequestId,
    UnitId,
)
from vault.measures import MeasureDraft, MeasureResult
from vault.meetings import Meeting, MeetingSource
from vault.notes import Note
from vault.phrases import Phrase
from vault.place import FormKind, FormWords, Place
from vault.profile import Profile
from vault.releases import Release
from vault.requests import Request
from vault.reviews import Review
from vault.settings import Settings
from vault.units import Member, Unit

K = TypeVar("K")
V = TypeVar("V")

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass
class FakeRecords:
    """All that one vault holds, as plain dictionaries of frozen values."""

    clients: dict[ClientId, Client] = field(default_factory=dict)
    units: dict[UnitId, Unit] = field(default_factory=dict)
    meetings: dict[MeetingId, Meeting] = field(default_factory=dict)
    sources: dict[MeetingId, MeetingSource] = field(default_factory=dict)
    notes: dict[NoteId, Note] = field(default_factory=dict)
    reviews: dict[NoteId, Review] = field(default_factory=dict)
    documents: dict[DocumentId, Document] = field(default_factory=dict)
    document_text: dict[DocumentId, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    unsettled: dict[NoteId, None] = field(default_factory=dict)
    measures: dict[MeasureResultId, MeasureResult] = field(default_factory=dict)
    measure_drafts: dict[ClientId, MeasureDraft] = field(default_factory=dict)
    requests: dict[RequestId, Request] = field(default_factory=dict)
    releases: dict[ReleaseId, Release] = field(default_factory=dict)
    disclosures: dict[DisclosureId, Disclosure] = field(default_factory=dict)
    profile: Profile = field(default_factory=Profile)
    settings: Settings = field(default_factory=Settings)
    place: Place = field(default_factory=Place)
    unfinished: dict[tuple[FormKind, int], FormWords] = field(default_factory=dict)
    process_mark: int | None = None
    words: dict[str, None] = field(default_factory=dict)
    phrases: dict[str, Phrase] = field(default_factory=dict)
    audit: list[AuditEntry] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)

    def next_number(self, noun: str) -> int:
        """Give a number that no thing of this noun ever had."""
        self.numbers[noun] += 1
        return self.numbers[noun]

    def snapshot(self) -> Self:
        """Give the records as they stand now; what they hold is frozen."""
        return type(self)(**{one.name: copy.copy(getattr(self, one.name)) for one in fields(self)})

    def put_back(self, snapshot: "FakeRecords") -> None:
        """Stand as the snapshot does."""
        for one in fields(self):
            setattr(self, one.name, getattr(snapshot, one.name))

    def unit(self, unit_id: UnitId) -> Unit:
        """Give a unit with its clients called as they are called now."""
        unit = found_in(self.units, unit_id)
        called = [
            replace(one, called=self.clients[one.client_id].called) if one.client_id else one
            for one in unit.members
        ]
        return replace(unit, members=tuple(called))

    def units_of(self, client_id: ClientId) -> list[Unit]:
        """Give a client's units, the one that met last first."""

        own = [unit for unit in self.units.values() if unit.member_of(client_id)]
        return [self.unit(unit.id) for unit in sorted(own, key=self.met, reverse=True)]

    def met(self, unit: Unit) -> tuple[datetime, int]:
        """Give what puts the unit that met last at the end."""
        times = [one.starts_at_utc for one in self.meetings.values() if one.unit_id == unit.id]
        return max(times, default=LONG_AGO), unit.id

    def people(self, unit_id: UnitId, meeting_id: MeetingId | None) -> list[Member]:
        """Give who was present, or the whole unit."""
        present = self.meetings[meeting_id].present if meeting_id else ()
        members = self.unit(unit_id).members
        return [one for one in members if not present or one.id in present]

    def last_met(self, client_id: ClientId) -> datetime | None:
        """Give the time of a client's newest note."""
        units = {unit.id for unit in self.units.values() if unit.member_of(client_id)}
        notes = [
            one.happened_at_utc
            for one in self.notes.values()
            if one.unit_id in units and one.amends is None
        ]
        return max(notes, default=None)


class FakeRepo:
    def __init__(self, records: FakeRecords) -> None:
        self._records = records


def found_in(things: dict[K, V], number: K) -> V:
    if number not in things:
        raise LookupError(number)
    return things[number]
