"""Small builders of invented people and their records; each takes what a test is about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from vault.blobs import Blob
from vault.clients import (
    Client,
    ClientDetails,
    ClientFlags,
    EmergencyContact,
    Reach,
    ReachKind,
)
from vault.disclosures import NewDisclosure
from vault.documents import Belonging, NewDocument
from vault.ids import (
    ClientId,
    DocumentId,
    MeasureResultId,
    MeetingId,
    MemberId,
    NoteId,
    ReleaseId,
    RequestId,
    UnitId,
)
from vault.measures import MeasureEntry, Revision
from vault.media import PDF
from vault.meetings import MeetingForm, NewMeeting
from vault.notes import NewNote, Note, NoteContent, NoteType
from vault.passages import About, Passage, Section, Template
from vault.ports import Work
from vault.profile import Profile
from vault.requests import AskedHow, IdentityCheck, NewRequest, Request, RequestKind
from vault.signing import seal
from vault.units import Member, NewMember, NewUnit, Unit, UnitKind

NOW = datetime(2026, 11, 12, 22, 5, 3, 120_456, tzinfo=UTC)
DAY = date(2026, 11, 12)


def a_time(day: int = 12, hour: int = 21, minute: int = 0) -> datetime:
    """A time in November 2026, in UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def a_profile(**changes: Any) -> Profile:
    """The counselor."""
    profile = Profile(
        name="Ines Halloran",
        credential="LMFT",
        practice="Juniper Street Counseling",
        licence_number="MFT.0004417",
        state="CO",
        phone="303-555-0144",
        address="12 Juniper Street, Denver",
    )
    return replace(profile, **changes)


def some_details(name: str = "Jonah Bell", **changes: Any) -> ClientDetails:
    """What is typed about a client of full age."""
    return replace(ClientDetails(name=name, birth_date=date(1990, 6, 15)), **changes)


def every_detail() -> ClientDetails:
    """A client with every field filled in."""
    return ClientDetails(
        name="Zoë Ångström-Okoye",
        used_name="زوي 🌿",
        pronouns="they/them",
        birth_date=date(2000, 2, 29),
        reaches=(
            Reach(ReachKind.PHONE, "303-555-0101", "mobile", voicemail_ok=True, code_name="Zed"),
            Reach(ReachKind.EMAIL, "zoe@example.org", text_ok=True),
            Reach(ReachKind.ADDRESS, "4 Elm Row, Denver", mail_ok=True),
        ),
        emergency_contacts=(
            EmergencyContact("Ada Okoye", "sister", "303-555-0102", "after 18:00"),
            EmergencyContact("Nils Ångström"),
        ),
        flags=ClientFlags(part2_records=True, legal_hold=True),
    )


def a_client(client_id: int = 1, **changes: Any) -> Client:
    """A client as kept; takes the details' fields."""
    return Client(
        id=ClientId(client_id),
        case_number=f"C-{client_id:04d}",
        details=some_details(**changes),
        opened_on=DAY,
        closed_on=None,
        version=1,
        created_at_utc=NOW,
    )


def alone(client_id: int = 1, unit_id: int = 1, called: str = "Jonah Bell") -> Unit:
    """The unit of a client who is seen alone."""
    member = Member(MemberId(unit_id * 10 + 1), 1, called, ClientId(client_id))
    return Unit(UnitId(unit_id), UnitKind.INDIVIDUAL, "", DAY, members=(member,))


def a_couple(unit_id: int = 2, first: int = 1, second: int = 2) -> Unit:
    """A couple, both of them clients."""
    members = (
        Member(MemberId(unit_id * 10 + 1), 1, "Dana Reyes", ClientId(first)),
        Member(MemberId(unit_id * 10 + 2), 2, "Marcus Okafor", ClientId(second)),
    )
    return Unit(UnitId(unit_id), UnitKind.COUPLE, "", DAY, members=members)


def a_passage(text: str = "Slept better this week.", **changes: Any) -> Passage:
    """A paragraph of a SOAP note."""
    return replace(Passage(Section.SUBJECTIVE, text), **changes)


def some_content(*texts: str, template: Template = Template.SOAP) -> NoteContent:
    """A note's content, one paragraph a text."""
    return NoteContent(template, tuple(a_passage(text) for text in texts))


