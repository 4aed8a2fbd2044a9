"""Sample vaults: invented people with believable notes, to look around in and to measure with."""

from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any, Final

from resources import samples
from vault.audit import AuditKind
from vault.clients import ClientStatus, under_eighteen
from vault.errors import FaultError, InvalidField, Problem
from vault.ids import ClientId, MeetingId
from vault.meetings import MeetingForm, NewMeeting
from vault.notes import NewNote, Note, NoteContent, NoteType
from vault.passages import About, Passage, Section, Statement, Template
from vault.ports import Clock, Store, Work
from vault.profile import Profile
from vault.requests import AskedHow, IdentityCheck, NewRequest, RequestKind, due_on
from vault.reviews import Review
from vault.samples_documents import keep_documents
from vault.samples_measures import MeasureMaker, Sitting
from vault.samples_people import Person
from vault.samples_plan import Case, Entry, Plan, Planner
from vault.samples_text import NoteWriter, Occasion, Voice
from vault.signing import seal
from vault.units import NewMember, NewUnit, UnitKind

SAMPLE_PASSPHRASE: Final = "invented people only"  # noqa: S105 -- told on the screen

_NOTES_A_TRANSACTION: Final = 500
_LATE: Final = timedelta(days=3)
_REVIEW_IN: Final = timedelta(days=17)

# Whose request it is by the place in the list of people, its kind, and how long ago it came.
_REQUESTS: Final = (
    (0, RequestKind.ACCESS, 13, AskedHow.WRITING, IdentityCheck.KNOWN),
    (3, RequestKind.ACCESS, 4, AskedHow.IN_PERSON, IdentityCheck.PHOTO_ID),
    (6, RequestKind.SUBPOENA, 6, AskedHow.WRITING, IdentityCheck.NOT_YET),
)


