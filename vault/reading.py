"""Reading a signed note as amended: what it said, what is to be read now, and who says so.

The signed note and its signed addenda never change; this only puts them together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vault.notes import Note, Signature
from vault.passages import SECTIONS, Passage, Section, Statement, Template, shown_in


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as it is read.

    `added` is the signature of the addendum that brought it, None for the note's own words;
    `struck` is the signature of the amendment that took its place.
    """

    statement: Statement
    passage: Passage
    added: Signature | None = None
    struck: Signature | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """What one addendum says beyond its corrections."""

    signature: Signature
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A note as it reads now: its sections with what changed in them, then what was added."""

    template: Template
    sections: dict[Section, tuple[Line, ...]]
    additions: tuple[Addition, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every statement in the order of reading."""
        added = (line for addition in self.additions for line in addition.lines)
        return (*(line for lines in self.sections.values() for line in lines), *added)


@dataclass(frozen=True, slots=True)
class _Said:
    """A written passage of a signed addendum, with its signature."""

    statement: Statement
    passage: Passage
    signature: Signature


@dataclass(slots=True)
class _Amendments:
    """What was said later, by the statement that it corrects; the rest was added."""

    corrections: dict[Statement, list[list[_Said]]] = field(default_factory=dict)
    additions: list[list[_Said]] = field(default_factory=list)

    def lines(
        self,
        statement: Statement,
        passage: Passage,
        added: Signature | None = None,
        struck: Signature | None = None,
    ) -> Iterator[Line]:
        """Give a statement, then what was said in its stead, each struck by what came after it."""
        later = self.corrections.get(statement, [])
        strikes = [struck or correction[0].signature for correction in later] + [struck]
        yield Line(statement, passage, added, strikes[0])
        for correction, strike in zip(later, strikes[1:], strict=True):
            for said in correction:
                yield from self.lines(said.statement, said.passage, said.signature, strike)


def as_amended(note: Note, addenda: Sequence[Note]) -> Reading:
    """Put a note together with its signed addenda, which come in the order of their signatures.

    Drafts are left out. A correction of a statement that isn't there is read as an addition.
    """
    known = {statement for statement, _ in statements(note)}
    amendments = _Amendments()
    for addendum in addenda:
        _take(amendments, addendum, known)
    template = note.content.template
    sections: dict[Section, list[Line]] = {section: [] for section in SECTIONS[template]}
    for statement, passage in statements(note):
        section = shown_in(template, passage.section)
        sections[section] += amendments.lines(statement, passage)
    return Reading(
        template,
        {section: tuple(lines) for section, lines in sections.items() if lines},
        tuple(_addition(amendments, said) for said in amendments.additions),
    )


def statements(note: Note) -> Iterator[tuple[Statement, Passage]]:
    """Give the written passages of a signed note, each with the name of its place."""
    for place, passage in enumerate(note.content.passages, start=1):
        if passage.text.strip():
            yield Statement(note.id, place), passage


def what_is_said(notes: Sequence[Note]) -> dict[Statement, str]:
    """Give what the statements of some signed notes say."""
    return {statement: one.text for note in notes for statement, one in statements(note)}


def _take(amendments: _Amendments, addendum: Note, known: set[Statement]) -> None:
    signature = addendum.signature
    if signature is None:
        return
    corrections: dict[Statement, list[_Said]] = {}
    additions: list[_Said] = []
    for statement, passage in statements(addendum):
        said = _Said(statement, passage, signature)
        if passage.corrects in known:
            corrections.setdefault(passage.corrects, []).append(said)
        else:
            additions.append(said)
    for statement, correction in corrections.items():
        amendments.corrections.setdefault(statement, []).append(correction)
    if additions:
        amendments.additions.append(additions)
    known |= {statement for statement, _ in statements(addendum)}


def _addition(amendments: _Amendments, additions: Sequence[_Said]) -> Addition:
    lines = [
        line
        for said in additions
        for line in amendments.lines(said.statement, said.passage, said.signature)
    ]
    return Addition(additions[0].signature, tuple(lines))
