"""What is typed into the search field, read as a question.

Words stand for their beginnings, short ones for themselves as soon as another follows; all must
be there, whatever their order. What stands in quotation marks is meant as it is. `client:`,
`about:`, `type:`, `before:`, `after:` and `signed:` narrow the question down. Nothing else that is
typed has a meaning of its own, and nothing that is typed is an error: what can't be understood
comes back as a `Mistake`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from vault.folding import folded
from vault.notes import NoteType

LEAST_LETTERS = 2
"""Letters before anything but names is looked through; one letter would match everything."""

SHORT_WORD = 3
"""Letters of a word that, once another follows, stands for itself alone: "the", "an", "her"."""

_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_QUOTED = rf"[{_QUOTES}](?P<{{}}>[^{_QUOTES}]*)[{_QUOTES}]?"
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_ALIASES = {"session": NoteType.PROGRESS, "call": NoteType.PHONE}
_YES = frozenset({"yes", "true", "1"})
_NO = frozenset({"no", "false", "0", "draft"})


class Filter(StrEnum):
    """What narrows a question down; the value is what is typed before the colon."""

    CLIENT = "client"
    ABOUT = "about"
    TYPE = "type"
    BEFORE = "before"
    AFTER = "after"
    SIGNED = "signed"


class Kind(StrEnum):
    """What can be found besides notes; the value is what is typed behind `type:`."""

    DOCUMENT = "document"
    MEASURE = "measure"


_TOKEN = re.compile(
    rf"(?P<key>{'|'.join(Filter)}): ?(?:{_QUOTED.format('whole')}|(?P<value>\S*))"
    rf"|{_QUOTED.format('phrase')}|(?P<word>\S+)",
    re.IGNORECASE,
)


class Order(StrEnum):
    """Which of the places that were found come first."""

    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand there in this order; the last one as a beginning, or exactly."""

    text: str
    is_beginning: bool = True
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Mistake:
    """A filter with a value that it can't take."""

    filter: Filter
    value: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question.

    `clients` and `about` are beginnings of names. `types` are the kinds of note that are meant,
    `kinds` what else is; everything is where there are neither. `before` is the first day that is
    too late, `after` the first that isn't too early. `unfinished` is the filter at the end of what
    was typed, with as much of its value as is there.
    """

    terms: tuple[Term, ...] = ()
    clients: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    types: frozenset[NoteType] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    before: date | None = None
    after: date | None = None
    signed: bool | None = None
    mistakes: tuple[Mistake, ...] = ()
    unfinished: tuple[Filter, str] | None = None

    @property
    def text(self) -> str:
        """The words alone, for looking through names."""
        return " ".join(term.text for term in self.terms)

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows it down."""
        notes_only = self.types or self.signed is not None
        days = self.before is not None or self.after is not None
        return bool(self.clients or self.about or notes_only or days or self.kinds)

    @property
    def wants_texts(self) -> bool:
        """Whether it is about more than names: two letters of a word, or a filter."""
        letters = max((sum(map(str.isalnum, one.text)) for one in self.terms), default=0)
        return letters >= LEAST_LETTERS or (self.is_filtered and not self.terms)

    @property
    def wants_notes(self) -> bool:
        """Whether notes can be an answer."""
        return self.wants_texts and bool(self.types or not self.kinds)

    @property
    def wants_documents(self) -> bool:
        """Whether documents can be an answer."""
        return self._wants(Kind.DOCUMENT)

    @property
    def wants_measures(self) -> bool:
        """Whether results of measures can be an answer."""
        return self._wants(Kind.MEASURE)

    @property
    def wants_names(self) -> bool:
        """Whether clients' names can be an answer."""
        return bool(self.terms) and not self.is_filtered

    def _wants(self, kind: Kind) -> bool:
        """Whether what has neither a signature nor a note's type can be an answer."""
        is_meant = kind in self.kinds or not (self.kinds or self.types)
        return self.wants_texts and self.signed is None and is_meant


@dataclass(slots=True)
class _Reading:
    """A question that is being read."""

    terms: list[Term] = field(default_factory=list)
    values: dict[Filter, list[str]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)


def parse(typed: str) -> Query:
    """Read what was typed; never raises."""
    reading = _Reading()
    unfinished = None
    for token in _TOKEN.finditer(typed.replace("\0", " ")):
        if token["key"] is None:
            _add_words(reading, token, is_finished=token.end() < len(typed))
            continue
        key = Filter(token["key"].lower())
        value = (token["whole"] or token["value"] or "").strip()
        if key is Filter.ABOUT and value and not any(map(str.isalnum, value)):
            reading.mistakes.append(Mistake(key, value))
        elif value:
            reading.values.setdefault(key, []).append(value)
        if token.end() == len(typed):
            unfinished = key, value
    return _query(reading, unfinished)


