"""What can stand on a line of the results."""

from dataclasses import dataclass

from resources.tokens import Tone
from ui import names
from ui.actions import Action
from ui.notes.tags import Mark, People
from ui.strings import notes as note_words
from ui.strings import scores as score_words
from ui.strings import search as words
from vault.ids import ClientId
from vault.name_index import NameRow, marks
from vault.passages import AboutKind
from vault.search import DocumentHit, MeasureHit, PassageHit
from vault.snippets import Span


@dataclass(frozen=True, slots=True)
class Heading:
    """What the lines below are; it can't be chosen."""

    words: str


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A client; `marks` are where in `called` the letters stand that were typed."""

    id: ClientId
    called: str
    marks: tuple[Span, ...]
    case_number: str

    @classmethod
    def of(cls, row: NameRow, typed: str) -> "ClientLine":
        """Show a name that was found."""
        called = names.shown(row.called)
        return cls(row.id, called, marks(called, typed), row.case_number)


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A passage with the words.

    `person` is None in the notes of somebody who is seen alone, unless it is about somebody else
    or was told in confidence.
    """

    hit: PassageHit
    whose: str
    title: str
    person: Mark | None

    @classmethod
    def of(cls, hit: PassageHit) -> "PassageLine":
        """Show a passage that was found."""
        people = People(hit.unit)
        title = note_words.title(hit.type, hit.number)
        if not hit.signed:
            title = f"{title} · {note_words.draft()}"
        is_told = hit.in_confidence or hit.about.kind is AboutKind.THIRD_PERSON
        is_tagged = people.is_shared or is_told
        person = people.mark(hit.about) if is_tagged else None
        return cls(hit, words.people(hit.unit), title, person)

    @property
    def tone(self) -> Tone:
        """The tone in which its words are marked: the person's."""
        if self.person is None or self.person.tone == "neutral":
            return "accent"
        return self.person.tone


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document with the words."""

    hit: DocumentHit


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A result of a measure; `said` is its score, and whether it calls for a risk assessment."""

    hit: MeasureHit
    title: str
    said: str

    @classmethod
    def of(cls, hit: MeasureHit) -> "MeasureLine":
        """Show a result that was found."""
        from resources.measures import measure  # noqa: PLC0415 -- loads with the first result
        from vault.scoring import calls_for_risk_assessment  # noqa: PLC0415

        known = measure(hit.measure_id)
        calls = calls_for_risk_assessment(known, hit.answers, hit.total)
        parts = (score_words.score(known, hit.total), score_words.plot_risk() if calls else "")
        return cls(hit, known.name, words.row_for_reader(*parts))


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Something to do; `label` is what it would do at present."""

    action: Action
    label: str

    @classmethod
    def of(cls, action: Action) -> "ActionLine":
        """Show what can be done."""
        return cls(action, action.label_now)


Line = Heading | ClientLine | PassageLine | DocumentLine | MeasureLine | ActionLine
