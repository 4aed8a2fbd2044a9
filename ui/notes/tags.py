"""Whom a paragraph is about and who said it, as its format carries it and as it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from resources.tokens import PERSON_TONES, Tone
from ui import names
from ui.strings import editor as editor_words
from ui.strings import notes as words
from ui.strings import reading as reading_words
from vault.ids import MemberId
from vault.passages import UNTAGGED, About, AboutKind, Passage
from vault.units import Unit

KEYS = 9


class TagBook:
    """Numbers for tags, counted from 1; a tag is a passage without its words.

    A paragraph's format carries the number. A number never changes its meaning, so that undo,
    which brings numbers back, brings tags back.
    """

    def __init__(self) -> None:
        self._tags: list[Passage] = []
        self._numbers: dict[Passage, int] = {}

    def number(self, passage: Passage) -> int:
        """Give the number of a passage's tag."""
        tag = replace(passage, text="")
        known = self._numbers.get(tag)
        if known is None:
            self._tags.append(tag)
            known = self._numbers[tag] = len(self._tags)
        return known

    def tag(self, number: int) -> Passage | None:
        """Give the tag of a number; None for 0, which stands where nothing was said yet."""
        return self._tags[number - 1] if number else None

    @property
    def tags(self) -> tuple[Passage, ...]:
        """Every tag that anything here has or had."""
        return tuple(self._tags)

    def third_persons(self) -> list[str]:
        """List the people outside the unit whom anything here is or was about."""
        return sorted({tag.about.third_person for tag in self._tags} - {""})


@dataclass(frozen=True, slots=True)
class Mark:
    """How a tag is shown: a word and a tone, never the tone alone; `named` are its people."""

    words: str
    tone: Tone
    named: tuple[str, ...] = ()


class People:
    """Whom the paragraphs of a unit's notes can be about, and how that is shown."""

    def __init__(self, unit: Unit) -> None:
        self.renew(unit)

    def renew(self, unit: Unit) -> None:
        """Go by who belongs to the unit now, and by what they are called now."""
        self._unit = unit
        self._kind = unit.kind
        self.is_shared = unit.is_shared
        self._members = unit.members
        self._named: dict[bool, dict[MemberId, str]] = {}

    @property
    def _names(self) -> dict[MemberId, str]:
        brief = names.style.initials_only
        if brief not in self._named:
            self._named[brief] = names.tags(self._unit)
        return self._named[brief]

    @property
    def members(self) -> list[tuple[MemberId, str]]:
        """The members with the names that tags have, in the order of their keys from 1 on."""
        return [(one.id, self._names[one.id]) for one in self._members]

    @property
    def choices(self) -> list[tuple[About, str]]:
        """What a paragraph can be tagged with, in the order of the keys from Alt+0 on."""
        everybody = (self.everybody, words.everybody(self._kind, len(self._members)))
        return [everybody, *((About.of(number), name) for number, name in self.members)]

    @property
    def everybody(self) -> About:
        """All of a unit; of somebody seen alone that is the one."""
        return About.all() if self.is_shared else self.default()

    def called(self, *members: MemberId) -> str:
        """Give the full names of members, also where initials stand in for them."""
        return " ".join(one.called for one in self._members if one.id in members)

    def at_key(self, digit: int) -> About | None:
        """Give what Alt and a digit stands for; 0 is all of them."""
        choices = self.choices
        return choices[digit][0] if digit < len(choices) else None

    def shows(self, tag: Passage) -> bool:
        """Say whether a tag is to be seen: where somebody is seen alone, only what was set."""
        told = tag.in_confidence or tag.said_by is not None
        return self.is_shared or told or tag.about.kind is AboutKind.THIRD_PERSON

    def needs_room(self, tags: Iterable[Passage]) -> bool:
        """Say whether there is any tag to be seen beside a note."""
        return self.is_shared or any(map(self.shows, tags))

    def member_at_key(self, digit: int) -> MemberId | None:
        """Give the member of a digit from 1 to 9."""
        return self._members[digit - 1].id if 1 <= digit <= len(self._members) else None

    def default(self) -> About:
        """Whom a first paragraph is about: the one person, or nobody yet."""
        if self.is_shared or not self._members:
            return UNTAGGED
        return About.of(self._members[0].id)

    def mark(self, about: About) -> Mark:
        """Give a paragraph's pill."""
        if not self.is_shared and about.kind is not AboutKind.THIRD_PERSON:
            about = self.default()
        if about.kind is AboutKind.UNTAGGED:
            return Mark(words.not_tagged(), "warn")
        if about.kind is AboutKind.THIRD_PERSON:
            return Mark(names.shown(about.third_person) or words.somebody_else(), "neutral")
        if about.kind is AboutKind.ALL:
            return Mark(words.everybody(self._kind, len(self._members)), "neutral")
        tone: Tone = self._tone(about.members[0]) if len(about.members) == 1 else "neutral"
        named = self._called(about.members)
        return Mark(", ".join(named), tone, tuple(named))

    def caption(self, tag: Passage) -> str:
        """Say who said a paragraph, whether in confidence, and whether it is copied; else empty."""
        said = editor_words.caption(self._speaker(tag), in_confidence=tag.in_confidence)
        copied = "" if tag.copied_from is None else reading_words.is_copied()
        return " · ".join(part for part in (said, copied) if part)

    def spoken(self, tag: Passage) -> str:
        """Say all of a paragraph's tag that is to be seen, as a screen reader reads it."""
        about = words.about(self.mark(tag.about).words) if self.shows(tag) else ""
        return " ".join(f"{part}." for part in (about, self.caption(tag)) if part)

    def _speaker(self, tag: Passage) -> str:
        return "" if tag.said_by is None else self._called((tag.said_by,))[0]

    def _called(self, members: Iterable[MemberId]) -> list[str]:
        return [self._names.get(one, words.former_member()) for one in members]

    def _tone(self, member_id: MemberId) -> Tone:
        for member in self._members:
            if member.id == member_id:
                return PERSON_TONES[(member.position - 1) % len(PERSON_TONES)]
        return "neutral"