def _add_words(reading: _Reading, token: re.Match[str], *, is_finished: bool) -> None:
    text = (token["phrase"] or token["word"] or "").strip()
    letters = sum(map(str.isalnum, text))
    if letters:
        least = SHORT_WORD + 1 if is_finished else LEAST_LETTERS
        is_quoted = token["word"] is None
        reading.terms.append(Term(text, not is_quoted and letters >= least, is_quoted))


def _query(reading: _Reading, unfinished: tuple[Filter, str] | None) -> Query:
    types, kinds = _types(reading)
    return Query(
        terms=tuple(reading.terms),
        clients=tuple(reading.values.get(Filter.CLIENT, ())),
        about=tuple(reading.values.get(Filter.ABOUT, ())),
        types=types,
        kinds=kinds,
        before=min(_days(reading, Filter.BEFORE), default=None),
        after=max(_days(reading, Filter.AFTER), default=None),
        signed=_signed(reading),
        mistakes=tuple(reading.mistakes),
        unfinished=unfinished,
    )


def _types(reading: _Reading) -> tuple[frozenset[NoteType], frozenset[Kind]]:
    types: set[NoteType] = set()
    kinds: set[Kind] = set()
    for value in reading.values.get(Filter.TYPE, ()):
        others, matching = other_kinds(value), note_types(value)
        if others:
            kinds |= others
        elif matching:
            types |= matching
        else:
            reading.mistakes.append(Mistake(Filter.TYPE, value))
    return frozenset(types), frozenset(kinds)


def other_kinds(value: str) -> set[Kind]:
    """Give what besides notes is called like this, in the singular or the plural."""
    return {kind for kind in Kind if f"{kind}s".startswith(folded(value))}


def note_types(value: str) -> set[NoteType]:
    """Give the kinds of note whose names begin like this: "phone", "risk", "session"."""
    wanted = _plain(value)
    found = {kind for name, kind in _ALIASES.items() if name.startswith(wanted)}
    return found | {kind for kind in NoteType if _plain(kind).startswith(wanted)}


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", folded(name)).strip()


def _days(reading: _Reading, key: Filter) -> list[date]:
    found = []
    for value in reading.values.get(key, ()):
        day = first_day(value)
        if day is None:
            reading.mistakes.append(Mistake(key, value))
        else:
            found.append(day)
    return found


def first_day(value: str) -> date | None:
    """Give the first day of a year, a month or a day: "2024", "2024-05", "2024-05-31"."""
    parts = _DAY.fullmatch(value)
    if parts is None:
        return None
    year, month, day = (int(part or 1) for part in parts.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _signed(reading: _Reading) -> bool | None:
    answer = None
    for value in reading.values.get(Filter.SIGNED, ()):
        wanted = folded(value)
        if any(one.startswith(wanted) for one in _YES):
            answer = True
        elif any(one.startswith(wanted) for one in _NO):
            answer = False
        else:
            reading.mistakes.append(Mistake(Filter.SIGNED, value))
    return answer


def completed(typed: str, key: Filter, value: str) -> str:
    """Give what was typed with its last word replaced by a whole filter, ready to type on."""
    start = typed[: _last_token(typed)]
    shown = f'"{value}"' if not value or any(map(str.isspace, value)) else value
    return f"{start}{key}:{shown} " if value else f"{start}{key}:"


def without(typed: str, words: Collection[str]) -> str:
    """Give what was typed without these words."""
    rest = _TOKEN.sub(lambda token: "" if token["word"] in words else token[0], typed)
    return " ".join(rest.split()) + " "


def as_words(typed: str, words: Collection[str]) -> str:
    """Give what was typed with these words in quotation marks, so that they are only words."""
    return _TOKEN.sub(lambda one: f'"{one[0]}"' if one["word"] in words else one[0], typed)


def begun_filters(typed: str) -> list[Filter]:
    """List the filters that the last word can become: "ab" can become "about:"."""
    last = typed[_last_token(typed) :]
    if not last.isalpha():
        return []
    return [one for one in Filter if one.startswith(last.lower()) and one != last.lower()]


def _last_token(typed: str) -> int:
    """Say where the last word begins, at the end where white space follows it."""
    last = len(typed)
    for token in _TOKEN.finditer(typed):
        if token.end() == len(typed):
            last = token.start()
    return last


def last_day(before: date) -> date:
    """Give the last day that `before:` leaves in."""
    return before - timedelta(days=1)
