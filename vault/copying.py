"""Copying forward: words of an earlier note, taken into a later one and marked as copied.

The mark stays while the words are exactly those of the note that they came from. A draft is never
copied from: what it says may still change.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from vault.ids import NoteId
from vault.notes import NoteContent, NoteType, Source
from vault.passages import Passage, Section
from vault.reading import as_amended

SOURCES: Mapping[NoteType, tuple[NoteType, ...]] = {
    NoteType.PROGRESS: (NoteType.PROGRESS, NoteType.INTAKE),
}
USUAL = frozenset({Section.PLAN, Section.GOAL, Section.GOALS, Section.OBJECTIVES})
"""What is copied most, and offered first."""


def source_types(note_type: NoteType) -> tuple[NoteType, ...]:
    """Say from which types of note one of this type is continued."""
    return SOURCES.get(note_type, (note_type,))


def current_words(source: Source) -> dict[Section, tuple[Passage, ...]]:
    """Give what a note says now, with what was corrected since, by its sections."""
    reading = as_amended(source.note, source.addenda)
    found = {
        section: tuple(
            replace(line.passage, section=section, corrects=None)
            for line in lines
            if line.struck is None
        )
        for section, lines in reading.sections.items()
    }
    return {section: passages for section, passages in found.items() if passages}


def copied(source: Source, sections: Collection[Section]) -> tuple[Passage, ...]:
    """Give these sections of a note to be taken into a later one, tags and all, marked."""
    return tuple(
        replace(passage, copied_from=source.note.id)
        for section, passages in current_words(source).items()
        if section in sections
        for passage in passages
    )


def still_copied(content: NoteContent, sources: Iterable[Source]) -> tuple[Passage, ...]:
    """Give the passages that say word for word what the note says that they were copied from."""
    known = {source.note.id: frozenset(_texts(source)) for source in sources}
    return tuple(
        one
        for one in content.passages
        if one.copied_from is not None and one.text in known.get(one.copied_from, frozenset())
    )


def honestly_marked(content: NoteContent, sources: Iterable[Source]) -> NoteContent:
    """Give the same content without the mark of a copy where the words were changed since."""
    copies = set(still_copied(content, sources))
    passages = tuple(
        one if one.copied_from is None or one in copies else replace(one, copied_from=None)
        for one in content.passages
    )
    return replace(content, passages=passages)


def copied_from(content: NoteContent) -> frozenset[NoteId]:
    """Give the notes that passages are marked as copied from."""
    return frozenset(one.copied_from for one in content.passages if one.copied_from is not None)


def _texts(source: Source) -> Iterator[str]:
    for note in (source.note, *source.addenda):
        for passage in note.content.passages:
            yield passage.text
