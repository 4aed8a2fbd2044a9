"""Releases: handing records over, and the record of it.

Nothing leaves without the gate's answer, and nothing leaves that isn't recorded first.
"""

import contextlib
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from resources import reference
from vault.audit import AuditKind
from vault.changes import Changes, Done, Noun
from vault.clients import Client
from vault.disclosures import Delivery, Disclosure, NewDisclosure
from vault.errors import ActionableError, ReleaseBlocked
from vault.ids import ClientId, DisclosureId, NoteId, ReleaseId, RequestId
from vault.note_service import note_file
from vault.place import FormKey
from vault.ports import Clock, Outbox, OutgoingFile, Store, Work
from vault.printed import DocumentPress, FileCopy, Typeset
from vault.profile import Profile
from vault.release_gate import (
    Answer,
    Candidate,
    LeftOut,
    Outcome,
    own_file,
    without_what_stays,
)
from vault.requests import (
    AskedHow,
    Decision,
    IdentityCheck,
    NewRequest,
    Request,
    RequestKind,
    due_on,
)
from vault.signing import is_whole

OWN_FILE = "to_client"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen on the desk so far; None stands for "all that may go"."""

    notes: tuple[NoteId, ...] | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """A release on the desk, or handed over."""

    id: ReleaseId
    request_id: RequestId
    client_id: ClientId
    selection: Selection
    started_at_utc: datetime
    handed_over_at_utc: datetime | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the desk shows of one release: the facts, the gate's answer, what is chosen."""

    release: Release
    request: Request
    client: Client
    profile: Profile
    answer: Answer
    chosen: tuple[Candidate, ...]
    left_out: LeftOut


class Composer(Protocol):
    """Puts a release into the words of a document.

    The desk that it is given has the place of every passage, and no word of one that stays.
    """

    def file_copy(self, desk: Desk, now_utc: datetime) -> FileCopy:
        """Compose the copy of a client's own file from what was chosen."""

    def description(self, desk: Desk) -> str:
        """Say in a line what was disclosed, as the accounting wants it."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A copy in words, not yet set, and the state it was made from."""

    desk: Desk
    copy: FileCopy
    description: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open request as a list shows it, and its release; None where the desk can't make one."""

    release_id: ReleaseId | None
    client_id: ClientId
    called: str
    request: Request


@dataclass(frozen=True, slots=True)
class Prepared:
    """A typeset copy and the state it was made from; `stamp` tells whether that still holds."""

    desk: Desk
    made: Typeset
    description: str
    stamp: str


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """A prepared copy as it leaves: the exact bytes, which open with the password alone."""

    prepared: Prepared
    data: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was handed over: the disclosure's number, and the size and pages of the file."""

    disclosure_id: DisclosureId
    sha256: str
    size: int
    pages: int


class Keep(Protocol):
    """Makes a call on the thread that owns the database, and answers when it is over.

    It gives what the call gives and raises what it raises; OutOfOrder where the vault is closed.
    """

    def __call__(self, call: Callable[[], T], /) -> T:
        """Make the call."""


def _at_once(call: Callable[[], T], /) -> T:
    return call()


