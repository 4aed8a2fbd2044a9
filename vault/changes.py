"""What a write changed, so that whoever shows it can refresh."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Noun(StrEnum):
    """The kinds of thing that a write can touch."""

    CLIENT = "client"
    UNIT = "unit"
    MEETING = "meeting"
    NOTE = "note"
    REVIEW = "review"
    PROCESS_NOTE = "process_note"
    DOCUMENT = "document"
    MEASURE = "measure"
    REQUEST = "request"
    RELEASE = "release"
    DISCLOSURE = "disclosure"
    PROFILE = "profile"
    SETTING = "setting"
    WORD = "word"
    PHRASE = "phrase"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Changes:
    """The things that one write touched, each as noun and number."""

    touched: frozenset[tuple[Noun, int]] = frozenset()

    @classmethod
    def of(cls, noun: Noun, *numbers: int) -> "Changes":
        """Name things of one noun; a noun that there is one of has the number 0."""
        return cls(frozenset((noun, number) for number in numbers or (0,)))

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(self.touched | other.touched)

    def __bool__(self) -> bool:
        return bool(self.touched)

    def numbers(self, noun: Noun) -> frozenset[int]:
        """Give the numbers of the touched things of one noun."""
        return frozenset(number for kind, number in self.touched if kind is noun)

    def touch(self, *nouns: Noun) -> bool:
        """Say whether anything of these nouns was touched."""
        return any(kind in nouns for kind, _ in self.touched)


NOTHING = Changes()


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a write answers: its result, and what it changed."""

    value: T
    changes: Changes = NOTHING
