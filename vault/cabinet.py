"""The cabinet: every service of one open vault."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Self

from vault.audit import AuditKind
from vault.calendar_events import CalendarReader
from vault.calendars import CalendarService
from vault.changes import Changes, Done, Noun
from vault.clients import ClientService
from vault.document_texts import ExaminationService
from vault.documents import DocumentService
from vault.known_names import KnownNamesService
from vault.measures import MeasureService
from vault.meetings import MeetingService
from vault.note_service import NoteService
from vault.phrases import PhraseService
from vault.place import FormKind, FormWords, Place
from vault.ports import Clock, Outbox, Store
from vault.printed import DocumentPress
from vault.process_notes import ProcessNoteService
from vault.profile import Profile
from vault.releases import ReleaseService
from vault.reviews import ReviewService
from vault.search import SearchService
from vault.settings import Settings
from vault.spelling import SpellingService
from vault.today import TodayService
from vault.units import UnitService


class PracticeService:
    """The profile, the settings, what to come back to, and what the lifecycle records."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def profile(self) -> Profile:
        """Give the profile."""
        with self._store.read() as work:
            return work.profile.get()

    def put_profile(self, profile: Profile) -> Done[Profile]:
        """Keep the profile, and record which parts of it changed. Raises InvalidField.

        What is signed already keeps the name and the licence that it was signed with.
        """
        checked = profile.checked()
        with self._store.write() as work:
            changed = _changed(work.profile.get(), checked)
            if not changed:
                return Done(checked)
            work.profile.put(checked)
            work.audit.append(AuditKind.PROFILE_CHANGED, detail=" ".join(changed))
        return Done(checked, Changes.of(Noun.PROFILE))

    def settings(self) -> Settings:
        """Give the settings."""
        with self._store.read() as work:
            return work.settings.get()

    def put_settings(self, settings: Settings) -> Done[Settings]:
        """Keep the settings, and record which changed. Raises InvalidField.

        Those that leave the vault open for longer are recorded as weakened.
        """
        checked = settings.checked()
        with self._store.write() as work:
            before = work.settings.get()
            changed = _changed(before, checked)
            if not changed:
                return Done(checked)
            work.settings.put(checked)
            weaker = checked.weaker_than(before)
            kind = AuditKind.SETTING_WEAKENED if weaker else AuditKind.SETTING_CHANGED
            work.audit.append(kind, detail=" ".join(changed))
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

    def unfinished(self, kind: FormKind) -> dict[int, FormWords]:
        """Give what stood in the forms of a kind, by the number of what each is about."""
        with self._store.read() as work:
            return work.settings.unfinished(kind)

    def keep_unfinished(self, kind: FormKind, about: int, typed: FormWords) -> Done[None]:
        """Keep what stands in a form that isn't finished; nothing forgets it."""
        with self._store.write() as work:
            work.settings.put_unfinished(kind, about, typed)
        return Done(None)

    def record(self, kind: AuditKind, detail: str = "") -> Done[None]:
        """Record what happened to the window; `detail` holds no client's words."""
        with self._store.write() as work:
            work.audit.append(kind, detail=detail)
        return Done(None, Changes.of(Noun.AUDIT))


def _changed(before: Profile | Settings, after: Profile | Settings) -> list[str]:
    """Name the fields that differ: the trail tells what was touched, never what stands there."""
    names = (one.name for one in fields(after))
    return [name for name in names if getattr(before, name) != getattr(after, name)]


@dataclass(frozen=True, slots=True)
class Cabinet:
    """The services of one open vault; they live on the database's thread."""

    clients: ClientService
    units: UnitService
    meetings: MeetingService
    calendars: CalendarService
    notes: NoteService
    reviews: ReviewService
    process_notes: ProcessNoteService
    measures: MeasureService
    documents: DocumentService
    examinations: ExaminationService
    search: SearchService
    spelling: SpellingService
    known_names: KnownNamesService
    phrases: PhraseService
    releases: ReleaseService
    today: TodayService
    practice: PracticeService

    @classmethod
    def over(
        cls,
        store: Store,
        clock: Clock,
        press: DocumentPress,
        outbox: Outbox,
        make_reader: Callable[[], CalendarReader],
    ) -> Self:
        """Build the services over an open store."""
        clients = ClientService(store, clock)
        return cls(
            clients=clients,
            units=UnitService(store, clock, clients.open_within),
            meetings=MeetingService(store, clock),
            calendars=CalendarService(store, clock, make_reader, clients.open_within),
            notes=NoteService(store, clock),
            reviews=ReviewService(store, clock),
            process_notes=ProcessNoteService(store, clock),
            measures=MeasureService(store, clock),
            documents=DocumentService(store, clock),
            examinations=ExaminationService(store),
            search=SearchService(store, clock),
            spelling=SpellingService(store),
            known_names=KnownNamesService(store),
            phrases=PhraseService(store),
            releases=ReleaseService(store, clock, press, outbox),
            today=TodayService(store, clock),
            practice=PracticeService(store, clock),
        )