class ReleaseService:
    """The release desk, for a client who asks for their own file.

    What takes a number raises LookupError for a missing one.
    """

    def __init__(self, store: Store, clock: Clock, press: DocumentPress, outbox: Outbox) -> None:
        self._store = store
        self._clock = clock
        self._press = press
        self._outbox = outbox

    def begin(
        self,
        client_id: ClientId,
        *,
        received_on: date,
        asked_how: AskedHow,
        identity: IdentityCheck,
        finishes: FormKey | None = None,
    ) -> Done[ReleaseId]:
        """Record a client's request for their own file and put it on the desk."""
        new = NewRequest(RequestKind.ACCESS, client_id, received_on, asked_how, identity)
        with self._store.write() as work:
            request_id = work.requests.add(new, due_on(new.kind, received_on))
            release_id = work.releases.add(request_id, client_id, self._clock.now_utc())
            work.audit.append(AuditKind.REQUEST_RECEIVED, f"request:{request_id}")
            work.settings.finish_form(finishes)
        changes = Changes.of(Noun.REQUEST, request_id) | Changes.of(Noun.RELEASE, release_id)
        return Done(release_id, changes)

    def waiting(self) -> list[Waiting]:
        """List the open requests, the most urgent first."""
        with self._store.read() as work:
            on_desk = {one.request_id: one.id for one in work.releases.open_ones()}
            return [
                Waiting(on_desk.get(asked.id), asked.client_id, one.called, asked)
                for one in work.requests.open_ones()
                for asked in (one.request,)
            ]

    def handed_over(self) -> list[Disclosure]:
        """List what left this vault, newest first."""
        with self._store.read() as work:
            return work.disclosures.all()

    def desk(self, release_id: ReleaseId) -> Desk:
        """Give one release with the gate's answer."""
        with self._store.read() as work:
            return self._desk(work, release_id)

    def check_identity(self, release_id: ReleaseId, identity: IdentityCheck) -> Done[None]:
        """Keep how it was made sure who asks."""
        with self._store.write() as work:
            request_id = work.requests.get(work.releases.get(release_id).request_id).id
            work.requests.set_identity(request_id, identity)
        return Done(None, Changes.of(Noun.REQUEST, request_id))

    def choose(self, release_id: ReleaseId, notes: Sequence[NoteId]) -> Done[None]:
        """Keep which records are to go."""
        with self._store.write() as work:
            work.releases.select(release_id, Selection(tuple(notes)))
        return Done(None, Changes.of(Noun.RELEASE, release_id))

    def compose(self, release_id: ReleaseId, composer: Composer) -> Composed:
        """Put what was chosen into the words of a document.

        Raises ReleaseBlocked where the gate says no or nothing is chosen.
        """
        desk = self.desk(release_id)
        self._require(desk)
        shown = _without_what_stays(desk)
        copy = composer.file_copy(shown, self._clock.now_utc())
        return Composed(desk, copy, composer.description(shown), _stamp(desk))

    def typeset(self, composed: Composed) -> Prepared:
        """Set a composed copy in memory. Needs no database. Raises NotTypeset."""
        made = self._press.typeset(composed.copy)
        return Prepared(composed.desk, made, composed.description, composed.stamp)

    def seal(self, prepared: Prepared, password: str) -> Sealed:
        """Encrypt a prepared copy and open it again. Needs no database.

        Raises NotSealed where it doesn't open as it should.
        """
        data = self._press.encrypt(prepared.made.pdf, password)
        return Sealed(prepared, data, self._press.verify(data, password))

    def hand_over(
        self, sealed: Sealed, destination: Path, keep: Keep = _at_once
    ) -> Done[HandedOver]:
        """Write the sealed copy and record the disclosure, in that order of durability.

        The bytes are flushed to the disk in their destination's folder, then the disclosure, the
        decision and the audit entry are kept in one transaction, then the bytes get their name:
        a file never stands there unrecorded. Only what goes through `keep` needs the database;
        the rest takes as long as the destination's disk. Raises ReleaseBlocked where the records
        changed since they were prepared, OutOfOrder where the vault was closed before anything
        was recorded, and the errors of the disk.
        """
        digest = hashlib.sha256(sealed.data).hexdigest()
        staged = self._outbox.stage(destination, sealed.data)
        try:
            handed = keep(lambda: self._record(sealed, digest))
        except BaseException:
            staged.discard()
            raise
        desk = sealed.prepared.desk
        self._deliver(staged, desk, handed.disclosure_id, keep)
        changes = (
            Changes.of(Noun.RELEASE, desk.release.id)
            | Changes.of(Noun.DISCLOSURE, handed.disclosure_id)
            | Changes.of(Noun.REQUEST, desk.request.id)
        )
        return Done(handed, changes)

    def disclosures(self, client_id: ClientId) -> list[Disclosure]:
        """List what left of a client's file, newest first."""
        with self._store.read() as work:
            return work.disclosures.of_client(client_id)

    def _desk(self, work: Work, release_id: ReleaseId) -> Desk:
        release = work.releases.get(release_id)
        request = work.requests.get(release.request_id)
        client = work.clients.get(release.client_id)
        files = [note_file(work, note_id) for note_id in work.notes.of_client(client.id)]
        candidates = tuple(
            Candidate(file.note, file.unit, tuple(one for one in file.addenda if one.is_signed))
            for file in files
        )
        answer = own_file(request, client, candidates, self._clock.today())
        wanted = release.selection.notes
        chosen = tuple(
            candidate for candidate in answer.goes if wanted is None or candidate.note.id in wanted
        )
        left_out = _left_out(work, client.id)
        return Desk(release, request, client, work.profile.get(), answer, chosen, left_out)

    def _require(self, desk: Desk) -> None:
        if desk.answer.blocks:
            raise ReleaseBlocked(desk.answer.blocks)
        if not desk.chosen:
            raise ReleaseBlocked(["nothing_chosen"])
        parts = [part for one in desk.chosen for part in (one.note, *one.addenda)]
        if not all(is_whole(part) for part in parts):
            raise ReleaseBlocked(["altered_after_signing"])

    def _require_unchanged(self, desk: Desk, prepared: Prepared) -> None:
        self._require(desk)
        if _stamp(desk) != prepared.stamp or desk.release.handed_over_at_utc:
            raise ReleaseBlocked(["changed_since_prepared"])

    def _record(self, sealed: Sealed, digest: str) -> HandedOver:
        now = self._clock.now_utc()
        with self._store.write() as work:
            desk = self._desk(work, sealed.prepared.desk.release.id)
            self._require_unchanged(desk, sealed.prepared)
            new = NewDisclosure(
                release_id=desk.release.id,
                client_id=desk.client.id,
                at_utc=now,
                recipient=desk.client.details.name,
                recipient_role="client",
                ground=OWN_FILE,
                purpose="access",
                description=sealed.prepared.description,
                sha256=digest,
                size=len(sealed.data),
                pages=sealed.pages,
                in_accounting=reference.ground(OWN_FILE).in_accounting,
                notes=tuple(candidate.note.id for candidate in desk.chosen),
            )
            disclosure_id = work.disclosures.add(new)
            work.requests.close(desk.request.id, _decision(desk), now)
            work.releases.hand_over(desk.release.id, now)
            work.audit.append(AuditKind.RELEASE_HANDED_OVER, f"disclosure:{disclosure_id}", digest)
        return HandedOver(disclosure_id, digest, new.size, new.pages)

    def _deliver(self, staged: OutgoingFile, desk: Desk, number: DisclosureId, keep: Keep) -> None:
        try:
            staged.publish()
        except BaseException:
            staged.discard()
            keep(lambda: self._put_back(desk, number))
            raise
        # The file is out: where that can't be recorded, the delivery stays unconfirmed.
        with contextlib.suppress(ActionableError):
            keep(lambda: self._confirm(number))

    def _put_back(self, desk: Desk, number: DisclosureId) -> None:
        with self._store.write() as work:
            work.disclosures.deliver(number, Delivery.FAILED, self._clock.now_utc())
            work.releases.put_back(desk.release.id)
            work.requests.reopen(desk.request.id)
            work.audit.append(AuditKind.DELIVERY_FAILED, f"disclosure:{number}")

    def _confirm(self, number: DisclosureId) -> None:
        with self._store.write() as work:
            work.disclosures.deliver(number, Delivery.WRITTEN, self._clock.now_utc())
            work.audit.append(AuditKind.DELIVERY_WRITTEN, f"disclosure:{number}")


