"""The cabinet: every service of one open vault."""

from dataclasses import dataclass
from typing import Self

from vault.audit import AuditKind
from vault.changes import Changes, Done, Noun
from vault.clients import ClientService
from vault.ids import ClientId
from vault.notes import NoteService
from vault.place import Place
from vault.ports import Clock, Outbox, Store
from vault.printed import DocumentPress
from vault.profile import Profile
from vault.releases import ReleaseService
from vault.settings import Settings
from vault.today import TodayService
from vault.units import Unit


class PracticeService:
    """The profile, the settings, the place to come back to, and what the lifecycle records."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def profile(self) -> Profile:
        """Give the profile."""
        with self._store.read() as work:
            return work.profile.get()

    def put_profile(self, profile: Profile) -> Done[Profile]:
        """Keep the profile. Raises InvalidField."""
        checked = profile.checked()
        with self._store.write() as work:
            work.profile.put(checked)
            work.audit.append(AuditKind.PROFILE_CHANGED)
        return Done(checked, Changes.of(Noun.PROFILE))

    def settings(self) -> Settings:
        """Give the settings."""
        with self._store.read() as work:
            return work.settings.get()

    def put_settings(self, settings: Settings) -> Done[Settings]:
        """Keep the settings, and record where they leave the vault open for longer."""
        checked = settings.checked()
        with self._store.write() as work:
            before = work.settings.get()
            work.settings.put(checked)
            weaker = checked.weaker_than(before)
            kind = AuditKind.SETTING_WEAKENED if weaker else AuditKind.SETTING_CHANGED
            work.audit.append(kind)
        return Done(checked, Changes.of(Noun.SETTING))

    def place(self) -> Place:
        """Give the place to come back to."""
        with self._store.read() as work:
            return work.settings.place()

    def put_place(self, place: Place) -> Done[None]:
        """Keep the place to come back to."""
        with self._store.write() as work:
            work.settings.put_place(place)
        return Done(None)

    def record(self, kind: AuditKind, detail: str = "") -> Done[None]:
        """Record what happened to the window; `detail` holds no client's words."""
        with self._store.write() as work:
            work.audit.append(kind, detail=detail)
        return Done(None, Changes.of(Noun.AUDIT))


class UnitService:
    """Who is seen together."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_client(self, client_id: ClientId) -> list[Unit]:
        """List the units that a client is or was a member of, the newest meeting's first."""
        with self._store.read() as work:
            return work.units.of_client(client_id)


@dataclass(frozen=True, slots=True)
class Cabinet:
    """The services of one open vault; they live on the database's thread."""

    clients: ClientService
    units: UnitService
    notes: NoteService
    releases: ReleaseService
    today: TodayService
    practice: PracticeService

    @classmethod
    def over(cls, store: Store, clock: Clock, press: DocumentPress, outbox: Outbox) -> Self:
        """Build the services over an open store."""
        return cls(
            clients=ClientService(store, clock),
            units=UnitService(store),
            notes=NoteService(store, clock),
            releases=ReleaseService(store, clock, press, outbox),
            today=TodayService(store, clock),
            practice=PracticeService(store, clock),
        )