def a_note(note_id: int = 1, unit_id: int = 1, *texts: str, **changes: Any) -> Note:
    """A draft."""
    note = Note(
        id=NoteId(note_id),
        unit_id=UnitId(unit_id),
        type=NoteType.PROGRESS,
        content=some_content(*(texts or ("Slept better this week.",))),
        happened_at_utc=a_time(),
        created_at_utc=NOW,
        changed_at_utc=NOW,
        version=1,
    )
    return replace(note, **changes)


def signed(note: Note) -> Note:
    """The same note, signed as the service signs it."""
    return replace(note, signature=seal(note, NOW, a_profile()))


def a_request(client_id: int = 1, **changes: Any) -> Request:
    """A client's request for their own file, their identity checked."""
    request = Request(
        id=RequestId(1),
        kind=RequestKind.ACCESS,
        client_id=ClientId(client_id),
        received_on=DAY,
        asked_how=AskedHow.WRITING,
        identity=IdentityCheck.KNOWN,
        due_on=date(2026, 12, 12),
    )
    return replace(request, **changes)


def a_new_request(client_id: ClientId, **changes: Any) -> NewRequest:
    """The same, about to be kept."""
    request = NewRequest(RequestKind.ACCESS, client_id, DAY, AskedHow.EMAIL)
    return replace(request, **changes)


def a_new_disclosure(
    client_id: ClientId, release_id: ReleaseId, *notes: NoteId, **changes: Any
) -> NewDisclosure:
    """A client's copy, about to leave."""
    disclosure = NewDisclosure(
        release_id=release_id,
        client_id=client_id,
        at_utc=NOW,
        recipient="Jonah Bell",
        recipient_role="client",
        ground="to_client",
        purpose="access",
        description="2 progress notes",
        sha256="5e" * 32,
        size=41_007,
        pages=3,
        in_accounting=False,
        notes=notes,
    )
    return replace(disclosure, **changes)


def keep_client(work: Work, name: str = "Jonah Bell", **changes: Any) -> ClientId:
    """Keep a client without a unit."""
    return work.clients.add(some_details(name, **changes), DAY, NOW)


def keep_alone(work: Work, name: str = "Jonah Bell", **changes: Any) -> tuple[ClientId, UnitId]:
    """Keep a client who is seen alone."""
    client_id = keep_client(work, name, **changes)
    return client_id, keep_unit(work, UnitKind.INDIVIDUAL, client_id)


def keep_unit(work: Work, kind: UnitKind, *clients: ClientId, name: str = "") -> UnitId:
    """Keep a unit of clients."""
    members = tuple(NewMember(client_id=one) for one in clients)
    return work.units.add(NewUnit(kind, DAY, members, name))


def keep_meeting(
    work: Work, unit_id: UnitId, at_utc: datetime | None = None, *present: MemberId
) -> MeetingId:
    """Keep a meeting of 50 minutes."""
    return work.meetings.add(
        NewMeeting(unit_id, at_utc or a_time(), 50, MeetingForm.IN_PERSON, "Room 2", present)
    )


def keep_note(
    work: Work,
    unit_id: UnitId,
    *texts: str,
    at_utc: datetime | None = None,
    **changes: Any,
) -> NoteId:
    """Keep a draft."""
    content = some_content(*(texts or ("Slept better this week.",)))
    new = NewNote(unit_id, NoteType.PROGRESS, content, at_utc or a_time())
    return work.notes.add(replace(new, **changes), NOW)


def sign(work: Work, note_id: NoteId) -> Note:
    """Sign a kept draft as the service does."""
    work.notes.settle(note_id)
    note = work.notes.get(note_id)
    work.notes.sign(note_id, seal(note, NOW, a_profile()))
    return work.notes.get(note_id)


def about(*members: Member) -> About:
    """A tag for these members."""
    return About.of(*(one.id for one in members))


def keep_document(work: Work, belonging: Belonging, number: int = 1) -> DocumentId:
    """Keep a document, whose content is nowhere."""
    blob = Blob(f"{number:032x}", bytes(60), 1000)
    return work.documents.add(
        NewDocument(belonging, "Referral letter", PDF, blob, f"{number:064x}"), NOW
    )


def keep_measure(work: Work, client_id: ClientId) -> MeasureResultId:
    """Keep what a client answered."""
    revision = Revision(MeasureEntry(NOW, (1, 2), 3.0), NOW)
    return work.measures.add(client_id, "phq-9", revision)