def _decision(desk: Desk) -> Decision:
    whole = all(one.outcome is Outcome.GOES for one in desk.answer.verdicts)
    all_chosen = len(desk.chosen) == len(desk.answer.verdicts)
    everything = whole and all_chosen and desk.left_out == LeftOut()
    return Decision.GIVEN if everything else Decision.GIVEN_IN_PART


def _without_what_stays(desk: Desk) -> Desk:
    answer = without_what_stays(desk.answer)
    going = {candidate.note.id for candidate in desk.chosen}
    chosen = tuple(one for one in answer.goes if one.note.id in going)
    return replace(desk, answer=answer, chosen=chosen)


def _left_out(work: Work, client_id: ClientId) -> LeftOut:
    documents = [one for one in work.documents.of_client(client_id) if one.removal is None]
    measures = [one for one in work.measures.of_client(client_id) if not one.is_withdrawn]
    return LeftOut(len(documents), len(measures))


def _stamp(desk: Desk) -> str:
    """Give a hash of what goes and to whom; what stays may change meanwhile, such as a draft."""
    state = (
        desk.client.version,
        desk.request,
        desk.profile,
        [
            (one.note.id, one.note.signature, [part.signature for part in one.addenda])
            for one in desk.chosen
        ],
    )
    return hashlib.sha256(repr(state).encode()).hexdigest()
