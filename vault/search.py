"""Search: one question at a time, answered in slices.

The database's thread has other work as well, so a question is looked into a little at a time,
and whoever asks the next one cancels it, also in the middle of a statement. What counts as
newest or oldest is when a note's meeting was, never when it was typed in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import islice

from vault.errors import Stopped
from vault.folding import folded
from vault.ids import ClientId, DocumentId, MeasureResultId, MemberId, NoteId
from vault.name_index import NameIndex, NameRow, words_of
from vault.named_people import Narrowed
from vault.notes import NoteType
from vault.passages import About, AboutKind, Section
from vault.ports import Clock, Store, Work
from vault.readings import Reading, readings
from vault.search_measures import meant_measures
from vault.search_query import Filter, Order, Query
from vault.snippets import Snippet
from vault.units import Unit
from vault.wall_clock import day_span

PAGE = 24
"""How many places a page of results has at the least, where there are as many."""
MOST_CLIENTS = 8
_APOSTROPHES = str.maketrans("", "", "'\u02bc\u2018\u2019")
_NAMES, _PASSAGES, _OTHERS = "names", "passages", "others"
_EVERYBODY = frozenset({"all", "both", "everyone", "everybody"})
_NOBODY = frozenset({"untagged", "nobody"})


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage in which the words stand, or in the name of the third person whom it is about.

    `note_id` is the note that it is shown in, for an addendum's passage the amended one.
    `position` counts the passages of its own note, `addendum` the addenda of the note, both from
    1, `addendum` being 0 for the note itself; `offset` and `length` say where in the passage the
    first word stands, 0 where none does. `client_id` is in whose file to open it, `others` how
    many passages more of this note have the words and aren't among the hits.
    """

    note_id: NoteId
    client_id: ClientId
    unit: Unit
    type: NoteType
    number: int | None
    happened_at_utc: datetime
    signed: bool
    section: Section
    about: About
    snippet: Snippet
    position: int
    offset: int
    length: int
    addendum: int = 0
    others: int = 0
    in_confidence: bool = False


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document in whose title or text the words stand, or in the name of its third person.

    `page` counts from 0, None where its text hasn't them.
    """

    document_id: DocumentId
    client_id: ClientId
    called: str
    title: str
    added_at_utc: datetime
    page: int | None
    snippet: Snippet
    third_person: str = ""
    in_confidence: bool = False


@dataclass(frozen=True, slots=True)
class MeasureHit:
    """A result of a measure that is meant, as it stands now; see `vault.measures`."""

    result_id: MeasureResultId
    client_id: ClientId
    called: str
    measure_id: str
    taken_at_utc: datetime
    answers: tuple[int | None, ...]
    total: float | None


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the looking through has come: the time and the number of the last note."""

    at_utc: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Sought:
    """What a repository looks for: a question in which names have become numbers and days times.

    `clients` is None where it is about everybody. `about` holds folded names, and `before_utc`
    is the first moment that is too late.
    """

    query: Query
    order: Order = Order.NEWEST
    clients: tuple[ClientId, ...] | None = None
    about: tuple[str, ...] = ()
    after_utc: datetime | None = None
    before_utc: datetime | None = None


@dataclass(frozen=True, slots=True)
class PassagePage:
    """Some hits in order. `next` is where to go on, None at the end; `count` all, where known."""

    hits: tuple[PassageHit, ...]
    next: Mark | None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What one slice brought.

    `names` and `third_persons` complete a filter that is being typed. `is_whole` once there is
    nothing left to look through, `is_full` where the page is, and `Question.turn_page` leads on.
    `narrowed`, `telling` and `order` say how the question was read; see `vault.readings`.
    `of_nobody` where no client is called as a filter says.
    """

    clients: tuple[NameRow, ...] = ()
    names: tuple[NameRow, ...] = ()
    third_persons: tuple[str, ...] = ()
    passages: tuple[PassageHit, ...] = ()
    documents: tuple[DocumentHit, ...] = ()
    measures: tuple[MeasureHit, ...] = ()
    count: int | None = None
    is_whole: bool = False
    is_full: bool = False
    narrowed: Narrowed | None = None
    telling: tuple[str, ...] = ()
    order: Order = Order.NEWEST
    of_nobody: bool = False

    @property
    def has_texts(self) -> bool:
        """Whether there is anything but names."""
        return bool(self.passages or self.documents or self.measures)


def is_about(wanted: str, about: About, called: dict[MemberId, str]) -> bool:
    """Say whether a passage is about somebody of this folded name, or about all, or nobody.

    "oneil" is O'Neil as well.
    """
    if wanted in _EVERYBODY:
        return about.kind is AboutKind.ALL
    if wanted in _NOBODY:
        return about.kind is AboutKind.UNTAGGED
    names = [called.get(one, "") for one in about.members]
    text = " ".join([*names, about.third_person])
    words = [*words_of(text), *words_of(text.translate(_APOSTROPHES))]
    parts = words_of(wanted)
    return bool(parts) and all(any(one.startswith(part) for one in words) for part in parts)


class SearchService:
    """Answers one question at a time."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._rows: tuple[NameRow, ...] = ()
        self._index = NameIndex(())
        self._asked: Question | None = None

    def ask(self, query: Query, order: Order | None = None) -> "Question":
        """Begin with a question, and cancel the one before. Any thread may call it.

        Without an order the newest come first, unless the question asks for the first mention.
        """
        self.cancel()
        self._asked = Question(self, query, order)
        return self._asked

    def cancel(self) -> None:
        """Stop looking, in the middle of a statement if need be. Any thread may call it."""
        asked, self._asked = self._asked, None
        if asked is not None:
            asked.is_cancelled = True
            self._store.interrupt()

    def names(self, work: Work) -> NameIndex:
        """Give the names, made anew only where they are others."""
        rows = work.search.names()
        if rows is not self._rows:
            self._rows, self._index = rows, NameIndex(rows)
        return self._index

    def read(self, question: "Question") -> Found | None:
        """Look into a question a little further; None where it was cancelled."""
        try:
            with self._store.read() as work:
                found = question.step(work, self.names(work))
        except Stopped:
            return None
        return None if question.is_cancelled else found

    def sought(self, reading: Reading, order: Order, names: NameIndex) -> Sought:
        """Turn the names of a question into numbers and its days into times."""
        query = reading.query
        named = reading.narrowed.clients if reading.narrowed is not None else ()
        return Sought(
            query=query,
            order=order,
            clients=_numbers(named) if named else _scope(query, names),
            about=tuple(map(folded, query.about)),
            after_utc=self._midnight(query.after),
            before_utc=self._midnight(query.before),
        )

    def _midnight(self, day: date | None) -> datetime | None:
        if day is None:
            return None
        try:
            return day_span(self._clock, day)[0]
        except OverflowError:
            return datetime(day.year, day.month, day.day, tzinfo=UTC)