@dataclass(slots=True)
class SampleCounts:
    """How much of everything a sample vault holds; `notes` includes drafts and addenda."""

    clients: int = 0
    closed: int = 0
    minors: int = 0
    units: dict[str, int] = field(default_factory=dict)
    meetings: int = 0
    notes: int = 0
    signed: int = 0
    drafts: int = 0
    addenda: int = 0
    passages: int = 0
    documents: int = 0
    measures: int = 0
    requests: int = 0
    releases: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Give the counts as JSON takes them."""
        return asdict(self)


def sample_profile() -> Profile:
    """Give the invented counselor whose records a sample vault holds."""
    return Profile(**samples.pack("people")["profile"])


class SampleMaker:
    """Fills an open vault with invented records; the same seed and day give the same ones."""

    def __init__(self, store: Store, clock: Clock, seed: int) -> None:
        self._store = store
        self._clock = clock
        self._now = clock.now_utc()
        self._draw = Random(seed)
        self._writer = NoteWriter(self._draw)
        self._places: tuple[str, ...] = tuple(samples.pack("names")["places"])
        # Draws of its own: what is filled in changes nothing of what is said.
        self._measures = MeasureMaker(Random(seed), self._now)
        self._clients: list[ClientId] = []
        self._themes: list[str] = []
        self._signer = sample_profile()
        self._reviewed = False

    def make(self, clients: int, notes: int) -> SampleCounts:
        """Make so many clients and exactly so many notes, in a vault that has none yet.

        From 12 clients on the people of the drawings and every kind of unit are there.
        Raises InvalidField for fewer than one client or fewer than no notes.
        """
        if clients < 1:
            raise InvalidField("clients", Problem.OUT_OF_RANGE)
        if notes < 0:
            raise InvalidField("notes", Problem.OUT_OF_RANGE)
        plan = Planner(self._draw, self._clock).plan(clients, notes)
        counts = SampleCounts()
        with self._store.write() as work:
            kept = work.profile.get()
            self._signer = kept if kept.signs_as else sample_profile()
            self._keep_people(work, plan, counts)
        waiting = iter(plan.entries)
        while batch := list(islice(waiting, _NOTES_A_TRANSACTION)):
            with self._store.write() as work:
                for entry in batch:
                    self._keep_entry(work, entry, counts)
        with self._store.write() as work:
            self._keep_requests(work, counts)
        counts.documents = keep_documents(self._store, self._clock, self._clients)
        return counts

    def _keep_people(self, work: Work, plan: Plan, counts: SampleCounts) -> None:
        today = self._clock.today()
        for place, person in enumerate(plan.people):
            days = (one.opened_on for one in plan.cases if place in one.people)
            opened_on = min((day for day in days if day is not None), default=today)
            self._keep_person(work, person, opened_on)
            counts.closed += person.closed
            counts.minors += under_eighteen(person.details.birth_date, person.details.flags, today)
        counts.clients = len(self._clients)
        for case in plan.cases:
            self._keep_unit(work, plan, case)
        counts.units = dict(sorted(Counter(case.kind.value for case in plan.cases).items()))

    def _keep_person(self, work: Work, person: Person, opened_on: date) -> None:
        client_id = work.clients.add(person.details, opened_on, self._now)
        if person.closed:
            closed = replace(person.details, status=ClientStatus.CLOSED)
            work.clients.change(client_id, closed, person.last_met_on, self._now, base_version=1)
        work.audit.append(AuditKind.CLIENT_CREATED, f"client:{client_id}")
        self._clients.append(client_id)
        self._themes.append(person.theme)

    def _keep_unit(self, work: Work, plan: Plan, case: Case) -> None:
        opened_on = case.opened_on or self._clock.today()
        clients = [NewMember(self._clients[index], joined_on=opened_on) for index in case.people]
        others = [
            NewMember(name=name, role=role, joined_on=opened_on) for name, role in case.others
        ]
        unit_id = work.units.add(NewUnit(case.kind, opened_on, (*clients, *others), case.name))
        pronouns = [plan.people[index].details.pronouns for index in case.people]
        pronouns += ["they/them"] * len(others)
        members = work.units.get(unit_id).members
        case.unit_id = unit_id
        case.voices = tuple(
            Voice(member.id, member.called.split()[0], spoken_of)
            for member, spoken_of in zip(members, pronouns, strict=True)
        )

    def _keep_entry(self, work: Work, entry: Entry, counts: SampleCounts) -> None:
        case, unit_id = entry.case, entry.case.unit_id
        if unit_id is None:
            raise FaultError("an entry needs its unit first")
        present = case.voices if entry.only is None else (case.voices[entry.only],)
        place = self._draw.choice(self._places) if entry.form is MeetingForm.IN_PERSON else ""
        came = tuple(voice.member for voice in present)
        meeting_id = work.meetings.add(
            NewMeeting(unit_id, entry.at_utc, entry.minutes, entry.form, place, came)
        )
        counts.meetings += 1
        if not entry.written:
            return
        self._keep_measures(work, entry, meeting_id, counts)
        occasion = Occasion(
            entry.type,
            case.template,
            case.theme,
            case.kind,
            present,
            entry.progress,
            entry.hard,
        )
        new = NewNote(unit_id, entry.type, self._content(entry, occasion), entry.at_utc, meeting_id)
        ended_at = entry.at_utc + timedelta(minutes=entry.minutes)
        written_at = ended_at + timedelta(minutes=self._draw.randrange(2, 300))
        if entry.late:
            written_at += _LATE
        note = self._keep_note(work, new, written_at, counts, signed=entry.signed)
        if note.type is NoteType.TREATMENT_PLAN:
            self._keep_review(work, note, closed=case.closed)
        if entry.amended:
            script = replace(entry, script=_addendum_script(entry))
            about = replace(occasion, type=NoteType.ADDENDUM, hard=False)
            content = self._amendment(script, about, note)
            addendum = replace(new, type=NoteType.ADDENDUM, content=content, amends=note.id)
            amended_at = written_at + timedelta(hours=self._draw.randrange(2, 60))
            self._keep_note(work, addendum, amended_at, counts, signed=True)
            counts.addenda += 1

    def _keep_measures(
        self, work: Work, entry: Entry, meeting_id: MeetingId, counts: SampleCounts
    ) -> None:
        case = entry.case
        together = case.kind in {UnitKind.FAMILY, UnitKind.GROUP}
        if together or entry.form is MeetingForm.PHONE or entry.at_utc > self._now:
            return
        present = case.people if entry.only is None else case.people[entry.only : entry.only + 1]
        for index in present:
            sitting = Sitting(
                self._clients[index],
                self._themes[index],
                meeting_id,
                entry.at_utc,
                entry.progress,
            )
            counts.measures += self._measures.keep(work, sitting, self._signer.signs_as)

    def _content(self, entry: Entry, occasion: Occasion) -> NoteContent:
        if not entry.script:
            return self._writer.write(occasion)
        tags = {"all": About.all()} | {
            str(place): About.of(voice.member)
            for place, voice in enumerate(entry.case.voices, start=1)
        }
        passages = tuple(
            Passage(Section(section), text, tags[tag], in_confidence="in_confidence" in more)
            for section, tag, text, *more in samples.pack("people")[entry.script]
        )
        free = passages[0].section is Section.TEXT
        return NoteContent(Template.FREE if free else Template.SOAP, passages)

    def _amendment(self, entry: Entry, occasion: Occasion, note: Note) -> NoteContent:
        """Write an addendum; what a script says of a correction is one of the first statement."""
        content = self._content(entry, occasion)
        if content.passages[0].section is not Section.CORRECTION:
            return content
        first, *added = content.passages
        passages = (replace(first, corrects=Statement(note.id, 1)), *added)
        return NoteContent(Template.AMENDMENT, passages)

    def _keep_review(self, work: Work, note: Note, *, closed: bool) -> None:
        """Have the first plan looked at soon, as on the drawing of Today; the others were."""
        today = self._clock.today()
        review = Review(note.id, today + _REVIEW_IN)
        if self._reviewed or closed:
            due_on = (note.created_at_utc + timedelta(days=90)).date()
            done_at = min(self._now, note.created_at_utc + timedelta(days=80))
            reason = samples.pack("people")["review_reason"]
            review = Review(note.id, due_on, done_at_utc=done_at, reason=reason)
        self._reviewed = self._reviewed or not closed
        work.reviews.put(review)

    def _keep_note(
        self, work: Work, new: NewNote, at_utc: datetime, counts: SampleCounts, *, signed: bool
    ) -> Note:
        # A note of today's later hours isn't written in the future.
        kept_at = min(at_utc, self._now)
        note_id = work.notes.add(new, kept_at)
        work.audit.append(AuditKind.NOTE_CREATED, f"note:{note_id}")
        note = Note(
            note_id,
            new.unit_id,
            new.type,
            new.content,
            new.happened_at_utc,
            kept_at,
            kept_at,
            1,
            new.meeting_id,
            new.amends,
        )
        counts.notes += 1
        counts.passages += len(new.content.passages)
        if not signed:
            counts.drafts += 1
            return note
        signature = seal(work.notes.get(note_id), kept_at, self._signer)
        work.notes.sign(note_id, signature)
        work.audit.append(AuditKind.NOTE_SIGNED, f"note:{note_id}", signature.sha256)
        counts.signed += 1
        return note

    def _keep_requests(self, work: Work, counts: SampleCounts) -> None:
        for index, kind, days_ago, asked_how, identity in _REQUESTS:
            if index >= len(self._clients):
                continue
            client_id = self._clients[index]
            received_on = self._clock.today() - timedelta(days=days_ago)
            new = NewRequest(kind, client_id, received_on, asked_how, identity)
            request_id = work.requests.add(new, due_on(kind, received_on))
            work.audit.append(AuditKind.REQUEST_RECEIVED, f"request:{request_id}")
            counts.requests += 1
            if kind is RequestKind.ACCESS:
                work.releases.add(request_id, client_id, self._now)
                counts.releases += 1


def _addendum_script(entry: Entry) -> str:
    # The couple of the drawings is the only case whose notes aren't drawn from a weight.
    return "couple_addendum" if not entry.case.weight else ""
