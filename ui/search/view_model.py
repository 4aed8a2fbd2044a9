"""What is asked, and what comes of it."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from ui import names
from ui.actions import Actions
from ui.open_vault import OpenVault
from ui.search import places
from ui.search.rows import (
    ActionLine,
    ClientLine,
    DocumentLine,
    Heading,
    Line,
    MeasureLine,
    PassageLine,
)
from ui.strings import notes as note_words
from ui.strings import search as words
from ui.tasks import Op
from vault.name_index import NameRow, words_of
from vault.notes import NoteFile, NoteType
from vault.search import Found, PassageHit, Question
from vault.search_query import (
    Filter,
    Kind,
    Order,
    Query,
    as_words,
    begun_filters,
    completed,
    note_types,
    other_kinds,
    parse,
    without,
)

MOST_ACTIONS = 4
_PATIENCE = 32
"""Slices with nothing in them before what was found last goes, and it is said that it looks on."""
_OF_NAMES = frozenset({Filter.CLIENT, Filter.ABOUT})

Offer = tuple[str, str]
"""What a button says, and what stands in the field after it."""


class SearchViewModel(QObject):
    """Asks with every change of the text, and drops the answers to what was asked before.

    `lines_changed` comes with results, `status_changed` with what is said of them,
    `place_wanted` with the place of what was chosen, `action_wanted` with an action's id.
    """

    lines_changed = Signal()
    status_changed = Signal()
    place_wanted = Signal(object)
    action_wanted = Signal(str)

    def __init__(self, vault: OpenVault, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._actions = actions
        self._empty()
        names.style.changed.connect(self._show_again)

    def _empty(self) -> None:
        self.text = ""
        self._order: Order | None = None
        self.lines: tuple[Line, ...] = ()
        self.status = ""
        self.completions: tuple[Offer, ...] = ()
        self.liftings: tuple[Offer, ...] = ()
        self._query = Query()
        self._question: Question | None = None
        self._found = Found()
        self._is_open = False
        self._is_waiting = False
        self._slices = 0
        self._is_stale = False
        self._failed = False

    @property
    def order(self) -> Order:
        """Which come first: what was chosen, else what the question asks for."""
        return self._order or self._found.order

    @property
    def is_looking(self) -> bool:
        """Whether what stands there isn't yet the answer to what was typed."""
        return self._is_stale

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What can be typed by a click: what completes the last word, and what lifts a limit."""
        return self.completions + self.liftings

    @property
    def can_complete(self) -> bool:
        """Whether the last word is the beginning of a filter, or of a name in one."""
        return bool(self.completions and self.text.strip())

    def open(self) -> None:
        """Begin; what rests in drafts comes into the index first."""
        self._empty()
        self._is_open = True
        notes = self._vault.cabinet.notes
        Op(self, notes.settle_all).on(self._vault.tasks)
        self.ask("")

    def close(self) -> None:
        """Forget what was asked and what was found, and stop looking."""
        self._vault.cabinet.search.cancel()
        self._empty()
        self.lines_changed.emit()
        self.status_changed.emit()

    def ask(self, text: str) -> None:
        """Look for a text; what was found for the one before stays until there is an answer."""
        self.text = text
        self._query = parse(text)
        self._begin()

    def turn_around(self) -> None:
        """Show the oldest first, or the newest again."""
        self._order = Order.OLDEST if self.order is Order.NEWEST else Order.NEWEST
        self._begin()

    def further(self) -> None:
        """Look for the next page, where there is one."""
        if self._question is not None and self._found.is_full and not self._is_waiting:
            self._question.turn_page()
            self._next(self._question)

    def choose(self, line: Line) -> None:
        """Go where a line leads."""
        if isinstance(line, ClientLine):
            self.place_wanted.emit(places.of_client(line.id))
        elif isinstance(line, DocumentLine):
            self.place_wanted.emit(places.of_document(line.hit))
        elif isinstance(line, MeasureLine):
            self.place_wanted.emit(places.of_result(line.hit))
        elif isinstance(line, ActionLine):
            self.action_wanted.emit(line.action.id)
        elif isinstance(line, PassageLine):
            self._go_to_note(line.hit)

    def _go_to_note(self, hit: PassageHit) -> None:
        def opened(file: NoteFile) -> None:
            if self._is_open:
                self.place_wanted.emit(places.of_passage(hit, file))

        notes = self._vault.cabinet.notes
        op = Op(self, lambda: notes.open(hit.note_id)).success(opened)
        op.fault(self._begin).on(self._vault.tasks)

    def _begin(self) -> None:
        search = self._vault.cabinet.search
        self._failed = False
        self._slices = 0
        self._found = Found()
        self.completions = tuple(self._filters())
        if not (self._query.terms or self._query.is_filtered or self._query.unfinished):
            search.cancel()
            self._question = None
            self._show()
            return
        self._is_stale = True
        self._question = search.ask(self._query, self._order)
        self._next(self._question)

    def _next(self, question: Question) -> None:
        self._is_waiting = True
        op = Op(self, question.more).success(lambda found: self._take(question, found))
        op.fault(lambda: self._take_fault(question)).on(self._vault.tasks)

    def _take(self, question: Question, found: Found | None) -> None:
        if question is not self._question or found is None:
            return
        self._is_waiting = False
        self._found = joined(self._found, found)
        self._complete()
        self._slices += 1
        goes_on = not (found.is_whole or found.is_full)
        # The first slice has names only, and a way to read the question may lead to nothing: what
        # was found for the last question stays until there is something to show instead.
        has_some = self._slices > 1 and (self._found.has_texts or self._found.clients)
        if not goes_on or has_some or self._slices > _PATIENCE:
            self._show()
        if goes_on:
            self._next(question)

    def _take_fault(self, question: Question) -> None:
        if question is self._question:
            self._is_waiting = False
            self._failed = True
            self._found = Found(is_whole=True)
            self._show()

    def _complete(self) -> None:
        if self._query.unfinished is not None and self._query.unfinished[0] in _OF_NAMES:
            key, _ = self._query.unfinished
            offered = [self._named(key, row) for row in self._found.names]
            offered += [self._third_person(key, one) for one in self._found.third_persons]
            self.completions = tuple(dict.fromkeys(one for one in offered if one is not None))

    def _named(self, key: Filter, row: NameRow) -> Offer | None:
        """Offer a name, or, where initials stand in for names, the number of the file."""
        if not names.style.initials_only:
            return names.shown(row.called), completed(self.text, key, row.called)
        if key is not Filter.CLIENT:
            return None
        label = names.with_case(row.called, row.case_number)
        return label, completed(self.text, key, row.case_number)

    def _third_person(self, key: Filter, called: str) -> Offer | None:
        if names.style.initials_only:
            return None
        return names.shown(called), completed(self.text, key, called)

    def _filters(self) -> Iterable[Offer]:
        if self._query.unfinished is not None:
            key, value = self._query.unfinished
            if key in _OF_NAMES:
                # Names come with the answer.
                return self.completions
            offers = self._values(key, value)
            return [(label, completed(self.text, key, one)) for label, one in offers]
        offered = begun_filters(self.text) if self.text.strip() else list(Filter)
        return [(f"{one}:", completed(self.text, one, "")) for one in offered]

    def _values(self, key: Filter, value: str) -> list[tuple[str, str]]:
        """Offer what a filter takes, each as it reads and as it is typed."""
        if key is Filter.SIGNED:
            return [(note_words.signed(), "yes"), (note_words.draft(), "no")]
        if key is Filter.TYPE:
            kinds = [one for one in NoteType if one in note_types(value)]
            others = [one for one in Kind if one in other_kinds(value)]
            offered = [(words.kind(one), one.value) for one in others]
            return offered + [(note_words.type_name(one), one.value) for one in kinds]
        today = self._vault.clock.today()
        return [(one, one) for one in (f"{today:%Y}", f"{today:%Y-%m}") if one.startswith(value)]

    def _show_again(self) -> None:
        if self._is_open:
            self._complete()
            self._show()

    def _show(self) -> None:
        self._is_stale = False
        found = self._found
        typed = self._query.text
        parts = (
            (words.clients(), [ClientLine.of(row, typed) for row in found.clients]),
            (words.actions(), self._fitting_actions()),
            (words.passages(), [PassageLine.of(hit) for hit in found.passages]),
            (words.documents(), [DocumentLine(hit) for hit in found.documents]),
            (words.measures(), [MeasureLine.of(hit) for hit in found.measures]),
        )
        self.lines = tuple(
            line for heading, lines in parts if lines for line in (Heading(heading), *lines)
        )
        self.liftings = tuple(self._liftings())
        self.status = self._said()
        self.lines_changed.emit()
        self.status_changed.emit()

    def _fitting_actions(self) -> list[ActionLine]:
        """Give every action, or those in whose label or keywords each typed word begins one."""
        if self._query.is_filtered or self._query.unfinished:
            return []
        typed = words_of(self._query.text)
        possible = list(map(ActionLine.of, self._actions.possible()))
        if not typed:
            return possible
        fitting = [
            one
            for one in possible
            if _begins(typed, words_of(f"{one.label} {one.action.keywords}"))
        ]
        return fitting[:MOST_ACTIONS]

    def _liftings(self) -> Iterable[Offer]:
        """Offer ways to ask about more than those whom the question names."""
        narrowed = self._found.narrowed
        if narrowed is not None and self._found.has_texts:
            yield words.all_files(), without(self.text, narrowed.names)
            if narrowed.clients:
                yield words.as_word(), as_words(self.text, narrowed.names)

    def _said(self) -> str:
        query, found = self._query, self._found
        if query.mistakes:
            return words.mistake(query.mistakes[0])
        if self._failed:
            return words.failed()
        if query.unfinished is not None and not query.unfinished[1]:
            return words.filter_hint(query.unfinished[0])
        if self._question is None:
            return ""
        if not query.wants_texts:
            return words.names_only() if query.terms else ""
        whose = words.meant(found.narrowed) if self.liftings and found.narrowed else ""
        parts = whose, self._counted(found), words.narrowed(query)
        return " · ".join(part for part in parts if part)

    def _counted(self, found: Found) -> str:
        counted = words.found if self._query.terms else words.found_notes
        if found.telling and found.has_texts:
            said = words.telling if found.narrowed is None else words.telling_of
            return said(found.telling, found.order)
        if found.count:
            return counted(found.count)
        if found.is_full:
            return words.found_so_far(len(found.passages))
        if not found.is_whole:
            return words.looking()
        if found.passages:
            return counted(sum(1 + hit.others for hit in found.passages))
        return "" if self.lines else self._missed(found)

    def _missed(self, found: Found) -> str:
        query = self._query
        if found.of_nobody:
            return words.of_nobody(query.clients)
        return words.nothing(is_long=len(query.terms) > 1 or query.is_filtered)


def _begins(typed: list[str], known: list[str]) -> bool:
    return all(any(word.startswith(one) for word in known) for one in typed)


def joined(before: Found, after: Found) -> Found:
    """Give what was found until now."""
    return Found(
        clients=before.clients + after.clients,
        names=before.names + after.names,
        third_persons=before.third_persons + after.third_persons,
        passages=before.passages + after.passages,
        documents=before.documents + after.documents,
        measures=before.measures + after.measures,
        count=before.count if after.count is None else after.count,
        is_whole=after.is_whole,
        is_full=after.is_full,
        narrowed=after.narrowed,
        telling=after.telling,
        order=after.order,
        of_nobody=after.of_nobody,
    )