class Question:
    """A question, and how far it was looked into. `more` belongs to the database's thread.

    Where one way to read it finds nothing at all, it goes on with the next.
    """

    def __init__(self, service: SearchService, query: Query, order: Order | None) -> None:
        self._service = service
        self._query = query
        self._asked_order = order
        self._readings: Iterator[Reading] | None = None
        self._has_found = False
        self._on_page = 0
        self.is_cancelled = False

    def _begin(self, reading: Reading, names: NameIndex) -> None:
        query = reading.query
        self._reading = reading
        self._order = self._asked_order or reading.order
        self._sought = self._service.sought(reading, self._order, names)
        self._mark: Mark | None = None
        self._to_do = [_NAMES]
        self._to_do += [_PASSAGES] if query.wants_notes else []
        self._to_do += [_OTHERS] if query.wants_documents or query.wants_measures else []

    def more(self) -> Found | None:
        """Give the next slice; None where the question was cancelled."""
        return None if self.is_cancelled else self._service.read(self)

    def turn_page(self) -> None:
        """Let `more` go on beyond a page that is full."""
        self._on_page = 0

    def step(self, work: Work, names: NameIndex) -> Found:
        """Take one step: names first, then notes until a page is full, then what else there is."""
        if self._readings is None:
            self._readings = readings(self._query, names)
            self._begin(next(self._readings), names)
        step = self._to_do.pop(0) if self._to_do else ""
        found = Found()
        if step == _NAMES:
            found = self._find_names(work, names)
        elif step == _PASSAGES:
            found = self._find_passages(work)
        elif step == _OTHERS:
            found = self._find_others(work, names)
        self._has_found |= bool(found.clients or found.has_texts)
        if not (self._to_do or self._has_found):
            following = next(self._readings, None)
            if following is not None:
                self._begin(following, names)
        return replace(
            found,
            is_whole=not self._to_do,
            is_full=self._on_page >= PAGE and self._to_do == [_PASSAGES],
            narrowed=self._reading.narrowed,
            telling=self._reading.telling,
            order=self._order,
            of_nobody=self._sought.clients == (),
        )

    def _find_names(self, work: Work, names: NameIndex) -> Found:
        query = self._reading.query
        wants_clients = query.wants_names and self._reading.narrowed is None
        clients = names.find(query.text, MOST_CLIENTS) if wants_clients else []
        key, begun = query.unfinished or (None, "")
        completing = names.find(begun, MOST_CLIENTS) if key in {Filter.CLIENT, Filter.ABOUT} else []
        others = _third_persons(work, begun) if key is Filter.ABOUT and begun else ()
        return Found(clients=tuple(clients), names=tuple(completing), third_persons=others)

    def _find_passages(self, work: Work) -> Found:
        page = work.search.passages(self._sought, self._mark, PAGE - self._on_page)
        self._mark = page.next
        self._on_page += len(page.hits)
        if page.next is not None:
            # Documents come as soon as there is a page of notes, not behind the last of them.
            at = len(self._to_do) if self._on_page >= PAGE else 0
            self._to_do.insert(at, _PASSAGES)
        return Found(passages=page.hits, count=page.count)

    def _find_others(self, work: Work, names: NameIndex) -> Found:
        query, sought = self._reading.query, self._sought
        documents = work.search.documents(sought, PAGE) if query.wants_documents else []
        measures: list[MeasureHit] = []
        taken = work.measures.taken() if query.wants_measures else frozenset()
        meant = meant_measures(query, sought.clients, names, taken)
        if meant is not None:
            clients = None if meant.clients is None else tuple(sorted(meant.clients))
            theirs = replace(sought, clients=clients)
            measures = work.search.measures(theirs, meant.measures, PAGE)
        return Found(documents=tuple(documents), measures=tuple(measures))


def _third_persons(work: Work, begun: str) -> tuple[str, ...]:
    wanted = folded(begun)
    known = work.dictionary.third_persons()
    fitting = (one for one in known if is_about(wanted, About.somebody_else(one), {}))
    return tuple(islice(fitting, MOST_CLIENTS))


def _scope(query: Query, names: NameIndex) -> tuple[ClientId, ...] | None:
    """Give the clients that any `client:` means, None where there is none.

    Somebody of a name alike is meant only where nobody bears the name as it was typed.
    """
    if not query.clients:
        return None
    return _numbers(row for one in query.clients for row in names.find(one, enough=1))


def _numbers(rows: Iterable[NameRow]) -> tuple[ClientId, ...]:
    return tuple(sorted({row.id for row in rows}))
