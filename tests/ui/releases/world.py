"""A practice with a client seen alone, a couple, and a desk whose threads are this one."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from tests.fakes import FakeCalendars, FakeClock, FakeOutbox, FakePress, FakeStore
from tests.ui.desk import DeskLane, StillTimer
from ui.hub import Hub
from ui.open_vault import OpenVault
from ui.releases.desk import DeskViewModel, Stage
from ui.releases.view_model import Page, ReleasesViewModel
from vault.cabinet import Cabinet
from vault.clients import ClientDetails, ClientFlags
from vault.ids import ClientId, MemberId, NoteId, ReleaseId, UnitId
from vault.meetings import MeetingForm, NewMeeting
from vault.notes import NoteContent, NoteType
from vault.passages import Passage, Section, Template
from vault.printed import DocumentPress
from vault.profile import Profile
from vault.requests import AskedHow, IdentityCheck
from vault.units import NewMember, NewUnit, UnitKind

VAULT = Path("/nowhere/vault")


@dataclass
class World:
    """Everything that a test of the releases page looks at or turns."""

    clock: FakeClock = field(default_factory=FakeClock)
    press: DocumentPress = field(default_factory=FakePress)
    vault_folder: Path = VAULT
    outbox: FakeOutbox = field(default_factory=FakeOutbox)
    timers: list[StillTimer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = FakeStore(self.clock)
        self.hub = Hub()
        self.tasks = DeskLane(self.hub)
        self.cabinet = Cabinet.over(self.store, self.clock, self.press, self.outbox, FakeCalendars)
        profile = Profile(
            name="Morgan Ellis",
            credential="LPC",
            practice="Juniper Street Counseling",
            licence_number="LPC 12345",
            state="CO",
            phone="303 555 0142",
            address="18 Juniper Street, Denver, CO 80203",
        )
        self.cabinet.practice.put_profile(profile)
        tasks: Any = self.tasks
        self.vault = OpenVault(self.cabinet, tasks, self.hub, self.clock)
        self._randbelow = random.Random(7).randrange
        self.troubles: list[object] = []
        self.begin()

    def begin(self) -> None:
        """Begin as another process does, which knows only what was stored."""
        self.model = ReleasesViewModel(
            self.vault,
            self.press,
            lambda: self.vault_folder,
            make_timer=self._make_timer,
            randbelow=self._randbelow,
        )
        self.desk.trouble.connect(self.troubles.append)

    @property
    def desk(self) -> DeskViewModel:
        return self.model.desk

    def client(self, name: str = "Dana Reyes", **facts: Any) -> ClientId:
        facts.setdefault("birth_date", date(1990, 4, 27))
        return self.cabinet.clients.create(ClientDetails(name, **facts)).value

    def minor(self) -> ClientId:
        flags = ClientFlags(minor=True)
        return self.client("Noa Lindqvist", birth_date=None, flags=flags)

    def unit_of(self, client_id: ClientId) -> UnitId:
        units = self.cabinet.units.of_client(client_id)
        return next(unit.id for unit in units if not unit.is_shared)

    def couple(self, *clients: ClientId) -> UnitId:
        with self.store.write() as work:
            members = tuple(NewMember(client_id=one) for one in clients)
            return work.units.add(NewUnit(UnitKind.COUPLE, self.clock.today(), members))

    def note(
        self,
        unit_id: UnitId,
        *texts: str | Passage,
        kind: NoteType = NoteType.PROGRESS,
        days_ago: int = 3,
        signed: bool = True,
        present: tuple[MemberId, ...] = (),
    ) -> NoteId:
        """A note of a meeting some days ago."""
        notes = self.cabinet.notes
        at = self.clock.now_utc() - timedelta(days=days_ago)
        new = NewMeeting(unit_id, at, 50, MeetingForm.IN_PERSON, present=present)
        note_id = notes.start_with_meeting(new, Template.SOAP).value
        if kind is not NoteType.PROGRESS:
            note_id = notes.start(unit_id, kind, Template.FREE).value
        passages = tuple(
            one if isinstance(one, Passage) else Passage(Section.SUBJECTIVE, one) for one in texts
        )
        version = notes.save_draft(
            note_id, NoteContent(Template.SOAP, passages), base_version=1
        ).value
        if signed:
            notes.sign(note_id, base_version=version)
        return note_id

    def request(
        self, client_id: ClientId, identity: IdentityCheck = IdentityCheck.KNOWN
    ) -> ReleaseId:
        begun = self.cabinet.releases.begin(
            client_id,
            received_on=self.clock.today() - timedelta(days=3),
            asked_how=AskedHow.WRITING,
            identity=identity,
        )
        self.hub.announce(begun.changes)
        return begun.value

    def settle(self) -> None:
        """Let every timer run out that runs."""
        for timer in [one for one in self.timers if one.isActive()]:
            if timer.isActive():
                timer.go_off()

    @property
    def stored_choice(self) -> tuple[NoteId, ...] | None:
        """What the vault has of the choice on the desk."""
        release_id = self.model.open_release
        assert release_id is not None
        return self.store.records.releases[release_id].selection.notes

    def at(self) -> Page | Stage:
        """The page in front, or the step where that is the desk."""
        return self.desk.stage if self.model.page is Page.DESK else self.model.page

    def open(self, release_id: ReleaseId) -> None:
        """Open a release and wait for its preview."""
        self.model.set_active(active=True)
        self.model.go_to_release(release_id)
        self.settle()

    def _make_timer(self, parent: QObject) -> QTimer:
        timer = StillTimer(parent)
        self.timers.append(timer)
        return timer
