"""Whom a paragraph is about, as its format carries it."""

from dataclasses import dataclass, replace

from resources.tokens import PERSON_TONES, Tone
from ui import names
from ui.strings import notes as words
from vault.ids import MemberId
from vault.passages import UNTAGGED, About, AboutKind, Passage, Section
from vault.units import Unit


@dataclass(frozen=True, slots=True)
class Tag:
    """All of a passage but its text."""

    section: Section
    about: About = UNTAGGED
    said_by: MemberId | None = None
    in_confidence: bool = False

    @classmethod
    def of(cls, passage: Passage) -> "Tag":
        """Give a passage's tag."""
        return cls(passage.section, passage.about, passage.said_by, passage.in_confidence)

    def passage(self, text: str) -> Passage:
        """Give the passage that a text with this tag is."""
        return Passage(self.section, text, self.about, self.said_by, self.in_confidence)


class TagBook:
    """Numbers for tags, counted from 1.

    A paragraph's format carries the number. A number never changes its meaning, so that undo,
    which brings numbers back, brings tags back.
    """

    def __init__(self) -> None:
        self._tags: list[Tag] = []
        self._numbers: dict[Tag, int] = {}

    def number(self, tag: Tag) -> int:
        """Give a tag's number."""
        known = self._numbers.get(tag)
        if known is None:
            self._tags.append(tag)
            known = self._numbers[tag] = len(self._tags)
        return known

    def tag(self, number: int) -> Tag | None:
        """Give the tag of a number; None for 0, which stands where nothing was said yet."""
        return self._tags[number - 1] if number else None

    def about(self, number: int, about: About, section: Section) -> int:
        """Give the number of the same tag about somebody else."""
        return self.number(replace(self.tag(number) or Tag(section), about=about))


@dataclass(frozen=True, slots=True)
class Mark:
    """How a tag is shown: a word and a tone, never the tone alone."""

    words: str
    tone: Tone


class People:
    """Whom the paragraphs of a unit's notes can be about, and how that is shown."""

    def __init__(self, unit: Unit) -> None:
        self._kind = unit.kind
        self.is_shared = unit.is_shared
        self._names = names.tags(unit)
        self._members = unit.members

    @property
    def choices(self) -> list[tuple[About, str]]:
        """What a paragraph can be tagged with, in the order of the keys from Alt+0 on."""
        everybody = (About.all(), words.everybody(self._kind))
        return [everybody, *((About.of(one.id), self._names[one.id]) for one in self._members)]

    def at_key(self, digit: int) -> About | None:
        """Give what Alt and a digit stands for; 0 is all of them."""
        choices = self.choices
        return choices[digit][0] if digit < len(choices) else None

    def default(self) -> About:
        """Whom a first paragraph is about: the one person, or nobody yet."""
        if self.is_shared or not self._members:
            return UNTAGGED
        return About.of(self._members[0].id)

    def mark(self, about: About) -> Mark:
        """Give a paragraph's pill."""
        if about.kind is AboutKind.UNTAGGED:
            return Mark(words.not_tagged(), "warn")
        if about.kind is AboutKind.THIRD_PERSON:
            return Mark(about.third_person or words.somebody_else(), "neutral")
        if about.kind is AboutKind.ALL:
            return Mark(words.everybody(self._kind), "neutral")
        called = ", ".join(self._names.get(one, words.former_member()) for one in about.members)
        tone: Tone = self._tone(about.members[0]) if len(about.members) == 1 else "neutral"
        return Mark(called, tone)

    def _tone(self, member_id: MemberId) -> Tone:
        for member in self._members:
            if member.id == member_id:
                return PERSON_TONES[(member.position - 1) % len(PERSON_TONES)]
        return "neutral"
